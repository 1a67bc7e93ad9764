//! The failure doctor: names one most likely cause of a failed run, with the numbers measured,
//! what was ruled out and what to do. Words live in the message catalogues.

mod cause;
mod grant;
mod line;
mod paste;
mod refresh;
mod refusal;
mod shape;
mod sign_in;
#[cfg(test)]
mod tests;

pub use cause::{Cause, Confidence, Diagnosis, Fix, RuledOut};
pub use grant::{
    GrantEvidence, of_client, of_grant_answer, of_own_addresses, of_userinfo_answer,
    userinfo_of_another,
};
pub use line::{LineEvidence, of_line_answer, of_line_checks, of_line_kind};
pub use paste::{Explanation, Known, MAX_PASTE_BYTES, Material, Paste};
pub use refresh::{RefreshEvidence, of_refresh_answer, of_revoke_answer, refresh_not_kept};
pub use sign_in::{CodeEvidence, again, of_code_answer, of_id_token, of_return};

use serde::Serialize;

use crate::UnixSeconds;
use crate::flow::{ClockSource, RuleId, Verdict, VerdictResult};
use crate::jwt::assertion::AssertionClaims;
use crate::oauth::Answer;

/// What was measured in a run in which the server answered.
#[derive(Debug)]
pub struct Evidence<'a> {
    /// Status code.
    pub status: u16,
    /// Content type, if one was named.
    pub content_type: Option<&'a str>,
    /// `Retry-After` in seconds.
    pub retry_after: Option<i64>,
    /// What the answer was read as.
    pub answer: &'a Answer,
    /// What the assertion claimed.
    pub claims: &'a AssertionClaims,
    /// Whose clock dated the assertion.
    pub clock: ClockSource,
    /// The server's time by its Date header.
    pub server_now: Option<UnixSeconds>,
    /// This computer's time when the answer came.
    pub local_now: UnixSeconds,
    /// Scopes asked for.
    pub scopes: &'a [String],
    /// Rules that passed before sending.
    pub checks: &'a [Verdict],
    /// Whether the same key signed a run that passed before.
    pub key_worked_before: bool,
    /// SPKI SHA-256 of the key that signed the last run that passed, where it is another key.
    pub last_key: Option<&'a str>,
    /// Path of the address that was called.
    pub path: &'a str,
}

/// Why an answered run has no token.
pub fn of_answer(evidence: &Evidence<'_>) -> Diagnosis {
    match evidence.answer {
        Answer::OAuthError { error, description } => {
            refusal::diagnose(evidence, error, description.as_deref().unwrap_or_default())
        }
        _ => shape::diagnose(evidence),
    }
}

/// Why a run was stopped before anything was sent: the rules that failed, in their order.
pub fn of_checks(verdicts: &[Verdict]) -> Option<Diagnosis> {
    let failed = verdicts.iter().filter(|verdict| verdict.result == VerdictResult::Failed);
    Diagnosis::first_of(failed.map(of_check).collect())
}

fn of_check(failed: &Verdict) -> Diagnosis {
    let (cause, fix) = match failed.id {
        RuleId::ClientIdPresent => (Cause::RecordIncomplete, Fix::EditClientId),
        RuleId::ClientSecretPresent => (Cause::ClientSecretMissing, Fix::SetSecret),
        RuleId::ServiceAccountPresent => (Cause::RecordIncomplete, Fix::EditServiceAccount),
        RuleId::KeyPresent | RuleId::KeyStrength => (Cause::KeyMissing, Fix::ImportKey),
        RuleId::IssuerIsClientId => (Cause::IssuerWrong, Fix::EditClientId),
        RuleId::SubjectIsServiceAccount => (Cause::SubjectWrong, Fix::EditServiceAccount),
        RuleId::LifetimeWithinLimit | RuleId::ExpiryAfterIssue => {
            (Cause::LifetimeTooLong, Fix::SetLifetime)
        }
        RuleId::ClaimsReadable => (Cause::RecordIncomplete, Fix::EditClaims),
        RuleId::TokenHeld => (Cause::TokenNotHeld, Fix::GetNewToken),
        RuleId::ScopePresent => (Cause::ScopeEmpty, Fix::EditScopes),
        RuleId::NowWithinTimes | RuleId::TimesInSeconds => {
            (Cause::AssertionRefused, Fix::SyncClock)
        }
        _ => (Cause::Other, Fix::RunAgain),
    };
    Diagnosis::new(cause, Confidence::Certain)
        .with("rule", word(&failed.id))
        .with("expected", failed.expected.as_deref().unwrap_or_default())
        .with("actual", failed.actual.as_deref().unwrap_or_default())
        .fix(fix)
}

/// The word that a value is written as; the message catalogues know it.
fn word(value: &impl Serialize) -> String {
    let word = serde_json::to_value(value).ok();
    word.and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}
