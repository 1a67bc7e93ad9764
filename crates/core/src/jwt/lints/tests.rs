//! Each rule beside its near miss.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::*;
use crate::jwt::read::read;

const NOW: UnixSeconds = 1_776_231_128;

fn found(header: &str, claims: &str) -> (Option<TokenProfile>, Vec<(LintId, LintSeverity)>) {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let reading = read(&format!("{}.{}.AAAA", part(header), part(claims)));
    let profile = profile_of(&reading);
    let lints = of(&reading, profile, NOW);
    (profile, lints.into_iter().map(|lint| (lint.id, lint.severity)).collect())
}

fn with(good: &str, changes: &[(&str, Option<&str>)]) -> String {
    let mut object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(good).expect("an object");
    for (name, value) in changes {
        match value {
            Some(value) => {
                let value = serde_json::from_str(value).expect("a value");
                object.insert((*name).to_owned(), value);
            }
            None => drop(object.remove(*name)),
        }
    }
    serde_json::Value::Object(object).to_string()
}

use LintId::*;
use LintSeverity::{Error, Note, Warning};

#[test]
fn a_line_works_assertion_is_judged_by_its_own_rules() {
    let header = r#"{"alg":"RS256","typ":"JWT"}"#;
    let good = r#"{"iss":"TESTclientID00000001","sub":"abc12.serviceaccount@example","iat":1776231098,"exp":1776234698}"#;
    let profile = Some(TokenProfile::LineWorksAssertion);
    assert_eq!(found(header, good), (profile, vec![]));
    for (header_change, claim_change, expected) in [
        (("alg", Some("\"ES256\"")), ("iss", Some("\"x\"")), (AlgNotRs256, Error)),
        (("typ", None), ("iss", Some("\"x\"")), (TypNotJwt, Warning)),
        (("kid", Some("\"k\"")), ("iss", Some("\"x\"")), (KidNotUsed, Note)),
        (("typ", Some("\"jwt\"")), ("iss", None), (ClaimMissing, Error)),
        (("typ", Some("\"JWT\"")), ("iat", None), (ClaimMissing, Error)),
        (("typ", Some("\"JWT\"")), ("exp", None), (ClaimMissing, Error)),
        (("typ", Some("\"JWT\"")), ("exp", Some("1776234699")), (LifeTooLong, Error)),
        (("typ", Some("\"JWT\"")), ("exp", Some("1776231098")), (ExpiryBeforeIssue, Error)),
        (("typ", Some("\"JWT\"")), ("exp", Some("\"1776234698\"")), (TimeNotSeconds, Error)),
        (("typ", Some("\"JWT\"")), ("exp", Some("1776234698000")), (TimeNotSeconds, Error)),
        (("typ", Some("\"JWT\"")), ("iat", Some("1776231098.5")), (FractionalTime, Note)),
        (("typ", Some("\"JWT\"")), ("aud", Some("\"x\"")), (ClaimNotUsed, Note)),
        (
            ("typ", Some("\"JWT\"")),
            ("sub", Some("\"abc12.serviceaccount\"")),
            (SubjectNotServiceAccount, Warning),
        ),
    ] {
        let header = with(header, &[header_change]);
        let claims = with(good, &[claim_change]);
        assert_eq!(found(&header, &claims), (profile, vec![expected]), "{header} {claims}");
    }
}

#[test]
fn local_time_taken_for_utc_is_told_by_whole_and_half_hours() {
    let header = r#"{"alg":"RS256","typ":"JWT"}"#;
    for (ahead, named) in [
        (9 * 3_600, true),
        (9 * 3_600 + 100, true),
        (5 * 3_600 + 1_800, true),
        (9 * 3_600 + 400, false),
        (60, false),
        (0, false),
        (15 * 3_600, false),
        (-9 * 3_600, false),
    ] {
        let iat = NOW + ahead;
        let claims = format!(
            r#"{{"iss":"x","sub":"a.serviceaccount@b","iat":{iat},"exp":{}}}"#,
            iat + 3_600
        );
        let lints = found(header, &claims).1;
        assert_eq!(lints == [(LocalTimeAsUtc, Warning)], named, "{ahead}: {lints:?}");
    }
}

