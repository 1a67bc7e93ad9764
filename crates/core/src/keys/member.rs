//! The keys and certificates of one file, each with what it can be compared by.

use serde::Serialize;
use ts_rs::TS;

use super::examine::Examined;
use super::{KeyAlgorithm, KeyKind, KeyProblem};

/// One key or certificate of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyMember {
    /// What it is.
    pub kind: KeyKind,
    /// Its algorithm, where one could be read.
    pub algorithm: Option<KeyAlgorithm>,
    /// Size of the modulus (RSA) or of the curve.
    pub bits: Option<u32>,
    /// As in [`super::KeyReport`].
    pub spki_sha256: Option<String>,
    /// As in [`super::KeyReport`].
    pub thumbprint: Option<String>,
    /// The name it has in its file: `kid` of a JWK, friendly name in PKCS#12. Foreign text.
    pub name: Option<String>,
    /// Why it can't sign RS256.
    pub problems: Vec<KeyProblem>,
}

impl KeyMember {
    pub(super) fn of(examined: &Examined, name: Option<String>) -> Self {
        let report = &examined.report;
        Self {
            kind: report.kind,
            algorithm: report.algorithm,
            bits: report.bits,
            spki_sha256: report.spki_sha256.clone(),
            thumbprint: report.thumbprint.clone(),
            name,
            problems: report.problems.clone(),
        }
    }

    /// Whether the private part was read.
    pub fn has_private_part(&self) -> bool {
        let read = self.thumbprint.is_some() || self.spki_sha256.is_some();
        let private = matches!(
            self.kind,
            KeyKind::PrivateKey | KeyKind::EncryptedPrivateKey | KeyKind::OpenSshPrivateKey
        );
        read && private
    }

    /// Whether it can be compared: its public half is known, and the private part, if there is
    /// one, was not found to belong to another.
    pub fn is_comparable(&self) -> bool {
        let known = self.thumbprint.is_some() || self.spki_sha256.is_some();
        known && !self.problems.contains(&KeyProblem::Inconsistent)
    }

    /// Whether both are of one pair. The thumbprint decides where both have one: it stays the same
    /// for the same numbers, while the SPKI of a PSS key is another.
    pub fn is_same_pair(&self, other: &Self) -> bool {
        match (&self.thumbprint, &other.thumbprint) {
            (Some(own), Some(others)) => own == others,
            _ => self.spki_sha256.is_some() && self.spki_sha256 == other.spki_sha256,
        }
    }
}
