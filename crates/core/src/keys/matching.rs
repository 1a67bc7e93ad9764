//! Whether two files belong together: the same pair, the other half, or not.

use serde::Serialize;
use ts_rs::TS;

use super::{KeyFile, KeyMember};

/// How two files stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KeyRelation {
    /// Both hold the same private key.
    SamePair,
    /// One holds the private key, the other the public half that belongs to it.
    OtherHalf,
    /// Both hold the same public key, neither its private part.
    SamePublicKey,
    /// No key of the one is in the other.
    Different,
    /// At least one of them holds nothing that can be compared: no key, a broken one, or one whose
    /// passphrase is still needed.
    NotComparable,
}

/// What was compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyMatch {
    /// How they stand to each other.
    pub relation: KeyRelation,
    /// The member of the first file that was compared, or that agrees.
    pub first: Option<KeyMember>,
    /// The member of the second file.
    pub second: Option<KeyMember>,
}

/// Compares two files; every key and certificate of one with every one of the other.
pub fn compare(first: &KeyFile, second: &KeyFile) -> KeyMatch {
    let of = |file: &'_ KeyFile| -> Vec<KeyMember> {
        file.members.iter().filter(|member| member.is_comparable()).cloned().collect()
    };
    let (ours, theirs) = (of(first), of(second));
    let agreeing = ours.iter().flat_map(|own| {
        theirs.iter().filter(|other| own.is_same_pair(other)).map(move |other| (own, other))
    });
    // A private key says more than the certificate that lies beside it.
    let best = agreeing.max_by_key(|(own, other)| {
        u8::from(own.has_private_part()) + u8::from(other.has_private_part())
    });
    let (first, second) =
        best.map_or((ours.first(), theirs.first()), |(own, other)| (Some(own), Some(other)));
    let relation = match (best, first, second) {
        (Some((own, other)), ..) => related(own, other),
        (None, Some(_), Some(_)) => KeyRelation::Different,
        _ => KeyRelation::NotComparable,
    };
    KeyMatch { relation, first: first.cloned(), second: second.cloned() }
}

fn related(own: &KeyMember, other: &KeyMember) -> KeyRelation {
    match (own.has_private_part(), other.has_private_part()) {
        (true, true) => KeyRelation::SamePair,
        (false, false) => KeyRelation::SamePublicKey,
        _ => KeyRelation::OtherHalf,
    }
}
