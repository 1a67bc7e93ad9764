//! Which kind of token it looks like, told by what it says.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::jwt::read::{Member, TokenReading};
use crate::jwt::verify::members::{Found, find};

/// A kind of token with rules of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TokenProfile {
    /// The service-account assertion of LINE WORKS (facts 2.1).
    LineWorksAssertion,
    /// The assertion that gets a channel access token of LINE (facts 7.3).
    LineAssertion,
    /// An OpenID Connect ID token.
    IdToken,
}

const ID_TOKEN_MARKS: [&str; 5] = ["nonce", "at_hash", "c_hash", "auth_time", "azp"];
const ID_TOKEN_CLAIMS: [&str; 4] = ["iss", "sub", "aud", "exp"];
const LINE_HOST: &str = "api.line.me";

/// The kind, where one can be told.
pub fn profile_of(reading: &TokenReading) -> Option<TokenProfile> {
    let claims = reading.claims.as_deref()?;
    let is_there = |name: &str| !matches!(find(Some(claims), name), Found::Absent);
    if subject(claims).contains("serviceaccount") {
        return Some(TokenProfile::LineWorksAssertion);
    }
    if is_for_line(claims) {
        return Some(TokenProfile::LineAssertion);
    }
    let is_id_token =
        ID_TOKEN_CLAIMS.into_iter().all(is_there) && ID_TOKEN_MARKS.into_iter().any(is_there);
    is_id_token.then_some(TokenProfile::IdToken)
}

fn subject(claims: &[Member]) -> String {
    find(Some(claims), "sub").text().unwrap_or_default().to_ascii_lowercase()
}

/// Addressed to LINE's API, or with the claim that only LINE has.
fn is_for_line(claims: &[Member]) -> bool {
    let audience = find(Some(claims), "aud").once();
    audience.is_some_and(|member| member.value_json.contains(LINE_HOST))
        || !matches!(find(Some(claims), "token_exp"), Found::Absent)
}
