//! Two files: the same pair, the other half, the same public key, or not.

use std::sync::LazyLock;

use pkcs8::pkcs5::pbes2::{EncryptionScheme, Pbkdf2Prf};
use serde_json::{Value, json};

use crate::Secret;
use crate::keys::samples::{
    PASSPHRASE, RFC_7515_A2_JWK, RSA, certificate, certificate_request, context0, curve_key,
    numbers_without_meaning, oid, pbkdf2, pem, seq,
};
use crate::keys::{KeyFile, KeyRelation, compare};

fn file(bytes: impl AsRef<[u8]>) -> KeyFile {
    KeyFile::read(bytes.as_ref(), None)
}

fn public_jwk() -> Value {
    let jwk = RSA.jwk();
    json!({"kty": "RSA", "n": jwk["n"], "e": jwk["e"], "kid": "made-up"})
}

static ENCRYPTED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let cipher = EncryptionScheme::Aes128Cbc { iv: [1; 16] };
    RSA.encrypted(pbkdf2(Pbkdf2Prf::HmacWithSha256, 1, cipher))
});

#[test]
fn files_with_the_same_private_key_are_the_same_pair() {
    let own = file(RSA.pem());
    let passphrase = Secret::new(PASSPHRASE.to_owned());
    let unlocked = KeyFile::read(&ENCRYPTED, Some(&passphrase));
    for other in [file(RSA.pkcs1()), file(RSA.jwk().to_string()), unlocked] {
        let found = compare(&own, &other);
        assert_eq!(found.relation, KeyRelation::SamePair, "{:?}", other.report.format);
    }
}

#[test]
fn public_key_certificate_request_and_jwk_are_the_other_half() {
    let own = file(RSA.pem());
    for other in [
        file(&RSA.spki),
        file(pem("CERTIFICATE", &certificate(&RSA.spki))),
        file(certificate_request(&RSA.spki)),
        file(public_jwk().to_string()),
        file(json!({"keys": [json!({"kty": "oct", "k": "AAAA"}), public_jwk()]}).to_string()),
    ] {
        assert_eq!(compare(&own, &other).relation, KeyRelation::OtherHalf);
        let turned = compare(&other, &own);
        assert_eq!(turned.relation, KeyRelation::OtherHalf, "in either order");
        assert!(turned.second.unwrap().has_private_part());
    }
}

#[test]
fn a_chain_is_searched_beyond_its_first_certificate() {
    let other = certificate(&curve_key().spki);
    let chain = pem("CERTIFICATE", &other) + &pem("CERTIFICATE", &certificate(&RSA.spki));
    assert_eq!(compare(&file(RSA.pem()), &file(chain)).relation, KeyRelation::OtherHalf);
    let alone = file(pem("CERTIFICATE", &other));
    assert_eq!(compare(&file(RSA.pem()), &alone).relation, KeyRelation::Different);
}

#[test]
fn two_public_halves_are_the_same_public_key() {
    let found = compare(&file(&RSA.spki), &file(public_jwk().to_string()));
    assert_eq!(found.relation, KeyRelation::SamePublicKey);
    assert_eq!(found.second.unwrap().name.as_deref(), Some("made-up"));
}

#[test]
fn a_single_changed_bit_is_another_key() {
    let mut spki = RSA.spki.clone();
    let modulus = spki.len() - 20;
    spki[modulus] ^= 1;
    let found = compare(&file(RSA.pem()), &file(spki));
    assert_eq!(found.relation, KeyRelation::Different);
    assert!(found.first.is_some() && found.second.is_some(), "both are shown");
    assert_eq!(compare(&file(RSA.pem()), &file(RFC_7515_A2_JWK)).relation, KeyRelation::Different);
}

#[test]
fn what_can_not_be_read_is_not_called_different() {
    let own = file(RSA.pem());
    for other in [
        file("the key is in the mail"),
        file(&*ENCRYPTED),
        file(numbers_without_meaning(256, &[1, 0, 1])),
        file(r#"{"kty":"oct","k":"AAAA"}"#),
    ] {
        let found = compare(&own, &other);
        assert_eq!(found.relation, KeyRelation::NotComparable, "{:?}", other.report);
        assert!(found.second.is_none());
    }
}

#[test]
fn key_of_a_pss_certificate_is_known_by_its_numbers() {
    let algorithm = seq(&[oid("1.2.840.113549.1.1.10"), seq(&[context0(&seq(&[]))])]);
    let key = crate::keys::tlv::children(&RSA.spki[4..])[1].whole.to_vec();
    let pss = seq(&[algorithm, key]);
    assert_eq!(compare(&file(RSA.pem()), &file(pss)).relation, KeyRelation::OtherHalf);
}
