//! Records as a list shows them, each with what is known of its key, its secret and its last run:
//! one statement for all of them, however many there are.

use credenza_core::UnixSeconds;
use credenza_core::apps::App;
use credenza_core::diagnosis::Cause;
use credenza_core::flow::{FlowKind, Outcome, RunId};
use rusqlite::{Row, named_params};

use super::{apps, text};
use crate::{Vault, VaultError};

/// The newest finished run of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastRun {
    /// Its number.
    pub id: RunId,
    /// Start in milliseconds since the Unix epoch.
    pub started_at_ms: i64,
    /// Length in microseconds.
    pub duration_us: u64,
    /// How it ended.
    pub outcome: Outcome,
    /// Why it failed.
    pub cause: Option<Cause>,
}

/// A record of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppSummary {
    /// The record.
    pub app: App,
    /// When its key was imported.
    pub key_imported_at: Option<UnixSeconds>,
    /// Whether a secret is kept in the field that was asked for.
    pub has_secret: bool,
    /// Its last run.
    pub last_run: Option<LastRun>,
}

// The last run is found by the index alone; a run under way or not begun is passed over, and one
// that ended a token or asked about one says nothing of whether the app works.
const SELECT: &str = "SELECT apps.*, keys.imported_at AS key_imported_at,
       secrets.kept_since IS NOT NULL AS has_secret, runs.id AS run_id, runs.started_at_ms,
       runs.duration_us, runs.outcome, runs.cause
     FROM apps
     LEFT JOIN keys ON keys.app_id = apps.id
     LEFT JOIN secrets ON secrets.app_id = apps.id AND secrets.field = :secret
     LEFT JOIN runs ON runs.id = (
       SELECT id FROM runs AS newest
       WHERE newest.app_id = apps.id AND newest.body IS NOT NULL AND newest.outcome <> :running
         AND newest.flow NOT IN (:revoke, :introspection, :userinfo)
       ORDER BY newest.id DESC LIMIT 1)
     WHERE apps.deleted_at IS NULL AND (apps.archived_at IS NOT NULL) = :archived
     ORDER BY apps.name COLLATE NOCASE, apps.id";

fn summary(row: &Row<'_>) -> rusqlite::Result<AppSummary> {
    Ok(AppSummary {
        app: apps::app(row)?,
        key_imported_at: row.get("key_imported_at")?,
        has_secret: row.get("has_secret")?,
        last_run: last_run(row)?,
    })
}

fn last_run(row: &Row<'_>) -> rusqlite::Result<Option<LastRun>> {
    let Some(id) = row.get("run_id")? else { return Ok(None) };
    let cause: Option<String> = row.get("cause")?;
    Ok(Some(LastRun {
        id: RunId(id),
        started_at_ms: row.get("started_at_ms")?,
        duration_us: row.get::<_, i64>("duration_us")?.unsigned_abs(),
        outcome: text::from_word(row, "outcome")?,
        cause: cause.map(|_| text::from_word(row, "cause")).transpose()?,
    }))
}

impl Vault {
    /// Shows each of the records in use, or of the archived ones, by name, to `see`: one after the
    /// other, so that whole records are never held for a list of ten thousand. `secret` is the
    /// field whose presence is told.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn app_summaries<T>(
        &self,
        archived: bool,
        secret: &str,
        mut see: impl FnMut(AppSummary) -> T,
    ) -> Result<Vec<T>, VaultError> {
        let running = text::word(&Outcome::Running)?;
        let [revoke, introspection, userinfo] = FlowKind::ABOUT_A_TOKEN;
        let (revoke, introspection) = (text::word(&revoke)?, text::word(&introspection)?);
        let userinfo = text::word(&userinfo)?;
        let mut statement = self.connection.prepare_cached(SELECT)?;
        let asked = named_params! {":archived": archived, ":secret": secret,
        ":running": running, ":revoke": revoke, ":introspection": introspection,
        ":userinfo": userinfo};
        let rows = statement.query_map(asked, |row| summary(row).map(&mut see))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
