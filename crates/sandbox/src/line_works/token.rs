//! `POST /oauth2/v2.0/token` as HTTP: reads the form, lets faults act, sends the verdict.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::ALLOW;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::json;

use super::refusal::Refusal;
use super::{MOVED_PATH, grant, issue};
use crate::answer::Answer;
use crate::clock;
use crate::connection::is_form;
use crate::fault::{self, Fault};
use crate::form::Form;
use crate::state::Shared;
use crate::wire::WireControl;

/// Issues a token to a service account, or says why not.
pub(super) async fn token(
    State(shared): State<Arc<Shared>>,
    Extension(wire): Extension<Arc<WireControl>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let fault = shared.fault();
    let form = read_form(&headers, &body);
    if let Some(fault) = fault {
        let sent = form.as_ref().ok();
        let instead = fault::instead_of(fault, sent, shared.huge_body_bytes, MOVED_PATH).await;
        if let Some(response) = instead {
            return response;
        }
    }
    let answer = verdict(form, &shared, fault);
    fault::send(fault, answer, &wire, shared.drip)
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

fn verdict(form: Result<Form, Refusal>, shared: &Shared, fault: Option<Fault>) -> Answer {
    let console = &shared.console;
    let known = form.as_ref().ok().and_then(|form| console.find(form.get("client_id")?));
    let offset = fault.map_or(0, Fault::clock_offset);
    let now = clock::now(offset.saturating_add(known.map_or(0, |client| client.clock_offset)));
    let judged = form.and_then(|form| grant::judge(&form, console, clock::unix_seconds(now)));
    let answer = match judged {
        Ok(granted) => issue::issue(&granted, fault).unwrap_or_else(|_| Answer::internal_error()),
        Err(refusal) => refusal.answer(fault != Some(Fault::BareError)),
    };
    answer.dated(now)
}
