//! The verdict on one token request, check by check in the order they are answered.

use super::assertion;
use super::client::{Console, RegisteredClient};
use super::ledger::{CodeClaim, CodeUses, Ledger, RefreshFault};
use super::refusal::Refusal;
use super::scope;
use crate::fault::Fault;
use crate::form::Form;

/// The grant type of RFC 7523 section 2.1.
pub(super) const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// RFC 6749 section 4.1.3.
pub(super) const CODE_GRANT: &str = "authorization_code";
/// RFC 6749 section 6.
pub(super) const REFRESH_GRANT: &str = "refresh_token";

/// A request that deserves a token.
pub(super) struct Granted<'a> {
    pub(super) client: &'a RegisteredClient,
    pub(super) scopes: Vec<String>,
    pub(super) basis: Basis,
}

/// What a token is given for.
pub(super) enum Basis {
    ServiceAccount,
    Code { grant: u64, nonce: Option<String> },
    Refresh { grant: u64, scopes: Vec<String>, next: NextRefresh },
}

/// The refresh token that comes with a refreshed token (facts 1.4).
pub(super) enum NextRefresh {
    /// Rotation off: none; the old one stays good.
    None,
    /// Rotation on: a new one; the old one is dead.
    New,
    /// The old one again, which is a fault.
    Same(String),
}

impl Granted<'_> {
    /// ID tokens are for members only, and come with the code's answer (facts 1.5 and 3).
    pub(super) fn has_id_token(&self) -> bool {
        let asked = self.scopes.iter().any(|scope| scope == "openid");
        asked && matches!(self.basis, Basis::Code { .. })
    }
}

/// Judges `form` at `now` (Unix seconds by the server's clock).
pub(super) fn judge<'a>(
    form: &Form,
    console: &'a Console,
    ledger: &Ledger,
    now: f64,
    fault: Option<Fault>,
) -> Result<Granted<'a>, Refusal> {
    if form.doubled().is_some() {
        return Err(Refusal::Doubled);
    }
    let grant_type = form.get("grant_type").ok_or(Refusal::Missing("grant_type"))?;
    check_grant_type(grant_type)?;
    let client = console.authenticated(form)?;
    match grant_type {
        CODE_GRANT => by_code(form, client, ledger, now, fault),
        REFRESH_GRANT => by_refresh(form, client, ledger, now, fault),
        _ => by_assertion(form, client, now),
    }
}

fn check_grant_type(grant_type: &str) -> Result<(), Refusal> {
    if [JWT_BEARER, CODE_GRANT, REFRESH_GRANT].contains(&grant_type) {
        return Ok(());
    }
    // After one round of decoding an encoded colon can only come from a second encoding.
    if grant_type.to_ascii_lowercase().contains("%3a") {
        return Err(Refusal::GrantEncodedTwice);
    }
    Err(Refusal::UnsupportedGrant)
}

fn by_assertion<'a>(
    form: &Form,
    client: &'a RegisteredClient,
    now: f64,
) -> Result<Granted<'a>, Refusal> {
    let assertion = form.get("assertion").ok_or(Refusal::Missing("assertion"))?;
    assertion::check(assertion, client, now)?;
    let scopes = scope::granted(form.get("scope"), &client.scopes)?;
    Ok(Granted { client, scopes, basis: Basis::ServiceAccount })
}

fn by_code<'a>(
    form: &Form,
    client: &'a RegisteredClient,
    ledger: &Ledger,
    now: f64,
    fault: Option<Fault>,
) -> Result<Granted<'a>, Refusal> {
    let claim = CodeClaim {
        code: form.get("code").ok_or(Refusal::Missing("code"))?,
        client_id: &client.client_id,
        redirect_uri: form.get("redirect_uri"),
        verifier: form.get("code_verifier"),
    };
    let uses = match fault {
        Some(Fault::CodeAcceptedTwice) => CodeUses::Again,
        Some(Fault::CodeAlreadyUsed) => CodeUses::Never,
        _ => CodeUses::Once,
    };
    let redeemed = ledger.redeem(&claim, uses, now)?;
    let basis = Basis::Code { grant: redeemed.grant, nonce: redeemed.request.nonce };
    Ok(Granted { client, scopes: redeemed.request.scopes, basis })
}

fn by_refresh<'a>(
    form: &Form,
    client: &'a RegisteredClient,
    ledger: &Ledger,
    now: f64,
    fault: Option<Fault>,
) -> Result<Granted<'a>, Refusal> {
    let token = form.get("refresh_token").ok_or(Refusal::Missing("refresh_token"))?;
    // A `+` that was not percent-encoded arrives as a blank; LINE WORKS answers that in the shape
    // for odd input (facts 1.4).
    if token.contains(' ') {
        return Err(Refusal::Undecodable);
    }
    let kept = ledger.refresh(token, &client.client_id, now)?;
    let scopes = scope::narrowed(form.get("scope"), &kept.scopes)?;
    let next = match fault {
        Some(Fault::NeverRotated) => NextRefresh::Same(token.to_owned()),
        _ if !client.refresh_rotation => NextRefresh::None,
        _ if ledger.forget(token) => NextRefresh::New,
        _ => return Err(RefreshFault::Unknown.into()),
    };
    let basis = Basis::Refresh { grant: kept.grant, scopes: kept.scopes, next };
    Ok(Granted { client, scopes, basis })
}
