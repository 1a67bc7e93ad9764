//! The only clock of the program. Everything else takes `now` as an argument, so that rules and
//! flows can be tested at a fixed time.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use credenza_core::UnixSeconds;

/// Where the time comes from.
pub trait Clock: Send + Sync + 'static {
    /// Milliseconds since the Unix epoch, UTC.
    fn now_ms(&self) -> i64;

    /// Seconds since the Unix epoch, UTC.
    fn now(&self) -> UnixSeconds {
        self.now_ms().div_euclid(1_000)
    }
}

/// This computer's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else asks")]
    fn now_ms(&self) -> i64 {
        // A clock before 1970 is as wrong as one at 1970, and the diagnosis names it either way.
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }
}

/// This computer's clock, off by a number of seconds: how a wrong clock is tried out.
#[derive(Debug, Clone, Copy)]
pub struct SkewedClock {
    /// Seconds ahead (negative: behind).
    pub seconds: i64,
}

impl Clock for SkewedClock {
    fn now_ms(&self) -> i64 {
        SystemClock.now_ms() + self.seconds * 1_000
    }
}

/// Measures lengths of time; not affected by changes of the clock.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts.
    #[expect(clippy::disallowed_methods, reason = "the one place that measures lengths of time")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Microseconds since the start.
    pub fn elapsed_us(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_micros()).unwrap_or(u64::MAX)
    }
}
