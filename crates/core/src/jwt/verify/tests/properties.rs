//! No input panics, and none that was not signed is verified.

use proptest::prelude::*;

use super::super::*;
use super::signer::*;
use crate::jwks::KeySet;

fn question(set: &KeySet) -> Question<'_> {
    let expect = Expectations { iss: Some("a".to_owned()), ..Expectations::default() };
    Question { keys: Some(set), expect, now: 1_700_000_000, ..Question::default() }
}

fn json() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        any::<i64>().prop_map(|n| n.to_string()),
        any::<f64>().prop_map(|n| format!("{n:e}")),
        ".{0,12}".prop_map(|text| serde_json::Value::from(text).to_string()),
        Just("null".to_owned()),
        Just("[\"RS256\"]".to_owned()),
    ];
    let name = prop::sample::select(vec![
        "alg",
        "kid",
        "typ",
        "crit",
        "b64",
        "iss",
        "sub",
        "aud",
        "exp",
        "iat",
        "nbf",
        "nonce",
        "at_hash",
        "token_exp",
        "email",
    ]);
    prop::collection::vec((name, value), 0..8).prop_map(|members| {
        let rows: Vec<String> =
            members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        format!("{{{}}}", rows.join(","))
    })
}

proptest! {
    #[test]
    fn arbitrary_text_is_never_verified(text in ".{0,300}") {
        let set = rsa_set();
        prop_assert_ne!(inspect(&text, &question(&set)).verified, Some(true));
    }

    #[test]
    fn arbitrary_members_never_panic(header in json(), claims in json(), signature in ".{0,80}") {
        let set = secret_set(b"TESTSECRET");
        let token = format!("{}.{}.{}", part(header), part(claims), signature);
        let found = inspect(&token, &question(&set));
        prop_assert_ne!(found.verified, Some(true));
        let _ = inspect_without_signature(&token, &question(&set));
    }

    #[test]
    fn whatever_was_signed_is_verified_or_refused_for_a_reason(claims in json()) {
        let set = secret_set(b"TESTSECRET-TESTSECRET-TESTSECRET");
        let token = hs256(b"TESTSECRET-TESTSECRET-TESTSECRET", r#"{"alg":"HS256"}"#, &claims);
        let found = inspect(&token, &question(&set));
        let twice = found.checks[0].reason == CheckReason::DuplicateMember;
        prop_assert_eq!(found.verified, Some(!twice));
    }

    #[test]
    fn a_token_changed_anywhere_is_not_verified(place in 0..400_usize, to in "[A-Za-z0-9_.-]") {
        let set = secret_set(b"TESTSECRET-TESTSECRET-TESTSECRET");
        let token = hs256(
            b"TESTSECRET-TESTSECRET-TESTSECRET", r#"{"alg":"HS256"}"#, r#"{"iss":"a","n":1}"#,
        );
        let at = place % token.len();
        let changed = format!("{}{to}{}", &token[..at], &token[at + 1..]);
        let holds = inspect(&changed, &question(&set)).verified == Some(true);
        prop_assert_eq!(holds, changed == token);
    }
}
