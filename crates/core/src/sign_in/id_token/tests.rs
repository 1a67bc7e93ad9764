//! Each fault of an ID token turns its own line of the list and no other.

use super::*;
use crate::jwt::verify::tests::signer::{hs256, p256_jwk, part, rs256, rsa_jwk, rsa_pem};

const NOW: i64 = 1_800_000_000;
/// OpenID Connect Core A.3, recomputed in facts.md 3.
const ACCESS_TOKEN: &str = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
const AT_HASH: &str = "77QmUPtjPfzWtF2AnpK9RQ";
const ISSUER: &str = "https://issuer.example";

fn sent() -> AuthorizeRequest {
    AuthorizeRequest {
        url: String::new(),
        client_id: "TESTclient".into(),
        redirect_uri: "https://app.example.com/cb".into(),
        state: "TESTstate".into(),
        nonce: Some("TESTnonce".into()),
        verifier: None,
    }
}

fn trust() -> IdTokenTrust {
    let (mut one, mut other) = (rsa_jwk(), p256_jwk());
    (one["kid"], other["kid"]) = ("one".into(), "other".into());
    let set = serde_json::json!({"keys": [one, other]}).to_string();
    let keys = KeySet::read(set.as_bytes()).expect("two keys");
    IdTokenTrust { issuer: Some(ISSUER.to_owned()), keys: Some(keys), needs_kid: true }
}

fn claims(name: &str, value: Option<serde_json::Value>) -> String {
    let mut claims = serde_json::json!({
        "iss": ISSUER, "sub": "TESTmember", "aud": "TESTclient", "nonce": "TESTnonce",
        "iat": NOW, "exp": NOW + 3_600, "at_hash": AT_HASH,
    });
    match value {
        Some(value) => claims[name] = value,
        None => drop(claims.as_object_mut().and_then(|all| all.remove(name))),
    }
    claims.to_string()
}

fn judged(token: &str, trust: &IdTokenTrust) -> Vec<Verdict> {
    let secret = |text: &str| Secret::new(text.to_owned());
    check_id_token(&secret(token), &secret(ACCESS_TOKEN), &sent(), trust, NOW)
}

fn with(verdicts: &[Verdict], result: VerdictResult) -> Vec<RuleId> {
    verdicts.iter().filter(|verdict| verdict.result == result).map(|verdict| verdict.id).collect()
}

fn header() -> String {
    serde_json::json!({"alg": "RS256", "typ": "JWT", "kid": "one"}).to_string()
}

#[test]
fn a_right_id_token_passes_every_line() {
    let verdicts = judged(&rs256(&header(), &claims("sub", Some("x".into()))), &trust());
    assert_eq!(with(&verdicts, VerdictResult::Failed), []);
    assert_eq!(with(&verdicts, VerdictResult::NotChecked), []);
    assert!(signature_was_checked(&verdicts));
}

#[test]
fn a_token_that_names_no_key_is_refused_only_where_the_documents_ask_for_it() {
    let bare = serde_json::json!({"alg": "RS256", "typ": "JWT"}).to_string();
    let token = rs256(&bare, &claims("sub", Some("x".into())));
    assert_eq!(with(&judged(&token, &trust()), VerdictResult::Failed), [RuleId::IdTokenKey]);
    let other = IdTokenTrust { needs_kid: false, ..trust() };
    assert_eq!(with(&judged(&token, &other), VerdictResult::Failed), []);
}

#[test]
fn a_token_about_nobody_is_refused() {
    for nobody in [None, Some("".into()), Some(7.into())] {
        let verdicts = judged(&rs256(&header(), &claims("sub", nobody)), &trust());
        let failed = with(&verdicts, VerdictResult::Failed);
        assert_eq!(failed, [RuleId::IdTokenSubjectPresent]);
    }
}

#[test]
fn each_wrong_claim_turns_exactly_its_own_line() {
    let wrong = |text: &str| Some(serde_json::Value::from(text));
    let rows = [
        ("iss", wrong("https://evil.example"), RuleId::IdTokenIssuer),
        ("iss", None, RuleId::IdTokenIssuer),
        ("aud", wrong("other"), RuleId::IdTokenAudience),
        ("aud", None, RuleId::IdTokenAudience),
        ("nonce", wrong("other"), RuleId::IdTokenNonce),
        ("nonce", None, RuleId::IdTokenNonce),
        ("iat", Some((NOW + 1).into()), RuleId::IdTokenIssuedAt),
        ("iat", None, RuleId::IdTokenIssuedAt),
        ("exp", Some(NOW.into()), RuleId::IdTokenExpiry),
        ("exp", None, RuleId::IdTokenExpiry),
        ("at_hash", wrong("77QmUPtjPfzWtF2AnpK9RX"), RuleId::IdTokenAtHash),
    ];
    for (name, value, line) in rows {
        let what = format!("{name} {value:?}");
        let verdicts = judged(&rs256(&header(), &claims(name, value)), &trust());
        assert_eq!(with(&verdicts, VerdictResult::Failed), [line], "{what}");
    }
}

#[test]
fn the_algorithm_is_never_taken_from_the_header() {
    let good = claims("sub", Some("x".into()));
    let none = format!("{}.{}.", part(r#"{"alg":"none"}"#), part(&good));
    let pem = rsa_pem();
    let confused = hs256(pem.as_bytes(), &header().replace("RS256", "HS256"), &good);
    for token in [none, confused] {
        for trust in [trust(), IdTokenTrust::default()] {
            let verdicts = judged(&token, &trust);
            let failed = with(&verdicts, VerdictResult::Failed);
            assert!(failed.contains(&RuleId::IdTokenAlgorithm), "{token}");
            assert!(!signature_was_checked(&verdicts), "there was nothing to compare");
        }
    }
}

#[test]
fn an_unknown_key_turns_its_own_line_and_the_signature_is_not_said_to_be_wrong() {
    let header = header().replace("\"one\"", "\"unknown\"");
    let verdicts = judged(&rs256(&header, &claims("sub", Some("x".into()))), &trust());
    assert_eq!(with(&verdicts, VerdictResult::Failed), [RuleId::IdTokenKey]);
    assert_eq!(with(&verdicts, VerdictResult::NotChecked), [RuleId::IdTokenSignature]);
}

#[test]
fn without_keys_the_signature_is_not_said_to_be_right() {
    let verdicts =
        judged(&rs256(&header(), &claims("sub", Some("x".into()))), &IdTokenTrust::default());
    assert_eq!(with(&verdicts, VerdictResult::Failed), [], "nothing is wrong with it");
    let open = with(&verdicts, VerdictResult::NotChecked);
    assert!(open.contains(&RuleId::IdTokenSignature) && open.contains(&RuleId::IdTokenIssuer));
    assert!(!signature_was_checked(&verdicts));
}

#[test]
fn a_changed_payload_breaks_the_signature() {
    let token = rs256(&header(), &claims("sub", Some("x".into())));
    let mut parts: Vec<String> = token.split('.').map(str::to_owned).collect();
    parts[1] = part(claims("sub", Some("y".into())));
    let verdicts = judged(&parts.join("."), &trust());
    assert_eq!(with(&verdicts, VerdictResult::Failed), [RuleId::IdTokenSignature]);
}

#[test]
fn what_is_no_signed_token_is_told() {
    for token in ["", "opaque", "a.b.c.d.e"] {
        let verdicts = judged(token, &trust());
        assert_eq!(with(&verdicts, VerdictResult::Failed), [RuleId::IdTokenReadable], "{token}");
    }
}
