//! Claims against what was expected and against the time.

use super::super::*;
use super::signer::part;
use super::{line, outcome};
use CheckReason::*;
use CheckResult::{Failed, NotChecked, Passed};

const NOW: UnixSeconds = 1_700_000_000;

fn judged(claims: &str, expect: Expectations) -> Inspection {
    let token = format!("{}.{}.AAAA", part(r#"{"alg":"RS256"}"#), part(claims));
    inspect(&token, &Question { expect, now: NOW, ..Question::default() })
}

#[test]
fn claims_are_compared_to_the_letter() {
    let expect = |text: &str| Expectations {
        iss: Some(text.to_owned()),
        aud: Some(text.to_owned()),
        nonce: Some(text.to_owned()),
    };
    for (id, name) in [(CheckId::Iss, "iss"), (CheckId::Aud, "aud"), (CheckId::Nonce, "nonce")] {
        for (value, expected) in [
            (r#""https://a.example/""#, (Passed, Holds)),
            (r#""https://a.example""#, (Failed, Different)),
            (r#""https://A.example/""#, (Failed, Different)),
            (r#"" https://a.example/""#, (Failed, Different)),
            ("7", (Failed, Different)),
            ("null", (Failed, Different)),
        ] {
            let found = judged(&format!(r#"{{"{name}":{value}}}"#), expect("https://a.example/"));
            assert_eq!(outcome(&found, id), expected, "{name} {value}");
            assert_eq!(line(&found, id).expected.as_deref(), Some("https://a.example/"));
        }
        let absent = judged("{}", expect("x"));
        assert_eq!(outcome(&absent, id), (Failed, Absent));
        let twice = judged(&format!(r#"{{"{name}":"x","{name}":"x"}}"#), expect("x"));
        assert_eq!(outcome(&twice, id), (Failed, DuplicateMember), "{name}");
        let unasked = judged(&format!(r#"{{"{name}":"x"}}"#), Expectations::default());
        assert_eq!(outcome(&unasked, id), (NotChecked, NothingExpected));
        assert_eq!(line(&unasked, id).actual.as_deref(), Some("x"));
    }
}

#[test]
fn an_audience_may_be_one_of_several() {
    let expect = || Expectations { aud: Some("b".to_owned()), ..Expectations::default() };
    for (aud, result) in
        [(r#"["a","b"]"#, Passed), (r#"["a","c"]"#, Failed), ("[]", Failed), (r#"["a",1]"#, Failed)]
    {
        assert_eq!(
            outcome(&judged(&format!(r#"{{"aud":{aud}}}"#), expect()), CheckId::Aud).0,
            result
        );
    }
}

#[test]
fn times_are_judged_to_the_second() {
    for (id, claims, expected) in [
        (CheckId::Exp, r#"{"exp":1700000001}"#, (Passed, Holds)),
        (CheckId::Exp, r#"{"exp":1700000000}"#, (Failed, Over)),
        (CheckId::Exp, r#"{"exp":1700000000.5}"#, (Passed, Holds)),
        (CheckId::Exp, r#"{"exp":1.7e9}"#, (Failed, Over)),
        (CheckId::Exp, r#"{"exp":1700000001000}"#, (Failed, Unreadable)),
        (CheckId::Exp, r#"{"exp":"1700000001"}"#, (Failed, Unreadable)),
        (CheckId::Exp, r#"{"exp":1e999}"#, (Failed, Unreadable)),
        (CheckId::Exp, r#"{"exp":-1}"#, (Failed, Unreadable)),
        (CheckId::Exp, r#"{"exp":null}"#, (Failed, Unreadable)),
        (CheckId::Exp, r#"{"exp":1,"exp":1800000000}"#, (Failed, DuplicateMember)),
        (CheckId::Exp, "{}", (NotChecked, Absent)),
        (CheckId::Iat, r#"{"iat":1700000000}"#, (Passed, Holds)),
        (CheckId::Iat, r#"{"iat":1700000001}"#, (Failed, NotYet)),
        (CheckId::Iat, r#"{"iat":1700000000.5}"#, (Failed, NotYet)),
        (CheckId::Nbf, r#"{"nbf":1700000000}"#, (Passed, Holds)),
        (CheckId::Nbf, r#"{"nbf":1700000001}"#, (Failed, NotYet)),
        (CheckId::Nbf, "{}", (NotChecked, Absent)),
    ] {
        assert_eq!(outcome(&judged(claims, Expectations::default()), id), expected, "{claims}");
    }
}

#[test]
fn the_list_has_every_line_once_and_in_order() {
    let found = judged("{}", Expectations::default());
    let ids: Vec<CheckId> = found.checks.iter().map(|check| check.id).collect();
    use CheckId::*;
    assert_eq!(ids, [Signature, Kid, Alg, Iss, Aud, Nonce, Iat, Nbf, Exp, AtHash]);
    let wire = serde_json::to_value(&found.checks).expect("JSON");
    assert_eq!(wire[9]["id"], "at_hash");
    assert_eq!(wire[9]["result"], "not_checked");
}

#[test]
fn values_are_shown_without_hidden_characters() {
    let expect = Expectations { iss: Some("a\u{202e}b".to_owned()), ..Expectations::default() };
    let found = judged("{\"iss\":\"a\\u202eb\"}", expect);
    let check = line(&found, CheckId::Iss);
    assert_eq!(check.result, Passed);
    assert_eq!(check.expected.as_deref(), Some("a\\u{202e}b"));
    assert_eq!(check.actual.as_deref(), Some("a\\u{202e}b"));
}
