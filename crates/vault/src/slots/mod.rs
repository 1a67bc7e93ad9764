//! Key slots: each wraps the one data key of a vault in another way. A vault has at least one of
//! keyring and passphrase; the recovery key comes beside them.

pub mod data_key;
pub mod keyring;
pub mod passphrase;
pub mod recovery;
pub mod wrap;

use std::fmt;

use serde::{Deserialize, Serialize};

use passphrase::PassphraseCost;
use wrap::{Binary, Wrapped};

/// A way to open a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlotKind {
    /// A random key in the OS keyring.
    Keyring,
    /// A passphrase.
    Passphrase,
    /// The recovery key that was shown once.
    Recovery,
}

impl SlotKind {
    /// Name in the header's authenticated data; never change it.
    fn tag(self) -> &'static str {
        match self {
            Self::Keyring => "keyring",
            Self::Passphrase => "passphrase",
            Self::Recovery => "recovery",
        }
    }
}

impl fmt::Display for SlotKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// Which slots a vault has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SlotSet {
    /// The OS keyring.
    pub keyring: bool,
    /// A passphrase.
    pub passphrase: bool,
    /// A recovery key.
    pub recovery: bool,
}

/// The slots as they stand in the header.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Slots {
    pub keyring: Option<Wrapped>,
    pub passphrase: Option<PassphraseSlot>,
    pub recovery: Option<RecoverySlot>,
}

/// The data key wrapped by a passphrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct PassphraseSlot {
    pub cost: PassphraseCost,
    pub salt: Binary,
    pub wrapped: Wrapped,
}

/// The data key wrapped by the recovery key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RecoverySlot {
    pub salt: Binary,
    pub wrapped: Wrapped,
}

impl Slots {
    pub(crate) fn set(&self) -> SlotSet {
        SlotSet {
            keyring: self.keyring.is_some(),
            passphrase: self.passphrase.is_some(),
            recovery: self.recovery.is_some(),
        }
    }
}
