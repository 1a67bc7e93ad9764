//! A token judged: its signature by a key that was given, its claims by what was expected and by
//! the time, its habits by RFC 8725 and by the service it is for. A checklist and not a badge:
//! each line says what it compared.

mod algorithm;
mod check;
mod choice;
mod claims;
pub(crate) mod members;
mod signature;

#[cfg(test)]
pub(crate) mod tests;

pub use algorithm::SignatureAlgorithm;
pub use check::{Check, CheckId, CheckReason, CheckResult};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::lints::{self, Lint, LintSeverity, TokenProfile};
use super::read::{self, TokenKind, TokenProblemId, TokenReading};
use crate::jwks::{KeySet, KeySummary};
use crate::{Secret, UnixSeconds};

/// What a token is held to.
#[derive(Debug, Clone, Default)]
pub struct Question<'a> {
    /// Keys to verify with; without them no signature is checked.
    pub keys: Option<&'a KeySet>,
    /// The one algorithm that is allowed; None for all of the key's own.
    pub algorithm: Option<SignatureAlgorithm>,
    /// What the claims should say.
    pub expect: Expectations,
    /// The access token that `at_hash` should belong to.
    pub access_token: Option<&'a Secret>,
    /// The time to judge at.
    pub now: UnixSeconds,
}

/// What claims should say, to the letter. What is None is not checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Expectations {
    /// Who issued it.
    pub iss: Option<String>,
    /// One of its audiences.
    pub aud: Option<String>,
    /// The nonce of the request.
    pub nonce: Option<String>,
}

/// A token, read and judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// What it says.
    pub reading: TokenReading,
    /// Whether the signature holds; None when no key was given, or there is nothing signed.
    pub verified: Option<bool>,
    /// The checklist; empty for what is no signed token.
    pub checks: Vec<Check>,
    /// What kind of token it looks like.
    pub profile: Option<TokenProfile>,
    /// What is unwise, or against the rules of its service.
    pub lints: Vec<Lint>,
    /// The key that the signature was checked with.
    pub key: Option<KeySummary>,
}

impl Inspection {
    /// Whether a check failed, or a rule of its service is broken.
    pub fn has_failed(&self) -> bool {
        self.checks.iter().any(|check| check.result == CheckResult::Failed)
            || self.lints.iter().any(|lint| lint.severity == LintSeverity::Error)
    }

    fn unsigned(reading: TokenReading) -> Self {
        Self {
            reading,
            verified: None,
            checks: Vec::new(),
            profile: None,
            lints: Vec::new(),
            key: None,
        }
    }
}

/// Reads a token and judges it. Never fails: what can't be read is named.
pub fn inspect(text: &str, question: &Question<'_>) -> Inspection {
    let (mut reading, parts) = read::take_apart(text);
    if !matches!(reading.kind, TokenKind::Jws | TokenKind::BrokenJws) {
        return Inspection::unsigned(reading);
    }
    let signature = signature::check(&reading, parts.as_ref(), question);
    let verified = match signature.checks[0].result {
        CheckResult::Passed => Some(true),
        CheckResult::Failed => Some(false),
        // A key was given, and nobody can say that it signed this.
        CheckResult::NotChecked => question.keys.map(|_| false),
    };
    if verified == Some(true) {
        // A payload that is no JSON object is no damage when its signature holds (RFC 7515).
        reading.kind = TokenKind::Jws;
    }
    judged(reading, verified, signature, question)
}

/// The same for header and payload whose signature was cut out before they were kept.
pub fn inspect_without_signature(message: &str, question: &Question<'_>) -> Inspection {
    let mut reading = read::read(&format!("{message}."));
    reading.problems.retain(|problem| problem.id != TokenProblemId::NoSignature);
    reading.signature_bytes = None;
    if !matches!(reading.kind, TokenKind::Jws | TokenKind::BrokenJws) {
        return Inspection::unsigned(reading);
    }
    let mut signature = signature::check(&reading, None, question);
    let unsigned = signature.checks[0].reason == CheckReason::AlgNone;
    if !unsigned {
        signature.checks[0] = Check::not_checked(CheckId::Signature, CheckReason::SignatureCutOut);
    }
    judged(reading, unsigned.then_some(false), signature, question)
}

fn judged(
    reading: TokenReading,
    verified: Option<bool>,
    signature: signature::Signature<'_>,
    question: &Question<'_>,
) -> Inspection {
    let mut checks = Vec::from(signature.checks);
    checks.extend(claims::checks(reading.claims.as_deref(), signature.algorithm, question));
    let profile = lints::profile_of(&reading);
    let mut found = lints::of(&reading, profile, question.now);
    found.extend(signature.key.and_then(|key| lints::of_key(key, signature.algorithm)));
    let key = signature.key.map(|key| key.summary());
    Inspection { reading, verified, checks, profile, lints: found, key }
}
