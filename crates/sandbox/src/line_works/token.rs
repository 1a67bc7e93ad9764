//! `POST /oauth2/v2.0/token` and `revoke` as HTTP: reads the form, lets faults act, sends the verdict.

use std::sync::Arc;
use std::time::SystemTime;

use aws_lc_rs::error::Unspecified;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::ALLOW;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::json;

use super::grant::Granted;
use super::issue::Issuer;
use super::openid::signing_keys;
use super::refusal::Refusal;
use super::{MOVED_PATH, grant, issue, revoke};
use crate::answer::Answer;
use crate::clock;
use crate::connection::is_form;
use crate::fault::{self, Fault};
use crate::form::Form;
use crate::state::Shared;
use crate::wire::WireControl;

/// Issues a token for an assertion, a code or a refresh token, or says why not.
pub(super) async fn token(
    State(shared): State<Arc<Shared>>,
    Extension(wire): Extension<Arc<WireControl>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let (fault, form) = (shared.fault(), read_form(&headers, &body));
    if let Some(response) = instead(&shared, &form, fault).await {
        return response;
    }
    let answer = verdict(form, &shared, fault).await;
    fault::send(fault, answer, &wire, shared.drip)
}

/// Ends a token, or says why not; the faults of the token endpoint act here too.
pub(super) async fn revocation(
    State(shared): State<Arc<Shared>>,
    Extension(wire): Extension<Arc<WireControl>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let (fault, form) = (shared.fault(), read_form(&headers, &body));
    if let Some(response) = instead(&shared, &form, fault).await {
        return response;
    }
    let now = server_time(&form, &shared, fault);
    let revoked = form.and_then(|form| revoke::judge(&form, &shared.console, &shared.ledger));
    let answer = match revoked {
        Ok(()) => Answer::text(StatusCode::OK, ""),
        Err(refusal) => refusal.answer(fault != Some(Fault::BareError)),
    };
    fault::send(fault, answer.dated(now), &wire, shared.drip)
}

/// Anything but POST.
pub(super) async fn wrong_method() -> Answer {
    Answer::page(StatusCode::METHOD_NOT_ALLOWED, "405 Method Not Allowed")
        .with(ALLOW, HeaderValue::from_static("POST"))
}

/// Where a client lands that follows a redirect with its secrets: nothing is issued here.
pub(super) async fn redirect_was_followed() -> Answer {
    let words = "a token request must not follow a redirect";
    Answer::json(
        StatusCode::BAD_REQUEST,
        &json!({"error": "invalid_request", "error_description": words}),
    )
}

fn read_form(headers: &HeaderMap, body: &[u8]) -> Result<Form, Refusal> {
    if !is_form(headers) {
        return Err(Refusal::NotAForm);
    }
    Form::parse(body).map_err(|_| Refusal::Undecodable)
}

async fn instead(
    shared: &Shared,
    form: &Result<Form, Refusal>,
    fault: Option<Fault>,
) -> Option<Response> {
    let sent = form.as_ref().ok();
    fault::instead_of(fault?, sent, shared.huge_body_bytes, MOVED_PATH).await
}

/// The server's clock as this client meets it.
fn server_time(form: &Result<Form, Refusal>, shared: &Shared, fault: Option<Fault>) -> SystemTime {
    let sent = form.as_ref().ok();
    let known = sent.and_then(|form| shared.console.find(form.get("client_id")?));
    let offset = fault.map_or(0, Fault::clock_offset);
    clock::now(offset.saturating_add(known.map_or(0, |client| client.clock_offset)))
}

async fn verdict(form: Result<Form, Refusal>, shared: &Shared, fault: Option<Fault>) -> Answer {
    let time = server_time(&form, shared, fault);
    let now = clock::unix_seconds(time);
    let judged =
        form.and_then(|form| grant::judge(&form, &shared.console, &shared.ledger, now, fault));
    let answer = match judged {
        Ok(granted) => issued(&granted, shared, fault, now).await,
        Err(refusal) => refusal.answer(fault != Some(Fault::BareError)),
    };
    answer.dated(time)
}

async fn issued(granted: &Granted<'_>, shared: &Shared, fault: Option<Fault>, now: f64) -> Answer {
    let keys = if granted.has_id_token() { signing_keys().await.map(Some) } else { Ok(None) };
    let issued = keys
        .map_err(|_| Unspecified)
        .and_then(|keys| issue::issue(granted, &Issuer { shared, keys, fault, now }));
    issued.unwrap_or_else(|_| Answer::internal_error())
}
