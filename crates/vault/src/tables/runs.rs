//! Test runs with every step, redacted by the engine before they come here. A run has its number
//! before it begins, so that the number is permanent.

use credenza_core::apps::AppId;
use credenza_core::diagnosis::Cause;
use credenza_core::flow::{FlowKind, Outcome, Run, RunId};
use rusqlite::{OptionalExtension, Row, named_params};

use super::text;
use crate::{Vault, VaultError};

/// A run in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunSummary {
    /// Its number.
    pub id: RunId,
    /// The app.
    pub app_id: AppId,
    /// The app's name at that time.
    pub app_name: String,
    /// Which flow.
    pub flow: FlowKind,
    /// Start in milliseconds since the Unix epoch.
    pub started_at_ms: i64,
    /// Length in microseconds.
    pub duration_us: u64,
    /// How it ended.
    pub outcome: Outcome,
    /// Status code of the answer.
    pub http_status: Option<u16>,
    /// Why it failed.
    pub cause: Option<Cause>,
}

const SUMMARY: &str = "id, app_id, app_name, flow, started_at_ms, duration_us, outcome,
    http_status, cause";

fn summary(row: &Row<'_>) -> rusqlite::Result<RunSummary> {
    let cause: Option<String> = row.get("cause")?;
    Ok(RunSummary {
        id: RunId(row.get("id")?),
        app_id: AppId(row.get("app_id")?),
        app_name: row.get("app_name")?,
        flow: text::from_word(row, "flow")?,
        started_at_ms: row.get("started_at_ms")?,
        duration_us: row.get::<_, i64>("duration_us")?.unsigned_abs(),
        outcome: text::from_word(row, "outcome")?,
        http_status: row.get("http_status")?,
        cause: cause.map(|_| text::from_word(row, "cause")).transpose()?,
    })
}

impl Vault {
    /// Gives a run its number. It shows in no list until [`Self::run_put`].
    ///
    /// # Errors
    /// [`VaultError::NotFound`] when there is no such record.
    pub fn run_reserve(&self, app: AppId) -> Result<RunId, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO runs (app_id)
             SELECT id FROM apps WHERE id = :app AND deleted_at IS NULL",
        )?;
        match statement.execute(named_params! {":app": app.0})? {
            0 => Err(VaultError::NotFound),
            _ => Ok(RunId(self.connection.last_insert_rowid())),
        }
    }

    /// Keeps a run under its reserved number, in place of what was kept of it before.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] when its number was not reserved.
    pub fn run_put(&self, run: &Run) -> Result<(), VaultError> {
        let mut statement = self.connection.prepare_cached(
            "UPDATE runs SET app_name = :app_name, flow = :flow, started_at_ms = :started_at_ms,
               duration_us = :duration_us, outcome = :outcome, cause = :cause,
               http_status = :http_status, key_sha256 = :key_sha256, body = :body
             WHERE id = :id AND app_id = :app",
        )?;
        let cause = run.diagnosis.as_ref().map(|diagnosis| text::word(&diagnosis.cause));
        let changed = statement.execute(named_params! {
            ":id": run.id.0,
            ":app": run.app_id.0,
            ":app_name": run.app_name,
            ":flow": text::word(&run.flow)?,
            ":started_at_ms": run.started_at_ms,
            ":duration_us": i64::try_from(run.duration_us).unwrap_or(i64::MAX),
            ":outcome": text::word(&run.outcome)?,
            ":cause": cause.transpose()?,
            ":http_status": run.http_status,
            ":key_sha256": run.key_sha256,
            ":body": serde_json::to_string(run)?,
        })?;
        if changed == 0 { Err(VaultError::NotFound) } else { Ok(()) }
    }

    /// One run.
    ///
    /// # Errors
    /// [`VaultError::NotFound`].
    pub fn run_get(&self, id: RunId) -> Result<Run, VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT body FROM runs WHERE id = :id AND body IS NOT NULL")?;
        let body = |row: &Row<'_>| text::from_json(row, "body");
        let found = statement.query_row(named_params! {":id": id.0}, body).optional()?;
        found.ok_or(VaultError::NotFound)
    }

    /// The newest runs first, of one record or of all that are not deleted; at most `limit`.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn run_list(&self, app: Option<AppId>, limit: u32) -> Result<Vec<RunSummary>, VaultError> {
        let sql = format!(
            "SELECT {SUMMARY} FROM runs
             WHERE body IS NOT NULL AND (:app IS NULL OR app_id = :app)
               AND app_id IN (SELECT id FROM apps WHERE deleted_at IS NULL)
             ORDER BY id DESC LIMIT :limit"
        );
        let app = app.map(|app| app.0);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(named_params! {":app": app, ":limit": limit}, summary)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The newest run of this record and of the same flow that passed and is older than `before`.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn run_passed_before(
        &self,
        app: AppId,
        before: RunId,
    ) -> Result<Option<RunId>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT max(id) FROM runs
             WHERE app_id = :app AND outcome = :passed AND id < :before AND body IS NOT NULL
               AND flow = (SELECT flow FROM runs WHERE id = :before)",
        )?;
        let passed = text::word(&Outcome::Passed)?;
        let parameters = named_params! {":app": app.0, ":passed": passed, ":before": before.0};
        let newest: Option<i64> = statement.query_row(parameters, |row| row.get(0))?;
        Ok(newest.map(RunId))
    }

    /// Whether a run of this record passed before with the key of this SPKI SHA-256.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn run_passed_with_key(&self, app: AppId, spki_sha256: &str) -> Result<bool, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM runs WHERE app_id = :app AND outcome = :passed
               AND key_sha256 = :key)",
        )?;
        let passed = text::word(&Outcome::Passed)?;
        let parameters = named_params! {":app": app.0, ":passed": passed, ":key": spki_sha256};
        Ok(statement.query_row(parameters, |row| row.get(0))?)
    }

    /// SPKI SHA-256 of the key that signed the last run of this record that passed.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn run_last_key(&self, app: AppId) -> Result<Option<String>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT key_sha256 FROM runs
             WHERE app_id = :app AND outcome = :passed AND key_sha256 IS NOT NULL
             ORDER BY id DESC LIMIT 1",
        )?;
        let passed = text::word(&Outcome::Passed)?;
        let parameters = named_params! {":app": app.0, ":passed": passed};
        Ok(statement.query_row(parameters, |row| row.get(0)).optional()?)
    }
}
