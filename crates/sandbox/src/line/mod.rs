//! LINE's channel access tokens as they are played: all eight calls of LINE's OpenAPI document, and
//! a page in the place of the console, where public keys are registered.
//!
//! Statuses and words of errors are LINE's where they are documented (facts 7.5); others are
//! invented, and so is which check comes first. Not played: LINE Login, and the Messaging API.

mod answers;
mod assertion;
mod channel;
mod console;
mod endpoints;
mod facts;
mod jwk;
mod practice;
mod refusal;
mod tokens;

use std::sync::Arc;

use axum::Router;
use axum::routing::{any, get, post};

use crate::state::Shared;

pub(crate) use channel::Line;
pub use facts::LineFacts;
pub(crate) use practice::make;
pub use practice::{PracticeChannel, PracticeChannelBehaviour, PracticeToken};

// The paths of LINE's OpenAPI document.
const STATELESS_PATH: &str = "/oauth2/v3/token";
const TOKEN_PATH: &str = "/oauth2/v2.1/token";
const KEY_IDS_PATH: &str = "/oauth2/v2.1/tokens/kid";
const VERIFY_PATH: &str = "/oauth2/v2.1/verify";
const REVOKE_PATH: &str = "/oauth2/v2.1/revoke";
const SHORT_LIVED_PATH: &str = "/v2/oauth/accessToken";
const OLDER_VERIFY_PATH: &str = "/v2/oauth/verify";
const OLDER_REVOKE_PATH: &str = "/v2/oauth/revoke";
/// Where the redirect faults point to.
const MOVED_PATH: &str = "/oauth2/v2.1/moved";
/// The sandbox's own page for registering public keys.
const CONSOLE_PATH: &str = "/line/console";

/// The endpoints of LINE.
pub(crate) fn routes() -> Router<Arc<Shared>> {
    let wrong_method = answers::wrong_method;
    Router::new()
        .route(STATELESS_PATH, post(endpoints::stateless).fallback(wrong_method))
        .route(TOKEN_PATH, post(endpoints::issue).fallback(wrong_method))
        .route(KEY_IDS_PATH, get(endpoints::key_ids).fallback(wrong_method))
        .route(VERIFY_PATH, get(endpoints::verify).fallback(wrong_method))
        .route(REVOKE_PATH, post(endpoints::revoke).fallback(wrong_method))
        .route(SHORT_LIVED_PATH, post(endpoints::short_lived).fallback(wrong_method))
        .route(OLDER_VERIFY_PATH, post(endpoints::older_verify).fallback(wrong_method))
        .route(OLDER_REVOKE_PATH, post(endpoints::older_revoke).fallback(wrong_method))
        .route(MOVED_PATH, any(answers::redirect_was_followed))
        .route(CONSOLE_PATH, get(console::page).post(console::act))
}
