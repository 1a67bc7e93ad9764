//! Each refusal of a signature, and beside it the near miss that holds.

use aws_lc_rs::signature::RSA_PKCS1_SHA256;

use super::super::*;
use super::signer::*;
use super::{line, outcome};
use crate::jwks::KeySet;

const CLAIMS: &str = r#"{"iss":"a"}"#;
const RS256: &str = r#"{"alg":"RS256"}"#;

fn judged(token: &str, set: &KeySet) -> Inspection {
    inspect(token, &Question { keys: Some(set), now: 1_700_000_000, ..Question::default() })
}

fn signature(token: &str, set: &KeySet) -> (Option<bool>, CheckReason) {
    let found = judged(token, set);
    (found.verified, line(&found, CheckId::Signature).reason)
}

const HOLDS: (Option<bool>, CheckReason) = (Some(true), CheckReason::Holds);

fn refused(reason: CheckReason) -> (Option<bool>, CheckReason) {
    (Some(false), reason)
}

#[test]
fn without_a_key_nothing_is_verified() {
    let question = Question { now: 1_700_000_000, ..Question::default() };
    let found = inspect(&rs256(RS256, CLAIMS), &question);
    assert_eq!((found.verified, found.has_failed()), (None, false));
    let not_checked = (CheckResult::NotChecked, CheckReason::NoKey);
    for id in [CheckId::Signature, CheckId::Kid, CheckId::Alg] {
        assert_eq!(outcome(&found, id), not_checked);
    }
}

