//! RSA keys: size, exponent, consistency, fingerprints, and the one form they are kept in
//! (PKCS#8 version 1, no attributes).

use aws_lc_rs::rsa::KeyPair;
use pkcs1::{RsaPrivateKeyRef, RsaPublicKeyRef};
use pkcs8::PrivateKeyInfoRef;
use pkcs8::der::asn1::{BitStringRef, OctetStringRef, UintRef};
use pkcs8::der::{Decode, Encode};
use pkcs8::spki::SubjectPublicKeyInfoRef;
use zeroize::Zeroizing;

use super::fingerprint::{rsa_thumbprint, spki_sha256, without_leading_zeros};
use super::{KeyAlgorithm, KeyProblem, KeyReport, MAX_RSA_BITS, MIN_RSA_BITS};
use crate::SecretBytes;

const LONGEST_EXPONENT_BITS: u32 = 33;

/// A private key whose parts were checked against each other.
pub(super) struct RsaPrivate {
    pub pkcs8: SecretBytes,
    pub public: RsaPublic,
}

/// The public half: modulus and exponent, big-endian without leading zeros.
#[derive(Debug, Clone)]
pub(super) struct RsaPublic {
    pub n: Vec<u8>,
    pub e: Vec<u8>,
}

impl RsaPublic {
    pub(super) fn new(n: &[u8], e: &[u8]) -> Self {
        Self { n: without_leading_zeros(n).to_vec(), e: without_leading_zeros(e).to_vec() }
    }

    /// SubjectPublicKeyInfo in DER; None only for a key over DER's size limits.
    pub(super) fn spki(&self) -> Option<Vec<u8>> {
        let key = RsaPublicKeyRef {
            modulus: UintRef::new(&self.n).ok()?,
            public_exponent: UintRef::new(&self.e).ok()?,
        };
        let key = key.to_der().ok()?;
        let info = SubjectPublicKeyInfoRef {
            algorithm: pkcs1::ALGORITHM_ID,
            subject_public_key: BitStringRef::from_bytes(&key).ok()?,
        };
        info.to_der().ok()
    }
}

/// Algorithm, bits and both fingerprints of a public half.
pub(super) fn describe(report: &mut KeyReport, public: &RsaPublic) {
    report.algorithm = Some(KeyAlgorithm::Rsa);
    report.bits = Some(bit_length(&public.n));
    report.spki_sha256 = public.spki().map(|spki| spki_sha256(&spki));
    report.thumbprint = Some(rsa_thumbprint(&public.n, &public.e));
}

/// Reads a PKCS#1 private key into the report; gives it back if it can sign RS256.
pub(super) fn private(report: &mut KeyReport, pkcs1_der: &[u8]) -> Option<RsaPrivate> {
    report.algorithm = Some(KeyAlgorithm::Rsa);
    let Ok(key) = RsaPrivateKeyRef::from_der(pkcs1_der) else {
        report.add(KeyProblem::Garbled);
        return None;
    };
    let public = RsaPublic::new(key.modulus.as_bytes(), key.public_exponent.as_bytes());
    describe(report, &public);
    if key.other_prime_infos.is_some() {
        report.add(KeyProblem::MultiPrime);
    }
    check_size(report, &public);
    if !report.problems.is_empty() {
        return None;
    }
    let pkcs8 = checked_pkcs8(pkcs1_der);
    if pkcs8.is_none() {
        report.add(KeyProblem::Inconsistent);
    }
    pkcs8.map(|pkcs8| RsaPrivate { pkcs8, public })
}

fn check_size(report: &mut KeyReport, public: &RsaPublic) {
    match bit_length(&public.n) {
        MIN_RSA_BITS..=MAX_RSA_BITS => {}
        0..MIN_RSA_BITS => report.add(KeyProblem::TooFewBits),
        _ => report.add(KeyProblem::TooManyBits),
    }
    let even = public.e.last().is_none_or(|last| last.is_multiple_of(2));
    if even || public.e == [1] || bit_length(&public.e) > LONGEST_EXPONENT_BITS {
        report.add(KeyProblem::StrangeExponent);
    }
}

/// PKCS#8 around a PKCS#1 key, if aws-lc finds its parts consistent.
fn checked_pkcs8(pkcs1_der: &[u8]) -> Option<SecretBytes> {
    let octets = OctetStringRef::new(pkcs1_der).ok()?;
    let info = PrivateKeyInfoRef::new(pkcs1::ALGORITHM_ID, octets);
    let der = Zeroizing::new(info.to_der().ok()?);
    KeyPair::from_pkcs8(&der).ok()?;
    Some(SecretBytes::new(der.to_vec()))
}

/// Bits of a big-endian number.
pub(super) fn bit_length(number: &[u8]) -> u32 {
    let digits = without_leading_zeros(number);
    let Some(first) = digits.first() else { return 0 };
    let whole = u32::try_from(digits.len()).unwrap_or(u32::MAX / 8);
    whole.saturating_mul(8) - first.leading_zeros()
}
