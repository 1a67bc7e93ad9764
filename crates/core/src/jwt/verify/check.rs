//! One line of the checklist: what was checked, how it came out, the two values, and why.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::jwt::read::into_visible;

/// What is checked, in the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckId {
    /// The signature holds over the exact text that was given (RFC 7515 section 5.2).
    Signature,
    /// The key that the token names is among those given.
    Kid,
    /// The algorithm is one of the key's own, and the one that was asked for.
    Alg,
    /// Who issued it.
    Iss,
    /// For whom (RFC 7519 section 4.1.3).
    Aud,
    /// The value that ties an ID token to its request.
    Nonce,
    /// Issued, and not in the future.
    Iat,
    /// Not before.
    Nbf,
    /// Not over: the time lies before it (RFC 7519 section 4.1.4).
    Exp,
    /// Belongs to the access token (OpenID Connect Core 3.1.3.8).
    AtHash,
}

/// How it came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckResult {
    /// As it should be.
    Passed,
    /// It is not.
    Failed,
    /// Nothing to compare with, or nothing to compare.
    NotChecked,
}

/// Why it came out so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CheckReason {
    /// It holds.
    Holds,
    /// The two values differ.
    Different,
    /// The signature does not fit the text and the key.
    Mismatch,
    /// No key was given.
    NoKey,
    /// The signature was cut out of what is kept.
    SignatureCutOut,
    /// The token breaks off, or is not strict base64url.
    Malformed,
    /// A member is there twice (security.md V3).
    DuplicateMember,
    /// Nested deeper than is read.
    TooDeep,
    /// `crit` asks for what is not known here (security.md V5).
    UnknownCrit,
    /// `b64` is false (security.md V5).
    UnencodedPayload,
    /// The signature has another length than this algorithm gives.
    WrongLength,
    /// An ECDSA signature in DER; JWS wants r and s side by side (RFC 7518 section 3.4).
    DerSignature,
    /// `alg` is `none`.
    AlgNone,
    /// No `alg`, or not a text.
    AlgMissing,
    /// An `alg` that is not known here.
    AlgUnknown,
    /// The `alg` is not for this kind of key.
    AlgNotForKey,
    /// Another algorithm was asked for.
    AlgNotChosen,
    /// No key of that `kid`.
    KidNotFound,
    /// Several keys of that `kid`: none is guessed.
    KidAmbiguous,
    /// Several keys would do, and the token names none.
    KidMissing,
    /// The key that was given has no `kid`.
    KeyHasNoKid,
    /// The token names no key, and one was given.
    NoKid,
    /// The key of that `kid` can't be used.
    KeyUnusable,
    /// There was no key to check with.
    NoFittingKey,
    /// Nothing was given to compare with.
    NothingExpected,
    /// The token does not say.
    Absent,
    /// Not a text, or not a number of seconds.
    Unreadable,
    /// The time has not come.
    NotYet,
    /// The time is over.
    Over,
    /// No access token was given.
    NoAccessToken,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Check {
    /// What.
    pub id: CheckId,
    /// How it came out.
    pub result: CheckResult,
    /// What it is held to; made visible.
    pub expected: Option<String>,
    /// What the token has; made visible.
    pub actual: Option<String>,
    /// Why it came out so.
    pub reason: CheckReason,
}

impl Check {
    pub(super) fn passed(id: CheckId) -> Self {
        Self::of(id, CheckResult::Passed, CheckReason::Holds)
    }

    pub(super) fn failed(id: CheckId, reason: CheckReason) -> Self {
        Self::of(id, CheckResult::Failed, reason)
    }

    pub(super) fn not_checked(id: CheckId, reason: CheckReason) -> Self {
        Self::of(id, CheckResult::NotChecked, reason)
    }

    /// Passed, or failed for a reason.
    pub(super) fn when(id: CheckId, holds: bool, otherwise: CheckReason) -> Self {
        if holds { Self::passed(id) } else { Self::failed(id, otherwise) }
    }

    pub(super) fn expected(mut self, value: impl Into<String>) -> Self {
        self.expected = Some(into_visible(value.into()));
        self
    }

    pub(super) fn actual(mut self, value: impl Into<String>) -> Self {
        self.actual = Some(into_visible(value.into()));
        self
    }

    fn of(id: CheckId, result: CheckResult, reason: CheckReason) -> Self {
        Self { id, result, expected: None, actual: None, reason }
    }
}
