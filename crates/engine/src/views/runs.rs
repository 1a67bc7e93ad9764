//! Test runs and held tokens.

use credenza_core::UnixSeconds;
use credenza_core::apps::{AppId, Grant};
use credenza_core::comparison::ComparedRow;
use credenza_core::diagnosis::Cause;
use credenza_core::flow::{ClockSource, FlowKind, Outcome, Part, RunId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A row of a list of runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RunSummaryView {
    /// Number.
    pub id: RunId,
    /// The app.
    pub app_id: AppId,
    /// Its name at that time.
    pub app_name: String,
    /// Which flow.
    pub flow: FlowKind,
    /// Start in milliseconds since the epoch.
    pub started_at_ms: i64,
    /// Length in microseconds.
    pub duration_us: u64,
    /// How it ended.
    pub outcome: Outcome,
    /// Status code.
    pub http_status: Option<u16>,
    /// Why it failed.
    pub cause: Option<Cause>,
}

/// An access token in memory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HeldTokenView {
    /// The run that got it.
    pub run_id: RunId,
    /// Its seal.
    pub shown: Part,
    /// `token_type`.
    pub token_type: String,
    /// Granted scopes.
    pub scope: Vec<String>,
    /// When it was issued.
    pub issued_at: UnixSeconds,
    /// When it ends.
    pub expires_at: Option<UnixSeconds>,
    /// Its whole life in seconds.
    pub life_seconds: Option<i64>,
}

/// Asking for a token.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TokenIssueInput {
    /// With which record.
    pub app_id: AppId,
    /// Whose clock dates the assertion.
    pub clock: ClockSource,
    /// By which grant, where the record has several that nobody signs in for; `None`: the first.
    pub grant: Option<Grant>,
}

/// A run.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RunIdInput {
    /// Its number.
    pub id: RunId,
}

/// Which runs.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RunListInput {
    /// Of one app, or of all.
    pub app_id: Option<AppId>,
}

/// Which two runs.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RunCompareInput {
    /// One run; `None`: the last one of the same app that worked before the other.
    pub from: Option<RunId>,
    /// The other run.
    pub to: RunId,
}

/// Two runs side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RunComparisonView {
    /// The earlier run.
    pub from: RunSummaryView,
    /// The later run.
    pub to: RunSummaryView,
    /// What was compared, changes first.
    pub rows: Vec<ComparedRow>,
}
