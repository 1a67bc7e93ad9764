//! The checks on a channel's assertion: form, header, key, claims, signature (facts 7.3).
//!
//! `exp` and `token_exp` must be numbers: LINE's older example writes them as texts, its rules say
//! number.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::channel::Line;
use super::refusal::Refusal;
use crate::jws::CompactJws;

/// The longest time to `exp`, in seconds.
const MOST_LIFE: f64 = 1_800.0;
/// The longest life of the token asked for, in seconds.
const MOST_TOKEN_LIFE: i64 = 2_592_000;
/// Who the assertion must be for, with the slash; also here, because LINE's own clients send it.
const AUDIENCE: &str = "https://api.line.me/";

#[derive(Deserialize)]
struct Header {
    alg: Option<Value>,
    typ: Option<Value>,
    kid: Option<Value>,
    crit: Option<Value>,
}

#[derive(Deserialize)]
struct Claims {
    iss: Option<Value>,
    sub: Option<Value>,
    aud: Option<Value>,
    exp: Option<Value>,
    token_exp: Option<Value>,
}

/// What a good assertion says.
#[derive(Debug)]
pub(super) struct Asserted {
    pub(super) channel_id: String,
    /// `token_exp`, if it was there; already within its limits.
    pub(super) token_life: Option<i64>,
}

/// Accepts `assertion` at `now` (Unix seconds by the server's clock).
pub(super) fn check(assertion: &str, line: &Line, now: f64) -> Result<Asserted, Refusal> {
    let jws = CompactJws::parse(assertion).map_err(|_| Refusal::Assertion)?;
    let header: Header = object(&jws.header)?;
    if !is_text(&header.alg, "RS256") || !is_text(&header.typ, "JWT") || header.crit.is_some() {
        return Err(Refusal::Assertion);
    }
    let kid = header.kid.as_ref().and_then(Value::as_str).ok_or(Refusal::NoKey)?;
    let key = line.key(kid).ok_or(Refusal::NoKey)?;
    let claims: Claims = object(&jws.payload)?;
    if !is_text(&claims.iss, &key.channel_id) {
        return Err(Refusal::KeyOfAnother);
    }
    if !is_text(&claims.sub, &key.channel_id) {
        return Err(Refusal::Claim("sub"));
    }
    if !is_text(&claims.aud, AUDIENCE) {
        return Err(Refusal::Claim("aud"));
    }
    let expires = claims.exp.as_ref().and_then(Value::as_f64).ok_or(Refusal::Expiry)?;
    if now >= expires || expires - now > MOST_LIFE {
        return Err(Refusal::Expiry);
    }
    let token_life = token_life(claims.token_exp.as_ref())?;
    if !jws.is_signed_by(&key.public) {
        return Err(Refusal::Signature);
    }
    Ok(Asserted { channel_id: key.channel_id, token_life })
}

fn token_life(claim: Option<&Value>) -> Result<Option<i64>, Refusal> {
    let Some(value) = claim else { return Ok(None) };
    let life = value.as_i64().filter(|life| (1..=MOST_TOKEN_LIFE).contains(life));
    life.map(Some).ok_or(Refusal::TokenLife)
}

fn is_text(value: &Option<Value>, expected: &str) -> bool {
    value.as_ref().and_then(Value::as_str) == Some(expected)
}

fn object<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    // A derived reader takes an array for an object, member by member.
    if !bytes.trim_ascii_start().starts_with(b"{") {
        return Err(Refusal::Assertion);
    }
    serde_json::from_slice(bytes).map_err(|_| Refusal::Assertion)
}
