//! What can go wrong with a vault. No variant carries a secret or a value from a record.

use std::io;
use std::path::PathBuf;

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::SlotKind;
use crate::keyring::KeyringState;

/// Why a vault call failed.
#[derive(Debug, Error)]
pub enum VaultError {
    /// There is no vault in the folder.
    #[error("there is no vault in this folder")]
    Absent,
    /// There is a vault in the folder already.
    #[error("there is a vault in this folder already")]
    Exists,
    /// The passphrase does not open the vault; the header is sound.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// A passphrase is set, and was not given for a change of the slots.
    #[error("the current passphrase is needed")]
    PassphraseNeeded,
    /// A new passphrase is too short.
    #[error("a passphrase needs at least {least} characters")]
    TooShort {
        /// Least number of characters.
        least: usize,
    },
    /// The recovery key is well formed and not the one of this vault.
    #[error("the recovery key is not the one of this vault")]
    WrongRecoveryKey,
    /// The recovery key has a typing mistake: wrong length, character or check characters.
    #[error("the recovery key has a typing mistake")]
    RecoveryKeyMistyped,
    /// A data key that is not the one of this vault.
    #[error("the key is another vault's")]
    WrongKey,
    /// The vault has no slot of this kind.
    #[error("the vault has no {0} slot")]
    NoSuchSlot(SlotKind),
    /// The last of keyring and passphrase can't be removed.
    #[error("the last way in can't be removed")]
    LastSlot,
    /// A practice vault has no slots; its key is in memory only.
    #[error("the practice vault has no slots")]
    Practice,
    /// The keyring answers, but our entry is gone or was replaced.
    #[error("the keyring has lost the entry of this vault")]
    KeyringEntryLost,
    /// The keyring does not answer as it should; never [`KeyringState::Ready`].
    #[error("the keyring is not usable: {0}")]
    Keyring(KeyringState),
    /// The header can't be trusted; the database was not touched.
    #[error("the vault header is damaged: {0}")]
    DamagedHeader(HeaderFault),
    /// The key is right, and the database does not read.
    #[error("the vault database is damaged")]
    DamagedDatabase,
    /// Written by a newer version of the program.
    #[error(
        "the vault has format {file}, this program knows {known}; it was made by version {app}"
    )]
    TooNew {
        /// Format or schema version found.
        file: u32,
        /// The newest that this program knows.
        known: u32,
        /// Program version that wrote it, as far as it is known.
        app: String,
    },
    /// Another program holds the vault for longer than the busy time-out.
    #[error("another program is using the vault")]
    Busy,
    /// The disk, a quota or a size limit refused the write; nothing was changed.
    #[error("no space left for the vault")]
    DiskFull,
    /// The folder or one of its files is a symbolic link.
    #[error("{} is a symbolic link", .0.display())]
    Symlink(PathBuf),
    /// The folder is open to others and holds folders of others: it can't be made private.
    #[error("{} is shared with others; choose a folder of its own", .0.display())]
    FolderShared(PathBuf),
    /// The record was changed since it was read.
    #[error("the record was changed meanwhile; it is now version {current}")]
    Conflict {
        /// Version as stored now.
        current: u32,
    },
    /// No such record.
    #[error("no such record")]
    NotFound,
    /// A stored record does not read as what it should be.
    #[error("a stored record can't be read")]
    Record(#[from] serde_json::Error),
    /// The crypto library refused, for example for want of random bytes.
    #[error("the crypto library refused")]
    Crypto,
    /// File access failed.
    #[error("file access failed")]
    Io(#[source] io::Error),
    /// The database refused.
    #[error("the database refused")]
    Sqlite(#[source] rusqlite::Error),
}

/// What is wrong with a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum HeaderFault {
    /// The database is there and the header is not.
    #[error("it is missing")]
    Missing,
    /// Not the JSON that it should be.
    #[error("it does not read")]
    Unreadable,
    /// Bits were changed by accident.
    #[error("its checksum does not match")]
    Checksum,
    /// It was changed on purpose: right checksum, and not signed by the data key.
    #[error("it was changed by another program")]
    Tampered,
    /// The costs of the passphrase slot are outside the accepted bounds.
    #[error("its passphrase costs are out of bounds")]
    Cost,
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error().map(|e| (e.code, e.extended_code)) {
            Some((ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _)) => Self::Busy,
            Some((ErrorCode::DiskFull, _) | (_, IOERR_WRITE | IOERR_SHMSIZE)) => Self::DiskFull,
            Some((ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt, _)) => {
                Self::DamagedDatabase
            }
            _ => Self::Sqlite(error),
        }
    }
}

/// SQLITE_IOERR_WRITE and SQLITE_IOERR_SHMSIZE: what SQLite makes of EDQUOT and EFBIG, where it
/// knows only ENOSPC as full.
const IOERR_WRITE: i32 = 778;
const IOERR_SHMSIZE: i32 = 4874;

impl From<io::Error> for VaultError {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
        match error.kind() {
            StorageFull | QuotaExceeded | FileTooLarge => Self::DiskFull,
            _ => Self::Io(error),
        }
    }
}

impl From<aws_lc_rs::error::Unspecified> for VaultError {
    fn from(_: aws_lc_rs::error::Unspecified) -> Self {
        Self::Crypto
    }
}
