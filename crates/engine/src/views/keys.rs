//! Private keys: candidates before import, and what is known of a stored one.

use credenza_core::apps::AppId;
use credenza_core::keys::KeyReport;
use credenza_core::{Secret, UnixSeconds};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::key_desk::KeyFormsView;

/// A stored key. The private part never leaves the vault.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyView {
    /// What was found when it was imported.
    pub report: KeyReport,
    /// When it was imported.
    pub imported_at: UnixSeconds,
    /// Name of the file it came from.
    pub file_name: Option<String>,
    /// Folder of that file.
    pub file_folder: Option<String>,
    /// Whether the file still lies there.
    pub file_still_there: bool,
    /// Whether others can read the file.
    pub file_readable_by_others: bool,
    /// The public half in the forms that other systems ask for.
    #[serde(flatten)]
    pub public: KeyFormsView,
}

/// Where a candidate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CandidateState {
    /// Can be imported.
    Ready,
    /// Its passphrase is needed first.
    NeedsPassphrase,
    /// Not usable for RS256, or no private key.
    Refused,
}

/// A file or text that was offered as a key; kept in Rust under its handle.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyCandidateView {
    /// Names it in later calls.
    pub handle: u32,
    /// File name; `None` for pasted text.
    pub file_name: Option<String>,
    /// Where it stands.
    pub state: CandidateState,
    /// What it is.
    pub report: KeyReport,
    /// Name of the record that has this key already.
    pub stored_as: Option<String>,
    /// Whether others can read the file.
    pub readable_by_others: bool,
}

/// Pasted text.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeyPasteInput {
    /// At most 1 MiB.
    #[ts(type = "string")]
    pub text: Secret,
}

/// The passphrase of a candidate.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeyUnlockInput {
    /// Which candidate.
    pub handle: u32,
    /// As typed.
    #[ts(type = "string")]
    pub passphrase: Secret,
}

/// Importing a candidate.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyImportInput {
    /// Into which record.
    pub app_id: AppId,
    /// Which candidate.
    pub handle: u32,
}

/// A candidate.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeyHandleInput {
    /// Which candidate.
    pub handle: u32,
}
