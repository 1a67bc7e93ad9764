//! What every part of a running sandbox shares.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::exchange::ExchangeLog;
use crate::fault::Fault;
use crate::line_works::Console;

/// The registered clients, the fault of the moment, and the record of what arrived.
pub(crate) struct Shared {
    pub(crate) console: Console,
    pub(crate) exchanges: ExchangeLog,
    /// Over how long a slow head or body drips out.
    pub(crate) drip: Duration,
    pub(crate) huge_body_bytes: u64,
    fault: Mutex<Option<Fault>>,
}

impl Shared {
    pub(crate) fn new(
        console: Console,
        fault: Option<Fault>,
        drip: Duration,
        huge_body_bytes: u64,
    ) -> Shared {
        let exchanges = ExchangeLog::new();
        Shared { console, exchanges, drip, huge_body_bytes, fault: Mutex::new(fault) }
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
