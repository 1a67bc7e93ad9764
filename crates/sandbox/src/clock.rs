//! The sandbox's clock: the only place of this crate that asks the system for the time.
//!
//! What reads the time takes it as an argument, so that a server clock can be wrong on purpose.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The machine's time, moved by `offset` seconds (negative: the server's clock is behind).
#[expect(clippy::disallowed_methods, reason = "this is the sandbox's own clock; all else takes it")]
pub(crate) fn now(offset: i64) -> SystemTime {
    moved(SystemTime::now(), offset)
}

/// Unix seconds, with their fraction.
pub(crate) fn unix_seconds(time: SystemTime) -> f64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_secs_f64(),
        Err(before) => -before.duration().as_secs_f64(),
    }
}

fn moved(time: SystemTime, offset: i64) -> SystemTime {
    let distance = Duration::from_secs(offset.unsigned_abs());
    let shifted = if offset < 0 { time.checked_sub(distance) } else { time.checked_add(distance) };
    // An offset outside the representable range, or one that HTTP dates cannot name, is no
    // useful fault; the true time is.
    shifted.filter(|time| (0.0..MAX_HTTP_DATE).contains(&unix_seconds(*time))).unwrap_or(time)
}

/// 9999-12-31T23:59:59Z, the last moment `httpdate` can write.
const MAX_HTTP_DATE: f64 = 253_402_300_799.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offset_moves_both_ways() {
        let noon = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        assert_eq!(unix_seconds(moved(noon, -32_400)), 1_699_967_600.0);
        assert_eq!(unix_seconds(moved(noon, 412)), 1_700_000_412.0);
    }

    #[test]
    fn an_offset_no_http_date_can_name_is_ignored() {
        let noon = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        for offset in [i64::MIN, i64::MAX, -1_700_000_001, 253_402_300_799] {
            assert_eq!(moved(noon, offset), noon, "offset {offset}");
        }
    }
}
