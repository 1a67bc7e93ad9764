//! What happened to a record, in order. Kinds and parameters are the engine's words; never a
//! secret.

use std::collections::BTreeMap;

use credenza_core::UnixSeconds;
use credenza_core::apps::AppId;
use credenza_core::flow::{Outcome, RunId};
use rusqlite::{Row, named_params};

use super::text;
use crate::{Vault, VaultError};

/// An event to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewActivity {
    /// The record.
    pub app_id: AppId,
    /// When it happened.
    pub at: UnixSeconds,
    /// What happened.
    pub kind: String,
    /// Values for the words.
    pub params: BTreeMap<String, String>,
    /// The run, if it was one.
    pub run_id: Option<RunId>,
}

/// A kept event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityRow {
    /// Its number; grows with time.
    pub id: i64,
    /// What happened.
    pub event: NewActivity,
    /// How the run ended, if it was one and is still kept.
    pub outcome: Option<Outcome>,
}

fn activity(row: &Row<'_>) -> rusqlite::Result<ActivityRow> {
    let outcome: Option<String> = row.get("outcome")?;
    Ok(ActivityRow {
        id: row.get("id")?,
        event: NewActivity {
            app_id: AppId(row.get("app_id")?),
            at: row.get("at")?,
            kind: row.get("kind")?,
            params: text::from_json(row, "params")?,
            run_id: row.get::<_, Option<i64>>("run_id")?.map(RunId),
        },
        outcome: outcome.map(|_| text::from_word(row, "outcome")).transpose()?,
    })
}

impl Vault {
    /// Keeps an event.
    ///
    /// # Errors
    /// When there is no such record or run.
    pub fn activity_add(&self, event: &NewActivity) -> Result<(), VaultError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO activity (app_id, at, kind, params, run_id)
             VALUES (:app, :at, :kind, :params, :run)",
        )?;
        statement.execute(named_params! {
            ":app": event.app_id.0,
            ":at": event.at,
            ":kind": event.kind,
            ":params": serde_json::to_string(&event.params)?,
            ":run": event.run_id.map(|run| run.0),
        })?;
        Ok(())
    }

    /// The newest events of a record first; at most `limit`.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn activity_list(&self, app: AppId, limit: u32) -> Result<Vec<ActivityRow>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT activity.id, activity.app_id, at, kind, params, run_id, outcome
             FROM activity LEFT JOIN runs ON runs.id = activity.run_id
             WHERE activity.app_id = :app ORDER BY activity.id DESC LIMIT :limit",
        )?;
        let parameters = named_params! {":app": app.0, ":limit": limit};
        let rows = statement.query_map(parameters, activity)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
