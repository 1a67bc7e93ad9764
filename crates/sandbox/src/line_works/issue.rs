//! The answer that carries a token (facts 1.5 and 1.10). Tokens are opaque and forgotten at once.

use aws_lc_rs::error::Unspecified;
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::Serialize;
use serde_json::Value;

use super::grant::Granted;
use crate::answer::Answer;
use crate::fault::Fault;
use crate::random;

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
    refresh_token: String,
    token_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_in: Option<Value>,
    scope: String,
}

/// A fresh token for what was granted.
pub(super) fn issue(granted: &Granted<'_>, fault: Option<Fault>) -> Result<Answer, Unspecified> {
    let form = ExpiresForm::under(fault, granted.client.expires);
    let answer = TokenAnswer {
        access_token: opaque()?,
        refresh_token: format!("{}.{}", opaque()?, URL_SAFE_NO_PAD.encode(random::bytes::<16>()?)),
        token_type: "Bearer",
        expires_in: form.write(granted.client.access_token_seconds),
        scope: granted.scopes.join(" "),
    };
    Ok(Answer::json(StatusCode::OK, &answer))
}

/// Region prefix, `AAAA`, then standard Base64 with padding.
fn opaque() -> Result<String, Unspecified> {
    Ok(format!("jp1AAAA{}", STANDARD.encode(random::bytes::<100>()?)))
}
