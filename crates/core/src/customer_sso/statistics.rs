//! What several repeats of one call come to: the slowest, the 95th percentile, the failures.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Numbers of several calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "SsoStatistics")]
pub struct Statistics {
    /// How many were tried.
    pub calls: u32,
    /// How many brought no usable answer.
    pub failures: u32,
    /// The slowest that ended, in microseconds.
    pub slowest_us: Option<u64>,
    /// 95 of 100 that ended were at most this slow (nearest rank), in microseconds.
    pub p95_us: Option<u64>,
}

/// Sums up. `times`: of the calls that ended, in microseconds, in any order.
pub fn statistics(times: &[u64], failures: u32) -> Statistics {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let calls = u32::try_from(sorted.len()).unwrap_or(u32::MAX).saturating_add(failures);
    let rank = (sorted.len() * 95).div_ceil(100).saturating_sub(1);
    Statistics {
        calls,
        failures,
        slowest_us: sorted.last().copied(),
        p95_us: sorted.get(rank).copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_percentile_is_one_of_the_measured_times() {
        let hundred: Vec<u64> = (1..=100).rev().collect();
        let twenty: Vec<u64> = (1..=20).collect();
        let rows: [(&[u64], Option<u64>, Option<u64>); 5] = [
            (&[], None, None),
            (&[7], Some(7), Some(7)),
            (&[3, 9, 1], Some(9), Some(9)),
            (&twenty, Some(20), Some(19)),
            (&hundred, Some(100), Some(95)),
        ];
        for (times, slowest_us, p95_us) in rows {
            let found = statistics(times, 2);
            assert_eq!((found.slowest_us, found.p95_us), (slowest_us, p95_us), "{times:?}");
            assert_eq!((found.calls as usize, found.failures), (times.len() + 2, 2));
        }
    }
}
