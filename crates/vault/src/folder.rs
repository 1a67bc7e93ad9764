//! The folder of a vault: what is in it without opening it, making a vault, opening it.

use std::path::{Path, PathBuf};

use credenza_core::{Secret, UnixSeconds};

use crate::header::{ChangeLock, Header, ReadHeader};
use crate::keyring::Keyring;
use crate::slots::data_key::DataKey;
use crate::slots::{keyring as keyring_slot, passphrase, recovery};
use crate::vault::Vault;
use crate::{
    HeaderFault, PassphraseCost, SlotKind, SlotSet, VaultError, database, private_file, random,
};

/// Where a vault lies or may be made.
#[derive(Debug, Clone)]
pub struct VaultFolder {
    path: PathBuf,
    cost: PassphraseCost,
}

/// What is in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FolderState {
    /// No vault; one can be made.
    Absent,
    /// A vault, by its header.
    Present(HeaderInfo),
}

/// What a header says in clear. Its signature is checked when the vault is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderInfo {
    /// Identifier of the vault.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it was made.
    pub created_at: UnixSeconds,
    /// Program version that wrote the header last.
    pub app_version: String,
    /// Whether it is a practice vault.
    pub practice: bool,
    /// Which slots open it.
    pub slots: SlotSet,
    /// Keyring back end that keeps its key.
    pub keyring_name: Option<String>,
}

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
    /// Names the folder; nothing is read or made.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), cost: PassphraseCost::default() }
    }

    /// With these costs for new passphrase slots.
    #[must_use]
    pub fn with_cost(self, cost: PassphraseCost) -> Self {
        Self { cost, ..self }
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn cost(&self) -> PassphraseCost {
        self.cost
    }

    pub(crate) fn header_path(&self) -> PathBuf {
        self.path.join("vault.json")
    }

    pub(crate) fn database_path(&self) -> PathBuf {
        self.path.join("vault.db")
    }

    pub(crate) fn lock(&self) -> Result<ChangeLock, VaultError> {
        ChangeLock::take(&self.path.join("vault.lock"))
    }

    /// What is in the folder.
    ///
    /// # Errors
    /// [`VaultError::DamagedHeader`], [`VaultError::TooNew`], [`VaultError::Symlink`] or a file
    /// error. A database without a header is damage, never [`FolderState::Absent`].
    pub fn state(&self) -> Result<FolderState, VaultError> {
        Ok(match self.read()? {
            None => FolderState::Absent,
            Some(read) => FolderState::Present(read.header.info()),
        })
    }

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
        let header = Header::new(random::identifier()?, new.name, &key, now)?;
        self.make(header, key, Some(keyring), |header, key| {
            match &new.unlock {
                Unlock::Keyring => {
                    header.slots.keyring = Some(keyring_slot::seal(key, keyring, &header.id)?);
                    header.keyring_name = Some(keyring.name().to_owned());
                }
                Unlock::Passphrase(passphrase) => {
                    let slot = passphrase::seal(key, passphrase, self.cost, &header.id)?;
                    header.slots.passphrase = Some(slot);
                }
            }
            Ok(new.unlock.kind())
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
        let vault = self.make(header, key.clone(), None, |_, _| Ok(SlotKind::Recovery))?;
        Ok((vault, key))
    }

    fn make(
        &self,
        mut header: Header,
        key: DataKey,
        keyring: Option<&dyn Keyring>,
        slot: impl FnOnce(&mut Header, &DataKey) -> Result<SlotKind, VaultError>,
    ) -> Result<Vault, VaultError> {
        private_file::private_folder(&self.path)?;
        let lock = self.lock()?;
        self.clear_for_creation(keyring)?;
        let made = (|| {
            header.write(&self.header_path(), &key)?;
            let with = slot(&mut header, &key)?;
            let connection = database::create(&self.database_path(), &key)?;
            header.creating = false;
            header.write(&self.header_path(), &key)?;
            Ok((connection, with))
        })();
        match made {
            Ok((connection, with)) => {
                drop(lock);
                Ok(Vault::new(self.clone(), header, key, connection, with))
            }
            Err(error) => {
                self.discard(&header.id, keyring);
                Err(error)
            }
        }
    }

    /// Only a creation that was cut off may be cleared away.
    fn clear_for_creation(&self, keyring: Option<&dyn Keyring>) -> Result<(), VaultError> {
        match self.read_any()? {
            Some(read) if read.header.creating => self.discard(&read.header.id, keyring),
            Some(_) => return Err(VaultError::Exists),
            None => {}
        }
        Ok(())
    }

    fn discard(&self, id: &str, keyring: Option<&dyn Keyring>) {
        // The header last: as long as it stands, what lies beside it is known to be unfinished.
        let files = database::with_companions(&self.database_path());
        for file in files.iter().chain([&self.header_path()]) {
            if let Err(error) = private_file::remove(file) {
                tracing::warn!(%error, "an unfinished vault could not be cleared away");
                return;
            }
        }
        if let Some(keyring) = keyring
            && let Err(state) = keyring.delete(id)
        {
            tracing::debug!(%state, "the keyring entry of an unfinished vault stays");
        }
    }

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
        self.open_verified(read, key, with.kind())
    }

    /// Opens a practice vault with the key that its creation gave.
    ///
    /// # Errors
    /// As [`Self::open`]; [`VaultError::NoSuchSlot`] when the key is another vault's.
    pub fn open_with_key(&self, key: &DataKey) -> Result<Vault, VaultError> {
        let read = self.read()?.ok_or(VaultError::Absent)?;
        if !read.header.belongs_to(key)? {
            return Err(VaultError::NoSuchSlot(SlotKind::Recovery));
        }
        self.open_verified(read, key.clone(), SlotKind::Recovery)
    }

    fn open_verified(
        &self,
        read: ReadHeader,
        key: DataKey,
        with: SlotKind,
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

    /// The header of a finished vault.
    pub(crate) fn read(&self) -> Result<Option<ReadHeader>, VaultError> {
        Ok(self.read_any()?.filter(|read| !read.header.creating))
    }

    fn read_any(&self) -> Result<Option<ReadHeader>, VaultError> {
        private_file::refuse_symlink(&self.path)?;
        let database = self.database_path();
        private_file::refuse_symlink(&database)?;
        let read = ReadHeader::read(&self.header_path())?;
        if read.is_none() && database.exists() {
            return Err(VaultError::DamagedHeader(HeaderFault::Missing));
        }
        Ok(read)
    }
}

impl Unlock {
    fn kind(&self) -> SlotKind {
        match self {
            Self::Keyring => SlotKind::Keyring,
            Self::Passphrase(_) => SlotKind::Passphrase,
        }
    }
}

impl Header {
    fn info(self) -> HeaderInfo {
        HeaderInfo {
            slots: self.slots.set(),
            id: self.id,
            name: self.name,
            created_at: self.created_at,
            app_version: self.app,
            practice: self.practice,
            keyring_name: self.keyring_name,
        }
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
