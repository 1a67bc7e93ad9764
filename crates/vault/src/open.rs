//! Opening a vault: a slot gives the data key, the data key vouches for the header and opens the
//! database. Nothing is made or mended in place of what is damaged.

use credenza_core::Secret;

use crate::folder::VaultFolder;
use crate::header::{Header, ReadHeader};
use crate::keyring::Keyring;
use crate::slots::data_key::DataKey;
use crate::slots::{keyring as keyring_slot, passphrase, recovery};
use crate::vault::Vault;
use crate::{SlotKind, VaultError, database, private_file};

/// With what a vault is opened.
#[derive(Debug)]
pub enum UnlockWith {
    /// The OS keyring.
    Keyring,
    /// The passphrase.
    Passphrase(Secret),
    /// The recovery key as typed: case, separators and full width do not matter.
    Recovery(Secret),
}

impl UnlockWith {
    fn kind(&self) -> SlotKind {
        match self {
            Self::Keyring => SlotKind::Keyring,
            Self::Passphrase(_) => SlotKind::Passphrase,
            Self::Recovery(_) => SlotKind::Recovery,
        }
    }
}

impl VaultFolder {
    /// Opens the vault.
    ///
    /// # Errors
    /// [`VaultError::Absent`], [`VaultError::WrongPassphrase`], [`VaultError::WrongRecoveryKey`],
    /// [`VaultError::RecoveryKeyMistyped`], [`VaultError::KeyringEntryLost`],
    /// [`VaultError::Keyring`], [`VaultError::NoSuchSlot`], [`VaultError::DamagedHeader`],
    /// [`VaultError::DamagedDatabase`], [`VaultError::TooNew`], [`VaultError::Symlink`] and file
    /// errors. Nothing is made or mended in place of what is damaged.
    pub fn open(&self, with: UnlockWith, keyring: &dyn Keyring) -> Result<Vault, VaultError> {
        let read = self.read()?.ok_or(VaultError::Absent)?;
        let key = unlock(&read.header, &with, keyring)?;
        self.open_verified(read, key, Some(with.kind()))
    }

    /// Opens a practice vault with the key that its creation gave.
    ///
    /// # Errors
    /// As [`Self::open`]; [`VaultError::WrongKey`] when the key is another vault's.
    pub fn open_with_key(&self, key: &DataKey) -> Result<Vault, VaultError> {
        let read = self.read()?.ok_or(VaultError::Absent)?;
        if !read.header.belongs_to(key)? {
            return Err(VaultError::WrongKey);
        }
        self.open_verified(read, key.clone(), None)
    }

    fn open_verified(
        &self,
        read: ReadHeader,
        key: DataKey,
        with: Option<SlotKind>,
    ) -> Result<Vault, VaultError> {
        let header = read.verified(&key)?;
        private_file::tighten(&self.header_path())?;
        let path = self.database_path();
        let connection = database::open(&path, &key)?;
        if database::is_outdated(&connection)? {
            let _lock = self.lock()?;
            database::bring_up_to_date(&connection, &path, &key)?;
        }
        database::refuse_newer(&connection, &header.app)?;
        Ok(Vault::new(self.clone(), header, key, connection, with))
    }
}

fn unlock(
    header: &Header,
    with: &UnlockWith,
    keyring: &dyn Keyring,
) -> Result<DataKey, VaultError> {
    let missing = || VaultError::NoSuchSlot(with.kind());
    match with {
        UnlockWith::Keyring => {
            let slot = header.slots.keyring.as_ref().ok_or_else(missing)?;
            keyring_slot::open(slot, keyring, &header.id)?.ok_or(VaultError::KeyringEntryLost)
        }
        UnlockWith::Passphrase(typed) => {
            let slot = header.slots.passphrase.as_ref().ok_or_else(missing)?;
            passphrase::open(slot, typed, &header.id)?.ok_or(VaultError::WrongPassphrase)
        }
        UnlockWith::Recovery(typed) => {
            let slot = header.slots.recovery.as_ref().ok_or_else(missing)?;
            recovery::open(slot, typed, &header.id)?.ok_or(VaultError::WrongRecoveryKey)
        }
    }
}
