//! The header file: what must be known before a vault is open. In clear are only its name, dates,
//! slots and versions. A checksum tells accidents from wrong keys; a signature by the data key
//! tells changes by anybody who could not open the vault.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::thread;
use std::time::Duration;

use aws_lc_rs::digest;
use credenza_core::UnixSeconds;
use serde::{Deserialize, Serialize};

use crate::slots::Slots;
use crate::slots::data_key::DataKey;
use crate::slots::wrap::Binary;
use crate::{APP_VERSION, HeaderFault, VaultError, private_file};

/// The header format that this program writes.
pub(crate) const FORMAT: u32 = 1;

const MAX_BYTES: u64 = 64 * 1024;
const SIGNATURE: &str = "credenza header 1";
const KEY_CHECK: &str = "credenza key check 1";

/// The content of a header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Header {
    pub format: u32,
    /// Program version that wrote it last.
    pub app: String,
    /// Identifier of the vault; names its keyring entry.
    pub id: String,
    pub name: String,
    pub created_at: UnixSeconds,
    /// A practice vault has no slot: its key lives in memory only.
    pub practice: bool,
    /// Set until the database stands, so that a creation which was cut off is seen as such and
    /// never taken for a damaged vault.
    pub creating: bool,
    /// Keyring back end that got the key.
    pub keyring_name: Option<String>,
    /// Grows by one with each change.
    pub generation: u32,
    /// Signature of the identifier by the data key: the key of this vault or another one.
    pub key_check: Binary,
    pub slots: Slots,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Sealed {
    vault: Header,
    checksum: Binary,
    signature: Binary,
}

/// Read before anything else, so that a newer header is named and not called damaged.
#[derive(Deserialize)]
struct Versions {
    vault: VersionsOfVault,
}

#[derive(Deserialize)]
struct VersionsOfVault {
    format: u32,
    app: String,
}

/// A header as read: its checksum is right, its signature is not yet checked.
#[derive(Debug, Clone)]
pub(crate) struct ReadHeader {
    pub header: Header,
    signature: Vec<u8>,
}

impl Header {
    /// A header without slots.
    pub(crate) fn new(
        id: String,
        name: String,
        key: &DataKey,
        now: UnixSeconds,
    ) -> Result<Self, VaultError> {
        let key_check = Binary(key.sign(KEY_CHECK, id.as_bytes())?);
        Ok(Self {
            format: FORMAT,
            app: APP_VERSION.to_owned(),
            id,
            name,
            created_at: now,
            practice: false,
            creating: true,
            keyring_name: None,
            generation: 0,
            key_check,
            slots: Slots::default(),
        })
    }

    /// Whether this is the data key of this vault.
    pub(crate) fn belongs_to(&self, key: &DataKey) -> Result<bool, VaultError> {
        key.verifies(KEY_CHECK, self.id.as_bytes(), &self.key_check.0)
    }

    /// Writes the header in place of the old one.
    pub(crate) fn write(&self, path: &Path, key: &DataKey) -> Result<(), VaultError> {
        let bytes = serde_json::to_vec(self)?;
        let sealed = Sealed {
            vault: self.clone(),
            checksum: Binary(checksum(&bytes)),
            signature: Binary(key.sign(SIGNATURE, &bytes)?),
        };
        private_file::replace(path, &serde_json::to_vec_pretty(&sealed)?)
    }
}

impl ReadHeader {
    /// Reads a header; `None` when there is no file.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, VaultError> {
        let Some(bytes) = private_file::read_bounded(path, MAX_BYTES)? else { return Ok(None) };
        let unreadable = |_| VaultError::DamagedHeader(HeaderFault::Unreadable);
        let Versions { vault: VersionsOfVault { format, app } } =
            serde_json::from_slice(&bytes).map_err(unreadable)?;
        if format > FORMAT {
            return Err(VaultError::TooNew { file: format, known: FORMAT, app });
        }
        let sealed: Sealed = serde_json::from_slice(&bytes).map_err(unreadable)?;
        if checksum(&serde_json::to_vec(&sealed.vault)?) != sealed.checksum.0 {
            return Err(VaultError::DamagedHeader(HeaderFault::Checksum));
        }
        Ok(Some(Self { header: sealed.vault, signature: sealed.signature.0 }))
    }

    /// The header, once the data key says that it was written by somebody who had the key.
    pub(crate) fn verified(self, key: &DataKey) -> Result<Header, VaultError> {
        let bytes = serde_json::to_vec(&self.header)?;
        if self.header.belongs_to(key)? && key.verifies(SIGNATURE, &bytes, &self.signature)? {
            Ok(self.header)
        } else {
            Err(VaultError::DamagedHeader(HeaderFault::Tampered))
        }
    }
}

fn checksum(bytes: &[u8]) -> Vec<u8> {
    digest::digest(&digest::SHA256, bytes).as_ref().to_vec()
}

/// Holds changes of the slots, creation and migration apart between programs. The operating
/// system lets go of it when a program dies.
pub(crate) struct ChangeLock(#[expect(dead_code, reason = "held for its lock")] File);

impl ChangeLock {
    const PAUSE: Duration = Duration::from_millis(50);
    const TRIES: u32 = 100;

    /// Waits up to five seconds.
    pub(crate) fn take(path: &Path) -> Result<Self, VaultError> {
        let file = private_file::open_or_create(path)?;
        for _ in 0..Self::TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::WouldBlock) => thread::sleep(Self::PAUSE),
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
        }
        Err(VaultError::Busy)
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn written() -> (tempfile::TempDir, PathBuf, DataKey, Header) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.json");
        let key = DataKey::random().unwrap();
        let header = Header::new("id".to_owned(), "name".to_owned(), &key, 1).unwrap();
        header.write(&path, &key).unwrap();
        (folder, path, key, header)
    }

    #[test]
    fn a_header_reads_back_and_is_vouched_for_by_its_key() {
        let (_folder, path, key, header) = written();
        let read = ReadHeader::read(&path).unwrap().unwrap();
        assert_eq!(read.verified(&key).unwrap(), header);
    }

    #[test]
    fn a_forged_header_with_a_right_checksum_is_found() {
        let (_folder, path, key, header) = written();
        let forger = DataKey::random().unwrap();
        let forged = Header { name: "another name".to_owned(), ..header };
        forged.write(&path, &forger).unwrap();
        let read = ReadHeader::read(&path).unwrap().unwrap();
        assert_eq!(read.header.name, "another name", "the checksum alone does not show it");
        let refused = read.verified(&key);
        assert!(
            matches!(refused, Err(VaultError::DamagedHeader(HeaderFault::Tampered))),
            "{refused:?}"
        );
    }

    #[test]
    fn a_change_waits_for_the_other_program_and_then_is_busy() {
        let (folder, ..) = written();
        let lock = folder.path().join("vault.lock");
        let held = ChangeLock::take(&lock).unwrap();
        assert!(matches!(ChangeLock::take(&lock), Err(VaultError::Busy)));
        drop(held);
        ChangeLock::take(&lock).unwrap();
    }
}
