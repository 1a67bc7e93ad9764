//! How long LINE WORKS waits for a customer's API (facts.md 6.2), and how near a call came to it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How long LINE WORKS waits for a connection, in microseconds.
pub const CONNECT_LIMIT_US: u64 = 1_000_000;
/// How long LINE WORKS waits for the answer after that, in microseconds.
pub const READ_LIMIT_US: u64 = 3_000_000;
/// From this share of a limit on a call is too near to it, in percent.
pub const WARN_PERCENT: u64 = 80;

/// What is measured apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "SsoLeg")]
pub enum Leg {
    /// Name look-up, TCP and TLS.
    Connect,
    /// From the connection to the end of the answer.
    Read,
}

impl Leg {
    /// Its limit in microseconds.
    pub fn limit_us(self) -> u64 {
        match self {
            Self::Connect => CONNECT_LIMIT_US,
            Self::Read => READ_LIMIT_US,
        }
    }

    /// Where a measured time stands against the limit.
    pub fn gauge(self, us: u64) -> Gauge {
        if us > self.limit_us() {
            Gauge::Over
        } else if us * 100 >= self.limit_us() * WARN_PERCENT {
            Gauge::Near
        } else {
            Gauge::Within
        }
    }
}

/// Where a measured time stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "SsoGauge")]
pub enum Gauge {
    /// Well within.
    Within,
    /// From 80 % on.
    Near,
    /// Over: LINE WORKS gives up.
    Over,
}

/// How long a call took, in microseconds. `None`: that leg was not reached or not ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "SsoCallTimes")]
pub struct CallTimes {
    /// Name look-up, TCP and TLS.
    pub connect_us: Option<u64>,
    /// From the connection to the end of the answer.
    pub read_us: Option<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gauge_warns_from_eighty_percent_and_is_over_past_the_limit() {
        let rows = [
            (Leg::Connect, 799_999, Gauge::Within),
            (Leg::Connect, 800_000, Gauge::Near),
            (Leg::Connect, 1_000_000, Gauge::Near),
            (Leg::Connect, 1_000_001, Gauge::Over),
            (Leg::Read, 2_399_999, Gauge::Within),
            (Leg::Read, 2_610_000, Gauge::Near),
            (Leg::Read, 3_000_001, Gauge::Over),
        ];
        for (leg, us, expected) in rows {
            assert_eq!(leg.gauge(us), expected, "{leg:?} {us}");
        }
    }
}
