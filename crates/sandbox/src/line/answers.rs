//! What every answer of LINE has in common: the request ID, and the faults.

use std::sync::Arc;

use axum::http::header::ALLOW;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::json;

use super::MOVED_PATH;
use super::channel::new_kid;
use super::refusal::Refusal;
use crate::answer::Answer;
use crate::clock;
use crate::connection::is_form;
use crate::fault::{self, Fault};
use crate::form::Form;
use crate::state::Shared;
use crate::wire::WireControl;

/// By which LINE finds a call in its logs.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-line-request-id");

/// Answers `form` by `judge`, which is given the server's time, unless a fault is in the way.
pub(super) async fn answered(
    shared: &Shared,
    wire: &Arc<WireControl>,
    form: Result<Form, Refusal>,
    judge: impl FnOnce(&Form, f64) -> Result<Answer, Refusal>,
) -> Response {
    let fault = shared.fault();
    if let Some(fault) = fault {
        let (sent, bytes) = (form.as_ref().ok(), shared.huge_body_bytes);
        if let Some(response) = fault::instead_of(fault, sent, bytes, MOVED_PATH).await {
            return response;
        }
    }
    let time = clock::now(shared.clock_offset());
    let now = clock::unix_seconds(time);
    let described = fault != Some(Fault::BareError);
    let judged = match fault {
        Some(Fault::RateLimited) => Err(Refusal::TooFast),
        _ => form.and_then(|form| judge(&form, now)),
    };
    let answer = judged.unwrap_or_else(|refusal| refusal.answer(described));
    fault::send(fault, identified(answer).dated(time), wire, shared.drip)
}

/// The fields of a POST.
pub(super) fn posted(headers: &HeaderMap, body: &[u8]) -> Result<Form, Refusal> {
    let form = is_form(headers).then(|| Form::parse(body).ok()).flatten();
    once(form.ok_or(Refusal::Incomplete)?)
}

/// The fields of a query.
pub(super) fn queried(query: Option<&str>) -> Result<Form, Refusal> {
    let form = Form::parse(query.unwrap_or_default().as_bytes());
    once(form.map_err(|_| Refusal::Incomplete)?)
}

fn once(form: Form) -> Result<Form, Refusal> {
    if form.doubled().is_some() { Err(Refusal::Incomplete) } else { Ok(form) }
}

fn identified(answer: Answer) -> Answer {
    let id = new_kid().ok().and_then(|id| HeaderValue::from_str(&id).ok());
    match id {
        Some(id) => answer.with(REQUEST_ID, id),
        None => answer,
    }
}

/// Any method but the documented one.
pub(super) async fn wrong_method() -> Answer {
    let words = json!({"message": "Method not allowed"});
    let answer = Answer::json(StatusCode::METHOD_NOT_ALLOWED, &words);
    identified(answer.with(ALLOW, HeaderValue::from_static("GET, POST")))
}

/// Where a client lands that follows a redirect with its secrets: nothing is issued here.
pub(super) async fn redirect_was_followed() -> Answer {
    let words = json!({"message": "a call with a secret must not follow a redirect"});
    identified(Answer::json(StatusCode::BAD_REQUEST, &words))
}
