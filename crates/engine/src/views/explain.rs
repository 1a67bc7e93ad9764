//! 'Explain this': a pasted failure, and what the doctor makes of it.

use credenza_core::Secret;
use credenza_core::apps::AppId;
use credenza_core::diagnosis::Explanation;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Pasted text. It may be a secret, and is treated like one.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExplainInput {
    /// At most 256 KiB.
    #[ts(type = "string")]
    pub text: Secret,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExplainView {
    /// The doctor's report.
    pub explanation: Explanation,
    /// The stored record that the text speaks of.
    pub record: Option<ExplainRecordView>,
}

/// A record whose Client ID or service account the text names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExplainRecordView {
    /// The record.
    pub app_id: AppId,
    /// Its name.
    pub name: String,
}
