//! A conformance run as data: what was called, what the lines say, how long the calls took. The
//! page, the terminal and the report all read this one structure. It holds no secret.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::check::{Check, Counts};
use super::evidence::{ProbeAnswer, ProbeOutcome, ServerTls};
use super::limits::CallTimes;
use super::probe::{Planned, Probe};
use super::session::SessionLength;
use super::statistics::{Statistics, statistics};
use crate::diagnosis::Cause;

/// A call that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "SsoCall")]
pub struct Call {
    /// Which call.
    pub planned: Planned,
    /// Status of the answer.
    pub status: Option<u16>,
    /// Why there was none.
    pub cause: Option<Cause>,
    /// How long it took.
    pub times: CallTimes,
}

impl Call {
    /// What may be told of a call.
    pub fn of(answer: &ProbeAnswer) -> Self {
        let (status, cause) = match &answer.outcome {
            ProbeOutcome::Answered(answered) => (Some(answered.head.status), None),
            ProbeOutcome::Failed(failure) => (None, Some(failure.cause)),
        };
        Self { planned: answer.planned, status, cause, times: answer.times }
    }
}

/// Times of the rounds against the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "SsoGauges")]
pub struct Gauges {
    /// Connections of all calls.
    pub connect: Statistics,
    /// Answers with a token.
    pub token: Statistics,
    /// User information.
    pub user_info: Statistics,
}

impl Gauges {
    /// Sums up.
    pub fn of(calls: &[Call]) -> Self {
        let read = |probe| {
            let of_kind = || calls.iter().filter(move |call: &&Call| call.planned.probe == probe);
            let times: Vec<u64> = of_kind().filter_map(|call| call.times.read_us).collect();
            let failures = of_kind().filter(|call| call.cause.is_some()).count();
            statistics(&times, u32::try_from(failures).unwrap_or(u32::MAX))
        };
        let connects: Vec<u64> = calls.iter().filter_map(|call| call.times.connect_us).collect();
        let unconnected = calls.iter().filter(|call| call.times.connect_us.is_none()).count();
        Self {
            connect: statistics(&connects, u32::try_from(unconnected).unwrap_or(u32::MAX)),
            token: read(Probe::Token),
            user_info: read(Probe::UserInfo),
        }
    }
}

/// A whole run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "SsoConformance")]
pub struct Conformance {
    /// Name of the record.
    pub app_name: String,
    /// Whether it is the practice server.
    pub practice: bool,
    /// Hosts that were called.
    pub hosts: Vec<String>,
    /// Start in milliseconds since the Unix epoch.
    pub started_at_ms: i64,
    /// How long it took, in microseconds.
    pub duration_us: u64,
    /// Whether it was stopped before its end.
    pub cancelled: bool,
    /// Rounds of proper calls.
    pub rounds: u32,
    /// The lines.
    pub checks: Vec<Check>,
    /// How many came out how.
    pub counts: Counts,
    /// The calls in order.
    pub calls: Vec<Call>,
    /// Times against the limits.
    pub gauges: Gauges,
    /// What the servers showed of their TLS; empty where all is http.
    pub tls: Vec<ServerTls>,
    /// How long a member stays signed in with this server's token, where one came.
    pub session: Option<SessionLength>,
    /// The same if "Set Expire Time" were switched in the console.
    pub session_switched: Option<SessionLength>,
    /// Version of the program that looked.
    pub version: String,
}

/// What is told while a run is under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[ts(rename = "SsoCheckEvent")]
pub enum CheckEvent {
    /// What will be called; nothing was sent yet.
    Planned {
        /// In order.
        calls: Vec<Planned>,
    },
    /// A call is under way.
    Calling {
        /// Its place in the plan.
        index: u32,
    },
    /// A call has ended.
    Called {
        /// Its place in the plan.
        index: u32,
        /// What may be told of it.
        call: Call,
        /// The lines as they stand.
        checks: Vec<Check>,
    },
}
