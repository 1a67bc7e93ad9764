//! Public halves: alone, or inside a certificate or a request. Their fingerprints let a person
//! see which private key belongs to them.

use pkcs1::RsaPublicKeyRef;
use pkcs8::der::Decode;
use pkcs8::spki::SubjectPublicKeyInfoRef;

use super::examine::Examined;
use super::fingerprint::spki_sha256;
use super::private::{algorithm_of, bits_of};
use super::public_key::PublicKey;
use super::rsa::{self, RsaPublic};
use super::{KeyAlgorithm, KeyProblem, curve, der_shape};

/// SubjectPublicKeyInfo (RFC 5280 section 4.1).
pub(super) fn spki(examined: &mut Examined, der: &[u8]) {
    examined.add(KeyProblem::PublicHalfOnly);
    let Ok(info) = SubjectPublicKeyInfoRef::from_der(der) else {
        return examined.add(KeyProblem::Garbled);
    };
    let algorithm = algorithm_of(info.algorithm.oid);
    let key = info.subject_public_key.as_bytes().unwrap_or_default();
    if matches!(algorithm, KeyAlgorithm::Rsa | KeyAlgorithm::RsaPss) {
        pkcs1_numbers(examined, key);
    } else {
        let oid = info.algorithm.parameters.and_then(|any| any.decode_as().ok());
        examined.report.bits = bits_of(algorithm, oid);
        let public = match algorithm {
            KeyAlgorithm::Ec => {
                oid.and_then(curve::curve_of).and_then(|curve| PublicKey::ec(curve, key))
            }
            KeyAlgorithm::Ed25519 => PublicKey::ed25519(key),
            _ => None,
        };
        if let Some(public) = public {
            examined.know(public);
        }
    }
    if algorithm == KeyAlgorithm::RsaPss {
        examined.public = None;
    }
    examined.report.algorithm = Some(algorithm);
    examined.report.spki_sha256 = Some(spki_sha256(der));
}

/// RSAPublicKey (RFC 8017 appendix A.1.1).
pub(super) fn pkcs1(examined: &mut Examined, der: &[u8]) {
    examined.add(KeyProblem::PublicHalfOnly);
    pkcs1_numbers(examined, der);
}

/// The key inside a certificate or a request.
pub(super) fn inside(examined: &mut Examined, der: &[u8]) {
    examined.add(KeyProblem::PublicHalfOnly);
    if let Some(inner) = der_shape::inner_spki(der) {
        spki(examined, inner);
    }
}

fn pkcs1_numbers(examined: &mut Examined, der: &[u8]) {
    match RsaPublicKeyRef::from_der(der) {
        Ok(key) => {
            let public = RsaPublic::new(key.modulus.as_bytes(), key.public_exponent.as_bytes());
            rsa::describe(examined, &public);
        }
        Err(_) => examined.add(KeyProblem::Garbled),
    }
}
