//! The logout URL (facts 6.6): there is no session to end, so only the way back is played.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::api::redirect;
use super::fault::{CustomerSsoFault as Fault, Faults};
use super::login::is_line_works;
use super::words;
use crate::answer::Answer;
use crate::form::Form;
use crate::line_works::accepts;
use crate::state::Shared;

/// `GET`.
pub(super) async fn logout(
    State(_): State<Arc<Shared>>,
    Path(faults): Path<String>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let faults = Faults::read(&faults);
    let words = words::of(accepts(&headers));
    let form = Form::parse(query.unwrap_or_default().as_bytes()).ok();
    let back = form.as_ref().and_then(|form| form.get("redirect_uri"));
    match back {
        _ if faults.has(Fault::LogoutStays) => {
            Answer::page(StatusCode::OK, words.signed_out).into_response()
        }
        Some(back) if is_line_works(back) || faults.has(Fault::LogoutAnywhere) => redirect(back),
        Some(_) => Answer::page(StatusCode::BAD_REQUEST, words.foreign).into_response(),
        None => Answer::page(StatusCode::OK, words.signed_out).into_response(),
    }
}
