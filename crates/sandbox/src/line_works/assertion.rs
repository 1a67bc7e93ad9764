//! The checks on a service account's JWT: form, header, claims, times, signature (facts 2.1).
//!
//! Stricter than LINE WORKS may be in two points: `typ` must be `JWT`, and an unknown critical
//! header is refused (RFC 7515 section 4.1.11). `aud`, `kid`, `jti` and `nbf` are not looked at.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::client::RegisteredClient;
use crate::jws::{CompactJws, JwsError, Part};

/// The longest time between `iat` and `exp`, in seconds (facts 2.1: 60 minutes).
pub(super) const MAX_LIFETIME: f64 = 3600.0;
/// How far `iat` may lie in the future, in seconds. LINE WORKS' own tolerance is not known; this
/// is the sandbox's choice.
pub(super) const CLOCK_TOLERANCE: f64 = 60.0;
/// Unix seconds reach this number in the year 5138; a larger one is milliseconds.
const SECONDS_LIMIT: f64 = 1e11;

/// What is wrong with an assertion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AssertionFault {
    #[error("the assertion does not have three parts")]
    NotThreeParts,
    #[error("the {} of the assertion is not base64url without padding", name(*.0))]
    NotBase64Url(Part),
    #[error("the {} of the assertion is not a JSON object", name(*.0))]
    NotJson(Part),
    #[error("alg must be RS256")]
    Algorithm,
    #[error("typ must be JWT")]
    Type,
    #[error("crit is not supported")]
    Critical,
    #[error("iss must be the client ID")]
    Issuer,
    #[error("sub must be the service account of the app")]
    Subject,
    #[error("{0} is missing")]
    TimeMissing(&'static str),
    #[error("{0} must be a JSON number")]
    TimeNotNumber(&'static str),
    #[error("{0} must be in seconds")]
    TimeNotSeconds(&'static str),
    #[error("exp must be later than iat")]
    EndsBeforeItStarts,
    #[error("exp is more than 60 minutes after iat")]
    LivesTooLong,
    #[error("iat in the future")]
    IssuedInTheFuture,
    #[error("the assertion has expired")]
    Expired,
    #[error("the signature does not verify with the registered key")]
    Signature,
}

fn name(part: Part) -> &'static str {
    match part {
        Part::Header => "header",
        Part::Payload => "payload",
        Part::Signature => "signature",
    }
}

#[derive(Deserialize)]
struct Header {
    alg: Option<Value>,
    typ: Option<Value>,
    crit: Option<Value>,
}

#[derive(Deserialize)]
struct Claims {
    iss: Option<Value>,
    sub: Option<Value>,
    iat: Option<Value>,
    exp: Option<Value>,
}

/// Accepts `assertion` for `client` at `now` (Unix seconds by the server's clock).
pub(super) fn check(
    assertion: &str,
    client: &RegisteredClient,
    now: f64,
) -> Result<(), AssertionFault> {
    let jws = CompactJws::parse(assertion).map_err(|error| match error {
        JwsError::Parts(_) => AssertionFault::NotThreeParts,
        JwsError::Encoding(part) => AssertionFault::NotBase64Url(part),
    })?;
    check_header(&object(&jws.header, Part::Header)?)?;
    let claims: Claims = object(&jws.payload, Part::Payload)?;
    check_parties(&claims, client)?;
    check_times(&claims, now)?;
    if jws.is_signed_by(&client.key) { Ok(()) } else { Err(AssertionFault::Signature) }
}

fn check_header(header: &Header) -> Result<(), AssertionFault> {
    if !is_text(&header.alg, "RS256") {
        return Err(AssertionFault::Algorithm);
    }
    if !is_text(&header.typ, "JWT") {
        return Err(AssertionFault::Type);
    }
    if header.crit.is_some() {
        return Err(AssertionFault::Critical);
    }
    Ok(())
}

fn check_parties(claims: &Claims, client: &RegisteredClient) -> Result<(), AssertionFault> {
    if !is_text(&claims.iss, &client.client_id) {
        return Err(AssertionFault::Issuer);
    }
    if !is_text(&claims.sub, &client.service_account) {
        return Err(AssertionFault::Subject);
    }
    Ok(())
}

fn check_times(claims: &Claims, now: f64) -> Result<(), AssertionFault> {
    let issued = seconds(&claims.iat, "iat")?;
    let expires = seconds(&claims.exp, "exp")?;
    if expires <= issued {
        return Err(AssertionFault::EndsBeforeItStarts);
    }
    if expires - issued > MAX_LIFETIME {
        return Err(AssertionFault::LivesTooLong);
    }
    if issued > now + CLOCK_TOLERANCE {
        return Err(AssertionFault::IssuedInTheFuture);
    }
    if now >= expires {
        return Err(AssertionFault::Expired);
    }
    Ok(())
}

/// A time claim: a JSON number, with or without fraction (facts 2.1).
fn seconds(claim: &Option<Value>, name: &'static str) -> Result<f64, AssertionFault> {
    match claim {
        None => Err(AssertionFault::TimeMissing(name)),
        Some(value) => match value.as_f64() {
            None => Err(AssertionFault::TimeNotNumber(name)),
            Some(number) if number.abs() >= SECONDS_LIMIT => {
                Err(AssertionFault::TimeNotSeconds(name))
            }
            Some(number) => Ok(number),
        },
    }
}

fn is_text(value: &Option<Value>, expected: &str) -> bool {
    value.as_ref().and_then(Value::as_str) == Some(expected)
}

/// A JSON object in which none of the members that are read occurs twice.
fn object<T: DeserializeOwned>(bytes: &[u8], part: Part) -> Result<T, AssertionFault> {
    // A derived reader takes an array for an object, member by member.
    if !bytes.trim_ascii_start().starts_with(b"{") {
        return Err(AssertionFault::NotJson(part));
    }
    serde_json::from_slice(bytes).map_err(|_| AssertionFault::NotJson(part))
}
