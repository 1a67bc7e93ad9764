//! What is unwise in a token, or against the rules of the service it is for. No words here: ids,
//! the values they are about, and where the rule comes from.

mod general;
mod header;
mod line;
mod line_works;
mod profile;
mod times;

#[cfg(test)]
mod tests;

pub use profile::{TokenProfile, profile_of};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::read::{TokenReading, visible};
use super::verify::SignatureAlgorithm;
use crate::UnixSeconds;
use crate::jwks::{KeyFamily, VerificationKey};

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Lint {
    /// What it is.
    pub id: LintId,
    /// How much it matters.
    pub severity: LintSeverity,
    /// Which member it is about.
    pub claim: Option<String>,
    /// Values for the message, made visible.
    pub params: BTreeMap<String, String>,
    /// Where the rule comes from.
    pub source: String,
}

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LintSeverity {
    /// The service it is for refuses it.
    Error,
    /// It works, and should be otherwise.
    Warning,
    /// Good to know.
    Note,
}

/// What can be said of a token's habits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LintId {
    /// No `exp`: good for ever.
    NoExpiry,
    /// No `iss` (RFC 8725 section 3.8).
    NoIssuer,
    /// No `aud` (RFC 8725 section 3.9).
    NoAudience,
    /// `exp` is not after `iat`.
    ExpiryBeforeIssue,
    /// A value with characters that can't be seen or turn the reading direction.
    HiddenCharacters,
    /// A time with a fraction: permitted, but not every reader takes it.
    FractionalTime,
    /// A time in quotation marks, in milliseconds, or none at all; params `value`.
    TimeNotSeconds,
    /// `nonce` is short; params `length`, `least`.
    NonceShort,
    /// `email` is no address that mail can be sent to (facts 3).
    EmailNotAddress,
    /// No `auth_time`: how long ago the person signed in can't be told.
    NoAuthTime,
    /// The secret is shorter than the hash; params `bits`, `least` (RFC 7518 section 3.2).
    SecretShort,
    /// The service takes RS256 only; params `actual`.
    AlgNotRs256,
    /// `typ` is not `JWT`; params `actual`.
    TypNotJwt,
    /// `kid` is not used by this service.
    KidNotUsed,
    /// The service finds the key by its `kid`, and there is none.
    KidMissing,
    /// A claim that the service needs is not there.
    ClaimMissing,
    /// A claim that the service does not use.
    ClaimNotUsed,
    /// `sub` is not of the form of a service account; params `actual`.
    SubjectNotServiceAccount,
    /// `iss` and `sub` have to be the same channel ID; params `iss`, `sub`.
    IssuerNotSubject,
    /// A channel ID is a text, not a number.
    ChannelIdNotText,
    /// `aud` has to be exactly this; params `expected`, `actual`.
    AudienceWrong,
    /// It lives too long; params `seconds`, `most`.
    LifeTooLong,
    /// The token asked for would live too long; params `seconds`, `most`.
    TokenLifeTooLong,
    /// `token_exp` is a length of time, and this looks like a date; params `value`.
    TokenLifeIsDate,
    /// `token_exp` is not a whole number; params `value`.
    TokenLifeNotNumber,
    /// No `token_exp`: right for a stateless token, missing for one of v2.1.
    NoTokenLife,
    /// `iat` lies ahead by whole or half hours: local time was taken for UTC; params `minutes`.
    LocalTimeAsUtc,
}

/// Everything that can be said.
pub(super) fn of(
    reading: &TokenReading,
    profile: Option<TokenProfile>,
    now: UnixSeconds,
) -> Vec<Lint> {
    // A payload that is no JSON object has no habits.
    if reading.claims.is_none() {
        return Vec::new();
    }
    let mut lints = match profile {
        Some(TokenProfile::LineWorksAssertion) => line_works::lints(reading, now),
        Some(TokenProfile::LineAssertion) => line::lints(reading, now),
        Some(TokenProfile::IdToken) => general::id_token(reading),
        None => general::lints(reading),
    };
    lints.extend(general::hidden(reading));
    lints
}

/// What can be said of the key.
pub(super) fn of_key(key: &VerificationKey, alg: Option<SignatureAlgorithm>) -> Option<Lint> {
    let least = alg.map(|alg| alg.hash().output_len() * 8)?;
    let short = key.family() == KeyFamily::Secret && (key.bits() as usize) < least;
    short.then(|| {
        Lint::new(LintId::SecretShort, LintSeverity::Warning, "RFC 7518 3.2")
            .with("bits", key.bits())
            .with("least", least)
    })
}

impl Lint {
    pub(super) fn new(id: LintId, severity: LintSeverity, source: &str) -> Self {
        Self { id, severity, claim: None, params: BTreeMap::new(), source: source.to_owned() }
    }

    pub(super) fn error(id: LintId, source: &str) -> Self {
        Self::new(id, LintSeverity::Error, source)
    }

    pub(super) fn warning(id: LintId, source: &str) -> Self {
        Self::new(id, LintSeverity::Warning, source)
    }

    pub(super) fn note(id: LintId, source: &str) -> Self {
        Self::new(id, LintSeverity::Note, source)
    }

    pub(super) fn about(mut self, claim: &str) -> Self {
        self.claim = Some(claim.to_owned());
        self
    }

    pub(super) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), visible(&value.to_string()));
        self
    }
}
