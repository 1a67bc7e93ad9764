//! Private keys of records. What is known of a key is read without the key itself.

use credenza_core::apps::AppId;
use credenza_core::keys::KeyReport;
use credenza_core::{SecretBytes, UnixSeconds};
use rusqlite::{OptionalExtension, Row, named_params};

use super::text;
use crate::{Vault, VaultError};

/// A key to be kept.
#[derive(Debug)]
pub struct NewKey {
    /// PKCS#8 in DER, unencrypted: the database encrypts it.
    pub pkcs8: SecretBytes,
    /// What was found when the file was read.
    pub report: KeyReport,
    /// Name of the file; `None` for a pasted key.
    pub file_name: Option<String>,
    /// Folder of the file.
    pub file_folder: Option<String>,
}

/// What is known of a kept key, without the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// What was found when the file was read.
    pub report: KeyReport,
    /// Name of the file.
    pub file_name: Option<String>,
    /// Folder of the file.
    pub file_folder: Option<String>,
    /// When it was imported.
    pub imported_at: UnixSeconds,
}

/// A record that has a key, or once had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyOwner {
    /// Its number.
    pub app: AppId,
    /// Its name.
    pub name: String,
    /// SPKI SHA-256 of the key.
    pub spki_sha256: String,
    /// Whether it is the record's key now; otherwise an earlier one.
    pub current: bool,
    /// When it was imported; for an earlier key, when it was last named in the activity.
    pub at: UnixSeconds,
    /// Its name at LINE, for an assertion key of a channel; empty until it was put in.
    pub kid: Option<String>,
}

fn key_owner(row: &Row<'_>) -> rusqlite::Result<KeyOwner> {
    Ok(KeyOwner {
        app: AppId(row.get("id")?),
        name: row.get("name")?,
        spki_sha256: row.get("spki")?,
        current: row.get("current")?,
        at: row.get("at")?,
        kid: row.get("kid")?,
    })
}

fn key_row(row: &Row<'_>) -> rusqlite::Result<KeyRow> {
    Ok(KeyRow {
        report: text::from_json(row, "report")?,
        file_name: row.get("file_name")?,
        file_folder: row.get("file_folder")?,
        imported_at: row.get("imported_at")?,
    })
}

impl Vault {
    /// Keeps the key of a record, in place of an older one.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] when there is no such record.
    pub fn key_put(&self, app: AppId, key: &NewKey, now: UnixSeconds) -> Result<(), VaultError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO keys (app_id, pkcs8, report, file_name, file_folder, imported_at)
             SELECT id, :pkcs8, :report, :file_name, :file_folder, :now
             FROM apps WHERE id = :app AND deleted_at IS NULL
             ON CONFLICT (app_id) DO UPDATE SET pkcs8 = excluded.pkcs8, report = excluded.report,
               file_name = excluded.file_name, file_folder = excluded.file_folder,
               imported_at = excluded.imported_at",
        )?;
        let changed = statement.execute(named_params! {
            ":app": app.0,
            // Exposed to be stored: the database encrypts it.
            ":pkcs8": key.pkcs8.expose(),
            ":report": serde_json::to_string(&key.report)?,
            ":file_name": key.file_name,
            ":file_folder": key.file_folder,
            ":now": now,
        })?;
        if changed == 0 { Err(VaultError::NotFound) } else { Ok(()) }
    }

    /// What is known of the key of a record; `None` when it has none.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn key_get(&self, app: AppId) -> Result<Option<KeyRow>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT report, file_name, file_folder, imported_at FROM keys WHERE app_id = :app",
        )?;
        Ok(statement.query_row(named_params! {":app": app.0}, key_row).optional()?)
    }

    /// The key itself as PKCS#8 in DER, for signing; `None` when the record has none.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn key_pkcs8(&self, app: AppId) -> Result<Option<SecretBytes>, VaultError> {
        let mut statement =
            self.connection.prepare_cached("SELECT pkcs8 FROM keys WHERE app_id = :app")?;
        let bytes = statement
            .query_row(named_params! {":app": app.0}, |row| row.get(0).map(SecretBytes::new));
        Ok(bytes.optional()?)
    }

    /// Forgets the name and folder of the file, once it was deleted.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] when the record has no key.
    pub fn key_forget_file(&self, app: AppId) -> Result<(), VaultError> {
        let mut statement = self.connection.prepare_cached(
            "UPDATE keys SET file_name = NULL, file_folder = NULL WHERE app_id = :app",
        )?;
        match statement.execute(named_params! {":app": app.0})? {
            0 => Err(VaultError::NotFound),
            _ => Ok(()),
        }
    }

    /// Forgets the key of a record; fine when it has none.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn key_delete(&self, app: AppId) -> Result<(), VaultError> {
        let mut statement =
            self.connection.prepare_cached("DELETE FROM keys WHERE app_id = :app")?;
        statement.execute(named_params! {":app": app.0})?;
        Ok(())
    }

    /// Number and name of the first record that has the key with this SPKI SHA-256 already.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn key_owner(&self, spki_sha256: &str) -> Result<Option<(AppId, String)>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT apps.id, apps.name FROM (SELECT app_id, report FROM keys
               UNION ALL SELECT app_id, report FROM channel_keys) AS kept
             JOIN apps ON apps.id = kept.app_id
             WHERE kept.report ->> 'spkiSha256' = :spki AND apps.deleted_at IS NULL
             ORDER BY apps.id LIMIT 1",
        )?;
        let owner = |row: &Row<'_>| Ok((AppId(row.get(0)?), row.get(1)?));
        Ok(statement.query_row(named_params! {":spki": spki_sha256}, owner).optional()?)
    }

    /// Every record that has one of these keys now, channels with their assertion keys among them,
    /// and then those that once had one: the activity
    /// keeps the fingerprints of keys that were replaced.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn key_owners(&self, spki_sha256: &[&str]) -> Result<Vec<KeyOwner>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "WITH wanted AS (SELECT value AS spki FROM json_each(:spki)),
               present AS (SELECT app_id, spki, min(at) AS at, max(kid) AS kid FROM (
                   SELECT app_id, report ->> 'spkiSha256' AS spki, imported_at AS at, NULL AS kid
                     FROM keys
                   UNION ALL
                   SELECT app_id, report ->> 'spkiSha256', made_at, kid FROM channel_keys)
                 WHERE spki IN (SELECT spki FROM wanted) GROUP BY app_id, spki),
               past AS (SELECT app_id, spki, max(at) AS at FROM (
                   SELECT app_id, params ->> 'old' AS spki, at FROM activity
                   UNION ALL SELECT app_id, params ->> 'new', at FROM activity)
                 WHERE spki IN (SELECT spki FROM wanted) GROUP BY app_id, spki)
             SELECT apps.id, apps.name, found.spki, found.current, found.at, found.kid FROM (
                 SELECT app_id, spki, 1 AS current, at, kid FROM present
                 UNION ALL SELECT app_id, spki, 0, at, NULL FROM past
                   WHERE (app_id, spki) NOT IN (SELECT app_id, spki FROM present)) AS found
             JOIN apps ON apps.id = found.app_id WHERE apps.deleted_at IS NULL
             ORDER BY found.current DESC, found.at DESC, apps.id LIMIT 100",
        )?;
        let wanted = serde_json::to_string(spki_sha256)?;
        let rows = statement.query_map(named_params! {":spki": wanted}, key_owner)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
