//! What a customer's SSO server came to when it was last checked, one a record.

use credenza_core::apps::AppId;
use credenza_core::customer_sso::Conformance;
use rusqlite::{OptionalExtension, named_params};

use crate::{Vault, VaultError};

impl Vault {
    /// Keeps what a check found, in place of an older one.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] when there is no such record.
    pub fn sso_check_put(&self, app: AppId, found: &Conformance) -> Result<(), VaultError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO sso_checks (app_id, started_at_ms, body)
             SELECT id, :started_at_ms, :body FROM apps WHERE id = :app AND deleted_at IS NULL
             ON CONFLICT (app_id)
             DO UPDATE SET started_at_ms = excluded.started_at_ms, body = excluded.body",
        )?;
        let changed = statement.execute(named_params! {
            ":app": app.0,
            ":started_at_ms": found.started_at_ms,
            ":body": serde_json::to_string(found)?,
        })?;
        if changed == 0 { Err(VaultError::NotFound) } else { Ok(()) }
    }

    /// What was found last; `None` when nothing was checked, or by a program whose findings this
    /// one can't read.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn sso_check_get(&self, app: AppId) -> Result<Option<Conformance>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT sso_checks.body FROM sso_checks JOIN apps ON apps.id = app_id
             WHERE app_id = :app AND deleted_at IS NULL",
        )?;
        let body: Option<String> =
            statement.query_row(named_params! {":app": app.0}, |row| row.get(0)).optional()?;
        Ok(body.and_then(|body| serde_json::from_str(&body).ok()))
    }
}
