//! Sets of JSON Web Keys: the examples of RFC 7517 appendix A, and what is chosen from a set.

use serde_json::{Value, json};

use crate::keys::samples::{RFC_7515_A2_JWK, RSA};
use crate::keys::{
    KeyAlgorithm, KeyFile, KeyFormat, KeyKind, KeyProblem, MAX_MEMBERS, inspect, open,
};

/// RFC 7517 appendix A.1: an EC and an RSA public key.
const PUBLIC: &str = r#"{"keys":[
{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
 "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"enc","kid":"1"},
{"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
 "e":"AQAB","alg":"RS256","kid":"2011-04-29"}]}"#;

/// The private EC key of RFC 7517 appendix A.2.
fn private_ec() -> Value {
    json!({"kty": "EC", "crv": "P-256", "use": "enc", "kid": "1",
        "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
        "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
        "d": "870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"})
}

fn set(keys: &[Value]) -> String {
    json!({"keys": keys}).to_string()
}

#[test]
fn public_set_of_rfc_7517_is_named_with_each_key() {
    let file = KeyFile::read(PUBLIC.as_bytes(), None);
    assert_eq!((file.report.kind, file.report.format), (KeyKind::Jwks, Some(KeyFormat::Jwks)));
    assert_eq!(file.report.problems, [KeyProblem::PublicHalfOnly]);
    let told: Vec<_> = file
        .members
        .iter()
        .map(|member| (member.kind, member.algorithm, member.name.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (KeyKind::PublicKey, Some(KeyAlgorithm::Ec), Some("1")),
            (KeyKind::PublicKey, Some(KeyAlgorithm::Rsa), Some("2011-04-29")),
        ]
    );
    // RFC 7638 section 3.1 has the thumbprint of this very key.
    let thumbprint = file.members[1].thumbprint.as_deref();
    assert_eq!(thumbprint, Some("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"));
}

#[test]
fn private_ec_key_of_rfc_7517_belongs_to_its_public_key() {
    let private = KeyFile::read(private_ec().to_string().as_bytes(), None);
    let public = KeyFile::read(PUBLIC.as_bytes(), None);
    assert_eq!(private.report.problems, [KeyProblem::NotRsa], "and not inconsistent");
    assert!(private.members[0].is_same_pair(&public.members[0]));
    assert!(!private.members[0].is_same_pair(&public.members[1]));
}

#[test]
fn the_one_private_key_of_a_set_is_opened() {
    let public: Value = serde_json::from_str(PUBLIC).unwrap();
    let text = set(&[public["keys"][0].clone(), RSA.jwk(), public["keys"][1].clone()]);
    let opened = open(text.as_bytes(), None).unwrap();
    assert_eq!(opened.pkcs8_der().expose(), RSA.pkcs8);
    assert_eq!(opened.report().kind, KeyKind::Jwks);
}

#[test]
fn of_several_private_keys_none_is_guessed() {
    let other: Value = serde_json::from_str(RFC_7515_A2_JWK).unwrap();
    let text = set(&[RSA.jwk(), other]);
    let file = KeyFile::read(text.as_bytes(), None);
    assert_eq!(file.report.problems, [KeyProblem::SeveralKeys]);
    assert!(file.key().is_none() && file.report.spki_sha256.is_none());
    assert_eq!(file.members.len(), 2, "and both are named");
}

#[test]
fn sets_without_a_usable_key_are_named() {
    let problems = |text: &str| inspect(text.as_bytes(), None).problems;
    assert_eq!(problems(r#"{"keys":[]}"#), [KeyProblem::NotAKey]);
    let shared = json!({"kty": "oct", "k": "AAAA"});
    assert_eq!(problems(&set(&[shared.clone(), shared])), [KeyProblem::NotRsa]);
    assert_eq!(problems(&set(&[private_ec()])), [KeyProblem::NotRsa]);
    let strange = set(&[json!(1), json!({"kty": "new"}), RSA.jwk()]);
    assert!(open(strange.as_bytes(), None).is_ok(), "what is unknown hides no key");
}

#[test]
fn more_keys_than_are_looked_at_are_refused() {
    let keys = |count| vec![json!({"kty": "oct", "k": "AAAA"}); count];
    let problems = |count| inspect(set(&keys(count)).as_bytes(), None).problems;
    assert_eq!(problems(MAX_MEMBERS), [KeyProblem::NotRsa]);
    assert_eq!(problems(MAX_MEMBERS + 1), [KeyProblem::TooManyKeys]);
}
