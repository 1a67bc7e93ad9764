//! What every part of a running sandbox shares.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::customer_sso::Company;
use crate::exchange::ExchangeLog;
use crate::fault::Fault;
use crate::line::Line;
use crate::line_works::{Console, Ledger, PracticeUser};
use crate::server::SandboxConfig;

/// The registered clients, what they were given, the fault of the moment, and the record of what
/// arrived.
pub(crate) struct Shared {
    /// `http://127.0.0.1:PORT`, without a final slash.
    pub(crate) issuer: String,
    pub(crate) console: Console,
    pub(crate) member: PracticeUser,
    /// The customer whose SSO server LINE WORKS calls.
    pub(crate) company: Company,
    pub(crate) ledger: Ledger,
    pub(crate) line: Line,
    pub(crate) exchanges: ExchangeLog,
    /// Over how long a slow head or body drips out.
    pub(crate) drip: Duration,
    pub(crate) huge_body_bytes: u64,
    fault: Mutex<Option<Fault>>,
}

impl Shared {
    pub(crate) fn new(
        issuer: String,
        console: Console,
        member: PracticeUser,
        line: Line,
        company: Company,
        config: &SandboxConfig,
    ) -> Shared {
        Shared {
            issuer,
            console,
            member,
            company,
            ledger: Ledger::new(),
            line,
            exchanges: ExchangeLog::new(),
            drip: config.drip,
            huge_body_bytes: config.huge_body_bytes,
            fault: Mutex::new(config.fault),
        }
    }

    pub(crate) fn fault(&self) -> Option<Fault> {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set_fault(&self, fault: Option<Fault>) {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = fault;
    }

    /// By how many seconds the server's clock is off at the moment.
    pub(crate) fn clock_offset(&self) -> i64 {
        self.fault().map_or(0, Fault::clock_offset)
    }
}
