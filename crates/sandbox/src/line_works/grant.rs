//! The verdict on one token request, check by check in the order they are answered.

use super::assertion;
use super::client::{Console, RegisteredClient};
use super::refusal::Refusal;
use super::scope;
use crate::form::Form;

/// The grant type of RFC 7523 section 2.1.
const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// A request that deserves a token.
pub(super) struct Granted<'a> {
    pub(super) client: &'a RegisteredClient,
    pub(super) scopes: Vec<String>,
}

/// Judges `form` at `now` (Unix seconds by the server's clock).
pub(super) fn judge<'a>(
    form: &Form,
    console: &'a Console,
    now: f64,
) -> Result<Granted<'a>, Refusal> {
    if form.doubled().is_some() {
        return Err(Refusal::Doubled);
    }
    check_grant_type(form.get("grant_type").ok_or(Refusal::Missing("grant_type"))?)?;
    let client = console.authenticated(form)?;
    let assertion = form.get("assertion").ok_or(Refusal::Missing("assertion"))?;
    assertion::check(assertion, client, now)?;
    let scopes = scope::granted(form.get("scope"), &client.scopes)?;
    Ok(Granted { client, scopes })
}

fn check_grant_type(grant_type: &str) -> Result<(), Refusal> {
    if grant_type == JWT_BEARER {
        return Ok(());
    }
    // After one round of decoding an encoded colon can only come from a second encoding.
    if grant_type.to_ascii_lowercase().contains("%3a") {
        return Err(Refusal::GrantEncodedTwice);
    }
    Err(Refusal::UnsupportedGrant)
}
