//! Making a vault. Until the database stands, the header says so: a creation that was cut off is
//! cleared away by the next one, and nothing else ever is.

use credenza_core::{Secret, UnixSeconds};
use rusqlite::Connection;

use crate::folder::VaultFolder;
use crate::header::Header;
use crate::keyring::{Keyring, KeyringState, MemoryKeyring};
use crate::slots::data_key::DataKey;
use crate::slots::{keyring as keyring_slot, passphrase};
use crate::vault::Vault;
use crate::{SlotKind, VaultError, database, private_file, random};

/// What a new vault is to be.
#[derive(Debug)]
pub struct NewVault {
    /// Its name, shown in clear before it is unlocked.
    pub name: String,
    /// The first slot.
    pub unlock: Unlock,
}

/// The first slot of a new vault.
#[derive(Debug)]
pub enum Unlock {
    /// The OS keyring.
    Keyring,
    /// A passphrase of at least [`crate::MIN_PASSPHRASE_CHARS`] characters.
    Passphrase(Secret),
}

impl Unlock {
    fn kind(&self) -> SlotKind {
        match self {
            Self::Keyring => SlotKind::Keyring,
            Self::Passphrase(_) => SlotKind::Passphrase,
        }
    }
}

impl VaultFolder {
    /// Makes a vault and opens it.
    ///
    /// # Errors
    /// [`VaultError::Exists`], [`VaultError::TooShort`], [`VaultError::Keyring`],
    /// [`VaultError::FolderShared`], [`VaultError::DiskFull`] and file errors. After an error
    /// there is no vault in the folder that was not there before.
    pub fn create(
        &self,
        new: NewVault,
        keyring: &dyn Keyring,
        now: UnixSeconds,
    ) -> Result<Vault, VaultError> {
        if let Unlock::Passphrase(passphrase) = &new.unlock {
            passphrase::check_new(passphrase)?;
        }
        let key = DataKey::random()?;
        let mut header = Header::new(random::identifier()?, new.name, &key, now)?;
        if matches!(new.unlock, Unlock::Keyring) {
            header.keyring_name = Some(keyring.name().to_owned());
        }
        self.fill(header, key, Some(new.unlock.kind()), keyring, |header, key| {
            match &new.unlock {
                Unlock::Keyring => {
                    header.slots.keyring = Some(keyring_slot::seal(key, keyring, &header.id)?);
                }
                Unlock::Passphrase(passphrase) => {
                    let slot = passphrase::seal(key, passphrase, self.cost(), &header.id)?;
                    header.slots.passphrase = Some(slot);
                }
            }
            Ok(())
        })
    }

    /// Makes a practice vault and opens it. It has no slot: whoever drops the key that comes with
    /// it has closed the vault for good.
    ///
    /// # Errors
    /// As [`Self::create`].
    pub fn create_practice(
        &self,
        name: String,
        now: UnixSeconds,
    ) -> Result<(Vault, DataKey), VaultError> {
        let key = DataKey::random()?;
        let mut header = Header::new(random::identifier()?, name, &key, now)?;
        header.practice = true;
        let no_keyring = MemoryKeyring::new(KeyringState::Absent);
        let vault = self.fill(header, key.clone(), None, &no_keyring, |_, _| Ok(()))?;
        Ok((vault, key))
    }

    fn fill(
        &self,
        mut header: Header,
        key: DataKey,
        opened_with: Option<SlotKind>,
        keyring: &dyn Keyring,
        add_slot: impl FnOnce(&mut Header, &DataKey) -> Result<(), VaultError>,
    ) -> Result<Vault, VaultError> {
        self.make()?;
        let _lock = self.lock()?;
        self.clear_for_creation(keyring)?;
        let made = self.write_files(&mut header, &key, add_slot);
        if made.is_err() {
            self.discard(&header, keyring);
        }
        Ok(Vault::new(self.clone(), header, key, made?, opened_with))
    }

    fn write_files(
        &self,
        header: &mut Header,
        key: &DataKey,
        add_slot: impl FnOnce(&mut Header, &DataKey) -> Result<(), VaultError>,
    ) -> Result<Connection, VaultError> {
        header.write(&self.header_path(), key)?;
        add_slot(header, key)?;
        let connection = database::create(&self.database_path(), key)?;
        header.creating = false;
        header.write(&self.header_path(), key)?;
        Ok(connection)
    }

    /// Only a creation that was cut off may be cleared away.
    fn clear_for_creation(&self, keyring: &dyn Keyring) -> Result<(), VaultError> {
        match self.read_any()? {
            Some(read) if read.header.creating => self.discard(&read.header, keyring),
            Some(_) => return Err(VaultError::Exists),
            None => {}
        }
        Ok(())
    }

    fn discard(&self, header: &Header, keyring: &dyn Keyring) {
        // The header last: as long as it stands, what lies beside it is known to be unfinished.
        let files = database::with_companions(&self.database_path());
        for file in files.iter().chain([&self.header_path()]) {
            if let Err(error) = private_file::remove(file) {
                tracing::warn!(%error, "an unfinished vault could not be cleared away");
                return;
            }
        }
        if header.keyring_name.is_some()
            && let Err(state) = keyring.delete(&header.id)
        {
            tracing::debug!(%state, "the keyring entry of an unfinished vault stays");
        }
    }
}
