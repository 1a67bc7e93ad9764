//! A member's sign-in: how it is begun, what waits, and how it comes back.

use credenza_core::Secret;
use credenza_core::UnixSeconds;
use credenza_core::apps::AppId;
use credenza_core::flow::Verdict;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a sign-in is begun.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignInBeginInput {
    /// With which record.
    pub app_id: AppId,
    /// Which redirect URL; `None` for the only registered one.
    pub redirect_uri: Option<String>,
    /// Whether to use PKCE; `None` as the record says.
    pub pkce: Option<bool>,
}

/// A sign-in that waits for its address to come back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignInView {
    /// Its number, to end it with.
    pub attempt: u32,
    /// The address to open.
    pub url: String,
    /// Where the browser comes back to.
    pub redirect_uri: String,
    /// Whether that is this computer, so that it can be listened at.
    pub loopback: bool,
    /// What was checked before; nothing in it failed.
    pub verdicts: Vec<Verdict>,
    /// When it is given up: ten minutes after it began.
    pub ends_at: UnixSeconds,
}

/// A sign-in that waits.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AttemptInput {
    /// Its number.
    pub attempt: u32,
}

/// A sign-in whose browser comes back to this computer.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SignInListenInput {
    /// Its number.
    pub attempt: u32,
    /// What the browser says when it came back, as plain text.
    pub done: String,
    /// What one says that came with the answer to another sign-in, as plain text.
    pub stray: String,
}

/// The address that a sign-in came back to.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SignInFinishInput {
    /// Its number.
    pub attempt: u32,
    /// The whole address; it carries the code.
    #[ts(type = "string")]
    pub returned: Secret,
}
