//! Kept runs.

use credenza_core::apps::AppId;
use credenza_core::flow::{Outcome, Run, RunId};
use credenza_vault::RunSummary;

use crate::engine::Engine;
use crate::error::Error;
use crate::views::runs::RunSummaryView;

/// Most runs in a list.
const SHOWN: u32 = 200;

impl Engine {
    /// The newest runs, of one record or of all.
    ///
    /// # Errors
    /// When the vault is locked.
    pub fn run_list(&self, app: Option<AppId>) -> Result<Vec<RunSummaryView>, Error> {
        let rows = self.with_vault(|vault| Ok(vault.run_list(app, SHOWN)?))?;
        Ok(rows.into_iter().map(|row| self.summary(row)).collect())
    }

    /// One run with all its steps.
    ///
    /// # Errors
    /// When there is none of that number.
    pub fn run_get(&self, id: RunId) -> Result<Run, Error> {
        let mut run = self.with_vault(|vault| Ok(vault.run_get(id)?))?;
        run.outcome = self.settled(run.app_id, run.outcome);
        Ok(run)
    }

    fn summary(&self, row: RunSummary) -> RunSummaryView {
        RunSummaryView {
            outcome: self.settled(row.app_id, row.outcome),
            id: row.id,
            app_id: row.app_id,
            app_name: row.app_name,
            flow: row.flow,
            started_at_ms: row.started_at_ms,
            duration_us: row.duration_us,
            http_status: row.http_status,
            cause: row.cause,
        }
    }

    /// A run that is kept as running and is not: the program ended during it.
    fn settled(&self, app: AppId, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::Running if !self.shared.memory.is_running(app) => Outcome::Cancelled,
            outcome => outcome,
        }
    }
}