#[test]
fn alg_none_fails_with_and_without_a_key_and_however_it_is_written() {
    let set = rsa_set();
    for none in ["none", "None", "NONE", "nOnE"] {
        let header = format!(r#"{{"alg":"{none}"}}"#);
        for token in [
            format!("{}.{}.", part(&header), part(CLAIMS)),
            signed(&header, CLAIMS, |_| vec![0; 256]),
        ] {
            assert_eq!(signature(&token, &set), refused(CheckReason::AlgNone), "{none}");
            let found = inspect(&token, &Question::default());
            assert_eq!(found.verified, Some(false), "{none} without a key");
            assert!(found.has_failed());
        }
    }
}

#[test]
fn a_public_key_never_checks_an_hmac() {
    // The classic forgery: HS256 with the text of the public key as the secret.
    let (spki, text) = (rsa_spki(), rsa_pem());
    for secret in [text.as_bytes(), text.trim().as_bytes(), &spki] {
        let forged = hs256(secret, r#"{"alg":"HS256"}"#, CLAIMS);
        assert_eq!(signature(&forged, &rsa_set()), refused(CheckReason::AlgNotForKey));
        let as_secret = KeySet::of_secret(crate::SecretBytes::new(secret.to_vec()));
        assert_eq!(as_secret.err(), Some(crate::jwks::KeySetError::AsymmetricSecret));
    }
    let secret = b"TESTSECRET-TESTSECRET-TESTSECRET-1";
    let honest = hs256(secret, r#"{"alg":"HS256"}"#, CLAIMS);
    assert_eq!(signature(&honest, &secret_set(secret)), HOLDS);
    assert_eq!(
        signature(&rs256(RS256, CLAIMS), &secret_set(secret)),
        refused(CheckReason::AlgNotForKey)
    );
}

#[test]
fn each_kind_of_key_has_algorithms_of_its_own() {
    let p256 = set(&p256_jwk());
    assert_eq!(signature(&es256(r#"{"alg":"ES256"}"#, CLAIMS), &p256), HOLDS);
    for other in ["ES384", "ES512", "RS256", "EdDSA", "HS256"] {
        let token = es256(&format!(r#"{{"alg":"{other}"}}"#), CLAIMS);
        assert_eq!(signature(&token, &p256), refused(CheckReason::AlgNotForKey), "{other}");
    }
    assert_eq!(signature(&ps256(r#"{"alg":"PS256"}"#, CLAIMS), &rsa_set()), HOLDS);
    // A PSS signature called PKCS#1, and the other way round.
    assert_eq!(signature(&ps256(RS256, CLAIMS), &rsa_set()), refused(CheckReason::Mismatch));
    let swapped = rs256(r#"{"alg":"PS256"}"#, CLAIMS);
    assert_eq!(signature(&swapped, &rsa_set()), refused(CheckReason::Mismatch));
    for (token, set) in other_curves() {
        assert_eq!(signature(&token, &set), HOLDS);
    }
}

#[test]
fn an_algorithm_that_was_asked_for_is_the_only_one() {
    let set = rsa_set();
    let token = rs256(RS256, CLAIMS);
    for (asked, expected) in [
        (SignatureAlgorithm::Rs256, HOLDS),
        (SignatureAlgorithm::Ps256, refused(CheckReason::AlgNotChosen)),
    ] {
        let question = Question { keys: Some(&set), algorithm: Some(asked), ..Question::default() };
        let found = inspect(&token, &question);
        assert_eq!((found.verified, line(&found, CheckId::Signature).reason), expected);
    }
}

#[test]
fn a_key_that_names_its_algorithm_is_used_for_no_other() {
    let mut jwk = serde_json::json!({"kty": "oct", "k": part([7; 64]), "alg": "HS256"});
    let token = hs256(&[7; 64], r#"{"alg":"HS256"}"#, CLAIMS);
    assert_eq!(signature(&token, &set(&jwk)), HOLDS);
    jwk["alg"] = "HS512".into();
    assert_eq!(signature(&token, &set(&jwk)), refused(CheckReason::AlgNotForKey));
}

#[test]
fn an_ecdsa_signature_in_der_is_named() {
    let p256 = set(&p256_jwk());
    let header = r#"{"alg":"ES256"}"#;
    let token = es256_in_der(header, CLAIMS);
    assert_eq!(signature(&token, &p256), refused(CheckReason::DerSignature));
    let short = signed(header, CLAIMS, |_| vec![1; 63]);
    assert_eq!(signature(&short, &p256), refused(CheckReason::WrongLength));
    assert_eq!(signature(&es256(header, CLAIMS), &p256), HOLDS);
}

#[test]
fn crit_b64_duplicates_and_depth_are_refused_though_the_signature_would_hold() {
    let set = rsa_set();
    let deep = format!(r#"{{"a":{}1{}}}"#, "[".repeat(40), "]".repeat(40));
    let not_so_deep = format!(r#"{{"a":{}1{}}}"#, "[".repeat(20), "]".repeat(20));
    for (header, claims, expected) in [
        (r#"{"alg":"RS256","crit":["exp"],"exp":1}"#, CLAIMS, refused(CheckReason::UnknownCrit)),
        (r#"{"alg":"RS256","exp":1}"#, CLAIMS, HOLDS),
        (r#"{"alg":"RS256","b64":false}"#, CLAIMS, refused(CheckReason::UnencodedPayload)),
        (r#"{"alg":"RS256","b64":true}"#, CLAIMS, HOLDS),
        (RS256, r#"{"sub":"a","sub":"b"}"#, refused(CheckReason::DuplicateMember)),
        (RS256, r#"{"sub":"a","Sub":"b"}"#, HOLDS),
        (RS256, r#"{"a":{"b":1,"b":1}}"#, refused(CheckReason::DuplicateMember)),
        (r#"{"alg":"RS256","alg":"RS256"}"#, CLAIMS, refused(CheckReason::DuplicateMember)),
        (RS256, &deep, refused(CheckReason::TooDeep)),
        (RS256, &not_so_deep, HOLDS),
    ] {
        assert_eq!(signature(&rs256(header, claims), &set), expected, "{header} {claims}");
    }
}

#[test]
fn a_part_that_is_not_strict_is_refused_even_where_its_signature_fits_the_text() {
    let sign = rsa(&RSA_PKCS1_SHA256);
    let (head, body) = (part(RS256), part(CLAIMS));
    let token = |input: String| format!("{input}.{}", part(sign(input.as_bytes())));
    assert_eq!(signature(&token(format!("{head}.{body}")), &rsa_set()), HOLDS);
    for input in [format!("{head}=.{body}"), format!("{head}.{body}=")] {
        let found = signature(&token(input.clone()), &rsa_set());
        assert_eq!(found, refused(CheckReason::Malformed), "{input}");
    }
}

#[test]
fn only_strict_base64url_is_verified() {
    let set = rsa_set();
    let token = rs256(RS256, r#"{"iss":"ab"}"#);
    assert_eq!(signature(&token, &set), HOLDS);
    // What stands around the token is no part of it.
    for around in [format!(" {token}\n"), format!("Bearer {token}"), format!("\"{token}\"")] {
        assert_eq!(signature(&around, &set), HOLDS, "{around}");
    }
    let at = token.find('.').expect("a dot") + 3;
    let (head, tail) = token.split_at(at);
    for broken in [format!("{head}\n{tail}"), format!("{token}="), format!("{token}.")] {
        assert_eq!(signature(&broken, &set), refused(CheckReason::Malformed), "{broken}");
    }
}

#[test]
fn a_key_in_the_header_is_never_used() {
    let jwk = p256_jwk();
    let header = serde_json::json!({"alg": "ES256", "jwk": jwk}).to_string();
    let token = es256(&header, CLAIMS);
    assert_eq!(signature(&token, &rsa_set()), refused(CheckReason::AlgNotForKey));
    assert_eq!(inspect(&token, &Question::default()).verified, None);
    assert_eq!(signature(&token, &set(&jwk)), HOLDS);
}

#[test]
fn a_kid_finds_its_key_or_none_is_guessed() {
    let with_kid = |kid: &str| {
        let mut jwk = p256_jwk();
        jwk["kid"] = kid.into();
        jwk
    };
    let token = es256(r#"{"alg":"ES256","kid":"one"}"#, CLAIMS);
    let unnamed = es256(r#"{"alg":"ES256"}"#, CLAIMS);
    let keys = |list: &[serde_json::Value]| set(&serde_json::json!({ "keys": list }));
    let both = keys(&[with_kid("one"), with_kid("two")]);
    let twice = keys(&[with_kid("one"), with_kid("one")]);
    let other = keys(&[with_kid("two"), with_kid("three")]);
    for (token, set, expected, kid) in [
        (&token, &both, HOLDS, CheckReason::Holds),
        (&token, &twice, refused(CheckReason::KidAmbiguous), CheckReason::KidAmbiguous),
        (&token, &other, refused(CheckReason::KidNotFound), CheckReason::KidNotFound),
        (&unnamed, &both, refused(CheckReason::KidMissing), CheckReason::KidMissing),
    ] {
        assert_eq!(signature(token, set), expected);
        assert_eq!(line(&judged(token, set), CheckId::Kid).reason, kid);
    }
    // One key given by hand is tried, and its other name is told.
    let found = judged(&token, &set(&with_kid("two")));
    assert_eq!((found.verified, found.has_failed()), (Some(true), true));
    assert_eq!(line(&found, CheckId::Kid).reason, CheckReason::Different);
}

#[test]
fn a_duplicate_kid_is_not_guessed_even_when_one_of_the_two_is_unusable() {
    let mut good = p256_jwk();
    good["kid"] = "one".into();
    let bad = serde_json::json!({"kty": "what", "kid": "one"});
    let set = set(&serde_json::json!({ "keys": [bad, good] }));
    let token = es256(r#"{"alg":"ES256","kid":"one"}"#, CLAIMS);
    assert_eq!(signature(&token, &set), refused(CheckReason::KidAmbiguous));
}

#[test]
fn a_broken_token_is_not_verified_and_not_silently_so() {
    let token = rs256(RS256, CLAIMS);
    let cut = &token[..token.len() - 200];
    let half = &token[..token.rfind('.').expect("a dot") - 3];
    assert_eq!(signature(cut, &rsa_set()).0, Some(false));
    assert_eq!(signature(half, &rsa_set()), refused(CheckReason::Malformed));
}

#[test]
fn opaque_and_encrypted_tokens_have_no_checklist() {
    let set = rsa_set();
    for text in ["jp1AAAAexampleabcdefghijklkQ8w", "", "hello"] {
        let found = judged(text, &set);
        assert_eq!((found.verified, found.checks.len()), (None, 0), "{text:?}");
    }
    let jwe = format!("{}.a.b.c.d", part(r#"{"alg":"RSA-OAEP","enc":"A128GCM"}"#));
    assert_eq!(judged(&jwe, &set).checks.len(), 0);
}

#[test]
fn what_is_kept_without_its_signature_is_judged_by_its_claims() {
    let message = format!("{}.{}", part(RS256), part(r#"{"exp":10}"#));
    let found = inspect_without_signature(&message, &Question { now: 20, ..Question::default() });
    assert_eq!((found.verified, found.reading.kind), (None, TokenKind::Jws));
    assert!(found.reading.problems.is_empty(), "nobody forgot the signature");
    let cut = (CheckResult::NotChecked, CheckReason::SignatureCutOut);
    assert_eq!(outcome(&found, CheckId::Signature), cut);
    assert_eq!(outcome(&found, CheckId::Exp), (CheckResult::Failed, CheckReason::Over));
}

#[test]
fn a_signature_that_is_not_there_fails_without_a_key_as_well() {
    let message = format!("{}.{}", part(RS256), part(r#"{"exp":10}"#));
    let question = Question { now: 1, ..Question::default() };
    let bare = inspect(&format!("{message}."), &question);
    assert_eq!(bare.verified, Some(false));
    let malformed = (CheckResult::Failed, CheckReason::Malformed);
    assert_eq!(outcome(&bare, CheckId::Signature), malformed);
    let near_miss = inspect(&format!("{message}.c2ln"), &question);
    assert_eq!(near_miss.verified, None, "nobody can say anything of this one");
}
