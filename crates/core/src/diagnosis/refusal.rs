//! Refusals in the OAuth shape. What can be measured comes first (clock, life of the assertion),
//! the meaning of the error code second (RFC 6749 section 5.2, facts.md 8.5), the server's own
//! words only as a hint: LINE WORKS' exact texts are NOT FOUND (facts.md 1.8).

use super::{Cause, Confidence, Diagnosis, Evidence, Fix, RuledOut};
use crate::flow::{ClockSource, RuleId, VerdictResult};
use crate::services::line_works::{BACKDATE, MAX_ASSERTION_LIFETIME};
use crate::services::line_works_scopes::{ServiceAccountUse, service_account_use};

/// Half an hour: the smallest step between time zones that this rule names.
const HALF_HOUR: i64 = 1_800;
/// The zone that is farthest from UTC is 14 hours ahead.
const MOST_HALVES: i64 = 28;
/// How near to whole half hours an offset must be to be called one, in seconds.
const NEAR: i64 = 120;
/// Apart by less than this, two clocks agree.
const AGREE: i64 = 5;

pub(super) fn diagnose(evidence: &Evidence<'_>, error: &str, words: &str) -> Diagnosis {
    let diagnosis = match error {
        "invalid_grant" => grant(evidence, words),
        _ => by_code(&Refused {
            error,
            words,
            scopes: evidence.scopes,
            key_worked_before: evidence.key_worked_before,
        })
        .or_else(|| Diagnosis::first_of(timing(evidence)))
        .unwrap_or_else(|| other(Some(evidence.status))),
    };
    let ruled_out = ruled_out(evidence, &diagnosis);
    Diagnosis { ruled_out, ..diagnosis }.with("error", error).with("status", evidence.status)
}

/// A refusal, without what was measured.
pub(super) struct Refused<'a> {
    pub(super) error: &'a str,
    pub(super) words: &'a str,
    pub(super) scopes: &'a [String],
    pub(super) key_worked_before: bool,
}

/// What a code of RFC 6749 section 5.2 means by itself (facts.md 8.5). `invalid_grant` means too
/// much to be explained so.
pub(super) fn by_code(refused: &Refused<'_>) -> Option<Diagnosis> {
    Some(match refused.error {
        "invalid_client" => client(refused),
        "invalid_scope" => scope(refused),
        "unauthorized_client" => {
            Diagnosis::new(Cause::GrantNotAllowed, Confidence::Likely).fix(Fix::CheckConsole)
        }
        "invalid_request" => request(refused.words),
        "unsupported_grant_type" if mentions_double_encoding(refused.words) => {
            Diagnosis::new(Cause::EncodedTwice, Confidence::Likely).fix(Fix::EncodeOnce)
        }
        "unsupported_grant_type" => {
            Diagnosis::new(Cause::GrantTypeWrong, Confidence::Likely).fix(Fix::SetGrantType)
        }
        _ => return None,
    })
}

fn mentions_double_encoding(words: &str) -> bool {
    let words = words.to_ascii_lowercase();
    words.contains("%253a") || words.contains("encoded twice") || words.contains("double enc")
}

/// A code without a meaning of its own.
pub(super) fn other(status: Option<u16>) -> Diagnosis {
    if status.is_some_and(|status| status >= 500) {
        return Diagnosis::new(Cause::ServerError, Confidence::Certain).fix(Fix::WaitAndRetry);
    }
    Diagnosis::new(Cause::OtherRefusal, Confidence::Possible).fix(Fix::CheckConsole)
}

fn grant(evidence: &Evidence<'_>, words: &str) -> Diagnosis {
    let mut faults = timing(evidence);
    // Measured faults are certain; what the words add comes behind them.
    match claim_in_words(words) {
        Some(named) => faults.push(named),
        None if faults.is_empty() => faults.push(key(evidence)),
        None => {}
    }
    Diagnosis::first_of(faults).unwrap_or_else(|| other(Some(evidence.status)))
}

/// Times, issuer, subject and form were checked: what is left is the registered key.
fn key(evidence: &Evidence<'_>) -> Diagnosis {
    let likely = clock_is_known(evidence) || evidence.last_key.is_some();
    let confidence = if likely { Confidence::Likely } else { Confidence::Possible };
    let found = Diagnosis::new(Cause::KeyNotThisApps, confidence);
    let found = evidence.last_key.iter().fold(found, |found, key| found.with("lastKey", key));
    found.fix(Fix::ImportKey).fix(Fix::CheckConsole)
}

/// The claim that the server's words are about.
pub(super) fn claim_in_words(words: &str) -> Option<Diagnosis> {
    let says = |needle: &str| contains_word(words, needle);
    let (cause, fix) = if says("iss") || says("issuer") {
        (Cause::IssuerWrong, Fix::EditClientId)
    } else if says("sub") || says("subject") || says("service account") {
        (Cause::SubjectWrong, Fix::EditServiceAccount)
    } else {
        return None;
    };
    Some(Diagnosis::new(cause, Confidence::Likely).fix(fix).fix(Fix::CheckConsole))
}

fn client(refused: &Refused<'_>) -> Diagnosis {
    let about_secret =
        contains_word(refused.words, "secret") || contains_word(refused.words, "client_secret");
    let about_id =
        contains_word(refused.words, "unknown client") || contains_word(refused.words, "client_id");
    if about_id && !about_secret {
        return Diagnosis::new(Cause::ClientUnknown, Confidence::Likely)
            .fix(Fix::EditClientId)
            .fix(Fix::EditEnvironment)
            .fix(Fix::CheckConsole);
    }
    let likely = about_secret || refused.key_worked_before;
    let confidence = if likely { Confidence::Likely } else { Confidence::Possible };
    Diagnosis::new(Cause::ClientSecretWrong, confidence)
        .fix(Fix::SetSecret)
        .fix(Fix::EditClientId)
        .fix(Fix::EditEnvironment)
}

