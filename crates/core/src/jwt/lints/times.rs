//! Dates of an assertion, judged alike for every service: numbers of seconds, in order, not too
//! long.

use super::{Lint, LintId};
use crate::UnixSeconds;
use crate::jwt::read::{Member, TimeNote};
use crate::jwt::verify::members::{Found, find};

const QUARTER: i64 = 15 * 60;
/// A real skew seldom lies so near a half hour.
const NEAR: i64 = 120;

/// The time of a claim that is there once and readable.
pub(super) fn time(claims: Option<&[Member]>, name: &str) -> Option<UnixSeconds> {
    find(claims, name).once().and_then(|member| member.time)
}

/// Claims that are no plain number of seconds.
pub(super) fn unusual(claims: Option<&[Member]>, names: &[&str], source: &str) -> Vec<Lint> {
    let each = names.iter().filter_map(|name| {
        let Found::Once(member) = find(claims, name) else { return None };
        let lint = match member.note? {
            TimeNote::Fractional => Lint::note(LintId::FractionalTime, source),
            _ => Lint::error(LintId::TimeNotSeconds, source).with("value", &member.shown),
        };
        Some(lint.about(name))
    });
    each.collect()
}

/// `exp` after `iat`, and by how much at most.
pub(super) fn life(from: UnixSeconds, exp: UnixSeconds, most: i64, source: &str) -> Option<Lint> {
    let life = exp.saturating_sub(from);
    (life > most).then(|| {
        Lint::error(LintId::LifeTooLong, source)
            .about("exp")
            .with("seconds", life)
            .with("most", most)
    })
}

/// `iat` ahead by whole or half hours: the mistake of taking local time for UTC (facts 2.5).
pub(super) fn local_time_as_utc(iat: Option<UnixSeconds>, now: UnixSeconds) -> Option<Lint> {
    let ahead = iat?.saturating_sub(now);
    let half = 2 * QUARTER;
    let halves = ahead.saturating_add(QUARTER).div_euclid(half);
    let is_near = (ahead - halves * half).abs() <= NEAR;
    // No zone is further ahead than 14 hours.
    ((1..=28).contains(&halves) && is_near).then(|| {
        Lint::warning(LintId::LocalTimeAsUtc, "facts 2.5").about("iat").with("minutes", halves * 30)
    })
}
