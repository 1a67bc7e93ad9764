//! What the APIs have in common: errors of the documented tables (facts 6.5), and answers in JSON.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::fault::{CustomerSsoFault, Faults};
use crate::answer::{Answer, HTML};

/// An error of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Refused {
    number: u16,
    name: &'static str,
    words: &'static str,
}

impl Refused {
    pub(super) const UNKNOWN_CLIENT: Refused =
        Refused { number: 101, name: "access_denied", words: "This client is not registered." };
    pub(super) const MISSING: Refused =
        Refused { number: 201, name: "invalid_request", words: "A parameter is missing." };
    pub(super) const GRANT: Refused =
        Refused { number: 203, name: "unsupported_grant_type", words: "Only authorization_code." };
    pub(super) const SECRET: Refused =
        Refused { number: 301, name: "unauthorized_client", words: "The secret is wrong." };
    pub(super) const CODE: Refused =
        Refused { number: 302, name: "invalid_authorization", words: "The code is wrong." };
    pub(super) const TOKEN: Refused =
        Refused { number: 303, name: "invalid_access", words: "The access token is wrong." };

    /// Under a number of no table, where `other`.
    pub(super) fn or_other(self, other: bool) -> Refused {
        if other { Refused { number: 999, name: "failure", ..self } } else { self }
    }

    /// As JSON; by name instead of by number where asked.
    pub(super) fn answer(self, faults: &Faults, by_name: bool) -> Response {
        self.saying(faults, by_name, self.words)
    }

    /// With words of one's own.
    pub(super) fn saying(self, faults: &Faults, by_name: bool, words: &str) -> Response {
        let named = by_name || faults.has(CustomerSsoFault::ErrorNames);
        let error = if named { self.name.to_owned() } else { self.number.to_string() };
        let mut body = json!({ "error": error });
        if !faults.has(CustomerSsoFault::BareError) {
            body["error_description"] = Value::String(words.to_owned());
        }
        Answer::json(self.status(), &body).into_response()
    }

    /// With a description in Shift_JIS: テスト.
    pub(super) fn in_shift_jis(self) -> Response {
        let mut body =
            format!("{{\"error\":\"{}\",\"error_description\":\"", self.number).into_bytes();
        body.extend_from_slice(b"\x83\x65\x83\x58\x83\x67\"}");
        let answer = Answer::json(self.status(), &Value::Null);
        answer.into_response_with(Body::from(body))
    }

    fn status(self) -> StatusCode {
        match self.number {
            101 | 301 | 303 => StatusCode::UNAUTHORIZED,
            _ => StatusCode::BAD_REQUEST,
        }
    }
}

/// A success in JSON; `as_page`: under the content type of a web page.
pub(super) fn success(body: &Value, as_page: bool) -> Response {
    let mut response = Answer::json(StatusCode::OK, body).into_response();
    if as_page {
        response.headers_mut().insert(CONTENT_TYPE, HTML);
    }
    response
}

/// A redirect to an address; `None` when it can't be written.
pub(super) fn redirect(address: &str) -> Response {
    let Ok(location) = HeaderValue::from_bytes(address.as_bytes()) else {
        return Answer::internal_error().into_response();
    };
    Answer::page(StatusCode::FOUND, "Found")
        .with(LOCATION, location)
        .with(axum::http::header::CACHE_CONTROL, HeaderValue::from_static("no-store"))
        .into_response()
}
