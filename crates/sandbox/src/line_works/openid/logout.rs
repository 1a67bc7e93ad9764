//! RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0 section 2; not confirmed for LINE
//! WORKS, of which only the rule for registered URLs is known, facts 3).
//!
//! There is no session to end: what is played is whether, and with what, the browser comes back.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::http::header::{HeaderMap, HeaderValue, LOCATION};
use serde_json::Value;

use super::keys::{SigningKeys, signing_keys};
use crate::answer::Answer;
use crate::connection::is_form;
use crate::form::Form;
use crate::jws::CompactJws;
use crate::line_works::client::{Console, RegisteredClient};
use crate::line_works::sign_in::{Language, PageReason, accepts, address, refused, signed_out};
use crate::state::Shared;

/// `GET` with the parameters in the query.
pub(in crate::line_works) async fn queried(
    State(shared): State<Arc<Shared>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Answer {
    let form = Form::parse(query.unwrap_or_default().as_bytes());
    answer(&shared, form.ok(), accepts(&headers)).await
}

/// `POST` with the parameters in a form.
pub(in crate::line_works) async fn posted(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let form = if is_form(&headers) { Form::parse(&body).ok() } else { None };
    answer(&shared, form, accepts(&headers)).await
}

async fn answer(shared: &Shared, form: Option<Form>, language: Language) -> Answer {
    let Some(form) = form else { return refused(PageReason::Unreadable, None, language) };
    if form.doubled().is_some() {
        return refused(PageReason::Doubled, None, language);
    }
    let keys = match signing_keys().await {
        Ok(keys) => keys,
        Err(error) => {
            tracing::error!(%error, "the keys could not be made");
            return Answer::internal_error();
        }
    };
    let sent = form.get("post_logout_redirect_uri");
    match judge(&form, &shared.console, keys) {
        Err(reason) => refused(reason, sent, language),
        Ok(None) => signed_out(language),
        Ok(Some(url)) => back(&address(url, &[("state", form.get("state"))])),
    }
}

/// The registered URL to return to, if one was asked for.
fn judge<'a>(
    form: &Form,
    console: &'a Console,
    keys: &SigningKeys,
) -> Result<Option<&'a str>, PageReason> {
    let named = match form.get("client_id") {
        None => None,
        Some(id) => Some(console.find(id).ok_or(PageReason::ClientUnknown)?),
    };
    let hinted = match form.get("id_token_hint") {
        None => None,
        Some(hint) => Some(hinted(hint, console, keys).ok_or(PageReason::LogoutHint)?),
    };
    if let (Some(named), Some(hinted)) = (named, hinted)
        && named.client_id != hinted.client_id
    {
        return Err(PageReason::LogoutHint);
    }
    let Some(sent) = form.get("post_logout_redirect_uri") else { return Ok(None) };
    let client = named.or(hinted).ok_or(PageReason::LogoutUrlUnregistered)?;
    let registered = client.logout_redirect_urls.iter().find(|url| *url == sent);
    registered.map(|url| Some(url.as_str())).ok_or(PageReason::LogoutUrlUnregistered)
}

/// The client an ID token of this server was issued to, expired or not (section 2).
fn hinted<'a>(
    hint: &str,
    console: &'a Console,
    keys: &SigningKeys,
) -> Option<&'a RegisteredClient> {
    let jws = CompactJws::parse(hint).ok().filter(|jws| keys.signed(jws))?;
    let claims: Value = serde_json::from_slice(&jws.payload).ok()?;
    console.find(claims.get("aud")?.as_str()?)
}

fn back(address: &str) -> Answer {
    match HeaderValue::from_bytes(address.as_bytes()) {
        Ok(location) => Answer::page(StatusCode::FOUND, "Found").with(LOCATION, location),
        Err(_) => Answer::internal_error(),
    }
}
