//! The folder of a vault: where its files lie, and what is in it without opening it. How a vault
//! is made stands in `create`, how it is opened in `open`.

use std::path::{Path, PathBuf};

use credenza_core::UnixSeconds;

use crate::header::{ChangeLock, Header, ReadHeader};
use crate::{HeaderFault, PassphraseCost, SlotSet, VaultError, private_file};

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

    /// Makes the folder, readable by its owner only.
    ///
    /// # Errors
    /// [`VaultError::Symlink`], [`VaultError::FolderShared`] and file errors.
    pub fn make(&self) -> Result<(), VaultError> {
        private_file::private_folder(&self.path)
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

    /// The header of a finished vault.
    pub(crate) fn read(&self) -> Result<Option<ReadHeader>, VaultError> {
        Ok(self.read_any()?.filter(|read| !read.header.creating))
    }

    /// The header, also of a vault whose creation was cut off.
    pub(crate) fn read_any(&self) -> Result<Option<ReadHeader>, VaultError> {
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
