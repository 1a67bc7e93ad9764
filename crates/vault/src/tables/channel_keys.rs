//! Assertion keys of LINE channels: several for each record, with the name that LINE's console gave
//! to each. What is known of a key is read without the key itself.

use credenza_core::apps::AppId;
use credenza_core::keys::KeyReport;
use credenza_core::{SecretBytes, UnixSeconds};
use rusqlite::{OptionalExtension, Row, named_params};

use super::text;
use crate::{Vault, VaultError};

/// Permanent number of an assertion key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChannelKeyId(pub i64);

/// What is known of an assertion key, without the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelKeyRow {
    /// Its number.
    pub id: ChannelKeyId,
    /// Its name at LINE; empty until it is known.
    pub kid: String,
    /// What was found when it was made or read.
    pub report: KeyReport,
    /// When it was made or brought in.
    pub made_at: UnixSeconds,
    /// When its name was put in.
    pub registered_at: Option<UnixSeconds>,
    /// When LINE last took an assertion signed with it.
    pub proved_at: Option<UnixSeconds>,
}

fn key_row(row: &Row<'_>) -> rusqlite::Result<ChannelKeyRow> {
    Ok(ChannelKeyRow {
        id: ChannelKeyId(row.get("id")?),
        kid: row.get("kid")?,
        report: text::from_json(row, "report")?,
        made_at: row.get("made_at")?,
        registered_at: row.get("registered_at")?,
        proved_at: row.get("proved_at")?,
    })
}

impl Vault {
    /// Keeps one more key of a channel. `pkcs8` in DER, unencrypted: the database encrypts it.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] when there is no such record.
    pub fn channel_key_add(
        &self,
        app: AppId,
        pkcs8: &SecretBytes,
        report: &KeyReport,
        now: UnixSeconds,
    ) -> Result<ChannelKeyId, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO channel_keys (app_id, pkcs8, report, made_at)
             SELECT id, :pkcs8, :report, :now FROM apps WHERE id = :app AND deleted_at IS NULL
             RETURNING id",
        )?;
        let parameters = named_params! {
            ":app": app.0,
            // Exposed to be stored: the database encrypts it.
            ":pkcs8": pkcs8.expose(),
            ":report": serde_json::to_string(report)?,
            ":now": now,
        };
        let id = statement.query_row(parameters, |row| row.get(0)).optional()?;
        id.map(ChannelKeyId).ok_or(VaultError::NotFound)
    }

    /// The keys of a channel, the oldest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn channel_key_list(&self, app: AppId) -> Result<Vec<ChannelKeyRow>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, kid, report, made_at, registered_at, proved_at FROM channel_keys
             WHERE app_id = :app ORDER BY id",
        )?;
        let rows = statement.query_map(named_params! {":app": app.0}, key_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A key itself as PKCS#8 in DER, for signing.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] when the channel has no such key.
    pub fn channel_key_pkcs8(
        &self,
        app: AppId,
        key: ChannelKeyId,
    ) -> Result<SecretBytes, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT pkcs8 FROM channel_keys WHERE app_id = :app AND id = :key")?;
        let parameters = named_params! {":app": app.0, ":key": key.0};
        let bytes = statement.query_row(parameters, |row| row.get(0).map(SecretBytes::new));
        bytes.optional()?.ok_or(VaultError::NotFound)
    }

    /// Notes the name that LINE's console gave to a key; a new name has proved nothing yet.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] when the channel has no such key.
    pub fn channel_key_name(
        &self,
        app: AppId,
        key: ChannelKeyId,
        kid: &str,
        now: UnixSeconds,
    ) -> Result<(), VaultError> {
        let mut statement = self.connection.prepare_cached(
            "UPDATE channel_keys SET kid = :kid, registered_at = :now, proved_at = NULL
             WHERE app_id = :app AND id = :key",
        )?;
        let parameters = named_params! {":app": app.0, ":key": key.0, ":kid": kid, ":now": now};
        changed(statement.execute(parameters)?)
    }

    /// Notes that LINE took an assertion signed with a key.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] when the channel has no such key.
    pub fn channel_key_proved(
        &self,
        app: AppId,
        key: ChannelKeyId,
        now: UnixSeconds,
    ) -> Result<(), VaultError> {
        let mut statement = self.connection.prepare_cached(
            "UPDATE channel_keys SET proved_at = :now WHERE app_id = :app AND id = :key",
        )?;
        changed(statement.execute(named_params! {":app": app.0, ":key": key.0, ":now": now})?)
    }

    /// Forgets a key.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] when the channel has no such key.
    pub fn channel_key_delete(&self, app: AppId, key: ChannelKeyId) -> Result<(), VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("DELETE FROM channel_keys WHERE app_id = :app AND id = :key")?;
        changed(statement.execute(named_params! {":app": app.0, ":key": key.0})?)
    }
}

fn changed(rows: usize) -> Result<(), VaultError> {
    if rows == 0 { Err(VaultError::NotFound) } else { Ok(()) }
}
