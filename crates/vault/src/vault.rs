//! An open vault: its connection and its data key. Dropping it closes the database and wipes the
//! key. Its records are read and written in [`crate::tables`], its slots in `slot_changes`.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::database::integrity::{self, IntegrityReport};
use crate::folder::VaultFolder;
use crate::header::Header;
use crate::slots::data_key::DataKey;
use crate::{SlotKind, VaultError};

/// An open vault.
pub struct Vault {
    pub(crate) folder: VaultFolder,
    pub(crate) header: Header,
    pub(crate) key: DataKey,
    pub(crate) connection: Connection,
    pub(crate) opened_with: Option<SlotKind>,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault").field("id", &self.header.id).finish_non_exhaustive()
    }
}

impl Vault {
    pub(crate) fn new(
        folder: VaultFolder,
        header: Header,
        key: DataKey,
        connection: Connection,
        opened_with: Option<SlotKind>,
    ) -> Self {
        Self { folder, header, key, connection, opened_with }
    }

    /// Name of the vault.
    pub fn name(&self) -> &str {
        &self.header.name
    }

    /// Identifier of the vault: the same for all its copies.
    pub fn id(&self) -> &str {
        &self.header.id
    }

    /// Whether it is a practice vault.
    pub fn is_practice(&self) -> bool {
        self.header.practice
    }

    /// The folder that it lies in.
    pub fn folder(&self) -> &VaultFolder {
        &self.folder
    }

    /// Checks every page, every index and every foreign key.
    ///
    /// # Errors
    /// When the check itself can't run.
    pub fn integrity_check(&self) -> Result<IntegrityReport, VaultError> {
        integrity::full(&self.connection)
    }

    /// A number that changes when another program has written to the vault, and not by writes of
    /// this one (SQLite's `data_version`).
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn data_version(&self) -> Result<i64, VaultError> {
        Ok(self.connection.query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }

    /// Version of SQLCipher, for the page "About".
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn cipher_version(&self) -> Result<String, VaultError> {
        Ok(self.connection.query_row("PRAGMA cipher_version", [], |row| row.get(0))?)
    }

    /// Runs several writes as one: all are kept, or none when `work` gives an error. Not to be
    /// nested.
    ///
    /// # Errors
    /// Those of `work`, and [`VaultError::Busy`] or [`VaultError::DiskFull`] of the commit.
    pub fn write<T, E: From<VaultError>>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let begun = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate);
        let transaction = begun.map_err(VaultError::from)?;
        let done = work(self)?;
        transaction.commit().map_err(VaultError::from)?;
        Ok(done)
    }

    /// Writes the log back into the database and closes it; what dropping does too, with errors.
    ///
    /// # Errors
    /// When the last write-back fails; nothing that was acknowledged is lost by that.
    pub fn close(self) -> Result<(), VaultError> {
        self.connection.close().map_err(|(_, error)| error.into())
    }
}
