//! The IMAP/CalDAV login API (facts 6.5 a): each value Base64, then URL-encoded. Which errors it
//! has is not documented; this server's are invented.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::api::success;
use super::fault::{CustomerSsoFault as Fault, Faults};
use crate::answer::Answer;
use crate::form::Form;
use crate::state::Shared;

/// `GET`.
pub(super) async fn code(
    State(shared): State<Arc<Shared>>,
    Path(faults): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let faults = Faults::read(&faults);
    let company = &shared.company;
    let form = Form::parse(query.unwrap_or_default().as_bytes()).ok();
    let account =
        form.and_then(|form| Some((decoded(&form, "email")?, decoded(&form, "password")?)));
    let Some((email, password)) = account else {
        return refused(&faults, "invalid_request", "email or password is missing or not Base64");
    };
    if !company.is_member(&email, &password) && !faults.has(Fault::MailAnybody) {
        return refused(&faults, "login_failed", "account or password is wrong");
    }
    if faults.has(Fault::MailEmptyCode) {
        return success(&json!({ "code": "" }), false);
    }
    match company.new_code(faults.has(Fault::GuessableCode)) {
        Ok(code) => success(&json!({ "code": code }), false),
        Err(_) => Answer::internal_error().into_response(),
    }
}

fn decoded(form: &Form, name: &str) -> Option<String> {
    String::from_utf8(STANDARD.decode(form.get(name)?).ok()?).ok()
}

fn refused(faults: &Faults, error: &str, words: &str) -> Response {
    let mut body = json!({ "code": "", "error": error });
    if !faults.has(Fault::BareError) {
        body["error_description"] = Value::String(words.to_owned());
    }
    Answer::json(StatusCode::OK, &body).into_response()
}
