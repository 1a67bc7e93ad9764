//! Public halves: alone, or inside a certificate or a request. Their fingerprints let a person
//! see which private key belongs to them.

use pkcs1::RsaPublicKeyRef;
use pkcs8::der::Decode;
use pkcs8::spki::SubjectPublicKeyInfoRef;

use super::fingerprint::spki_sha256;
use super::private::{algorithm_of, bits_of};
use super::rsa::{self, RsaPrivate, RsaPublic};
use super::{KeyAlgorithm, KeyProblem, KeyReport, der_shape};

/// SubjectPublicKeyInfo (RFC 5280 section 4.1).
pub(super) fn spki(report: &mut KeyReport, der: &[u8]) -> Option<RsaPrivate> {
    report.add(KeyProblem::PublicHalfOnly);
    let Ok(info) = SubjectPublicKeyInfoRef::from_der(der) else {
        report.add(KeyProblem::Garbled);
        return None;
    };
    let algorithm = algorithm_of(info.algorithm.oid);
    if matches!(algorithm, KeyAlgorithm::Rsa | KeyAlgorithm::RsaPss) {
        let key = info.subject_public_key.as_bytes().map(RsaPublicKeyRef::from_der);
        match key {
            Some(Ok(key)) => rsa::describe(report, &numbers(&key)),
            _ => report.add(KeyProblem::Garbled),
        }
    } else {
        let curve = info.algorithm.parameters.and_then(|any| any.decode_as().ok());
        report.bits = bits_of(algorithm, curve);
    }
    report.algorithm = Some(algorithm);
    report.spki_sha256 = Some(spki_sha256(der));
    None
}

/// RSAPublicKey (RFC 8017 appendix A.1.1).
pub(super) fn pkcs1(report: &mut KeyReport, der: &[u8]) -> Option<RsaPrivate> {
    report.add(KeyProblem::PublicHalfOnly);
    match RsaPublicKeyRef::from_der(der) {
        Ok(key) => rsa::describe(report, &numbers(&key)),
        Err(_) => report.add(KeyProblem::Garbled),
    }
    None
}

/// The key inside a certificate or a request.
pub(super) fn inside(report: &mut KeyReport, der: &[u8]) -> Option<RsaPrivate> {
    report.add(KeyProblem::PublicHalfOnly);
    der_shape::inner_spki(der).and_then(|inner| spki(report, inner))
}

fn numbers(key: &RsaPublicKeyRef<'_>) -> RsaPublic {
    RsaPublic::new(key.modulus.as_bytes(), key.public_exponent.as_bytes())
}
