//! Times as people read them: local, with their offset.

use credenza_core::UnixSeconds;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// `2026-04-15 14:25:16 +09:00`. A number beyond all dates is shown as it is.
pub(crate) fn seconds(seconds: UnixSeconds) -> String {
    match Timestamp::from_second(seconds) {
        Ok(time) => time.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S %:z").to_string(),
        Err(_) => seconds.to_string(),
    }
}

/// How far a time lies from another: `in 26 min 2 s`, `34 min ago`, `now`.
pub(crate) fn distance(time: UnixSeconds, now: UnixSeconds) -> String {
    let span = span(time.abs_diff(now));
    match time.cmp(&now) {
        std::cmp::Ordering::Equal => "now".to_owned(),
        std::cmp::Ordering::Less => format!("{span} ago"),
        std::cmp::Ordering::Greater => format!("in {span}"),
    }
}

/// The two largest units that count.
fn span(seconds: u64) -> String {
    const UNITS: [(u64, &str); 4] = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")];
    let mut rest = seconds;
    let mut parts = Vec::new();
    for (size, name) in UNITS {
        let count = rest / size;
        rest %= size;
        if count > 0 {
            parts.push(format!("{count} {name}"));
        } else if !parts.is_empty() {
            break;
        }
        if parts.len() == 2 {
            break;
        }
    }
    parts.join(" ")
}

/// A time from milliseconds, as [`seconds`] writes it.
pub(crate) fn milliseconds(milliseconds: i64) -> String {
    seconds(milliseconds.div_euclid(1_000))
}

/// A length of time in microseconds: `0.42 ms`, `31 ms`, `1.9 s`.
pub(crate) fn length(microseconds: u64) -> String {
    match microseconds {
        0..10_000 => format!("{:.2} ms", microseconds as f64 / 1e3),
        10_000..1_000_000 => format!("{:.0} ms", microseconds as f64 / 1e3),
        _ => format!("{:.1} s", microseconds as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_carries_its_offset() {
        let text = seconds(1_776_230_716);
        assert!(text.starts_with("2026-04-1"), "{text}");
        assert!(matches!(text.as_bytes()[text.len() - 6], b'+' | b'-'), "{text}");
    }

    #[test]
    fn a_number_beyond_all_dates_stays_a_number() {
        assert_eq!(seconds(i64::MAX), i64::MAX.to_string());
    }

    #[test]
    fn a_distance_says_which_way_and_how_far() {
        for (time, expected) in [
            (1_000, "now"),
            (1_001, "in 1 s"),
            (1_000 - 2_040, "34 min ago"),
            (1_000 + 1_562, "in 26 min 2 s"),
            (1_000 + 90_061, "in 1 d 1 h"),
            (1_000 + 86_401, "in 1 d"),
        ] {
            assert_eq!(distance(time, 1_000), expected);
        }
    }

    #[test]
    fn lengths_are_short() {
        assert_eq!(length(421), "0.42 ms");
        assert_eq!(length(31_400), "31 ms");
        assert_eq!(length(1_900_000), "1.9 s");
    }
}