fn scope(refused: &Refused<'_>) -> Diagnosis {
    let closed: Vec<&str> = refused
        .scopes
        .iter()
        .map(String::as_str)
        .filter(|scope| service_account_use(scope) == ServiceAccountUse::No)
        .collect();
    Diagnosis::new(Cause::ScopeNotAllowed, Confidence::Certain)
        .with("scopes", refused.scopes.join(" "))
        .with("closed", closed.join(" "))
        .fix(Fix::EditScopes)
        .fix(Fix::CheckConsole)
}

fn request(words: &str) -> Diagnosis {
    // What the server does not like may be there: it may not like its value.
    if contains_word(words, "client_secret") {
        return Diagnosis::new(Cause::ClientSecretWrong, Confidence::Possible).fix(Fix::SetSecret);
    }
    if contains_word(words, "scope") {
        return Diagnosis::new(Cause::ScopeNotAllowed, Confidence::Possible).fix(Fix::EditScopes);
    }
    Diagnosis::new(Cause::RequestRefused, Confidence::Possible).fix(Fix::CheckConsole)
}

/// What the assertion's life and the Date header prove about its times.
fn timing(evidence: &Evidence<'_>) -> Vec<Diagnosis> {
    let claims = evidence.claims;
    let mut faults = Vec::new();
    let seconds = claims.exp - claims.iat;
    if seconds > i64::from(MAX_ASSERTION_LIFETIME) {
        let found = Diagnosis::new(Cause::LifetimeTooLong, Confidence::Certain)
            .with("seconds", seconds)
            .with("limit", MAX_ASSERTION_LIFETIME)
            .fix(Fix::SetLifetime);
        faults.push(found);
    }
    if let Some(server_now) = evidence.server_now {
        let future = claims.iat > server_now;
        if future || server_now >= claims.exp {
            faults.push(clock(evidence, server_now, future));
        }
    }
    faults
}

fn clock(evidence: &Evidence<'_>, server_now: i64, fast: bool) -> Diagnosis {
    // The backdating is taken off again, so that the number is the clock's own offset.
    let offset = evidence.claims.iat + BACKDATE - server_now;
    let halves = half_hours(offset);
    let cause = match (halves, fast) {
        (Some(_), _) => Cause::LocalTimeAsUtc,
        (None, true) => Cause::ClockFast,
        (None, false) => Cause::ClockSlow,
    };
    Diagnosis::new(cause, Confidence::Certain)
        .with("seconds", offset.abs())
        .with("direction", if fast { "fast" } else { "slow" })
        .with("hours", hours(halves.unwrap_or_default()))
        .with("server", server_now)
        .with("computer", evidence.claims.iat + BACKDATE)
        .fix(Fix::RunWithServerTime)
        .fix(Fix::SyncClock)
}

/// How many half hours an offset in seconds is, if it is a whole number of them.
pub(super) fn half_hours(offset: i64) -> Option<i64> {
    let halves = (offset.abs() + HALF_HOUR / 2) / HALF_HOUR;
    ((1..=MOST_HALVES).contains(&halves) && (offset.abs() - halves * HALF_HOUR).abs() <= NEAR)
        .then_some(halves)
}

/// Half hours as hours.
pub(super) fn hours(halves: i64) -> String {
    if halves % 2 == 0 { (halves / 2).to_string() } else { format!("{}.5", halves / 2) }
}

fn clock_is_known(evidence: &Evidence<'_>) -> bool {
    evidence.server_now.is_some()
}

fn ruled_out(evidence: &Evidence<'_>, diagnosis: &Diagnosis) -> Vec<RuledOut> {
    let passed =
        |id| evidence.checks.iter().any(|v| v.id == id && v.result == VerdictResult::Passed);
    let rows = [
        (RuledOut::SignatureMatchesPublicKey, passed(RuleId::SignatureConfirmed)),
        (
            RuledOut::IssuerIsClientId,
            passed(RuleId::IssuerIsClientId) && diagnosis.cause != Cause::IssuerWrong,
        ),
        (
            RuledOut::SubjectIsServiceAccount,
            passed(RuleId::SubjectIsServiceAccount) && diagnosis.cause != Cause::SubjectWrong,
        ),
        (RuledOut::ClockAgrees, clocks_agree(evidence)),
        (RuledOut::LifetimeWithinLimit, passed(RuleId::LifetimeWithinLimit)),
        (
            RuledOut::SameKeyWorkedBefore,
            evidence.key_worked_before && diagnosis.cause != Cause::KeyNotThisApps,
        ),
        (
            RuledOut::ScopesRegistered,
            passed(RuleId::ScopesForServiceAccount) && diagnosis.cause != Cause::ScopeNotAllowed,
        ),
    ];
    rows.into_iter().filter(|(_, holds)| *holds).map(|(rule, _)| rule).collect()
}

fn clocks_agree(evidence: &Evidence<'_>) -> bool {
    let local = match evidence.clock {
        ClockSource::Local => evidence.local_now,
        ClockSource::Server => return false,
    };
    evidence.server_now.is_some_and(|server| (server - local).abs() <= AGREE)
}

/// Whether `words` has `needle` as a word of its own, in any letter case.
pub(super) fn contains_word(words: &str, needle: &str) -> bool {
    let words = words.to_ascii_lowercase();
    words.match_indices(needle).any(|(at, found)| {
        let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        !inside(words[..at].chars().next_back())
            && !inside(words[at + found.len()..].chars().next())
    })
}
