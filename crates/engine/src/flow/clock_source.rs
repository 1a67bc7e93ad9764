//! Which time dates an assertion, and how far the server's clock is off.

use credenza_core::UnixSeconds;
use credenza_core::flow::ClockSource;

/// The time for a new assertion. `skew` is this computer's clock minus the server's, as measured
/// in an earlier run; without one the server's time is not known and this computer's is used.
pub(super) fn dating_time(
    source: ClockSource,
    local: UnixSeconds,
    skew: Option<i64>,
) -> (UnixSeconds, ClockSource) {
    match (source, skew) {
        (ClockSource::Server, Some(skew)) => (local - skew, ClockSource::Server),
        _ => (local, ClockSource::Local),
    }
}

/// The server's time by its Date header (RFC 9110 section 6.6.1).
pub(super) fn server_time(date: Option<&str>) -> Option<UnixSeconds> {
    let time = httpdate::parse_http_date(date?.trim()).ok()?;
    let since = time.duration_since(std::time::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_secs()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_time_is_only_used_when_it_is_known() {
        assert_eq!(dating_time(ClockSource::Server, 1_000, Some(412)), (588, ClockSource::Server));
        assert_eq!(dating_time(ClockSource::Server, 1_000, None), (1_000, ClockSource::Local));
        assert_eq!(dating_time(ClockSource::Local, 1_000, Some(412)), (1_000, ClockSource::Local));
    }

    #[test]
    fn an_unreadable_date_is_no_time() {
        assert_eq!(server_time(Some("Wed, 15 Apr 2026 05:25:16 GMT")), Some(1_776_230_716));
        assert_eq!(server_time(Some("yesterday")), None);
        assert_eq!(server_time(None), None);
    }
}
