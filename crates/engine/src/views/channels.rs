//! Channels of LINE: assertion keys, the ledger of tokens, and what is asked of LINE.

use credenza_core::apps::AppId;
use credenza_core::flow::{Part, RunId};
use credenza_core::keys::LineRefusal;
use credenza_core::line::{Authentication, LastVerified, TokenKind, TokenState};
use credenza_core::{Secret, UnixSeconds};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An assertion key of a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChannelKeyView {
    /// Its number.
    pub id: i64,
    /// Its name at LINE; empty until it was put in.
    pub kid: String,
    /// SPKI SHA-256, so that two people can compare.
    pub spki_sha256: Option<String>,
    /// The public half as LINE's console takes it.
    pub public_jwk: Option<String>,
    /// Why LINE's console would refuse it.
    pub refusal: Option<LineRefusal>,
    /// When it was made or brought in.
    pub made_at: UnixSeconds,
    /// When its name was put in.
    pub registered_at: Option<UnixSeconds>,
    /// When LINE last took an assertion signed with it.
    pub proved_at: Option<UnixSeconds>,
    /// Whether assertions are signed with it: the newest one with a name.
    pub current: bool,
}

/// A token of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChannelTokenView {
    /// Its number.
    pub id: i64,
    /// Its kind.
    pub kind: TokenKind,
    /// Its seal.
    pub shown: Part,
    /// Its name in LINE's list, where it has one.
    pub key_id: Option<String>,
    /// When it was issued or added.
    pub since: UnixSeconds,
    /// When it ends.
    pub ends_at: Option<UnixSeconds>,
    /// How it stands.
    pub state: TokenState,
    /// Added by paste.
    pub pasted: bool,
    /// The last verification.
    pub verified: Option<LastVerified>,
    /// When it was revoked from here.
    pub revoked_at: Option<UnixSeconds>,
    /// Whether its text is at hand, to be copied, verified or revoked.
    pub held: bool,
    /// The run that brought it.
    pub run_id: Option<RunId>,
    /// LINE's last list does not have it, though it should hold.
    pub missing: bool,
}

/// A key ID of LINE's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListedKeyIdView {
    /// As LINE gives it.
    pub key_id: String,
    /// Our token; `None` for one that was issued elsewhere or before.
    pub token_id: Option<i64>,
}

/// LINE's list of key IDs as it was last read, since the vault was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListedView {
    /// When.
    pub at: UnixSeconds,
    /// In LINE's order.
    pub key_ids: Vec<ListedKeyIdView>,
}

/// What is kept of a channel beside its record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChannelView {
    /// Assertion keys, the newest first.
    pub keys: Vec<ChannelKeyView>,
    /// The ledger, the newest first.
    pub tokens: Vec<ChannelTokenView>,
    /// LINE's list.
    pub listed: Option<ListedView>,
    /// Live tokens of v2.1: by LINE's list where it was read, or those known here.
    #[ts(type = "number")]
    pub live_v21: usize,
    /// Live short-lived tokens that are known here. LINE has no list of them.
    #[ts(type = "number")]
    pub live_short_lived: usize,
    /// Most of each.
    #[ts(type = "number")]
    pub most: usize,
    /// Where public keys are registered, for a channel at the sandbox while it runs.
    pub console: Option<String>,
}

/// Which token is meant.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum ChosenToken {
    /// One of the ledger.
    Held {
        /// Its number.
        id: i64,
    },
    /// One that was pasted; it is not kept.
    Pasted {
        /// Its text.
        #[ts(type = "string")]
        text: Secret,
        /// The kind that it is said to be.
        token_kind: TokenKind,
    },
}

/// What is asked of LINE.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum ChannelAsk {
    /// Issue a stateless token.
    Stateless {
        /// How the channel says who it is.
        by: Authentication,
    },
    /// Issue a token of v2.1.
    V21 {
        /// Its life in seconds.
        life_seconds: i64,
    },
    /// Issue a short-lived token.
    ShortLived,
    /// List key IDs, signed with the current key or with another one, to prove it.
    KeyIds {
        /// Number of the key; `None` for the current one.
        key: Option<i64>,
    },
    /// Verify a token.
    Verify {
        /// Which.
        token: ChosenToken,
    },
    /// Revoke a token.
    Revoke {
        /// Which.
        token: ChosenToken,
    },
}

/// An operation with a channel.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChannelRunInput {
    /// With which record.
    pub app_id: AppId,
    /// What is asked.
    pub ask: ChannelAsk,
}

/// A token to be put into the ledger.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChannelTokenAddInput {
    /// Of which record.
    pub app_id: AppId,
    /// Its text.
    #[ts(type = "string")]
    pub value: Secret,
    /// Its kind; long-lived ones come from LINE's console only.
    pub kind: TokenKind,
}

/// A token of the ledger, or a key of a channel.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChannelItemInput {
    /// Of which record.
    pub app_id: AppId,
    /// Its number.
    pub id: i64,
}

/// The name that LINE's console gave to a key.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChannelKeyNameInput {
    /// Of which record.
    pub app_id: AppId,
    /// Number of the key.
    pub id: i64,
    /// As the console shows it.
    pub kid: String,
}

/// A key file that was offered, to be used for a channel.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChannelKeyImportInput {
    /// For which record.
    pub app_id: AppId,
    /// Handle of the candidate.
    pub handle: u32,
    /// Its name at LINE, where it has one already.
    pub kid: String,
}
