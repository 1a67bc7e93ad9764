//! What two runs are compared in.

use credenza_core::comparison::{Change, Leg, Subject};
use credenza_core::flow::ClockSource;

/// Name of a subject.
pub(crate) fn subject(subject: &Subject) -> String {
    let plain = match subject {
        Subject::Field { name } => return format!("field {name}"),
        Subject::Header { name } => return format!("header {name}"),
        Subject::AssertionHeader { name } => return format!("assertion header {name}"),
        Subject::Claim { name } => return format!("claim {name}"),
        Subject::AnswerHeader { name } => return format!("answer header {name}"),
        Subject::Outcome => "outcome",
        Subject::Cause => "cause",
        Subject::HttpStatus => "HTTP status",
        Subject::ServerWords => "server's words",
        Subject::TokenScope => "granted scopes",
        Subject::TokenLife => "life of the token",
        Subject::Key => "key (SPKI SHA-256)",
        Subject::AppName => "app",
        Subject::AppVersion => "version of the record",
        Subject::Environment => "environment",
        Subject::Clock => "clock of the assertion",
        Subject::Method => "method",
        Subject::Url => "address",
        Subject::Lifetime => "life of the assertion",
        Subject::Address => "server (IP and port)",
        Subject::Certificate => "certificate (SHA-256)",
        Subject::HttpVersion => "HTTP version",
        Subject::Skew => "this clock minus the server's",
        Subject::Timing { leg } => leg_name(*leg),
    };
    plain.to_owned()
}

fn leg_name(leg: Leg) -> &'static str {
    match leg {
        Leg::Dns => "time for DNS",
        Leg::Connect => "time to connect",
        Leg::FirstByte => "time to the first byte",
        Leg::Body => "time for the body",
        Leg::Total => "time in all",
    }
}

/// Heading of rows.
pub(crate) fn change(change: Change) -> &'static str {
    match change {
        Change::Changed => "Changed",
        Change::Varies => "Different in every run",
        Change::Same => "The same",
    }
}

/// Whose clock.
pub(crate) fn clock(clock: ClockSource) -> &'static str {
    match clock {
        ClockSource::Local => "this computer's",
        ClockSource::Server => "the server's",
    }
}
