//! One HTTP answer before it is sent: still whole, so that a fault can bend it.

use std::time::SystemTime;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, DATE, PRAGMA};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// The content type the auth host sends JSON with.
pub(crate) const JSON: HeaderValue = HeaderValue::from_static("application/json;charset=UTF-8");
/// Web pages.
pub(crate) const HTML: HeaderValue = HeaderValue::from_static("text/html;charset=UTF-8");
/// Plain text.
pub(crate) const TEXT: HeaderValue = HeaderValue::from_static("text/plain;charset=UTF-8");

/// Status, headers and the complete body.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) content_type: HeaderValue,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: String,
}

impl Answer {
    /// A JSON answer that no cache may keep (RFC 6749 section 5.1).
    pub(crate) fn json(status: StatusCode, value: &impl Serialize) -> Answer {
        match serde_json::to_string(value) {
            Ok(body) => Answer::new(status, JSON, body)
                .with(CACHE_CONTROL, HeaderValue::from_static("no-store"))
                .with(PRAGMA, HeaderValue::from_static("no-cache")),
            Err(error) => {
                tracing::error!(%error, "an answer could not be written as JSON");
                Answer::internal_error()
            }
        }
    }

    /// A web page with `title` as its heading.
    pub(crate) fn page(status: StatusCode, title: &str) -> Answer {
        let body = format!(
            "<!DOCTYPE html>\n<html><head><title>{title}</title></head>\
             <body><h1>{title}</h1></body></html>\n"
        );
        Answer::new(status, HTML, body)
    }

    /// A whole web page.
    pub(crate) fn html(status: StatusCode, body: String) -> Answer {
        Answer::new(status, HTML, body)
    }

    /// Plain text.
    pub(crate) fn text(status: StatusCode, body: &str) -> Answer {
        Answer::new(status, TEXT, body.to_owned())
    }

    /// The sandbox itself failed (no randomness, for instance).
    pub(crate) fn internal_error() -> Answer {
        Answer::text(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error\n")
    }

    /// Adds one header.
    pub(crate) fn with(mut self, name: HeaderName, value: HeaderValue) -> Answer {
        self.headers.push((name, value));
        self
    }

    /// Sets the moment the server claims to answer at.
    pub(crate) fn dated(self, time: SystemTime) -> Answer {
        match date(time) {
            Some(value) => self.with(DATE, value),
            None => self,
        }
    }

    fn new(status: StatusCode, content_type: HeaderValue, body: String) -> Answer {
        Answer { status, content_type, headers: Vec::new(), body }
    }

    /// The answer with another body in its place.
    pub(crate) fn into_response_with(self, body: Body) -> Response {
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        response.headers_mut().insert(CONTENT_TYPE, self.content_type);
        response.headers_mut().extend(self.headers);
        response
    }
}

impl IntoResponse for Answer {
    fn into_response(mut self) -> Response {
        let body = std::mem::take(&mut self.body);
        self.into_response_with(Body::from(body))
    }
}

/// The value of a `Date` header (RFC 9110 section 5.6.7).
pub(crate) fn date(time: SystemTime) -> Option<HeaderValue> {
    HeaderValue::from_str(&httpdate::fmt_http_date(time)).ok()
}
