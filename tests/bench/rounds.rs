//! Interleaved rounds and their medians.

use std::time::{Duration, Instant};

/// Measures a piece of work once.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures")]
pub(crate) fn measure(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// The same for work that waits.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures")]
pub(crate) async fn measure_async(work: impl Future<Output = ()>) -> Duration {
    let start = Instant::now();
    work.await;
    start.elapsed()
}

/// The middle one.
pub(crate) fn median(mut rounds: Vec<Duration>) -> Duration {
    rounds.sort();
    rounds[rounds.len() / 2]
}

/// One line of the report.
pub(crate) fn tell(name: &str, took: Duration, floor: Duration) {
    let ratio = took.as_secs_f64() / floor.as_secs_f64();
    println!("{name:<58} {:>10.3} ms {ratio:>8.2} x", took.as_secs_f64() * 1_000.0);
}
