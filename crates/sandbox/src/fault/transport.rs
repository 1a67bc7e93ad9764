//! The faults that keep the endpoint's answer and spoil how it is sent.

use std::time::Duration;

use axum::body::Body;
use axum::http::header::CONTENT_LENGTH;
use axum::response::{IntoResponse, Response};

use super::Fault;
use super::body::{BrokenOff, PacedBody};
use crate::answer::{Answer, TEXT};
use crate::wire::WireControl;

/// Sends `answer` the way `fault` wants it; unbent when the fault is of another kind.
pub(crate) fn send(
    fault: Option<Fault>,
    mut answer: Answer,
    wire: &WireControl,
    drip: Duration,
) -> Response {
    match fault {
        Some(Fault::Reset) => wire.reset(),
        Some(Fault::SlowHeaders) => wire.drip_head(drip),
        Some(Fault::SlowBody) => {
            let body = std::mem::take(&mut answer.body);
            return answer.into_response_with(Body::new(PacedBody::over(drip, body)));
        }
        Some(Fault::ShortBody) => {
            let body = std::mem::take(&mut answer.body);
            let promised = body.len().into();
            let half = BrokenOff::after(half(&body).to_owned());
            return answer.with(CONTENT_LENGTH, promised).into_response_with(Body::new(half));
        }
        Some(Fault::TruncatedJson) => answer.body = half(&answer.body).to_owned(),
        Some(Fault::WrongContentType) => answer.content_type = TEXT,
        _ => {}
    }
    answer.into_response()
}

/// The first half of the sandbox's own JSON, which is ASCII.
fn half(body: &str) -> &str {
    body.get(..body.len() / 2).unwrap_or(body)
}
