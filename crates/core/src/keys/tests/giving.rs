//! What is given out: each form holds what it should and nothing private.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};

use crate::keys::samples::{RFC_7515_A2_JWK, RSA, certificate, pem};
use crate::keys::{KeyFile, LineRefusal, inspect, open};

fn names(jwk: &str) -> Vec<String> {
    let value: serde_json::Value = serde_json::from_str(jwk).unwrap();
    value.as_object().unwrap().keys().cloned().collect()
}

#[test]
fn jwk_for_line_has_no_kid_no_key_ops_and_no_private_part() {
    let key = open(RSA.pem().as_bytes(), None).unwrap();
    let jwk = key.public_key().line_jwk().unwrap();
    assert_eq!(names(&jwk.text()), ["alg", "e", "kty", "n", "use"]);
    assert_eq!((&*jwk.kty, &*jwk.key_use, jwk.alg.as_deref()), ("RSA", "sig", Some("RS256")));
    assert_eq!(inspect(jwk.text().as_bytes(), None).thumbprint, key.report().thumbprint);
}

#[test]
fn numbers_of_the_jwk_are_those_of_rfc_7515_appendix_a_2() {
    let key = open(RFC_7515_A2_JWK.as_bytes(), None).unwrap();
    let published: serde_json::Value = serde_json::from_str(RFC_7515_A2_JWK).unwrap();
    let jwk = key.public_key().line_jwk().unwrap();
    assert_eq!(jwk.n.as_deref(), published["n"].as_str());
    assert_eq!(jwk.e.as_deref(), published["e"].as_str());
}

#[test]
fn line_takes_2048_bits_and_nothing_else() {
    let pair = KeyPair::generate(KeySize::Rsa3072).unwrap();
    let pkcs8 = AsDer::<Pkcs8V1Der<'_>>::as_der(&pair).unwrap();
    let key = open(pkcs8.as_ref(), None).unwrap();
    assert_eq!(key.public_key().line_jwk(), Err(LineRefusal::Not2048Bits));
    assert_eq!(names(&key.public_key().jwk().text()), ["alg", "e", "kid", "kty", "n", "use"]);
}

#[test]
fn certificate_gives_out_its_public_key() {
    let file = KeyFile::read(&certificate(&RSA.spki), None);
    assert!(file.key().is_none());
    assert_eq!(file.public_key().unwrap().pem(), pem("PUBLIC KEY", &RSA.spki));
}

#[test]
fn pss_key_gives_out_nothing_that_would_be_another_key() {
    let pss = crate::keys::samples::pss_key();
    assert!(KeyFile::read(&pss, None).public_key().is_none());
}

#[test]
fn pkcs8_form_reads_back_as_the_same_key() {
    let key = open(RSA.pkcs1().as_slice(), None).unwrap();
    let again = open(key.pkcs8_pem().expose().as_bytes(), None).unwrap();
    assert_eq!(again.pkcs8_der().expose(), RSA.pkcs8);
    assert_eq!(again.report().repairs, []);
}
