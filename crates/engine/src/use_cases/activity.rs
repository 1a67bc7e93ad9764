//! What happened to a record, kept with the record.

use std::collections::BTreeMap;

use credenza_core::apps::AppId;
use credenza_core::flow::RunId;
use credenza_vault::{ActivityRow, NewActivity, Vault};

use crate::error::Error;
use crate::views::apps::{ActivityKind, ActivityView};

/// Most lines of activity shown with a record.
const SHOWN: u32 = 200;

/// An event of a record.
pub(super) struct Event {
    app_id: AppId,
    kind: ActivityKind,
    params: BTreeMap<String, String>,
    run_id: Option<RunId>,
}

impl Event {
    pub(super) fn new(app_id: AppId, kind: ActivityKind) -> Self {
        Self { app_id, kind, params: BTreeMap::new(), run_id: None }
    }

    pub(super) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    pub(super) fn of_run(mut self, run_id: RunId) -> Self {
        self.run_id = Some(run_id);
        self
    }

    /// Keeps the event.
    pub(super) fn keep(self, vault: &Vault, at: i64) -> Result<(), Error> {
        let kind = word(self.kind)?;
        Ok(vault.activity_add(&NewActivity {
            app_id: self.app_id,
            at,
            kind,
            params: self.params,
            run_id: self.run_id,
        })?)
    }
}

/// The newest events of a record. Kinds written by a newer version are left out.
pub(super) fn list(vault: &Vault, app: AppId) -> Result<Vec<ActivityView>, Error> {
    let rows = vault.activity_list(app, SHOWN)?;
    Ok(rows.into_iter().filter_map(view).collect())
}

fn view(row: ActivityRow) -> Option<ActivityView> {
    let kind = serde_json::from_value(serde_json::Value::String(row.event.kind)).ok()?;
    let (at, params, run_id) = (row.event.at, row.event.params, row.event.run_id);
    Some(ActivityView { at, kind, params, run_id, outcome: row.outcome })
}

fn word(kind: ActivityKind) -> Result<String, Error> {
    let value = serde_json::to_value(kind).map_err(|_| Error::Interrupted)?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}
