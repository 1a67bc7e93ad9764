//! Private keys on elliptic curves: not for RS256, but their public half can be told, so that
//! the other half of a pair is found. aws-lc checks what it derives it from.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P256K1_SHA256_FIXED_SIGNING,
    ECDSA_P384_SHA384_FIXED_SIGNING, ECDSA_P521_SHA512_FIXED_SIGNING, EcdsaKeyPair,
    EcdsaSigningAlgorithm, Ed25519KeyPair, KeyPair,
};
use pkcs8::der::asn1::ObjectIdentifier;

use super::public_key::{Curve, Material, PublicKey};

/// The curve with this identifier.
pub(super) fn curve_of(oid: ObjectIdentifier) -> Option<Curve> {
    Curve::ALL.into_iter().find(|curve| curve.oid() == oid)
}

/// The curve with this name in a JWK.
pub(super) fn curve_named(name: &str) -> Option<Curve> {
    Curve::ALL.into_iter().find(|curve| curve.name() == name)
}

/// The public half of an elliptic-curve key in PKCS#8.
pub(super) fn ec_pkcs8(curve: Curve, der: &[u8]) -> Option<PublicKey> {
    let pair = EcdsaKeyPair::from_pkcs8(signing(curve), der).ok()?;
    PublicKey::ec(curve, pair.public_key().as_ref())
}

/// The public half of an elliptic-curve key in SEC1.
pub(super) fn ec_sec1(curve: Curve, der: &[u8]) -> Option<PublicKey> {
    let pair = EcdsaKeyPair::from_private_key_der(signing(curve), der).ok()?;
    PublicKey::ec(curve, pair.public_key().as_ref())
}

/// The public half of an Ed25519 key in PKCS#8 (RFC 8410).
pub(super) fn ed25519_pkcs8(der: &[u8]) -> Option<PublicKey> {
    let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).ok()?;
    PublicKey::ed25519(pair.public_key().as_ref())
}

/// Whether the private part of a JWK belongs to its public part.
pub(super) fn belongs(public: &PublicKey, private: &[u8]) -> bool {
    match public.material() {
        Material::Ec { curve, point } => {
            EcdsaKeyPair::from_private_key_and_public_key(signing(*curve), private, point).is_ok()
        }
        Material::Ed25519(x) => Ed25519KeyPair::from_seed_and_public_key(private, x).is_ok(),
        Material::Rsa(_) => false,
    }
}

fn signing(curve: Curve) -> &'static EcdsaSigningAlgorithm {
    match curve {
        Curve::P256 => &ECDSA_P256_SHA256_FIXED_SIGNING,
        Curve::P384 => &ECDSA_P384_SHA384_FIXED_SIGNING,
        Curve::P521 => &ECDSA_P521_SHA512_FIXED_SIGNING,
        Curve::Secp256k1 => &ECDSA_P256K1_SHA256_FIXED_SIGNING,
    }
}
