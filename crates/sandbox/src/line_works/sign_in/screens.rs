//! The browser's requests: authorize, login, consent.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;

use super::authorize::{self, BackError, NotAsked, SignInRequest};
use super::words::{Language, PageReason};
use super::{back, page};
use crate::answer::Answer;
use crate::clock;
use crate::connection::is_form;
use crate::form::Form;
use crate::random::{self, WORD};
use crate::state::Shared;

/// Letters of a code.
const CODE_LENGTH: usize = 40;

/// `GET authorize`: asks the member to sign in, or says why not.
pub(in crate::line_works) async fn authorize(
    State(shared): State<Arc<Shared>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Answer {
    let language = page::accepts(&headers);
    match authorize::judge(query.as_deref(), &shared.console) {
        Ok(request) => {
            let app = app_name(&shared, &request);
            match shared.ledger.tickets.open(request) {
                Ok(ticket) => page::login(&ticket, app, &shared.member, false, language),
                Err(_) => Answer::internal_error(),
            }
        }
        Err(NotAsked::Page(reason)) => {
            page::refused(reason, sent_redirect(query.as_deref(), reason).as_deref(), language)
        }
        Err(NotAsked::Back { redirect_uri, state, error }) => {
            let fault = shared.fault();
            back::with_error(&redirect_uri, state.as_deref(), &error, fault, language)
        }
    }
}

/// The login form: right brings the question for consent, wrong brings the form again.
pub(in crate::line_works) async fn login(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let language = page::accepts(&headers);
    let Some((form, ticket, request)) = open_sign_in(&shared, &headers, &body) else {
        return page::refused(PageReason::TicketUnknown, None, language);
    };
    let app = app_name(&shared, &request);
    let typed = |name| form.get(name).unwrap_or_default();
    if !shared.member.is(typed("account"), typed("password")) {
        return page::login(&ticket, app, &shared.member, true, language);
    }
    shared.ledger.tickets.sign_in(&ticket);
    page::consent(&ticket, app, &request, language)
}

/// The consent form: back to the app, with a code or without.
pub(in crate::line_works) async fn consent(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let language = page::accepts(&headers);
    let form = read(&headers, &body);
    let ticket = form.as_ref().and_then(|form| form.get("ticket"));
    let Some(request) = ticket.and_then(|ticket| shared.ledger.tickets.close(ticket)) else {
        return page::refused(PageReason::TicketUnknown, None, language);
    };
    match form.as_ref().and_then(|form| form.get("answer")) {
        Some("allow") => allowed(&shared, &request, language),
        _ => {
            let (state, fault) = (request.state.as_deref(), shared.fault());
            back::with_error(&request.redirect_uri, state, &BackError::Denied, fault, language)
        }
    }
}

fn allowed(shared: &Shared, request: &SignInRequest, language: Language) -> Answer {
    let Ok(code) = random::text(CODE_LENGTH, WORD) else { return Answer::internal_error() };
    let offset = shared.console.find(&request.client_id).map_or(0, |client| client.clock_offset);
    let now = clock::now(shared.clock_offset().saturating_add(offset));
    shared.ledger.hand_out(code.clone(), request.clone(), clock::unix_seconds(now));
    back::with_code(request, &code, shared.fault(), language)
}

fn open_sign_in(
    shared: &Shared,
    headers: &HeaderMap,
    body: &[u8],
) -> Option<(Form, String, SignInRequest)> {
    let form = read(headers, body)?;
    let ticket = form.get("ticket")?.to_owned();
    let request = shared.ledger.tickets.request(&ticket)?;
    Some((form, ticket, request))
}

fn read(headers: &HeaderMap, body: &[u8]) -> Option<Form> {
    let form = if is_form(headers) { Form::parse(body).ok() } else { None };
    form.filter(|form| form.doubled().is_none())
}

fn app_name(shared: &Shared, request: &SignInRequest) -> &'static str {
    shared.console.find(&request.client_id).map_or("", |client| client.name)
}

/// The URL that was sent, where the page is about it.
fn sent_redirect(query: Option<&str>, reason: PageReason) -> Option<String> {
    if reason != PageReason::RedirectUnregistered {
        return None;
    }
    let form = Form::parse(query?.as_bytes()).ok()?;
    form.get("redirect_uri").map(str::to_owned)
}
