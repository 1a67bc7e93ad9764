//! Private keys in their DER structures. RSA goes on to `rsa`; the others are named.

use pkcs8::PrivateKeyInfoRef;
use pkcs8::der::Decode;
use pkcs8::der::asn1::ObjectIdentifier;

use super::examine::Examined;
use super::public_key::PublicKey;
use super::tlv::{self, CONTEXT_0};
use super::{KeyAlgorithm, KeyProblem, curve, rsa};

const RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
pub(super) const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
pub(super) const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
const ED448: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.113");
const X25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.110");
const DSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10040.4.1");
pub(super) const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
pub(super) const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");
pub(super) const P521: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.35");
pub(super) const SECP256K1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.10");

/// PKCS#8 (RFC 5208), also the inside of an encrypted one.
pub(super) fn pkcs8(examined: &mut Examined, der: &[u8]) {
    let Ok(info) = PrivateKeyInfoRef::from_der(der) else {
        return examined.add(KeyProblem::Garbled);
    };
    let algorithm = algorithm_of(info.algorithm.oid);
    match algorithm {
        KeyAlgorithm::Rsa => rsa::private(examined, info.private_key.as_bytes()),
        KeyAlgorithm::RsaPss => {
            rsa::private(examined, info.private_key.as_bytes());
            pss_only(examined);
        }
        _ => {
            let curve = info.algorithm.parameters.and_then(|any| any.decode_as().ok());
            let public = match algorithm {
                KeyAlgorithm::Ec => {
                    curve.and_then(curve::curve_of).and_then(|c| curve::ec_pkcs8(c, der))
                }
                KeyAlgorithm::Ed25519 => curve::ed25519_pkcs8(der),
                _ => None,
            };
            not_rsa(examined, algorithm, curve, public);
        }
    }
}

/// PKCS#1 (RFC 8017 appendix A.1.2).
pub(super) fn pkcs1(examined: &mut Examined, der: &[u8]) {
    rsa::private(examined, der);
}

/// SEC1 (RFC 5915): always an elliptic curve.
pub(super) fn sec1(examined: &mut Examined, der: &[u8]) {
    let curve = tlv::first(der).and_then(|(outer, _)| {
        let members = tlv::children(outer.value);
        let parameters = members.iter().find(|member| member.tag == CONTEXT_0)?;
        ObjectIdentifier::from_der(parameters.value).ok()
    });
    let public = curve.and_then(curve::curve_of).and_then(|c| curve::ec_sec1(c, der));
    not_rsa(examined, KeyAlgorithm::Ec, curve, public);
}

/// OpenSSL's own DSA form.
pub(super) fn dsa(examined: &mut Examined) {
    not_rsa(examined, KeyAlgorithm::Dsa, None, None);
}

fn not_rsa(
    examined: &mut Examined,
    algorithm: KeyAlgorithm,
    curve: Option<ObjectIdentifier>,
    public: Option<PublicKey>,
) {
    examined.report.algorithm = Some(algorithm);
    examined.report.bits = bits_of(algorithm, curve);
    examined.add(KeyProblem::NotRsa);
    if let Some(public) = public {
        examined.know(public);
    }
}

/// A key that its algorithm identifier restricts to PSS. Its SPKI is another one than that of
/// the same numbers as plain RSA, so that no SPKI fingerprint is shown and no public half given.
pub(super) fn pss_only(examined: &mut Examined) {
    examined.report.algorithm = Some(KeyAlgorithm::RsaPss);
    examined.report.spki_sha256 = None;
    (examined.public, examined.key) = (None, None);
    examined.add(KeyProblem::PssOnly);
}

pub(super) fn algorithm_of(oid: ObjectIdentifier) -> KeyAlgorithm {
    match oid {
        pkcs1::ALGORITHM_OID => KeyAlgorithm::Rsa,
        RSA_PSS => KeyAlgorithm::RsaPss,
        EC => KeyAlgorithm::Ec,
        ED25519 => KeyAlgorithm::Ed25519,
        ED448 => KeyAlgorithm::Ed448,
        X25519 => KeyAlgorithm::X25519,
        DSA => KeyAlgorithm::Dsa,
        _ => KeyAlgorithm::Other,
    }
}

/// The size that the algorithm or its curve fixes.
pub(super) fn bits_of(algorithm: KeyAlgorithm, curve: Option<ObjectIdentifier>) -> Option<u32> {
    match (algorithm, curve) {
        (KeyAlgorithm::Ed25519 | KeyAlgorithm::X25519, _) => Some(256),
        (KeyAlgorithm::Ed448, _) => Some(448),
        (KeyAlgorithm::Ec, Some(P256 | SECP256K1)) => Some(256),
        (KeyAlgorithm::Ec, Some(P384)) => Some(384),
        (KeyAlgorithm::Ec, Some(P521)) => Some(521),
        _ => None,
    }
}
