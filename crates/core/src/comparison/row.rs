//! A row of a comparison: what it is about, both values, and what that means.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::apps::Environment;
use crate::diagnosis::Cause;
use crate::flow::{ClockSource, Outcome};
use crate::{Sealed, UnixSeconds};

/// What is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Subject {
    /// How the runs ended.
    Outcome,
    /// Why one failed.
    Cause,
    /// Status code of the answer.
    HttpStatus,
    /// The server's words.
    ServerWords,
    /// Granted scopes.
    TokenScope,
    /// `expires_in` of the token.
    TokenLife,
    /// SPKI SHA-256 of the key that signed.
    Key,
    /// Name of the app.
    AppName,
    /// Version of the record.
    AppVersion,
    /// Service that the app lives on.
    Environment,
    /// Whose clock dated the assertion.
    Clock,
    /// Method of the request.
    Method,
    /// Address that was called.
    Url,
    /// A field of the form; secrets are compared by their seals.
    Field {
        /// Its name.
        name: String,
    },
    /// A header field of the request.
    Header {
        /// Its name.
        name: String,
    },
    /// A member of the assertion's header.
    AssertionHeader {
        /// Its name.
        name: String,
    },
    /// A claim.
    Claim {
        /// Its name.
        name: String,
    },
    /// `exp` minus `iat`.
    Lifetime,
    /// Address and port of the other end.
    Address,
    /// SHA-256 of the certificate that it showed.
    Certificate,
    /// Version of HTTP that it spoke.
    HttpVersion,
    /// A header field of the answer.
    AnswerHeader {
        /// Its name.
        name: String,
    },
    /// This computer's clock minus the server's.
    Skew,
    /// A leg of the exchange.
    Timing {
        /// Which.
        leg: Leg,
    },
}

/// A leg of the exchange (see [`crate::flow::HttpTimings`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Leg {
    /// Name look-up.
    Dns,
    /// TCP and TLS.
    Connect,
    /// Waiting for the first byte.
    FirstByte,
    /// Reading the body.
    Body,
    /// All of it.
    Total,
}

/// A value, kept as what it is so that it can be written in each language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ComparedValue {
    /// As it is.
    Text {
        /// The text.
        text: String,
    },
    /// A secret by its seal.
    Secret(Sealed),
    /// A length of time.
    Seconds {
        /// In seconds.
        seconds: i64,
    },
    /// A length of time.
    Micros {
        /// In microseconds.
        us: u64,
    },
    /// A moment.
    Time {
        /// Seconds since the Unix epoch.
        at: UnixSeconds,
    },
    /// How a run ended.
    Outcome {
        /// The end.
        outcome: Outcome,
    },
    /// Why it failed.
    Cause {
        /// The cause.
        cause: Cause,
    },
    /// A service.
    Environment {
        /// The service.
        environment: Environment,
    },
    /// A clock.
    Clock {
        /// Whose.
        clock: ClockSource,
    },
}

impl ComparedValue {
    /// A text, or a number without a unit.
    pub(super) fn text(text: impl ToString) -> Self {
        Self::Text { text: text.to_string() }
    }
}

/// What two values mean beside each other. The order is that of showing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Change {
    /// Something changed.
    Changed,
    /// It is never the same twice.
    Varies,
    /// Nothing changed.
    Same,
}

/// One line of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComparedRow {
    /// What it is about.
    pub subject: Subject,
    /// In the earlier run; `None` when it was not there.
    pub from: Option<ComparedValue>,
    /// In the later run; `None` when it was not there.
    pub to: Option<ComparedValue>,
    /// What that means.
    pub change: Change,
}

impl ComparedRow {
    /// A change where the values are not equal.
    pub(super) fn of(
        subject: Subject,
        from: Option<ComparedValue>,
        to: Option<ComparedValue>,
    ) -> Self {
        let change = if from == to { Change::Same } else { Change::Changed };
        Self { subject, from, to, change }
    }

    /// What differs in every run is a change only where `changed` says so, or where one run has
    /// it and the other does not.
    pub(super) fn varying(
        subject: Subject,
        from: Option<ComparedValue>,
        to: Option<ComparedValue>,
        changed: bool,
    ) -> Self {
        let row = Self::of(subject, from, to);
        let change = match row.change {
            Change::Changed if !changed && row.from.is_some() == row.to.is_some() => Change::Varies,
            change => change,
        };
        Self { change, ..row }
    }
}

/// The names of both lists, each once, in the order in which they come up.
pub(super) fn names<'a>(
    from: impl Iterator<Item = &'a str>,
    to: impl Iterator<Item = &'a str>,
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in from.chain(to) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}
