//! The service-account assertion of LINE WORKS (facts 2.1, 2.5).

use super::{Lint, LintId, times};
use crate::UnixSeconds;
use crate::jwt::read::TokenReading;
use crate::jwt::verify::members::{Found, find};
use crate::services::line_works::MAX_ASSERTION_LIFETIME;

const DOC: &str = "facts 2.1";
const NEEDED: [&str; 4] = ["iss", "sub", "iat", "exp"];
const NOT_USED: [&str; 4] = ["aud", "jti", "nbf", "scope"];

/// Judges it.
pub(super) fn lints(reading: &TokenReading, now: UnixSeconds) -> Vec<Lint> {
    let claims = reading.claims.as_deref();
    let mut lints = header(reading);
    for name in NEEDED {
        if matches!(find(claims, name), Found::Absent) {
            lints.push(Lint::error(LintId::ClaimMissing, DOC).about(name));
        }
    }
    if let Some(sub) = find(claims, "sub").text().filter(|sub| !is_service_account(sub)) {
        let lint = Lint::warning(LintId::SubjectNotServiceAccount, "facts 2.5");
        lints.push(lint.about("sub").with("actual", sub));
    }
    lints.extend(times::unusual(claims, &["iat", "exp"], DOC));
    let (iat, exp) = (times::time(claims, "iat"), times::time(claims, "exp"));
    if let (Some(iat), Some(exp)) = (iat, exp) {
        if exp <= iat {
            lints.push(Lint::error(LintId::ExpiryBeforeIssue, "facts 2.5").about("exp"));
        }
        lints.extend(times::life(iat, exp, i64::from(MAX_ASSERTION_LIFETIME), DOC));
    }
    lints.extend(times::local_time_as_utc(iat, now));
    for name in NOT_USED {
        if !matches!(find(claims, name), Found::Absent) {
            lints.push(Lint::note(LintId::ClaimNotUsed, DOC).about(name));
        }
    }
    lints
}

fn header(reading: &TokenReading) -> Vec<Lint> {
    let header = reading.header.as_deref();
    let mut lints = super::header::rs256_jwt(header, DOC);
    if !matches!(find(header, "kid"), Found::Absent) {
        lints.push(Lint::note(LintId::KidNotUsed, DOC).about("kid"));
    }
    lints
}

/// `*.serviceaccount@*` (facts 2.5).
fn is_service_account(sub: &str) -> bool {
    sub.split_once('@').is_some_and(|(name, domain)| {
        name.strip_suffix("serviceaccount")
            .is_some_and(|rest| rest.len() > 1 && rest.ends_with('.'))
            && !domain.is_empty()
    })
}
