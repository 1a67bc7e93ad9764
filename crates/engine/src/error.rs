//! Every error that leaves the engine, with its code for the page and safe details
//! (security.md I6).

use std::collections::BTreeMap;

use credenza_core::apps::App;
use credenza_core::apps::transfer::NoList;
use credenza_core::keys::{KeyError, KeyReport};
use credenza_vault::VaultError;
use credenza_vault::keyring::KeyringState;
use thiserror::Error;

use crate::error_code::{ErrorCode, WireError};
use crate::http::HttpError;

/// A record whose kind has no service account was asked for one.
pub(crate) const NO_SERVICE_ACCOUNT: Error =
    Error::Invalid { field: "app", reason: "its kind has no service account" };

/// What went wrong.
#[derive(Debug, Error)]
pub enum Error {
    /// The vault is locked.
    #[error("the vault is locked")]
    Locked,
    /// The vault refused.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The record was changed since the editor read it.
    #[error("the record was changed meanwhile; it is now version {}", .0.version)]
    EditConflict(Box<App>),
    /// No such record or run.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// Input that can't be used.
    #[error("{field} can't be used: {reason}")]
    Invalid {
        /// Which input.
        field: &'static str,
        /// Why.
        reason: &'static str,
    },
    /// A key that can't be used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The key candidate is gone.
    #[error("the key that was read is no longer held; read it again")]
    KeyHandleGone,
    /// A file that is no list of records.
    #[error(transparent)]
    List(#[from] NoList),
    /// The list that was read is no longer held.
    #[error("the list that was read is no longer held; choose the file again")]
    ListGone,
    /// A file can't be read or written.
    #[error("the file can't be used: {0}")]
    File(std::io::ErrorKind),
    /// The network settings can't be used.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// This app is being tested already.
    #[error("this app is being tested already")]
    RunInProgress,
    /// The passphrase has to be given again first.
    #[error("the passphrase has to be given again before a secret is shown")]
    ProofNeeded,
    /// No token is held for this app.
    #[error("no token is held for this app")]
    NoToken,
    /// No earlier run of this app passed, so there is nothing to compare with.
    #[error("no earlier run of this app passed")]
    NoPassedRun,
    /// The sign-in is over: finished, given up, or older than ten minutes.
    #[error("this sign-in is over; begin another one")]
    SignInGone,
    /// Another program listens at the redirect URL's port.
    #[error("another program listens at the port of the redirect URL")]
    PortTaken,
    /// A background task ended early.
    #[error("the work was interrupted")]
    Interrupted,
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::File(error.kind())
    }
}

impl Error {
    /// The code that page and terminal act on.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Locked => ErrorCode::VaultLocked,
            Self::Vault(error) => vault_code(error),
            Self::EditConflict(_) => ErrorCode::EditConflict,
            Self::NotFound(_) => ErrorCode::NotFound,
            Self::Invalid { .. } => ErrorCode::InvalidInput,
            Self::Key(error) => key_code(error),
            Self::KeyHandleGone => ErrorCode::KeyHandleGone,
            Self::List(_) => ErrorCode::ListUnreadable,
            Self::ListGone => ErrorCode::ListGone,
            Self::File(std::io::ErrorKind::StorageFull) => ErrorCode::DiskFull,
            Self::File(_) => ErrorCode::FileUnreadable,
            Self::Http(HttpError::Proxy) => ErrorCode::ProxyInvalid,
            Self::Http(HttpError::Certificate) => ErrorCode::CaInvalid,
            Self::Http(HttpError::Tls) | Self::Interrupted => ErrorCode::Internal,
            Self::RunInProgress => ErrorCode::RunInProgress,
            Self::NoToken => ErrorCode::NoToken,
            Self::SignInGone => ErrorCode::SignInGone,
            Self::PortTaken => ErrorCode::PortTaken,
            Self::NoPassedRun => ErrorCode::NoPassedRun,
            Self::ProofNeeded => ErrorCode::PassphraseNeeded,
        }
    }

    /// The wire form.
    pub fn wire(&self) -> WireError {
        WireError { code: self.code(), message: self.to_string(), details: self.details() }
    }

    fn details(&self) -> BTreeMap<String, String> {
        let mut details = BTreeMap::new();
        let mut add = |name: &str, value: String| details.insert(name.to_owned(), value);
        match self {
            Self::EditConflict(app) => {
                add("version", app.version.to_string());
            }
            Self::Invalid { field, .. } => {
                add("field", (*field).to_owned());
            }
            Self::Vault(VaultError::TooNew { file, known, app }) => {
                add("file", file.to_string());
                add("known", known.to_string());
                add("app", app.clone());
            }
            Self::Vault(VaultError::TooShort { least }) => {
                add("least", least.to_string());
            }
            Self::List(why) => {
                add("why", wire_name(why));
            }
            Self::Key(KeyError::Refused(report)) => {
                add("kind", wire_name(&report.kind));
            }
            _ => {}
        }
        details
    }
}

