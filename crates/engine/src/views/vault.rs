//! The vault, its slots, locking, and the sandbox beside it.

use credenza_core::{Secret, UnixSeconds};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether a vault is there and open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum VaultState {
    /// No vault in the folder.
    Absent,
    /// There, and locked.
    Locked,
    /// Open.
    Open,
}

/// How the operating system's keyring answers (security.md S10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KeyringStateView {
    /// It can keep the key.
    Ready,
    /// No keyring service.
    Absent,
    /// There, but locked.
    Locked,
    /// It refused.
    Denied,
    /// No answer in 30 s.
    TimedOut,
    /// No D-Bus session.
    NoBus,
}

/// Why the vault is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LockReason {
    /// Somebody asked.
    Asked,
    /// Nothing was done for the set time.
    Idle,
    /// The program has just started.
    Started,
    /// The computer went to sleep or its screen was locked.
    Suspend,
}

/// Which slots open the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SlotsView {
    /// The OS keyring.
    pub keyring: bool,
    /// A passphrase.
    pub passphrase: bool,
    /// A recovery key.
    pub recovery: bool,
}

/// What locking wiped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WipedView {
    /// Access tokens dropped from memory.
    pub tokens: u32,
    /// Whether the clipboard was cleared.
    pub clipboard: bool,
}

/// The vault as it stands. Also true while locked: carries nothing from inside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VaultStatusView {
    /// Absent, locked, open.
    pub state: VaultState,
    /// Whether this is the practice vault.
    pub practice: bool,
    /// Its name.
    pub name: String,
    /// Folder that holds it.
    pub folder: String,
    /// How the keyring answers.
    pub keyring: KeyringStateView,
    /// What the keyring is called here.
    pub keyring_name: String,
    /// What opens it.
    pub slots: SlotsView,
    /// Why it is locked.
    pub lock_reason: Option<LockReason>,
    /// What the last lock wiped.
    pub wiped: Option<WipedView>,
    /// When it locks by itself.
    pub locks_at: Option<UnixSeconds>,
    /// Idle minutes before that; 0 = never.
    pub auto_lock_minutes: u32,
}

/// How a new vault is opened.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum NewUnlockInput {
    /// By the OS keyring.
    Keyring,
    /// By a passphrase.
    Passphrase {
        /// At least 12 characters.
        #[ts(type = "string")]
        passphrase: Secret,
    },
}

/// A new vault.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VaultCreateInput {
    /// Its name.
    pub name: String,
    /// What opens it.
    pub unlock: NewUnlockInput,
}

/// What is offered to open a vault.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum UnlockInput {
    /// The OS keyring.
    Keyring,
    /// The passphrase.
    Passphrase {
        /// As typed.
        #[ts(type = "string")]
        passphrase: Secret,
    },
    /// The recovery key.
    Recovery {
        /// As typed; blanks and letter case don't matter.
        #[ts(type = "string")]
        key: Secret,
    },
}

/// Opening a vault.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VaultUnlockInput {
    /// With what.
    #[serde(rename = "with")]
    pub with: UnlockInput,
}

/// Setting or changing the passphrase.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PassphraseSetInput {
    /// The present one, where one is set.
    #[ts(type = "string | null")]
    pub current: Option<Secret>,
    /// The new one.
    #[ts(type = "string")]
    pub passphrase: Secret,
}

/// The passphrase, to show that it is known.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProveInput {
    /// The passphrase of the vault.
    #[ts(type = "string")]
    pub passphrase: Secret,
}

/// A slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SlotInput {
    /// The OS keyring.
    Keyring,
    /// The passphrase.
    Passphrase,
    /// The recovery key.
    Recovery,
}

/// Removing a slot.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SlotRemoveInput {
    /// Which.
    pub slot: SlotInput,
    /// The passphrase, where one is set.
    #[ts(type = "string | null")]
    pub current: Option<Secret>,
}

/// When the vault locks by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TouchView {
    /// `None` when it never does.
    pub locks_at: Option<UnixSeconds>,
}

/// A recovery key, shown once.
#[derive(Clone, Serialize, TS)]
pub struct RecoveryKeyView {
    /// In groups.
    pub key: String,
}

/// Whether a file was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct SavedView {
    /// False when the dialog was closed.
    pub saved: bool,
}

/// The sandbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SandboxView {
    /// Whether it runs.
    pub running: bool,
    /// Its address.
    pub base: Option<String>,
    /// The scripted fault in force.
    pub fault: Option<String>,
    /// Faults that can be chosen.
    pub faults: Vec<String>,
}

/// Choosing a fault.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SandboxFaultInput {
    /// Its name; `None` for none.
    pub fault: Option<String>,
}
