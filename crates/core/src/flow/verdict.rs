//! A rule's verdict: which rule, how it came out, and the two values that were compared.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Rules of the flows (facts.md 2.5 and 1.5; 1.2 and 3 for a member's sign-in; 1.4, 1.6 and 1.7 for
/// the life of a token afterwards).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RuleId {
    /// A private key is stored.
    KeyPresent,
    /// RSA with at least 2048 bits.
    KeyStrength,
    /// Client ID is filled in.
    ClientIdPresent,
    /// Client Secret is stored.
    ClientSecretPresent,
    /// Service account is filled in.
    ServiceAccountPresent,
    /// `iss` is the Client ID.
    IssuerIsClientId,
    /// `sub` is a service account.
    SubjectIsServiceAccount,
    /// `exp` lies after `iat`.
    ExpiryAfterIssue,
    /// `exp` minus `iat` is at most 3600.
    LifetimeWithinLimit,
    /// Times have 10 digits: seconds, not milliseconds.
    TimesInSeconds,
    /// Now lies between `iat` and `exp`.
    NowWithinTimes,
    /// At least one scope is asked for.
    ScopePresent,
    /// No scope is closed to service accounts.
    ScopesForServiceAccount,
    /// Scope names are well formed.
    ScopeNames,
    /// The public half confirms the signature.
    SignatureConfirmed,
    /// HTTP status is 200.
    StatusOk,
    /// JSON content type.
    ContentTypeJson,
    /// `access_token` is there.
    TokenPresent,
    /// `token_type` is Bearer.
    TokenTypeBearer,
    /// `expires_in` is readable.
    ExpiresInReadable,
    /// `expires_in` is as set in the console.
    LifetimeAsSet,
    /// Every scope asked for was granted.
    ScopesGranted,
    /// The server's clock agrees with this computer's.
    ClockAgrees,
    /// A refresh token came along.
    RefreshTokenPresent,
    /// The redirect URL stands in the record, to the letter (facts.md 5).
    RedirectUrlRegistered,
    /// The browser came back to the redirect URL that was sent.
    ReturnedToRedirectUrl,
    /// `state` is the one that was sent.
    StateMatches,
    /// `iss` of the answer is who should have answered (RFC 9207).
    AnsweringIssuer,
    /// A code came back.
    CodeReturned,
    /// An ID token came along, where `openid` was asked for.
    IdTokenPresent,
    /// The issuer's keys were read from their address.
    IssuerKeysRead,
    /// The ID token names a subject.
    IdTokenSubjectPresent,
    /// It is a signed token.
    IdTokenReadable,
    /// Its `alg` is RS256.
    IdTokenAlgorithm,
    /// The key that its `kid` names is known.
    IdTokenKey,
    /// Its signature holds.
    IdTokenSignature,
    /// Its `iss` is the issuer.
    IdTokenIssuer,
    /// Its `aud` is the Client ID.
    IdTokenAudience,
    /// Its `nonce` is the one that was sent.
    IdTokenNonce,
    /// Its `iat` is there and not in the future.
    IdTokenIssuedAt,
    /// Its `exp` is there and still to come.
    IdTokenExpiry,
    /// Its `at_hash` belongs to the access token.
    IdTokenAtHash,
    /// Its `sub` is the member that signed in.
    IdTokenSubject,
    /// The token that is to be sent is held.
    TokenHeld,
    /// The refresh token's 90 days are not over.
    RefreshTokenAlive,
    /// A new refresh token came, or none, as the console's rotation setting says.
    RotationAsSet,
    /// The new refresh token is stored in the place of the old one.
    RefreshTokenKept,
    /// The address for ending a token is documented.
    RevokeAddressDocumented,
    /// Access tokens end with their refresh token.
    AccessTokensEndToo,
    /// The record says that the client is registered for the grant.
    GrantRegistered,
    /// The further claims of the assertion are a JSON object.
    ClaimsReadable,
    /// The server says that the token holds (RFC 7662 section 2.2).
    TokenActive,
    /// The token was issued to this client.
    TokenOfThisClient,
    /// The answer names the subject.
    UserinfoSubjectPresent,
    /// The subject is the one of the ID token (OpenID Connect Core section 5.3.2).
    UserinfoSubject,
    /// The channel ID is filled in.
    ChannelIdPresent,
    /// The channel secret is stored.
    ChannelSecretPresent,
    /// The kid that LINE gave for the key is known (facts.md 7.3).
    AssertionKeyIdPresent,
    /// `iss` is the channel ID.
    IssuerIsChannel,
    /// `sub` is the same channel ID.
    SubjectIsIssuer,
    /// `aud` is LINE's API, with its final slash.
    AudienceIsLine,
    /// `exp` lies at most 30 minutes ahead.
    AssertionWithinHalfHour,
    /// `token_exp` is 30 days at most.
    TokenLifeWithinLimit,
    /// `token_exp` is a length of time, no date.
    TokenLifeIsDuration,
    /// The token looks like one of its kind (facts.md 7.6).
    TokenFormFits,
    /// Fewer than 30 tokens of the kind are live, as far as is known (facts.md 7.1).
    PlaceLeft,
    /// The answer names the token's `key_id`.
    KeyIdPresent,
    /// The token lives as long as was asked for.
    LifetimeAsAsked,
    /// The token was issued for this channel.
    TokenOfThisChannel,
    /// The token held before it was revoked.
    TokenWasGood,
    /// The token does not hold after it was revoked.
    TokenIsDead,
    /// The answer lists key IDs.
    KeyIdsListed,
    /// The answer has `X-Line-Request-Id`.
    RequestIdPresent,
    /// A customer's server says who signed in.
    UserIdPresent,
    /// It is the member that was expected.
    UserIdExpected,
    /// The connection stood within the limit of LINE WORKS.
    ConnectWithinLimit,
    /// The answer was there within the limit of LINE WORKS.
    ReadWithinLimit,
    /// A customer's logout came back to where it was told to.
    LogoutReturned,
}

/// How a rule came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum VerdictResult {
    /// As it should be.
    Passed,
    /// Worth a look; the flow goes on.
    Warned,
    /// Broken; the flow stops.
    Failed,
    /// Could not be checked.
    NotChecked,
}

/// One verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// The rule.
    pub id: RuleId,
    /// How it came out.
    pub result: VerdictResult,
    /// What the rule wants.
    pub expected: Option<String>,
    /// What was found. Never a secret.
    pub actual: Option<String>,
    /// Where the rule comes from.
    pub source: String,
}

impl Verdict {
    /// A verdict with both values.
    pub fn new(
        id: RuleId,
        result: VerdictResult,
        expected: impl ToString,
        actual: impl ToString,
        source: &str,
    ) -> Self {
        let (expected, actual) = (Some(expected.to_string()), Some(actual.to_string()));
        Self { id, result, expected, actual, source: source.to_owned() }
    }

    /// Passed or failed by a condition.
    pub fn must(
        id: RuleId,
        holds: bool,
        expected: impl ToString,
        actual: impl ToString,
        source: &str,
    ) -> Self {
        let result = if holds { VerdictResult::Passed } else { VerdictResult::Failed };
        Self::new(id, result, expected, actual, source)
    }

    /// Passed or warned by a condition.
    pub fn should(
        id: RuleId,
        holds: bool,
        expected: impl ToString,
        actual: impl ToString,
        source: &str,
    ) -> Self {
        let result = if holds { VerdictResult::Passed } else { VerdictResult::Warned };
        Self::new(id, result, expected, actual, source)
    }
}