fn wire_name<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn vault_code(error: &VaultError) -> ErrorCode {
    match error {
        VaultError::Absent => ErrorCode::VaultAbsent,
        VaultError::Exists => ErrorCode::VaultExists,
        VaultError::WrongPassphrase | VaultError::PassphraseNeeded => ErrorCode::PassphraseWrong,
        VaultError::TooShort { .. } => ErrorCode::PassphraseTooShort,
        VaultError::WrongRecoveryKey | VaultError::RecoveryKeyMistyped => {
            ErrorCode::RecoveryKeyWrong
        }
        VaultError::NoSuchSlot(_) | VaultError::NotFound => ErrorCode::NotFound,
        VaultError::LastSlot => ErrorCode::LastSlot,
        VaultError::Practice => ErrorCode::InvalidInput,
        VaultError::KeyringEntryLost => ErrorCode::KeyringEntryLost,
        VaultError::Keyring(state) => keyring_code(*state),
        VaultError::DamagedHeader(_)
        | VaultError::WrongKey
        | VaultError::DamagedDatabase
        | VaultError::Record(_) => ErrorCode::VaultDamaged,
        VaultError::TooNew { .. } => ErrorCode::VaultTooNew,
        VaultError::Busy => ErrorCode::VaultBusy,
        VaultError::DiskFull => ErrorCode::DiskFull,
        VaultError::Symlink(_) | VaultError::FolderShared(_) | VaultError::Io(_) => {
            ErrorCode::FileUnreadable
        }
        VaultError::Conflict { .. } => ErrorCode::EditConflict,
        VaultError::Crypto | VaultError::Sqlite(_) => ErrorCode::Internal,
    }
}

fn keyring_code(state: KeyringState) -> ErrorCode {
    match state {
        KeyringState::Locked => ErrorCode::KeyringLocked,
        KeyringState::Denied => ErrorCode::KeyringDenied,
        KeyringState::TimedOut => ErrorCode::KeyringTimedOut,
        KeyringState::NoBus => ErrorCode::KeyringNoBus,
        KeyringState::Absent | KeyringState::Ready => ErrorCode::KeyringAbsent,
    }
}

fn key_code(error: &KeyError) -> ErrorCode {
    match error {
        KeyError::NeedsPassphrase | KeyError::WrongPassphrase => ErrorCode::KeyPassphraseWrong,
        KeyError::Refused(report) => refused_code(report),
        KeyError::KeptKeyUnreadable => ErrorCode::VaultDamaged,
        KeyError::SigningFailed => ErrorCode::Internal,
    }
}

fn refused_code(report: &KeyReport) -> ErrorCode {
    use credenza_core::keys::KeyKind;
    match report.kind {
        KeyKind::PrivateKey | KeyKind::EncryptedPrivateKey => ErrorCode::KeyTooWeak,
        KeyKind::Unknown | KeyKind::Empty => ErrorCode::KeyUnreadable,
        _ => ErrorCode::KeyNotPrivate,
    }
}
