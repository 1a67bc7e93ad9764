//! The assertion that gets a channel access token of LINE: v2.1 and stateless (facts 7.3).

use super::{Lint, LintId, times};
use crate::UnixSeconds;
use crate::jwt::read::TokenReading;
use crate::jwt::verify::members::{Found, find};

const DOC: &str = "facts 7.3";
const AUDIENCE: &str = "https://api.line.me/";
const NEEDED: [&str; 4] = ["iss", "sub", "aud", "exp"];
/// Longest life of the assertion, in seconds.
const MOST_LIFE: i64 = 30 * 60;
/// Longest life of the token asked for, in seconds.
const MOST_TOKEN_LIFE: i64 = 2_592_000;
/// A length of time this long would be a date: 2001 in seconds since 1970.
const A_DATE: i64 = 1_000_000_000;

/// Judges it.
pub(super) fn lints(reading: &TokenReading, now: UnixSeconds) -> Vec<Lint> {
    let claims = reading.claims.as_deref();
    let mut lints = header(reading);
    for name in NEEDED {
        if matches!(find(claims, name), Found::Absent) {
            lints.push(Lint::error(LintId::ClaimMissing, DOC).about(name));
        }
    }
    lints.extend(channel(reading));
    let audience = find(claims, "aud").once();
    if let Some(member) =
        audience.filter(|_| find(claims, "aud").text().as_deref() != Some(AUDIENCE))
    {
        let lint = Lint::error(LintId::AudienceWrong, DOC).about("aud");
        lints.push(lint.with("expected", AUDIENCE).with("actual", &member.shown));
    }
    lints.extend(times::unusual(claims, &["iat", "exp"], DOC));
    if let Some(exp) = times::time(claims, "exp") {
        let iat = times::time(claims, "iat");
        if iat.is_some_and(|iat| exp <= iat) {
            lints.push(Lint::error(LintId::ExpiryBeforeIssue, DOC).about("exp"));
        }
        lints.extend(times::life(iat.unwrap_or(now), exp, MOST_LIFE, DOC));
    }
    lints.extend(times::local_time_as_utc(times::time(claims, "iat"), now));
    lints.extend(token_life(reading));
    lints
}

fn header(reading: &TokenReading) -> Vec<Lint> {
    let header = reading.header.as_deref();
    let mut lints = super::header::rs256_jwt(header, DOC);
    if find(header, "kid").text().is_none_or(|kid| kid.is_empty()) {
        lints.push(Lint::error(LintId::KidMissing, DOC).about("kid"));
    }
    lints
}

/// `iss` and `sub` are the channel ID, as text.
fn channel(reading: &TokenReading) -> Vec<Lint> {
    let claims = reading.claims.as_deref();
    let mut lints = Vec::new();
    for name in ["iss", "sub"] {
        if find(claims, name).once().is_some_and(|member| !member.value_json.starts_with('"')) {
            lints.push(Lint::error(LintId::ChannelIdNotText, DOC).about(name));
        }
    }
    if let (Some(iss), Some(sub)) = (find(claims, "iss").once(), find(claims, "sub").once())
        && iss.shown != sub.shown
    {
        let lint = Lint::error(LintId::IssuerNotSubject, DOC).about("sub");
        lints.push(lint.with("iss", &iss.shown).with("sub", &sub.shown));
    }
    lints
}

/// `token_exp`: seconds of validity, no date.
fn token_life(reading: &TokenReading) -> Option<Lint> {
    let Found::Once(member) = find(reading.claims.as_deref(), "token_exp") else {
        return Some(Lint::note(LintId::NoTokenLife, DOC).about("token_exp"));
    };
    let lint = match member.value_json.parse::<i64>() {
        Ok(seconds) if seconds >= A_DATE => {
            Lint::error(LintId::TokenLifeIsDate, DOC).with("value", seconds)
        }
        Ok(seconds) if seconds > MOST_TOKEN_LIFE => Lint::error(LintId::TokenLifeTooLong, DOC)
            .with("seconds", seconds)
            .with("most", MOST_TOKEN_LIFE),
        Ok(seconds) if seconds > 0 => return None,
        // LINE's older example has it as text: it may be taken, and numbers are what the page says.
        _ => Lint::warning(LintId::TokenLifeNotNumber, DOC).with("value", &member.shown),
    };
    Some(lint.about("token_exp"))
}
