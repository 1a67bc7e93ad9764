//! The login page for browsers and for the browser inside the app (facts 6.3). There is no session
//! and no cookie: it asks each time. What was asked travels in the form and is checked again.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::api::redirect;
use super::company::Company;
use super::fault::{CustomerSsoFault as Fault, Faults};
use super::words::{self, Words};
use crate::answer::Answer;
use crate::form::Form;
use crate::line_works::{accepts, address, escaped};
use crate::state::Shared;

/// Forms are sent to this server, which then redirects; so no `form-action`, which some browsers
/// hold against the redirect.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
);
const STYLE: &str = "body{font:16px/1.5 sans-serif;max-width:26rem;margin:4rem auto;padding:0 1rem}\
label{display:block;margin:.75rem 0}input{display:block;width:100%;font:inherit;padding:.4rem;\
box-sizing:border-box}button{font:inherit;padding:.4rem 1.2rem;margin-top:.5rem}";

/// `GET`: the page, or why there is none.
pub(super) async fn page(
    State(shared): State<Arc<Shared>>,
    Path(faults): Path<String>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let (faults, words) = (Faults::read(&faults), words::of(accepts(&headers)));
    if faults.has(Fault::LoginError) {
        return Answer::page(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error")
            .into_response();
    }
    let asked = query.and_then(|query| Form::parse(query.as_bytes()).ok());
    match asked.map(|form| asked_for(&form, &shared.company, &faults)) {
        Some(Ok(redirect_uri)) => form_page(words, &shared.company, &redirect_uri, false),
        Some(Err(Refusal::Foreign)) => refused(words.foreign),
        _ => refused(words.broken),
    }
}

/// `POST` of the form: right goes back with a code, wrong brings the form again.
pub(super) async fn submit(
    State(shared): State<Arc<Shared>>,
    Path(faults): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let (faults, words) = (Faults::read(&faults), words::of(accepts(&headers)));
    let Ok(form) = Form::parse(&body) else { return refused(words.broken) };
    let Ok(redirect_uri) = asked_for(&form, &shared.company, &faults) else {
        return refused(words.foreign);
    };
    let typed = |name| form.get(name).unwrap_or_default();
    if !shared.company.is_member(typed("account"), typed("password")) {
        return form_page(words, &shared.company, &redirect_uri, true);
    }
    match shared.company.new_code(faults.has(Fault::GuessableCode)) {
        Ok(code) => redirect(&back(&redirect_uri, &code, &faults)),
        Err(_) => Answer::internal_error().into_response(),
    }
}

/// Whether an address is one that LINE WORKS may come back to. This computer is one too, for who
/// plays LINE WORKS there.
pub(super) fn is_line_works(redirect_uri: &str) -> bool {
    ["https://auth.worksmobile.com/", "http://127.0.0.1:", "http://localhost:"]
        .iter()
        .any(|start| redirect_uri.starts_with(start))
}

enum Refusal {
    Broken,
    Foreign,
}

fn asked_for(form: &Form, company: &Company, faults: &Faults) -> Result<String, Refusal> {
    let is_client = form.get("client_id") == Some(company.client_id.as_str());
    let redirect_uri = form.get("redirect_uri").ok_or(Refusal::Broken)?;
    if form.get("response_type") != Some("code") || !is_client || form.doubled().is_some() {
        return Err(Refusal::Broken);
    }
    if !is_line_works(redirect_uri) && !faults.has(Fault::ForeignRedirect) {
        return Err(Refusal::Foreign);
    }
    Ok(redirect_uri.to_owned())
}

/// The `redirect_uri` as it is, with nothing but the code behind it.
fn back(redirect_uri: &str, code: &str, faults: &Faults) -> String {
    let mut target = redirect_uri.to_owned();
    if faults.has(Fault::StateLost) {
        target.truncate(target.find("state=").map_or(target.len(), |at| at.saturating_sub(1)));
    }
    if faults.has(Fault::RedirectRebuilt) {
        target = address(&target, &[("from", Some("aoba"))]);
    }
    let code = if faults.has(Fault::EmptyCode) { "" } else { code };
    address(&target, &[("code", Some(code))])
}

fn refused(words: &str) -> Response {
    Answer::page(StatusCode::BAD_REQUEST, words).into_response()
}

fn form_page(words: &Words, company: &Company, redirect_uri: &str, failed: bool) -> Response {
    let wrong = if failed { words.wrong } else { "" };
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <style>{STYLE}</style></head><body><h1>{title}</h1><p role=\"alert\">{wrong}</p>\
         <form method=\"post\">\
         <input type=\"hidden\" name=\"response_type\" value=\"code\">\
         <input type=\"hidden\" name=\"client_id\" value=\"{}\">\
         <input type=\"hidden\" name=\"redirect_uri\" value=\"{}\">\
         <label>{}<input id=\"account\" name=\"account\" autocomplete=\"username\" required></label>\
         <label>{}<input id=\"password\" name=\"password\" type=\"password\" \
         autocomplete=\"current-password\" required></label>\
         <button id=\"sign-in\">{}</button></form>\
         <p>{} <code>{}</code> / <code>{}</code></p></body></html>\n",
        words.tag,
        escaped(&company.client_id),
        escaped(redirect_uri),
        words.account,
        words.password,
        words.sign_in,
        words.practice,
        escaped(&company.account.email),
        escaped(&company.account.password),
        title = words.title,
    );
    let status = if failed { StatusCode::FORBIDDEN } else { StatusCode::OK };
    Answer::html(status, html)
        .with(CACHE_CONTROL, HeaderValue::from_static("no-store"))
        .with(CONTENT_SECURITY_POLICY, POLICY)
        .with(REFERRER_POLICY, HeaderValue::from_static("no-referrer"))
        .into_response()
}
