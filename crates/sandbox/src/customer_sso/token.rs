//! The Access Token Return API (facts 6.5 b).

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{CACHE_CONTROL, PRAGMA};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use tokio::time::sleep;

use super::api::{Refused, success};
use super::company::{CodeState, Company};
use super::fault::{CustomerSsoFault as Fault, Faults};
use crate::answer::Answer;
use crate::connection::is_form;
use crate::form::Form;
use crate::state::Shared;

/// Longer than the three seconds of LINE WORKS.
const TOO_SLOW: Duration = Duration::from_millis(3_600);

/// `GET`: not for this API.
pub(super) async fn by_get(
    State(shared): State<Arc<Shared>>,
    Path(faults): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let faults = Faults::read(&faults);
    if !faults.has(Fault::GetAccepted) {
        return super::wrong_method().await.into_response();
    }
    answer(&shared.company, &faults, Form::parse(query.unwrap_or_default().as_bytes()).ok())
}

/// `POST`.
pub(super) async fn token(
    State(shared): State<Arc<Shared>>,
    Path(faults): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let faults = Faults::read(&faults);
    let form = if is_form(&headers) {
        Form::parse(&body).ok()
    } else if faults.has(Fault::JsonAccepted) {
        from_json(&body)
    } else {
        None
    };
    let issues = form.as_ref().is_some_and(|form| will_issue(&shared.company, form));
    if faults.has(Fault::SlowToken) && issues {
        sleep(TOO_SLOW).await;
    }
    answer(&shared.company, &faults, form)
}

/// Only the call that succeeds is slow: one call late is what an administrator sees.
fn will_issue(company: &Company, form: &Form) -> bool {
    form.get("client_secret").is_some_and(|secret| company.is_secret(secret))
        && form.get("code").is_some_and(|code| company.code(code) == CodeState::Fresh)
        && form.get("grant_type") == Some("authorization_code")
}

fn from_json(body: &[u8]) -> Option<Form> {
    let members: Map<String, Value> = serde_json::from_slice(body).ok()?;
    let pair = |(name, value): (&String, &Value)| Some(format!("{name}={}", value.as_str()?));
    Form::parse(members.iter().filter_map(pair).collect::<Vec<_>>().join("&").as_bytes()).ok()
}

fn answer(company: &Company, faults: &Faults, form: Option<Form>) -> Response {
    match judged(company, faults, form.as_ref()) {
        Ok(code) => issued(company, faults, &code),
        Err(refused) if refused == Refused::CODE => wrong_code(company, faults, form.as_ref()),
        Err(refused) => refused.answer(faults, false),
    }
}

fn judged(company: &Company, faults: &Faults, form: Option<&Form>) -> Result<String, Refused> {
    let missing = Refused::MISSING.or_other(faults.has(Fault::MissingParameterNumber));
    let form = form.filter(|form| form.doubled().is_none()).ok_or(missing)?;
    let get = |name| form.get(name).ok_or(missing);
    let (grant, client) = (get("grant_type")?, get("client_id")?);
    let (secret, code) = (get("client_secret")?, get("code")?);
    if client != company.client_id {
        return Err(Refused::UNKNOWN_CLIENT.or_other(faults.has(Fault::UnknownClientNumber)));
    }
    if !company.is_secret(secret) {
        return Err(Refused::SECRET.or_other(faults.has(Fault::SecretNumber)));
    }
    if grant != "authorization_code" && !faults.has(Fault::GrantTypeIgnored) {
        return Err(Refused::GRANT);
    }
    match company.code(code) {
        CodeState::Fresh => Ok(code.to_owned()),
        CodeState::Used if faults.has(Fault::CodeReused) => Ok(code.to_owned()),
        CodeState::Used | CodeState::Unknown => Err(Refused::CODE),
    }
}

fn issued(company: &Company, faults: &Faults, code: &str) -> Response {
    let Ok(token) = company.redeem(code) else {
        return Answer::internal_error().into_response();
    };
    let name = if faults.has(Fault::TokenNamedOtherwise) { "accessToken" } else { "access_token" };
    let kind = if faults.has(Fault::TokenTypeMac) { "mac" } else { "Bearer" };
    let mut body = json!({ name: token, "token_type": kind, "expires_in": 86_400 });
    if faults.has(Fault::ExpiresText) {
        body["expires_in"] = json!("86400");
    } else if faults.has(Fault::ExpiresUnreadable) {
        body["expires_in"] = json!("24 hours");
    } else if faults.has(Fault::ExpiresMissing) {
        body.as_object_mut().map(|members| members.remove("expires_in"));
    }
    let mut response = success(&body, faults.has(Fault::TokenContentType));
    if faults.has(Fault::Cacheable) {
        response.headers_mut().remove(CACHE_CONTROL);
        response.headers_mut().remove(PRAGMA);
    }
    response
}

/// A code that was used is told as one that was never there, but some faults know only the latter.
fn wrong_code(company: &Company, faults: &Faults, form: Option<&Form>) -> Response {
    let code = form.and_then(|form| form.get("code")).unwrap_or_default();
    let made_up = company.code(code) == CodeState::Unknown;
    if made_up && faults.has(Fault::HtmlError) {
        return Answer::page(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error")
            .into_response();
    }
    if made_up && faults.has(Fault::NotUtf8) {
        return Refused::CODE.in_shift_jis();
    }
    if made_up && faults.has(Fault::SecretEchoed) {
        let secret = form.and_then(|form| form.get("client_secret")).unwrap_or_default();
        let words = format!("wrong code; client_secret={secret}");
        return Refused::CODE.saying(faults, false, &words);
    }
    Refused::CODE.answer(faults, false)
}
