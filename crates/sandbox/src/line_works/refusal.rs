//! Everything a token, refresh or revoke request can be refused for, and the answer it gets.
//!
//! Codes and status by RFC 6749 section 5.2 and RFC 7523 section 3.1. The descriptions are invented
//! (LINE WORKS' own words are not known) and never repeat a value that was sent.

use axum::http::StatusCode;
use serde_json::json;

use super::assertion::AssertionFault;
use super::ledger::{CodeFault, RefreshFault};
use crate::answer::Answer;
use crate::fault::return_code_99;

/// Why no token is issued.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("the request body is not application/x-www-form-urlencoded")]
    NotAForm,
    /// Broken percent-encoding or UTF-8: answered in the shape for odd input.
    #[error("the request body cannot be decoded")]
    Undecodable,
    #[error("a parameter was sent more than once")]
    Doubled,
    #[error("{0} is missing")]
    Missing(&'static str),
    #[error("grant_type is percent-encoded twice")]
    GrantEncodedTwice,
    #[error("this grant_type is not supported")]
    UnsupportedGrant,
    #[error("the client is not known")]
    UnknownClient,
    #[error("client_secret is missing")]
    SecretMissing,
    #[error("client_secret is wrong")]
    SecretWrong,
    #[error("{0}")]
    Assertion(#[from] AssertionFault),
    #[error("{0}")]
    Code(#[from] CodeFault),
    #[error("{0}")]
    Refresh(#[from] RefreshFault),
    #[error("the token was issued to another client")]
    TokenOfAnotherClient,
    #[error("scope is missing")]
    ScopeMissing,
    #[error("a requested scope is not available to service accounts")]
    ScopeNotForServiceAccounts,
    #[error("a requested scope is not selected for this app")]
    ScopeNotSelected,
    #[error("email and profile are available together with openid only")]
    ScopeNeedsOpenid,
    #[error("a requested scope is not part of the grant")]
    ScopeBeyondGrant,
}

impl Refusal {
    /// The OAuth error code.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Refusal::NotAForm | Refusal::Undecodable | Refusal::Doubled | Refusal::Missing(_) => {
                "invalid_request"
            }
            Refusal::GrantEncodedTwice | Refusal::UnsupportedGrant => "unsupported_grant_type",
            Refusal::UnknownClient | Refusal::SecretMissing | Refusal::SecretWrong => {
                "invalid_client"
            }
            Refusal::Assertion(_)
            | Refusal::Code(_)
            | Refusal::Refresh(_)
            | Refusal::TokenOfAnotherClient => "invalid_grant",
            Refusal::ScopeMissing
            | Refusal::ScopeNotForServiceAccounts
            | Refusal::ScopeNotSelected
            | Refusal::ScopeNeedsOpenid
            | Refusal::ScopeBeyondGrant => "invalid_scope",
        }
    }

    /// The answer; `described` is false when the server keeps its reasons to itself.
    pub(super) fn answer(&self, described: bool) -> Answer {
        let code = self.code();
        let status = match code {
            "invalid_client" => StatusCode::UNAUTHORIZED,
            _ => StatusCode::BAD_REQUEST,
        };
        match self {
            Refusal::Undecodable => return_code_99(),
            _ if described => {
                let words = self.to_string();
                Answer::json(status, &json!({"error": code, "error_description": words}))
            }
            _ => Answer::json(status, &json!({"error": code})),
        }
    }
}
