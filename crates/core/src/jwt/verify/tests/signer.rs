//! Tokens signed on the spot, by keys of every kind.

use std::sync::LazyLock;

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair as RsaPair, KeySize};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P256_SHA256_FIXED_SIGNING,
    ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, EcdsaSigningAlgorithm, Ed25519KeyPair,
    KeyPair as _, RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaEncoding,
};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use crate::SecretBytes;
use crate::jwks::KeySet;

pub(crate) static RSA: LazyLock<RsaPair> =
    LazyLock::new(|| RsaPair::generate(KeySize::Rsa2048).expect("a key"));

pub(crate) static P256: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let pkcs8 =
        EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
    pkcs8.expect("a key").as_ref().to_vec()
});

pub(crate) fn part(text: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(text)
}

pub(crate) fn signed(header: &str, claims: &str, sign: impl Fn(&[u8]) -> Vec<u8>) -> String {
    let input = format!("{}.{}", part(header), part(claims));
    let signature = part(sign(input.as_bytes()));
    format!("{input}.{signature}")
}

pub(crate) fn rsa(scheme: &'static dyn RsaEncoding) -> impl Fn(&[u8]) -> Vec<u8> {
    move |input| {
        let mut signature = vec![0; RSA.public_modulus_len()];
        RSA.sign(scheme, &SystemRandom::new(), input, &mut signature).expect("a signature");
        signature
    }
}

pub(crate) fn rs256(header: &str, claims: &str) -> String {
    signed(header, claims, rsa(&RSA_PKCS1_SHA256))
}

pub(crate) fn ps256(header: &str, claims: &str) -> String {
    signed(header, claims, rsa(&RSA_PSS_SHA256))
}

pub(crate) fn hs256(secret: &[u8], header: &str, claims: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
    signed(header, claims, |input| hmac::sign(&key, input).as_ref().to_vec())
}

fn ecdsa(algorithm: &'static EcdsaSigningAlgorithm, pkcs8: &[u8], input: &[u8]) -> Vec<u8> {
    let pair = EcdsaKeyPair::from_pkcs8(algorithm, pkcs8).expect("a key");
    pair.sign(&SystemRandom::new(), input).expect("a signature").as_ref().to_vec()
}

pub(crate) fn es256(header: &str, claims: &str) -> String {
    signed(header, claims, |input| ecdsa(&ECDSA_P256_SHA256_FIXED_SIGNING, &P256, input))
}

pub(crate) fn es256_in_der(header: &str, claims: &str) -> String {
    signed(header, claims, |input| ecdsa(&ECDSA_P256_SHA256_ASN1_SIGNING, &P256, input))
}

pub(crate) fn pem(label: &str, der: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", STANDARD.encode(der))
}

pub(crate) fn rsa_spki() -> Vec<u8> {
    let der: PublicKeyX509Der<'_> = RSA.public_key().as_der().expect("a key");
    der.as_ref().to_vec()
}

pub(crate) fn rsa_pem() -> String {
    pem("PUBLIC KEY", &rsa_spki())
}

pub(crate) fn rsa_jwk() -> serde_json::Value {
    let key = RSA.public_key();
    let n = part(key.modulus().big_endian_without_leading_zero());
    let e = part(key.exponent().big_endian_without_leading_zero());
    serde_json::json!({"kty": "RSA", "n": n, "e": e})
}

pub(crate) fn rsa_set() -> KeySet {
    KeySet::read(rsa_pem().as_bytes()).expect("a key")
}

pub(crate) fn p256_point() -> Vec<u8> {
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &P256).expect("a key");
    pair.public_key().as_ref().to_vec()
}

pub(crate) fn p256_jwk() -> serde_json::Value {
    let point = p256_point();
    serde_json::json!({"kty": "EC", "crv": "P-256", "x": part(&point[1..33]), "y": part(&point[33..])})
}

pub(crate) fn set(jwk: &serde_json::Value) -> KeySet {
    KeySet::read(jwk.to_string().as_bytes()).expect("a key")
}

pub(crate) fn secret_set(secret: &[u8]) -> KeySet {
    KeySet::of_secret(SecretBytes::new(secret.to_vec())).expect("a secret")
}

/// A P-384 token and an Ed25519 token with their keys in SubjectPublicKeyInfo.
pub(crate) fn other_curves() -> [(String, KeySet); 2] {
    let random = SystemRandom::new();
    let algorithm = &ECDSA_P384_SHA384_FIXED_SIGNING;
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect("a key");
    let pair = EcdsaKeyPair::from_pkcs8(algorithm, pkcs8.as_ref()).expect("a key");
    let es384 = signed(r#"{"alg":"ES384"}"#, "{}", |input| {
        pair.sign(&random, input).expect("a signature").as_ref().to_vec()
    });
    let p384: PublicKeyX509Der<'_> = pair.public_key().as_der().expect("a key");
    let edwards = Ed25519KeyPair::generate().expect("a key");
    let eddsa = signed(r#"{"alg":"EdDSA"}"#, "{}", |input| edwards.sign(input).as_ref().to_vec());
    let ed25519: PublicKeyX509Der<'_> = edwards.public_key().as_der().expect("a key");
    [
        (es384, KeySet::read(pem("PUBLIC KEY", p384.as_ref()).as_bytes()).expect("a key")),
        (eddsa, KeySet::read(ed25519.as_ref()).expect("a key")),
    ]
}
