//! Everything a call can be refused for. Statuses and words of facts 7.5 where they are documented;
//! the others are invented and marked so.

use axum::http::StatusCode;
use serde_json::json;

use crate::answer::Answer;

/// Why a call is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("some parameters missed or invalid")]
    Incomplete,
    #[error("Invalid 'client_credentials'.")]
    GrantType,
    #[error("invalid client_id")]
    ClientId,
    #[error("invalid client_secret")]
    ClientSecret,
    /// In the second shape.
    #[error("The maximum number of access tokens has already been issued")]
    TooMany,
    /// In the second shape.
    #[error("Cannot find channel key that satisfies the conditions")]
    NoKey,
    #[error("iss and clientId of key do not match")]
    KeyOfAnother,
    #[error("Invalid exp")]
    Expiry,
    /// Invented.
    #[error("Invalid token_exp")]
    TokenLife,
    /// Invented.
    #[error("Invalid {0}")]
    Claim(&'static str),
    /// Invented.
    #[error("Invalid client_assertion")]
    Assertion,
    /// Invented.
    #[error("Invalid signature")]
    Signature,
    #[error("The access token expired")]
    Over,
    #[error("The access token not JWS")]
    NotJws,
    #[error("The access token malformed")]
    Malformed,
    #[error("access_token invalid")]
    OlderInvalid,
    #[error("access_token in invalid format")]
    OlderFormat,
    /// In the second shape; that it comes with 429 is documented for short-lived tokens, its words
    /// are invented.
    #[error("The API rate limit has been exceeded. Try again later.")]
    TooFast,
    /// Without a description.
    #[error("")]
    Bare,
}

impl Refusal {
    /// The answer; `described` is false when the server keeps its reasons to itself.
    pub(super) fn answer(self, described: bool) -> Answer {
        let words = self.to_string();
        match self {
            Refusal::TooMany => Answer::json(StatusCode::BAD_REQUEST, &json!({"message": words})),
            Refusal::NoKey => Answer::json(StatusCode::NOT_FOUND, &json!({"message": words})),
            Refusal::TooFast => {
                Answer::json(StatusCode::TOO_MANY_REQUESTS, &json!({"message": words}))
            }
            _ if described && !words.is_empty() => {
                let body = json!({"error": self.code(), "error_description": words});
                Answer::json(StatusCode::BAD_REQUEST, &body)
            }
            _ => Answer::json(StatusCode::BAD_REQUEST, &json!({"error": self.code()})),
        }
    }

    fn code(self) -> &'static str {
        match self {
            Refusal::ClientId
            | Refusal::ClientSecret
            | Refusal::KeyOfAnother
            | Refusal::Expiry
            | Refusal::TokenLife
            | Refusal::Claim(_)
            | Refusal::Assertion
            | Refusal::Signature => "invalid_client",
            _ => "invalid_request",
        }
    }
}
