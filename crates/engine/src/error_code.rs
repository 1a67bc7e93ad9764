//! Codes of errors that the page acts on, and their wire form.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

/// A code exists only if the page or the terminal acts on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ErrorCode {
    /// The vault is locked.
    VaultLocked,
    /// No vault in the folder.
    VaultAbsent,
    /// There is one already.
    VaultExists,
    /// Header or database is damaged.
    VaultDamaged,
    /// Made by a newer version.
    VaultTooNew,
    /// Another program holds it.
    VaultBusy,
    /// Wrong passphrase.
    PassphraseWrong,
    /// The passphrase has to be given again before a secret is shown.
    PassphraseNeeded,
    /// Under 12 characters.
    PassphraseTooShort,
    /// Wrong recovery key.
    RecoveryKeyWrong,
    /// The last way in can't be removed.
    LastSlot,
    /// No keyring service.
    KeyringAbsent,
    /// The keyring is locked.
    KeyringLocked,
    /// The keyring refused.
    KeyringDenied,
    /// The keyring did not answer.
    KeyringTimedOut,
    /// No D-Bus session.
    KeyringNoBus,
    /// The keyring lost our entry.
    KeyringEntryLost,
    /// No such record or run.
    NotFound,
    /// The record was changed meanwhile.
    EditConflict,
    /// Input that can't be used.
    InvalidInput,
    /// A key file that can't be read as a key.
    KeyUnreadable,
    /// Wrong passphrase of a key file.
    KeyPassphraseWrong,
    /// Not a private key.
    KeyNotPrivate,
    /// Not usable for RS256.
    KeyTooWeak,
    /// The candidate is gone.
    KeyHandleGone,
    /// Not a list of records.
    ListUnreadable,
    /// The list that was read is gone.
    ListGone,
    /// A file can't be read or written.
    FileUnreadable,
    /// No space left.
    DiskFull,
    /// No clipboard.
    ClipboardUnavailable,
    /// This app is being tested already.
    RunInProgress,
    /// No token is held.
    NoToken,
    /// No earlier run of this app passed.
    NoPassedRun,
    /// The sign-in is over.
    SignInGone,
    /// Another program listens at the redirect URL's port.
    PortTaken,
    /// The sign-in window was closed.
    SignInClosed,
    /// No browser could be opened.
    BrowserUnavailable,
    /// The sandbox did not start.
    SandboxFailed,
    /// Not a certificate.
    CaInvalid,
    /// Not a proxy address.
    ProxyInvalid,
    /// A mistake of ours.
    Internal,
}

/// An error as the page and `--json` get it (security.md I6): no SQL, path or body.
#[derive(Debug, Clone, Serialize, TS)]
pub struct WireError {
    /// What to act on.
    pub code: ErrorCode,
    /// English, safe to show.
    pub message: String,
    /// Values for the words.
    pub details: BTreeMap<String, String>,
}
