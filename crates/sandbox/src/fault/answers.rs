//! The faults that answer in place of the endpoint.

use axum::body::Body;
use axum::http::header::{LOCATION, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::Fault;
use super::body::HugeBody;
use crate::answer::Answer;
use crate::form::Form;

/// The answer `fault` gives whatever was asked; `None` when the endpoint answers itself.
///
/// `moved_to` is the path a redirect names. A hang never returns.
pub(crate) async fn instead_of(
    fault: Fault,
    form: Option<&Form>,
    huge_body_bytes: u64,
    moved_to: &'static str,
) -> Option<Response> {
    let answer = match fault {
        Fault::Hang => std::future::pending().await,
        Fault::ServerError => Answer::internal_error(),
        Fault::BadGateway => Answer::page(StatusCode::BAD_GATEWAY, "502 Bad Gateway"),
        Fault::Unavailable => {
            Answer::page(StatusCode::SERVICE_UNAVAILABLE, "503 Service Unavailable")
                .with(RETRY_AFTER, HeaderValue::from_static("120"))
        }
        Fault::Html => Answer::page(StatusCode::OK, "Maintenance"),
        Fault::Redirect301 => redirect(StatusCode::MOVED_PERMANENTLY, moved_to),
        Fault::Redirect307 => redirect(StatusCode::TEMPORARY_REDIRECT, moved_to),
        Fault::EchoSecret => echo(form),
        Fault::ResourceApiError => Answer::json(
            StatusCode::UNAUTHORIZED,
            &json!({"code": "UNAUTHORIZED", "description": "Malformed authentication token"}),
        ),
        Fault::ReturnCode99 => return_code_99(),
        Fault::HugeBody => {
            let body = Body::new(HugeBody::of(huge_body_bytes));
            return Some(Answer::json(StatusCode::OK, &()).into_response_with(body));
        }
        _ => return None,
    };
    Some(answer.into_response())
}

/// The auth host's answer to input it cannot read (facts 1.4 and 1.8).
///
/// The status that comes with this shape is not known; 400 is the sandbox's choice.
pub(crate) fn return_code_99() -> Answer {
    Answer::json(
        StatusCode::BAD_REQUEST,
        &json!({"returnCode": "99", "returnMessage": "UnexpectedError"}),
    )
}

fn redirect(status: StatusCode, path: &'static str) -> Answer {
    Answer::page(status, "Moved").with(LOCATION, HeaderValue::from_static(path))
}

fn echo(form: Option<&Form>) -> Answer {
    let sent = |name| form.and_then(|form| form.get(name)).unwrap_or("(none)");
    let mut words =
        format!("refused: client_secret={} assertion={}", sent("client_secret"), sent("assertion"));
    // What LINE's calls carry.
    for name in ["client_assertion", "access_token"] {
        let more = form.and_then(|form| form.get(name)).map(|value| format!(" {name}={value}"));
        words.push_str(&more.unwrap_or_default());
    }
    Answer::json(
        StatusCode::BAD_REQUEST,
        &json!({"error": "invalid_request", "error_description": words}),
    )
}