#[test]
fn a_line_assertion_is_judged_by_its_own_rules() {
    let header = r#"{"alg":"RS256","typ":"JWT","kid":"536e453c-aa93-4449-8e90-add2608783c6"}"#;
    let good = r#"{"iss":"1234567890","sub":"1234567890","aud":"https://api.line.me/","exp":1776232928,"token_exp":2592000}"#;
    let profile = Some(TokenProfile::LineAssertion);
    assert_eq!(found(header, good), (profile, vec![]));
    for (changes, expected) in [
        (("exp", Some("1776232929")), (LifeTooLong, Error)),
        (("token_exp", Some("2592001")), (TokenLifeTooLong, Error)),
        (("token_exp", Some("1776232928")), (TokenLifeIsDate, Error)),
        (("token_exp", Some("\"86400\"")), (TokenLifeNotNumber, Warning)),
        (("token_exp", None), (NoTokenLife, Note)),
        (("aud", Some("\"https://api.line.me\"")), (AudienceWrong, Error)),
        (("aud", Some("[\"https://api.line.me/\"]")), (AudienceWrong, Error)),
        (("aud", None), (ClaimMissing, Error)),
        (("sub", Some("\"1234567891\"")), (IssuerNotSubject, Error)),
        (("iss", Some("1234567890")), (ChannelIdNotText, Error)),
        (("exp", Some("\"1776232928\"")), (TimeNotSeconds, Error)),
    ] {
        let claims = with(good, &[changes]);
        assert_eq!(found(header, &claims), (profile, vec![expected]), "{claims}");
    }
    let no_kid = found(&with(header, &[("kid", None)]), good);
    assert_eq!(no_kid, (profile, vec![(KidMissing, Error)]));
    // With iat, the life counts from there and not from now.
    let dated = with(good, &[("iat", Some("1776231128"))]);
    assert_eq!(found(header, &dated), (profile, vec![]));
    let old = with(good, &[("iat", Some("1776231127"))]);
    assert_eq!(found(header, &old), (profile, vec![(LifeTooLong, Error)]));
}

#[test]
fn an_id_token_has_rules_of_its_own() {
    let header = r#"{"alg":"RS256"}"#;
    let good = r#"{"iss":"x","sub":"y","aud":"z","iat":1,"exp":2,"nonce":"0123456789abcdef","auth_time":1,"email":"a@b.example"}"#;
    let profile = Some(TokenProfile::IdToken);
    assert_eq!(found(header, good), (profile, vec![]));
    for (changes, expected) in [
        (("nonce", Some("\"0123456789abcde\"")), (NonceShort, Warning)),
        (("email", Some("\"y.tanaka@aoba-shoji\"")), (EmailNotAddress, Warning)),
        (("auth_time", None), (NoAuthTime, Note)),
        (("exp", Some("1")), (ExpiryBeforeIssue, Warning)),
        (("iat", Some("1.5")), (FractionalTime, Note)),
    ] {
        let claims = with(good, &[changes]);
        assert_eq!(found(header, &claims), (profile, vec![expected]), "{claims}");
    }
}

#[test]
fn any_other_token_is_held_to_rfc_8725() {
    let header = r#"{"alg":"RS256"}"#;
    let good = r#"{"iss":"x","aud":"z","iat":1,"exp":2}"#;
    assert_eq!(found(header, good), (None, vec![]));
    for (name, expected) in
        [("iss", (NoIssuer, Note)), ("aud", (NoAudience, Note)), ("exp", (NoExpiry, Warning))]
    {
        assert_eq!(found(header, &with(good, &[(name, None)])), (None, vec![expected]));
    }
    let hidden = with(good, &[("name", Some("\"a\\u200bb\""))]);
    assert_eq!(found(header, &hidden), (None, vec![(HiddenCharacters, Warning)]));
    let japanese = with(good, &[("name", Some("\"田中　結衣\""))]);
    assert_eq!(found(header, &japanese), (None, vec![]));
}

#[test]
fn a_payload_that_is_no_object_has_no_habits() {
    let reading =
        read(&format!("{}.UGF5bG9hZA.AAAA", URL_SAFE_NO_PAD.encode(r#"{"alg":"ES512"}"#)));
    assert_eq!(of(&reading, profile_of(&reading), NOW), vec![]);
}
