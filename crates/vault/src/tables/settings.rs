//! Settings of a vault: values under names. What they mean is the engine's matter.

use rusqlite::{OptionalExtension, Row, named_params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::text;
use crate::{Vault, VaultError};

impl Vault {
    /// A setting; `None` when it was never set.
    ///
    /// # Errors
    /// When the database can't be read, or the value is not of this type.
    pub fn setting_get<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, VaultError> {
        let mut statement =
            self.connection.prepare_cached("SELECT value FROM settings WHERE key = :key")?;
        let value = |row: &Row<'_>| text::from_json(row, "value");
        Ok(statement.query_row(named_params! {":key": key}, value).optional()?)
    }

    /// Sets a setting.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn setting_set<T: Serialize>(&self, key: &str, value: &T) -> Result<(), VaultError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO settings (key, value) VALUES (:key, :value)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )?;
        let value = serde_json::to_string(value)?;
        statement.execute(named_params! {":key": key, ":value": value})?;
        Ok(())
    }

    /// Forgets a setting; fine when it was never set.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn setting_delete(&self, key: &str) -> Result<(), VaultError> {
        let mut statement =
            self.connection.prepare_cached("DELETE FROM settings WHERE key = :key")?;
        statement.execute(named_params! {":key": key})?;
        Ok(())
    }
}
