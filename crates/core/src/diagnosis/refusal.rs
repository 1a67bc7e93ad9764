//! Refusals in the OAuth shape. What can be measured comes first (clock, life of the assertion),
//! the meaning of the error code second (RFC 6749 section 5.2, facts.md 8.5), the server's own
//! words only as a hint: LINE WORKS' exact texts are NOT FOUND (facts.md 1.8).

use super::{Cause, Confidence, Diagnosis, Evidence, Fix, RuledOut};
use crate::flow::{ClockSource, RuleId, VerdictResult};
use crate::services::line_works::{BACKDATE, MAX_ASSERTION_LIFETIME};
use crate::services::line_works_scopes::{ServiceAccountUse, service_account_use};

/// Half an hour: the smallest step between time zones that this rule names.
const HALF_HOUR: i64 = 1_800;
/// How near to whole half hours an offset must be to be called one, in seconds.
const NEAR: i64 = 120;
/// Apart by less than this, two clocks agree.
const AGREE: i64 = 5;

pub(super) fn diagnose(evidence: &Evidence<'_>, error: &str, words: &str) -> Diagnosis {
    let diagnosis = match error {
        "invalid_grant" => grant(evidence, words),
        "invalid_client" => client(evidence, words),
        "invalid_scope" => scope(evidence),
        "unauthorized_client" => {
            Diagnosis::new(Cause::GrantNotAllowed, Confidence::Likely).fix(Fix::CheckConsole)
        }
        "invalid_request" => request(words),
        "unsupported_grant_type" => {
            Diagnosis::new(Cause::RequestRefused, Confidence::Likely).fix(Fix::CheckConsole)
        }
        _ => timing(evidence).unwrap_or_else(|| other(evidence)),
    };
    let ruled_out = ruled_out(evidence, &diagnosis);
    Diagnosis { ruled_out, ..diagnosis }.with("error", error).with("status", evidence.status)
}

fn other(evidence: &Evidence<'_>) -> Diagnosis {
    if evidence.status >= 500 {
        return Diagnosis::new(Cause::ServerError, Confidence::Certain).fix(Fix::WaitAndRetry);
    }
    Diagnosis::new(Cause::OtherRefusal, Confidence::Possible).fix(Fix::CheckConsole)
}

fn grant(evidence: &Evidence<'_>, words: &str) -> Diagnosis {
    if let Some(measured) = timing(evidence) {
        return measured;
    }
    let says = |needle: &str| contains_word(words, needle);
    if says("iss") || says("issuer") {
        return Diagnosis::new(Cause::IssuerWrong, Confidence::Likely)
            .fix(Fix::EditClientId)
            .fix(Fix::CheckConsole);
    }
    if says("sub") || says("subject") || says("service account") {
        return Diagnosis::new(Cause::SubjectWrong, Confidence::Likely)
            .fix(Fix::EditServiceAccount)
            .fix(Fix::CheckConsole);
    }
    // Times, issuer, subject and form were checked: what is left is the registered key.
    let confidence =
        if clock_is_known(evidence) { Confidence::Likely } else { Confidence::Possible };
    Diagnosis::new(Cause::KeyNotThisApps, confidence).fix(Fix::ImportKey).fix(Fix::CheckConsole)
}

fn client(evidence: &Evidence<'_>, words: &str) -> Diagnosis {
    let about_secret = contains_word(words, "secret") || contains_word(words, "client_secret");
    let about_id = contains_word(words, "unknown client") || contains_word(words, "client_id");
    if about_id && !about_secret {
        return Diagnosis::new(Cause::ClientUnknown, Confidence::Likely)
            .fix(Fix::EditClientId)
            .fix(Fix::EditEnvironment)
            .fix(Fix::CheckConsole);
    }
    let likely = about_secret || evidence.key_worked_before;
    let confidence = if likely { Confidence::Likely } else { Confidence::Possible };
    Diagnosis::new(Cause::ClientSecretWrong, confidence)
        .fix(Fix::SetSecret)
        .fix(Fix::EditClientId)
        .fix(Fix::EditEnvironment)
}

fn scope(evidence: &Evidence<'_>) -> Diagnosis {
    let closed: Vec<&str> = evidence
        .scopes
        .iter()
        .map(String::as_str)
        .filter(|scope| service_account_use(scope) == ServiceAccountUse::No)
        .collect();
    Diagnosis::new(Cause::ScopeNotAllowed, Confidence::Certain)
        .with("scopes", evidence.scopes.join(" "))
        .with("closed", closed.join(" "))
        .fix(Fix::EditScopes)
        .fix(Fix::CheckConsole)
}

fn request(words: &str) -> Diagnosis {
    // Both were sent, as the checks before sending proved: the server does not like their values.
    if contains_word(words, "client_secret") {
        return Diagnosis::new(Cause::ClientSecretWrong, Confidence::Possible).fix(Fix::SetSecret);
    }
    if contains_word(words, "scope") {
        return Diagnosis::new(Cause::ScopeNotAllowed, Confidence::Possible).fix(Fix::EditScopes);
    }
    Diagnosis::new(Cause::RequestRefused, Confidence::Possible).fix(Fix::CheckConsole)
}

/// What the Date header proves about the assertion's times.
fn timing(evidence: &Evidence<'_>) -> Option<Diagnosis> {
    let claims = evidence.claims;
    if claims.exp - claims.iat > i64::from(MAX_ASSERTION_LIFETIME) {
        let seconds = claims.exp - claims.iat;
        let found = Diagnosis::new(Cause::LifetimeTooLong, Confidence::Certain);
        return Some(
            found
                .with("seconds", seconds)
                .with("limit", MAX_ASSERTION_LIFETIME)
                .fix(Fix::SetLifetime),
        );
    }
    let server_now = evidence.server_now?;
    let future_by = claims.iat - server_now;
    let past_by = server_now - claims.exp;
    if future_by <= 0 && past_by < 0 {
        return None;
    }
    Some(clock(evidence, server_now, future_by > 0))
}

fn clock(evidence: &Evidence<'_>, server_now: i64, fast: bool) -> Diagnosis {
    // The backdating is taken off again, so that the number is the clock's own offset.
    let offset = evidence.claims.iat + BACKDATE - server_now;
    let halves = (offset.abs() + HALF_HOUR / 2) / HALF_HOUR;
    let whole = halves > 0 && (offset.abs() - halves * HALF_HOUR).abs() <= NEAR;
    let cause = match (whole, fast) {
        (true, _) => Cause::LocalTimeAsUtc,
        (false, true) => Cause::ClockFast,
        (false, false) => Cause::ClockSlow,
    };
    Diagnosis::new(cause, Confidence::Certain)
        .with("seconds", offset.abs())
        .with("direction", if fast { "fast" } else { "slow" })
        .with("hours", hours(halves))
        .with("server", server_now)
        .with("computer", evidence.claims.iat + BACKDATE)
        .fix(Fix::RunWithServerTime)
        .fix(Fix::SyncClock)
}

fn hours(halves: i64) -> String {
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
fn contains_word(words: &str, needle: &str) -> bool {
    let words = words.to_ascii_lowercase();
    words.match_indices(needle).any(|(at, found)| {
        let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        !inside(words[..at].chars().next_back())
            && !inside(words[at + found.len()..].chars().next())
    })
}
