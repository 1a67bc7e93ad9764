//! A customer's SSO server, which LINE WORKS calls (facts section 6): a login page for browsers and
//! apps, the two POST APIs, the IMAP/CalDAV login API and the logout. Correct by default.
//!
//! The addresses begin with `/customer-sso/{what is wrong}/`: `correct`, or names of faults joined by
//! `+`. The order of the checks and the HTTP status of errors are this server's choice; the documents
//! say nothing of either. It answers by http, and by https at one address for each kind of
//! certificate. The session check at LINE WORKS (facts 6.4) is not played.

mod api;
mod company;
mod door;
mod facts;
mod fault;
mod login;
mod logout;
mod mail;
mod token;
mod user_info;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;

use crate::answer::Answer;
use crate::state::Shared;

pub(crate) use company::Company;
pub use door::CertificateError;
pub(crate) use door::{Certificates, Door};
pub use facts::CustomerSsoFacts;
pub(crate) use facts::Places;
pub use fault::{CustomerSsoFault, CustomerSsoFaultError};

const BASE: &str = "/customer-sso";
const LOGIN: &str = "login";
const TOKEN: &str = "accessToken";
const USER_INFO: &str = "userInfo";
const MAIL: &str = "imap";
const LOGOUT: &str = "logout";

/// The addresses of the customer.
pub(crate) fn routes() -> Router<Arc<Shared>> {
    let at = |path| format!("{BASE}/{{faults}}/{path}");
    Router::new()
        .route(&at(LOGIN), get(login::page).post(login::submit))
        .route(&at(TOKEN), get(token::by_get).post(token::token))
        .route(&at(USER_INFO), axum::routing::post(user_info::user_info).fallback(wrong_method))
        .route(&at(MAIL), get(mail::code))
        .route(&at(LOGOUT), get(logout::logout))
}

async fn wrong_method() -> Answer {
    Answer::text(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed\n")
}
