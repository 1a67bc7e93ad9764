//! Which structure a DER file has, told by the tags of its members; works on cut-off files too.

use super::tlv::{self, BIT_STRING, CONTEXT_0, Element, INTEGER, OCTET_STRING, OID, SEQUENCE};

/// The structures that keys and their companions come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Pkcs8,
    EncryptedPkcs8,
    Pkcs1,
    Sec1,
    Dsa,
    Spki,
    Pkcs1Public,
    Certificate,
    CertificateRequest,
    CertificateBundle,
    Pkcs12,
}

const DSA_INTEGERS: usize = 6;

/// The shape of a whole DER file.
pub(super) fn of(der: &[u8]) -> Option<Shape> {
    let (outer, _) = tlv::first(der)?;
    if outer.tag != SEQUENCE {
        return None;
    }
    let members = tlv::children(outer.value);
    let tags: Vec<u8> = members.iter().map(|member| member.tag).collect();
    match tags[..] {
        [INTEGER, SEQUENCE, OCTET_STRING, ..] => Some(Shape::Pkcs8),
        [INTEGER, SEQUENCE, ..] => pkcs12_or_pkcs8(&members),
        [INTEGER, OCTET_STRING, ..] => Some(Shape::Sec1),
        [INTEGER, INTEGER] => Some(Shape::Pkcs1Public),
        [INTEGER, INTEGER, INTEGER, ..] => integers(&members),
        [SEQUENCE, OCTET_STRING] => Some(Shape::EncryptedPkcs8),
        [SEQUENCE, BIT_STRING] => Some(Shape::Spki),
        [SEQUENCE, SEQUENCE, BIT_STRING] => Some(signed(&members[0])),
        [OID, CONTEXT_0] => Some(Shape::CertificateBundle),
        _ => None,
    }
}

/// The SubjectPublicKeyInfo inside a certificate or a request, header and value.
pub(super) fn inner_spki(der: &[u8]) -> Option<&[u8]> {
    let (outer, _) = tlv::first(der)?;
    let signed = tlv::children(outer.value).first().copied()?;
    let spki = tlv::children(signed.value).into_iter().find(|member| {
        let tags: Vec<u8> = tlv::children(member.value).iter().map(|e| e.tag).collect();
        member.tag == SEQUENCE && member.complete && tags == [SEQUENCE, BIT_STRING]
    })?;
    Some(spki.whole)
}

fn pkcs12_or_pkcs8(members: &[Element<'_>]) -> Option<Shape> {
    match members.first()?.value {
        [3] => Some(Shape::Pkcs12),
        [0 | 1] => Some(Shape::Pkcs8),
        _ => None,
    }
}

fn integers(members: &[Element<'_>]) -> Option<Shape> {
    let complete = members.iter().all(|member| member.tag == INTEGER && member.complete);
    if complete && members.len() == DSA_INTEGERS {
        return Some(Shape::Dsa);
    }
    matches!(members.first()?.value, [0 | 1]).then_some(Shape::Pkcs1)
}

/// A certificate's body has a serial number and, after the issuer, dates; a request's body has
/// version, subject, key and attributes.
fn signed(body: &Element<'_>) -> Shape {
    let members = tlv::children(body.value);
    match members.first() {
        Some(first) if first.tag == INTEGER && members.len() <= 4 => Shape::CertificateRequest,
        _ => Shape::Certificate,
    }
}
