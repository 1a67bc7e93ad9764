//! Secrets of records, one by one: lists and details never carry one.

use credenza_core::apps::AppId;
use credenza_core::{Secret, UnixSeconds};
use rusqlite::{OptionalExtension, named_params};
use zeroize::Zeroizing;

use crate::{Vault, VaultError};

/// What may be known of a secret without showing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecretState {
    /// Length in characters.
    pub length: usize,
    /// When it was put in.
    pub kept_since: UnixSeconds,
}

impl Vault {
    /// Keeps a secret of a record under a field name, in place of an older one.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] when there is no such record.
    pub fn secret_set(
        &self,
        app: AppId,
        field: &str,
        value: &Secret,
        now: UnixSeconds,
    ) -> Result<(), VaultError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO secrets (app_id, field, value, kept_since)
             SELECT id, :field, :value, :now FROM apps WHERE id = :app AND deleted_at IS NULL
             ON CONFLICT (app_id, field)
             DO UPDATE SET value = excluded.value, kept_since = excluded.kept_since",
        )?;
        let changed = statement.execute(named_params! {
            ":app": app.0,
            ":field": field,
            // Exposed to be stored: the database encrypts it.
            ":value": value.expose().as_bytes(),
            ":now": now,
        })?;
        if changed == 0 { Err(VaultError::NotFound) } else { Ok(()) }
    }

    /// A secret; `None` when none is kept.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn secret_get(&self, app: AppId, field: &str) -> Result<Option<Secret>, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT value FROM secrets WHERE app_id = :app AND field = :field")?;
        let parameters = named_params! {":app": app.0, ":field": field};
        let bytes = statement.query_row(parameters, |row| row.get(0).map(Zeroizing::new));
        let Some(bytes): Option<Zeroizing<Vec<u8>>> = bytes.optional()? else { return Ok(None) };
        let text = std::str::from_utf8(&bytes).map_err(|_| VaultError::DamagedDatabase)?;
        Ok(Some(Secret::new(text.to_owned())))
    }

    /// Every secret of every record, to look for them where none may be.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn secret_values(&self) -> Result<Vec<Secret>, VaultError> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM secrets")?;
        let values = statement.query_map([], |row| row.get::<_, Vec<u8>>(0).map(Zeroizing::new))?;
        values
            .map(|value| {
                let text = std::str::from_utf8(&value?).map(str::to_owned);
                text.map(Secret::new).map_err(|_| VaultError::DamagedDatabase)
            })
            .collect()
    }

    /// Length and date of a secret; `None` when none is kept.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn secret_state(&self, app: AppId, field: &str) -> Result<Option<SecretState>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT length(CAST(value AS TEXT)), kept_since FROM secrets
             WHERE app_id = :app AND field = :field",
        )?;
        let state = |row: &rusqlite::Row<'_>| {
            Ok(SecretState { length: row.get::<_, u32>(0)? as usize, kept_since: row.get(1)? })
        };
        let parameters = named_params! {":app": app.0, ":field": field};
        Ok(statement.query_row(parameters, state).optional()?)
    }

    /// Forgets a secret; fine when none is kept.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn secret_delete(&self, app: AppId, field: &str) -> Result<(), VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("DELETE FROM secrets WHERE app_id = :app AND field = :field")?;
        statement.execute(named_params! {":app": app.0, ":field": field})?;
        Ok(())
    }
}
