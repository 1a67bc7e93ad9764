//! Public keys in DER: SubjectPublicKeyInfo (RFC 5280 section 4.1), RSAPublicKey (RFC 8017
//! appendix A.1.1), and the key inside a certificate.

use pkcs1::RsaPublicKeyRef;
use pkcs8::der::asn1::{AnyRef, ObjectIdentifier, UintRef};
use pkcs8::der::{Decode, Encode, Reader, SliceReader, Tag, Tagged};
use pkcs8::spki::SubjectPublicKeyInfoRef;

use super::{KeyFamily, KeySetForm, SkipReason, VerificationKey};

/// First byte of a point that is written out whole (SEC 1 section 2.3.3).
pub(super) const UNCOMPRESSED: u8 = 4;

const RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");
const P521: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.35");

type Read = Result<VerificationKey, SkipReason>;

/// The key in a DER file; None for what is no public key or certificate.
pub(super) fn key(der: &[u8]) -> Option<(KeySetForm, Read)> {
    if let Ok(info) = SubjectPublicKeyInfoRef::from_der(der) {
        return Some((KeySetForm::PublicKey, spki(&info)));
    }
    if let Ok(rsa) = RsaPublicKeyRef::from_der(der) {
        return Some((KeySetForm::PublicKey, pkcs1(&rsa)));
    }
    let info = certificate(der)?;
    Some((KeySetForm::Certificate, spki(&info)))
}

/// RSA from its big-endian numbers.
pub(super) fn rsa_from_numbers(family: KeyFamily, n: &[u8], e: &[u8]) -> Read {
    let bytes = written(n, e).ok_or(SkipReason::Garbled)?;
    VerificationKey::public(family, &bytes, bit_length(n))
}

/// An elliptic-curve point.
pub(super) fn point(family: KeyFamily, bytes: &[u8]) -> Read {
    let bits = match family {
        KeyFamily::P256 => 256,
        KeyFamily::P384 => 384,
        KeyFamily::P521 => 521,
        _ => return Err(SkipReason::UnknownType),
    };
    if bytes.first() != Some(&UNCOMPRESSED) {
        return Err(SkipReason::Garbled);
    }
    VerificationKey::public(family, bytes, bits)
}

/// The 32 bytes of an Ed25519 key.
pub(super) fn ed25519(bytes: &[u8]) -> Read {
    if bytes.len() != 32 {
        return Err(SkipReason::Garbled);
    }
    VerificationKey::public(KeyFamily::Ed25519, bytes, 256)
}

fn spki(info: &SubjectPublicKeyInfoRef<'_>) -> Read {
    let bytes = info.subject_public_key.as_bytes().ok_or(SkipReason::Garbled)?;
    let rsa = |family| {
        let key = RsaPublicKeyRef::from_der(bytes).map_err(|_| SkipReason::Garbled)?;
        rsa_from_numbers(family, key.modulus.as_bytes(), key.public_exponent.as_bytes())
    };
    match info.algorithm.oid {
        pkcs1::ALGORITHM_OID => rsa(KeyFamily::Rsa),
        RSA_PSS => rsa(KeyFamily::RsaPss),
        ED25519 => ed25519(bytes),
        EC => {
            let curve = info.algorithm.parameters.and_then(|any| any.decode_as().ok());
            point(family_of(curve).ok_or(SkipReason::UnknownType)?, bytes)
        }
        _ => Err(SkipReason::UnknownType),
    }
}

fn family_of(curve: Option<ObjectIdentifier>) -> Option<KeyFamily> {
    match curve? {
        P256 => Some(KeyFamily::P256),
        P384 => Some(KeyFamily::P384),
        P521 => Some(KeyFamily::P521),
        _ => None,
    }
}

fn pkcs1(key: &RsaPublicKeyRef<'_>) -> Read {
    rsa_from_numbers(KeyFamily::Rsa, key.modulus.as_bytes(), key.public_exponent.as_bytes())
}

fn written(n: &[u8], e: &[u8]) -> Option<Vec<u8>> {
    let key =
        RsaPublicKeyRef { modulus: UintRef::new(n).ok()?, public_exponent: UintRef::new(e).ok()? };
    key.to_der().ok()
}

fn bit_length(number: &[u8]) -> u32 {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let Some(first) = number.get(zeros) else { return 0 };
    let whole = u32::try_from(number.len() - zeros).unwrap_or(u32::MAX / 8);
    whole.saturating_mul(8) - first.leading_zeros()
}

/// The SubjectPublicKeyInfo of a certificate: the member after serial number, signature
/// algorithm, issuer, validity and subject (RFC 5280 section 4.1).
fn certificate(der: &[u8]) -> Option<SubjectPublicKeyInfoRef<'_>> {
    const BEFORE_THE_KEY: usize = 4;
    let mut whole = SliceReader::new(members(AnyRef::from_der(der).ok()?)?).ok()?;
    let mut body = SliceReader::new(members(AnyRef::decode(&mut whole).ok()?)?).ok()?;
    let mut first = AnyRef::decode(&mut body).ok()?;
    if first.tag() != Tag::Integer {
        // The version, which the first version leaves out.
        first = AnyRef::decode(&mut body).ok()?;
    }
    if first.tag() != Tag::Integer {
        return None;
    }
    for _ in 0..BEFORE_THE_KEY {
        members(AnyRef::decode(&mut body).ok()?)?;
    }
    SubjectPublicKeyInfoRef::from_der(body.tlv_bytes().ok()?).ok()
}

fn members(any: AnyRef<'_>) -> Option<&[u8]> {
    (any.tag() == Tag::Sequence).then(|| any.value())
}
