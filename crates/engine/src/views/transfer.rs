//! Lists of records that come in from a file or go out to one.

use credenza_core::apps::AppId;
use credenza_core::apps::transfer::{ImportLine, ListFormat, TextEncoding};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A file that was read. Nothing of it is in the vault yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportPreviewView {
    /// Handle of what was read, for taking it or giving it up.
    pub handle: u32,
    /// Name of the file, without its folder.
    pub file_name: String,
    /// CSV or JSON.
    pub format: ListFormat,
    /// How its text was written.
    pub encoding: TextEncoding,
    /// Columns or members that are not read.
    pub not_read: Vec<String>,
    /// What would happen to each record.
    pub lines: Vec<ImportLine>,
}

/// A list that was read.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ImportHandleInput {
    /// Its handle.
    pub handle: u32,
}

/// A record that an import has added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct ImportedView {
    /// Line of the file.
    #[ts(type = "number")]
    pub line: u64,
    /// Number of the record.
    pub id: AppId,
}

/// What an import has done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportReportView {
    /// Handle for taking it back.
    pub handle: u32,
    /// What was added.
    pub added: Vec<ImportedView>,
    /// What happened to each record of the file.
    pub lines: Vec<ImportLine>,
}

/// Records to be written to a file.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportInput {
    /// Which, in this order.
    pub ids: Vec<AppId>,
    /// CSV or JSON.
    pub format: ListFormat,
}
