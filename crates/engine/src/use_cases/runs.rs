//! Kept runs.

use credenza_core::apps::AppId;
use credenza_core::comparison::compare;
use credenza_core::flow::{Outcome, Run, RunId};
use credenza_vault::RunSummary;

use crate::engine::Engine;
use crate::error::Error;
use crate::views::runs::{RunCompareInput, RunComparisonView, RunSummaryView};

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

    /// Two runs side by side, the earlier one first. Without `from`: with the last one of the same
    /// app that worked before.
    ///
    /// # Errors
    /// [`Error::NoPassedRun`] when none worked before; [`Error::NotFound`] for an unknown number.
    pub fn run_compare(&self, input: RunCompareInput) -> Result<RunComparisonView, Error> {
        let to = self.run_get(input.to)?;
        let from = match input.from {
            Some(from) => from,
            None => self
                .with_vault(|vault| Ok(vault.run_passed_before(to.app_id, to.id)?))?
                .ok_or(Error::NoPassedRun)?,
        };
        let from = self.run_get(from)?;
        let (from, to) = if from.id > to.id { (to, from) } else { (from, to) };
        let rows = compare(&from, &to);
        Ok(RunComparisonView { from: summary_of(&from), to: summary_of(&to), rows })
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

fn summary_of(run: &Run) -> RunSummaryView {
    RunSummaryView {
        id: run.id,
        app_id: run.app_id,
        app_name: run.app_name.clone(),
        flow: run.flow,
        started_at_ms: run.started_at_ms,
        duration_us: run.duration_us,
        outcome: run.outcome,
        http_status: run.http_status,
        cause: run.diagnosis.as_ref().map(|diagnosis| diagnosis.cause),
    }
}
