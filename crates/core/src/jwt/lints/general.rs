//! Any token, by RFC 8725; ID tokens by OpenID Connect and facts 3.

use super::{Lint, LintId, times};
use crate::jwt::read::{TokenReading, is_plain};
use crate::jwt::verify::members::{Found, find, text_of};

/// Shortest nonce that can't be guessed, in characters.
const LEAST_NONCE: usize = 16;
const TIMES: [&str; 4] = ["iat", "nbf", "exp", "auth_time"];

/// A token of no known service.
pub(super) fn lints(reading: &TokenReading) -> Vec<Lint> {
    let claims = reading.claims.as_deref();
    let missing = |name: &str| matches!(find(claims, name), Found::Absent);
    let mut lints = Vec::new();
    if missing("exp") {
        lints.push(Lint::warning(LintId::NoExpiry, "RFC 7519 4.1.4").about("exp"));
    }
    if missing("iss") {
        lints.push(Lint::note(LintId::NoIssuer, "RFC 8725 3.8").about("iss"));
    }
    if missing("aud") {
        lints.push(Lint::note(LintId::NoAudience, "RFC 8725 3.9").about("aud"));
    }
    lints.extend(dates(reading));
    lints
}

/// An ID token.
pub(super) fn id_token(reading: &TokenReading) -> Vec<Lint> {
    let claims = reading.claims.as_deref();
    let mut lints = dates(reading);
    let nonce = find(claims, "nonce").text().map(|nonce| nonce.chars().count());
    if let Some(length) = nonce.filter(|length| *length < LEAST_NONCE) {
        lints.push(
            Lint::warning(LintId::NonceShort, "OIDC Core 15.5.2")
                .about("nonce")
                .with("length", length)
                .with("least", LEAST_NONCE),
        );
    }
    if find(claims, "email").text().is_some_and(|email| !looks_like_address(&email)) {
        lints.push(Lint::warning(LintId::EmailNotAddress, "facts 3").about("email"));
    }
    if matches!(find(claims, "auth_time"), Found::Absent) {
        lints.push(Lint::note(LintId::NoAuthTime, "OIDC Core 2").about("auth_time"));
    }
    lints
}

/// Values that hide something from the eye.
pub(super) fn hidden(reading: &TokenReading) -> Vec<Lint> {
    let parts = [reading.header.as_deref(), reading.claims.as_deref()];
    parts
        .into_iter()
        .flatten()
        .flatten()
        .filter(|member| may_hide(&member.value_json))
        .filter(|member| text_of(member).is_some_and(|text| text != member.shown))
        .map(|member| Lint::warning(LintId::HiddenCharacters, "Unicode TR36 3").about(&member.name))
        .collect()
}

/// Printable characters without an escape hide nothing.
fn may_hide(source: &str) -> bool {
    !is_plain(source) || source.contains('\\')
}

fn dates(reading: &TokenReading) -> Vec<Lint> {
    let claims = reading.claims.as_deref();
    let mut lints = times::unusual(claims, &TIMES, "RFC 7519 2");
    if let (Some(iat), Some(exp)) = (times::time(claims, "iat"), times::time(claims, "exp"))
        && exp <= iat
    {
        lints.push(Lint::warning(LintId::ExpiryBeforeIssue, "RFC 7519 4.1").about("exp"));
    }
    lints
}

/// A domain with a dot: a group name of LINE WORKS has none (facts 3).
fn looks_like_address(email: &str) -> bool {
    email.rsplit_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && domain.split('.').count() > 1 && !domain.split('.').any(str::is_empty)
    })
}
