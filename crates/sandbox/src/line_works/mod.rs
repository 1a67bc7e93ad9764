//! LINE WORKS' authorization server as far as it is played: the token endpoint for service accounts.
//!
//! Order and kind of the checks follow facts sections 1, 2 and 4 and RFC 6749, 7515, 7521 and 7523.
//! The exact words of LINE WORKS' errors are not known: every `error_description` here is invented
//! plain English, and which check comes first is the sandbox's choice.
//! Not played: the user-account flow, refresh, revoke and OpenID Connect.

mod assertion;
mod client;
mod facts;
mod grant;
mod issue;
#[cfg(test)]
mod near_misses;
mod refusal;
mod scope;
mod token;

use std::sync::Arc;

use axum::Router;
use axum::routing::{any, post};

use crate::state::Shared;

pub(crate) use client::{Console, RegisteredClient};
pub use facts::LineWorksFacts;
pub(crate) use issue::ExpiresForm;

/// Where tokens are issued (facts 1.1); the same path as the real one.
const TOKEN_PATH: &str = "/oauth2/v2.0/token";
/// Where the redirect faults point to.
const MOVED_PATH: &str = "/oauth2/v2.0/token-moved";

/// The endpoints of LINE WORKS.
pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route(TOKEN_PATH, post(token::token).fallback(token::wrong_method))
        .route(MOVED_PATH, any(token::redirect_was_followed))
}
