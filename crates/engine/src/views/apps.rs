//! App records, their secret, clipboard and scopes.

use std::collections::BTreeMap;

use credenza_core::apps::{AppDraft, AppId, Environment, Finding};
use credenza_core::diagnosis::Cause;
use credenza_core::flow::{Outcome, RunId};
use credenza_core::services::line_works_scopes::ServiceAccountUse;
use credenza_core::{Secret, UnixSeconds};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::held::TokenRowView;
use super::keys::KeyView;
use super::runs::HeldTokenView;

/// How the last test of an app ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum LastTest {
    /// Never tested.
    Never,
    /// A token was issued.
    Passed {
        /// When.
        at: UnixSeconds,
        /// How long it took.
        duration_ms: u64,
        /// Number of the run.
        run_id: RunId,
    },
    /// No token.
    Failed {
        /// When.
        at: UnixSeconds,
        /// How long it took.
        duration_ms: u64,
        /// Number of the run.
        run_id: RunId,
        /// Why.
        cause: Cause,
    },
    /// Stopped.
    Cancelled {
        /// When.
        at: UnixSeconds,
        /// Number of the run.
        run_id: RunId,
    },
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AppSummaryView {
    /// Its number.
    pub id: AppId,
    /// Version of the record.
    pub version: u32,
    /// App name.
    pub name: String,
    /// Client ID.
    pub client_id: String,
    /// Environment.
    pub environment: Environment,
    /// Labels.
    pub tags: Vec<String>,
    /// Who looks after it.
    pub owner: String,
    /// Put away.
    pub archived: bool,
    /// Last test.
    pub last_test: LastTest,
    /// Days since the key was imported.
    pub key_age_days: Option<i64>,
    /// A client secret is stored.
    pub has_secret: bool,
    /// A key is stored.
    pub has_key: bool,
    /// An address of the issuer's keys is entered.
    pub has_keys_address: bool,
    /// Last edit.
    pub updated_at: UnixSeconds,
    /// Everything of the record that is searched, folded: letter case, width and kind of kana make
    /// no difference in it. No secret is in it.
    pub search: String,
}

/// What may be known of a stored secret.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SecretStateView {
    /// Whether one is stored.
    pub present: bool,
    /// Length in characters.
    #[ts(type = "number")]
    pub length: usize,
    /// Since when.
    pub kept_since: Option<UnixSeconds>,
    /// Short SHA-256, so that two people can compare.
    pub fingerprint: String,
}

/// What happened to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ActivityKind {
    /// Added.
    Created,
    /// Edited.
    Edited,
    /// Put away.
    Archived,
    /// Taken back.
    Restored,
    /// Client secret stored.
    SecretSet,
    /// A secret was shown.
    SecretRevealed,
    /// A secret was copied.
    SecretCopied,
    /// First key imported.
    KeyImported,
    /// Key replaced.
    KeyReplaced,
    /// The source file was deleted.
    KeyFileDeleted,
    /// Tested.
    Run,
    /// Made as a copy.
    Duplicated,
}

/// One line of a record's activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityView {
    /// When.
    pub at: UnixSeconds,
    /// What.
    pub kind: ActivityKind,
    /// Values for the words, such as both key fingerprints.
    pub params: BTreeMap<String, String>,
    /// The run, for a test.
    pub run_id: Option<RunId>,
    /// How that ended.
    pub outcome: Option<Outcome>,
}

/// A whole record.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AppDetailView {
    /// Its number.
    pub id: AppId,
    /// Version of the record; an edit names it.
    pub version: u32,
    /// Put away at.
    pub archived_at: Option<UnixSeconds>,
    /// Made at.
    pub created_at: UnixSeconds,
    /// Last edited at.
    pub updated_at: UnixSeconds,
    /// The editable part.
    pub draft: AppDraft,
    /// Where the service is.
    pub environment: Environment,
    /// The client secret.
    pub client_secret: SecretStateView,
    /// The private key.
    pub key: Option<KeyView>,
    /// What the checks say.
    pub findings: Vec<Finding>,
    /// Last test.
    pub last_test: LastTest,
    /// The access token held in memory.
    pub held: Option<HeldTokenView>,
    /// Every token that is held, in memory or in the vault.
    pub tokens: Vec<TokenRowView>,
    /// Newest first.
    pub activity: Vec<ActivityView>,
}

/// Which list.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AppListInput {
    /// The records put away instead of those in use.
    pub archived: bool,
}

/// One record.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AppIdInput {
    /// Its number.
    pub id: AppId,
}

/// A draft with what stands in the secret field.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AppDraftInput {
    /// The draft.
    pub draft: AppDraft,
    /// Client secret as typed; `None` when untouched.
    #[ts(type = "string | null")]
    pub client_secret: Option<Secret>,
}

/// An edit.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AppUpdateInput {
    /// Which record.
    pub id: AppId,
    /// The version that the editor saw.
    pub version: u32,
    /// The new content.
    pub draft: AppDraft,
}

/// Putting away or taking back.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AppArchiveInput {
    /// Which record.
    pub id: AppId,
    /// True to put away.
    pub archived: bool,
}

/// Putting away or taking back several.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AppArchiveManyInput {
    /// Which records.
    pub ids: Vec<AppId>,
    /// True to put away.
    pub archived: bool,
}

/// Labels given to several records, or taken from them.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AppTagManyInput {
    /// Which records.
    pub ids: Vec<AppId>,
    /// Labels to give.
    pub add: Vec<String>,
    /// Labels to take away.
    pub remove: Vec<String>,
}

/// The records that an act has changed; those that were so already are not among them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AppsChangedView {
    /// Their numbers.
    pub changed: Vec<AppId>,
}

/// A new client secret.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SecretSetInput {
    /// Which record.
    pub id: AppId,
    /// The secret.
    #[ts(type = "string")]
    pub value: Secret,
}

/// One secret in the clear, on request.
#[derive(Clone, Serialize, TS)]
pub struct RevealView {
    /// The secret.
    pub value: String,
}

/// A public text for the clipboard.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TextCopyInput {
    /// At most 64 KiB.
    pub text: String,
}

/// What the clipboard holds of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ClipboardHolds {
    /// Nothing of ours.
    Nothing,
    /// A secret, for a while.
    Secret,
    /// A public value.
    Public,
}

/// The clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClipboardView {
    /// What it holds of ours.
    pub holds: ClipboardHolds,
    /// When a secret is cleared.
    pub clears_at: Option<UnixSeconds>,
}

/// A scope resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ScopeView {
    /// Name of the resource.
    pub resource: String,
    /// The scope that reads.
    pub read: Option<String>,
    /// The scope that reads and writes.
    pub write: Option<String>,
    /// Whether a service account may have it.
    pub service_account: ServiceAccountUse,
    /// Stated by the vendor.
    pub documented: bool,
    /// Only with `openid`.
    pub needs_openid: bool,
}
