//! RSA keys: size, exponent, consistency, fingerprints, and the one form they are kept in
//! (PKCS#8 version 1, no attributes).

use aws_lc_rs::rsa::KeyPair;
use pkcs1::{RsaPrivateKeyRef, RsaPublicKeyRef};
use pkcs8::PrivateKeyInfoRef;
use pkcs8::der::asn1::{BitStringRef, OctetStringRef, UintRef};
use pkcs8::der::{Decode, Encode};
use pkcs8::spki::SubjectPublicKeyInfoRef;
use zeroize::Zeroizing;

use super::examine::Examined;
use super::fingerprint::without_leading_zeros;
use super::public_key::PublicKey;
use super::{KeyAlgorithm, KeyProblem, MAX_RSA_BITS, MIN_RSA_BITS};
use crate::SecretBytes;

const LONGEST_EXPONENT_BITS: u32 = 33;

/// A private key whose parts were checked against each other.
pub(super) struct RsaPrivate {
    pub pkcs8: SecretBytes,
    pub public: RsaPublic,
}

/// The public half: modulus and exponent, big-endian without leading zeros.
#[derive(Debug, Clone, PartialEq, Eq)]
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
pub(super) fn describe(examined: &mut Examined, public: &RsaPublic) {
    examined.report.algorithm = Some(KeyAlgorithm::Rsa);
    examined.report.bits = Some(bit_length(&public.n));
    examined.know(PublicKey::rsa(public.clone()));
}

/// Reads a PKCS#1 private key; keeps it if it can sign RS256.
pub(super) fn private(examined: &mut Examined, pkcs1_der: &[u8]) {
    examined.report.algorithm = Some(KeyAlgorithm::Rsa);
    let Ok(key) = RsaPrivateKeyRef::from_der(pkcs1_der) else {
        return examined.add(KeyProblem::Garbled);
    };
    let public = RsaPublic::new(key.modulus.as_bytes(), key.public_exponent.as_bytes());
    describe(examined, &public);
    if key.other_prime_infos.is_some() {
        examined.add(KeyProblem::MultiPrime);
    }
    check_size(examined, &public);
    if !examined.report.problems.is_empty() {
        return;
    }
    match checked_pkcs8(pkcs1_der) {
        Some(pkcs8) => examined.key = Some(RsaPrivate { pkcs8, public }),
        None => examined.add(KeyProblem::Inconsistent),
    }
}

fn check_size(report: &mut Examined, public: &RsaPublic) {
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
