//! RS256 against the published vector, and the public forms.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::SecretBytes;
use crate::keys::samples::{RFC_7515_A2_JWK, RSA, pem};
use crate::keys::{KeyError, KeyProblem, SigningKey, inspect, open};

// RFC 7515 appendix A.2.1.
const SIGNING_INPUT: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
const SIGNATURE: &str = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

#[test]
fn signature_is_the_one_of_rfc_7515_appendix_a_2() {
    let key = open(RFC_7515_A2_JWK.as_bytes(), None).unwrap().signing_key().unwrap();
    let signature = key.sign_rs256(SIGNING_INPUT.as_bytes()).unwrap();
    assert_eq!(URL_SAFE_NO_PAD.encode(&signature), SIGNATURE);
    assert!(key.verify_rs256(SIGNING_INPUT.as_bytes(), &signature));
    assert!(!key.verify_rs256(b"another message", &signature));
    let mut changed = signature;
    changed[0] ^= 1;
    assert!(!key.verify_rs256(SIGNING_INPUT.as_bytes(), &changed));
}

#[test]
fn signing_key_has_the_fingerprint_of_the_report() {
    let opened = open(RSA.pem().as_bytes(), None).unwrap();
    let key = SigningKey::from_pkcs8(opened.pkcs8_der()).unwrap();
    assert_eq!(Some(key.spki_sha256()), opened.report().spki_sha256.as_deref());
    assert_eq!(key.spki_sha256().len(), 32 * 3 - 1);
}

#[test]
fn kept_key_that_is_damaged_is_refused() {
    let mut bytes = RSA.pkcs8.clone();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let error = SigningKey::from_pkcs8(&SecretBytes::new(bytes)).unwrap_err();
    assert!(matches!(error, KeyError::KeptKeyUnreadable));
}

#[test]
fn public_forms_hold_the_public_half_only() {
    let opened = open(RSA.pem().as_bytes(), None).unwrap();
    assert_eq!(opened.public_pem(), pem("PUBLIC KEY", &RSA.spki));
    let jwk = opened.public_key().jwk();
    assert_eq!(jwk.kid, opened.report().thumbprint, "the thumbprint is its name in a set");
    let report = inspect(jwk.text().as_bytes(), None);
    assert_eq!(report.problems, [KeyProblem::PublicHalfOnly]);
    assert_eq!(report.thumbprint, opened.report().thumbprint);
    let pem = opened.pkcs8_pem();
    assert_eq!(pem.expose(), RSA.pem(), "the private form is for a file");
}

#[test]
fn debug_output_shows_no_key() {
    let opened = open(RSA.pem().as_bytes(), None).unwrap();
    let debug = format!("{opened:?}");
    assert!(debug.contains("SecretBytes("), "{debug}");
    assert!(!debug.contains(&format!("{:?}", &RSA.pkcs1()[300..310])), "no private number in it");
}

#[test]
fn report_is_camel_case_on_the_wire() {
    let wire = serde_json::to_value(inspect(RSA.pem().replace('\n', "\r\n").as_bytes(), None));
    let wire = wire.unwrap();
    assert_eq!(wire["kind"], "privateKey");
    assert_eq!(wire["algorithm"], "rsa");
    assert_eq!(wire["format"], "pkcs8Pem");
    assert_eq!(wire["repairs"], serde_json::json!(["crLf"]));
    assert!(wire["spkiSha256"].is_string() && wire["thumbprint"].is_string());
}
