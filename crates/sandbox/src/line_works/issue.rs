//! The answer that carries a token (facts 1.5 and 1.10). Access and refresh tokens are opaque.

use aws_lc_rs::error::Unspecified;
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::Serialize;
use serde_json::Value;

use super::grant::{Basis, Granted, NextRefresh};
use super::ledger::Issued;
use super::openid::{IdToken, SigningKeys};
use crate::answer::Answer;
use crate::fault::Fault;
use crate::random;
use crate::state::Shared;

/// How `expires_in` is written; both text and number are seen from LINE WORKS (facts 1.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExpiresForm {
    Text,
    Number,
    Missing,
    Unreadable,
}

impl ExpiresForm {
    /// The form `fault` wants, or `usual`.
    fn under(fault: Option<Fault>, usual: ExpiresForm) -> ExpiresForm {
        match fault {
            Some(Fault::ExpiresAsText) => ExpiresForm::Text,
            Some(Fault::ExpiresAsNumber) => ExpiresForm::Number,
            Some(Fault::ExpiresMissing) => ExpiresForm::Missing,
            Some(Fault::ExpiresUnreadable) => ExpiresForm::Unreadable,
            _ => usual,
        }
    }

    fn write(self, seconds: u32) -> Option<Value> {
        match self {
            ExpiresForm::Text => Some(Value::from(seconds.to_string())),
            ExpiresForm::Number => Some(Value::from(seconds)),
            ExpiresForm::Missing => None,
            ExpiresForm::Unreadable => Some(Value::from("one hour")),
        }
    }
}

#[derive(Serialize)]
struct TokenAnswer {
    access_token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    token_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_in: Option<Value>,
    scope: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_token: Option<String>,
}

/// What an answer is made from besides what was granted.
pub(super) struct Issuer<'a> {
    pub(super) shared: &'a Shared,
    /// Only where there is an ID token.
    pub(super) keys: Option<&'a SigningKeys>,
    pub(super) fault: Option<Fault>,
    /// Unix seconds by the server's clock.
    pub(super) now: f64,
}

/// A fresh token for what was granted; the server keeps it.
pub(super) fn issue(granted: &Granted<'_>, issuer: &Issuer<'_>) -> Result<Answer, Unspecified> {
    let access_token = opaque()?;
    let refresh_token = refresh_token(&granted.basis)?;
    keep(granted, issuer, &access_token, refresh_token.as_deref());
    let form = ExpiresForm::under(issuer.fault, granted.client.expires);
    let answer = TokenAnswer {
        id_token: id_token(granted, issuer, &access_token)?,
        access_token,
        refresh_token,
        token_type: "Bearer",
        expires_in: form.write(granted.client.access_token_seconds),
        scope: granted.scopes.join(" "),
    };
    Ok(Answer::json(StatusCode::OK, &answer))
}

fn refresh_token(basis: &Basis) -> Result<Option<String>, Unspecified> {
    match basis {
        Basis::Refresh { next: NextRefresh::None, .. } => Ok(None),
        Basis::Refresh { next: NextRefresh::Same(old), .. } => Ok(Some(old.clone())),
        _ => new_refresh_token().map(Some),
    }
}

fn keep(granted: &Granted<'_>, issuer: &Issuer<'_>, access: &str, refresh: Option<&str>) {
    let ledger = &issuer.shared.ledger;
    let (grant, grant_scopes, same) = match &granted.basis {
        Basis::ServiceAccount => (ledger.new_grant(), &granted.scopes, false),
        Basis::Code { grant, .. } => (*grant, &granted.scopes, false),
        Basis::Refresh { grant, scopes, next } => {
            (*grant, scopes, matches!(next, NextRefresh::Same(_)))
        }
    };
    let issued = Issued {
        access_token: access,
        refresh_token: refresh.filter(|_| !same),
        client_id: &granted.client.client_id,
        scopes: &granted.scopes,
        grant_scopes,
        grant,
        access_seconds: granted.client.access_token_seconds,
    };
    ledger.keep(&issued, issuer.now);
}

fn id_token(
    granted: &Granted<'_>,
    issuer: &Issuer<'_>,
    access_token: &str,
) -> Result<Option<String>, Unspecified> {
    let (Basis::Code { nonce, .. }, Some(keys)) = (&granted.basis, issuer.keys) else {
        return Ok(None);
    };
    let token = IdToken {
        issuer: &issuer.shared.issuer,
        client_id: &granted.client.client_id,
        member: &issuer.shared.member,
        scopes: &granted.scopes,
        nonce: nonce.as_deref(),
        access_token,
        now: issuer.now as i64,
    };
    token.write(keys, issuer.fault).map(Some)
}

/// Region prefix, `AAAA`, then standard Base64 with padding.
fn opaque() -> Result<String, Unspecified> {
    Ok(format!("jp1AAAA{}", STANDARD.encode(random::bytes::<100>()?)))
}

/// An opaque token, a dot and 22 characters; with a `+`, so that a client that does not
/// percent-encode it is always found out.
fn new_refresh_token() -> Result<String, Unspecified> {
    loop {
        let token = opaque()?;
        if token.contains('+') {
            return Ok(format!("{token}.{}", URL_SAFE_NO_PAD.encode(random::bytes::<16>()?)));
        }
    }
}
