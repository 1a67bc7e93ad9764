//! LINE WORKS' authorization server as far as it is played: service accounts, members' sign-in with
//! OpenID Connect, refresh, revoke, logout.
//!
//! Order and kind of the checks follow facts sections 1 to 5 and RFC 6749, 7009, 7515, 7521, 7523
//! and 7636. The exact words of LINE WORKS' errors are not known: every `error_description` here is
//! invented plain English, and which check comes first is the sandbox's choice.
//! Not played: the implicit flow, userinfo, and the resource API.

mod assertion;
mod client;
mod facts;
mod grant;
mod issue;
mod ledger;
mod member;
#[cfg(test)]
mod near_misses;
mod openid;
mod pkce;
mod refusal;
mod revoke;
mod scope;
mod sign_in;
mod token;

use std::sync::Arc;

use axum::Router;
use axum::routing::{any, get, post};

use crate::state::Shared;

pub(crate) use client::{Console, RegisteredClient};
pub use facts::LineWorksFacts;
pub(crate) use issue::ExpiresForm;
pub(crate) use ledger::Ledger;
pub use member::PracticeUser;
pub(crate) use sign_in::{Language, accepts, address, escaped};

// The same paths as the real ones, as far as facts 1.1 knows them (authorize, token, revoke).
const AUTHORIZE_PATH: &str = "/oauth2/v2.0/authorize";
const TOKEN_PATH: &str = "/oauth2/v2.0/token";
const REVOKE_PATH: &str = "/oauth2/v2.0/revoke";
/// Where the redirect faults point to.
const MOVED_PATH: &str = "/oauth2/v2.0/token-moved";
/// Where the login page sends its form.
const LOGIN_PATH: &str = "/oauth2/v2.0/login";
/// Where the consent page sends its form.
const CONSENT_PATH: &str = "/oauth2/v2.0/consent";
const CERTS_PATH: &str = "/oauth2/v2.0/certs";
const LOGOUT_PATH: &str = "/oauth2/v2.0/logout";
/// OpenID Connect Discovery section 4.
const DISCOVERY_PATH: &str = "/.well-known/openid-configuration";
/// RFC 8414 section 3; the same document.
const METADATA_PATH: &str = "/.well-known/oauth-authorization-server";

/// The endpoints of LINE WORKS.
pub(crate) fn routes() -> Router<Arc<Shared>> {
    let wrong_method = token::wrong_method;
    Router::new()
        .route(TOKEN_PATH, post(token::token).fallback(wrong_method))
        .route(REVOKE_PATH, post(token::revocation).fallback(wrong_method))
        .route(MOVED_PATH, any(token::redirect_was_followed))
        .route(AUTHORIZE_PATH, get(sign_in::authorize))
        .route(LOGIN_PATH, post(sign_in::login).fallback(wrong_method))
        .route(CONSENT_PATH, post(sign_in::consent).fallback(wrong_method))
        .route(LOGOUT_PATH, get(openid::queried).post(openid::posted))
        .route(DISCOVERY_PATH, get(openid::discovery))
        .route(METADATA_PATH, get(openid::discovery))
        .route(CERTS_PATH, get(openid::certs))
}
