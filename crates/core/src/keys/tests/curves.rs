//! Keys on elliptic curves: refused for RS256 with the reason, and yet compared. Vectors of
//! RFC 7515 appendix A.3 and RFC 8037 appendix A.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::jwks::{KeySet, KeySetForm};
use crate::keys::samples::{Curve, curve_key, ed25519_key, pem, sec1_of};
use crate::keys::{KeyAlgorithm, KeyError, KeyFile, KeyProblem, inspect, open};

fn rfc_7515_a3() -> Value {
    json!({"kty": "EC", "crv": "P-256",
        "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        "d": "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"})
}

fn rfc_8037_a1() -> Value {
    json!({"kty": "OKP", "crv": "Ed25519",
        "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
        "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})
}

fn problems(jwk: &Value) -> Vec<KeyProblem> {
    inspect(jwk.to_string().as_bytes(), None).problems
}

#[test]
fn thumbprint_of_ed25519_is_the_one_of_rfc_8037_appendix_a_3() {
    let file = KeyFile::read(rfc_8037_a1().to_string().as_bytes(), None);
    assert_eq!(
        file.report.thumbprint.as_deref(),
        Some("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
    );
    assert_eq!(file.public_key().unwrap().thumbprint(), file.report.thumbprint.unwrap());
}

#[test]
fn curve_keys_are_refused_for_rs256_with_the_reason() {
    for (der, algorithm) in
        [(curve_key().pkcs8, KeyAlgorithm::Ec), (ed25519_key().pkcs8, KeyAlgorithm::Ed25519)]
    {
        let text = pem("PRIVATE KEY", &der);
        let Err(KeyError::Refused(report)) = open(text.as_bytes(), None) else {
            panic!("{algorithm:?} must be refused")
        };
        assert_eq!(report.problems, [KeyProblem::NotRsa]);
        assert_eq!((report.algorithm, report.bits), (Some(algorithm), Some(256)));
    }
}

#[test]
fn private_part_of_a_jwk_is_held_against_its_public_part() {
    assert_eq!(problems(&rfc_7515_a3()), [KeyProblem::NotRsa]);
    assert_eq!(problems(&rfc_8037_a1()), [KeyProblem::NotRsa]);
    for (mut jwk, other) in [(rfc_7515_a3(), rfc_8037_a1()), (rfc_8037_a1(), rfc_7515_a3())] {
        jwk["d"] = other["d"].clone();
        assert_eq!(problems(&jwk), [KeyProblem::NotRsa, KeyProblem::Inconsistent]);
    }
}

#[test]
fn every_form_of_a_curve_key_has_the_same_fingerprints() {
    let Curve { pkcs8, spki } = curve_key();
    let own = inspect(&spki, None);
    assert!(own.thumbprint.is_some() && own.spki_sha256.is_some());
    let sec1 = sec1_of(&curve_key());
    for bytes in [pkcs8, sec1.clone(), pem("EC PRIVATE KEY", &sec1).into_bytes()] {
        let report = inspect(&bytes, None);
        assert_eq!(report.thumbprint, own.thumbprint, "{:?}", report.format);
        assert_eq!(report.spki_sha256, own.spki_sha256, "{:?}", report.format);
    }
    let ed25519 = ed25519_key();
    let (private, public) = (inspect(&ed25519.pkcs8, None), inspect(&ed25519.spki, None));
    assert_eq!(private.spki_sha256, public.spki_sha256);
    assert_eq!(private.thumbprint, public.thumbprint);
}

#[test]
fn public_forms_of_curve_keys_read_back_as_the_same_key() {
    for der in [curve_key().spki, ed25519_key().spki] {
        let file = KeyFile::read(&der, None);
        let public = file.public_key().unwrap();
        assert_eq!(public.spki_der(), der);
        assert_eq!(public.pem(), pem("PUBLIC KEY", &der));
        let jwk = public.jwk().text();
        assert_eq!(inspect(jwk.as_bytes(), None).thumbprint, file.report.thumbprint);
        assert!(public.line_jwk().is_err(), "LINE takes RSA only");
    }
}

#[test]
fn coordinates_of_another_length_are_no_point() {
    let mut jwk = rfc_7515_a3();
    let short = URL_SAFE_NO_PAD.encode([1; 31]);
    jwk["x"] = short.into();
    let file = KeyFile::read(jwk.to_string().as_bytes(), None);
    assert!(file.public_key().is_none() && file.report.spki_sha256.is_none());
}

#[test]
fn openssh_line_has_the_fingerprint_of_its_key() {
    let spki = ed25519_key().spki;
    let raw = &spki[spki.len() - 32..];
    let string = |text: &[u8]| [&u32::try_from(text.len()).unwrap().to_be_bytes(), text].concat();
    let blob = [string(b"ssh-ed25519"), string(raw)].concat();
    let line = format!("ssh-ed25519 {} admin@example", STANDARD.encode(blob));
    let report = inspect(line.as_bytes(), None);
    assert_eq!(report.spki_sha256, inspect(&spki, None).spki_sha256);
    assert_eq!(report.problems, [KeyProblem::PublicHalfOnly]);
}

#[test]
fn a_private_curve_key_shows_the_public_half_that_verifies() {
    for key in [curve_key(), ed25519_key()] {
        let private = KeySet::read(&key.pkcs8).expect("its public half");
        assert_eq!(private.form, KeySetForm::PrivateKey);
        let public = KeySet::read(&key.spki).expect("a public key");
        assert_eq!(private.keys[0].family(), public.keys[0].family());
    }
}
