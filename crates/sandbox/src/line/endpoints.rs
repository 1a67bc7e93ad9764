//! The eight calls (LINE's OpenAPI document; facts 7.2).

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::json;

use super::answers::{answered, posted, queried};
use super::assertion::{self, Asserted};
use super::channel::Line;
use super::refusal::Refusal;
use super::tokens::{Kind, SHORT_LIVED_LIFE, STATELESS_LIFE, Token, looks_base64, looks_signed};
use crate::answer::Answer;
use crate::form::Form;
use crate::state::Shared;
use crate::wire::WireControl;

const CLIENT_CREDENTIALS: &str = "client_credentials";
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

type Sandbox = State<Arc<Shared>>;
type Wire = Extension<Arc<WireControl>>;

/// A stateless token, by secret or by assertion.
pub(super) async fn stateless(
    State(shared): Sandbox,
    Extension(wire): Wire,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let line = &shared.line;
    answered(&shared, &wire, posted(&headers, &body), |form, now| {
        granted(form)?;
        let channel_id = if form.get("client_assertion").is_some() {
            asserted(form, line, now)?.channel_id
        } else {
            line.authenticated(form)?.id.clone()
        };
        issued(line, &channel_id, Kind::Stateless, STATELESS_LIFE, now)
    })
    .await
}

/// A token of v2.1.
pub(super) async fn issue(
    State(shared): Sandbox,
    Extension(wire): Wire,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    answered(&shared, &wire, posted(&headers, &body), |form, now| {
        granted(form)?;
        let Asserted { channel_id, token_life } = asserted(form, &shared.line, now)?;
        let life = token_life.ok_or(Refusal::TokenLife)?;
        issued(&shared.line, &channel_id, Kind::V21, life, now)
    })
    .await
}

/// The key IDs of the tokens of v2.1 that hold.
pub(super) async fn key_ids(
    State(shared): Sandbox,
    Extension(wire): Wire,
    RawQuery(query): RawQuery,
) -> Response {
    answered(&shared, &wire, queried(query.as_deref()), |form, now| {
        let channel_id = asserted(form, &shared.line, now)?.channel_id;
        let tokens = shared.line.tokens();
        let kids: Vec<&str> =
            tokens.live(&channel_id, Kind::V21, now).map(|token| token.key_id.as_str()).collect();
        Ok(Answer::json(StatusCode::OK, &json!({"kids": kids})))
    })
    .await
}

/// Whether a token of v2.1 holds.
pub(super) async fn verify(
    State(shared): Sandbox,
    Extension(wire): Wire,
    RawQuery(query): RawQuery,
) -> Response {
    answered(&shared, &wire, queried(query.as_deref()), |form, now| {
        let text = signed_token(form)?;
        let tokens = shared.line.tokens();
        // Whether stateless tokens can be verified is not documented: they are not known here.
        let known = tokens.find(text).filter(|token| token.kind == Kind::V21);
        let token = known.ok_or(Refusal::Malformed)?;
        if !token.is_live(now) {
            return Err(Refusal::Over);
        }
        Ok(described(token, "profile chat_message.write", now))
    })
    .await
}

/// Ends a token of v2.1; one that is dead already, or unknown, is no error.
pub(super) async fn revoke(
    State(shared): Sandbox,
    Extension(wire): Wire,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    answered(&shared, &wire, posted(&headers, &body), |form, _| {
        let channel = shared.line.authenticated(form)?;
        let text = signed_token(form)?;
        let mut tokens = shared.line.tokens();
        match tokens.find(text).map(|token| (token.kind, token.channel_id == channel.id)) {
            Some((Kind::Stateless, _)) => return Err(Refusal::Malformed),
            Some((_, true)) => tokens.revoke(text),
            _ => {}
        }
        Ok(Answer::text(StatusCode::OK, ""))
    })
    .await
}

/// A short-lived token.
pub(super) async fn short_lived(
    State(shared): Sandbox,
    Extension(wire): Wire,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    answered(&shared, &wire, posted(&headers, &body), |form, now| {
        if form.get("grant_type") != Some(CLIENT_CREDENTIALS) {
            return Err(Refusal::Incomplete);
        }
        let channel = shared.line.authenticated(form)?;
        issued(&shared.line, &channel.id, Kind::ShortLived, SHORT_LIVED_LIFE, now)
    })
    .await
}

/// Whether a short-lived or long-lived token holds.
pub(super) async fn older_verify(
    State(shared): Sandbox,
    Extension(wire): Wire,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    answered(&shared, &wire, posted(&headers, &body), |form, now| {
        let text = form.get("access_token").ok_or(Refusal::Incomplete)?;
        if !looks_base64(text) {
            return Err(Refusal::OlderFormat);
        }
        let tokens = shared.line.tokens();
        let live = tokens.find(text).filter(|token| token.is_live(now));
        Ok(described(live.ok_or(Refusal::OlderInvalid)?, "P CM", now))
    })
    .await
}

/// Ends a short-lived or long-lived token; one that is dead already, or unknown, is no error.
pub(super) async fn older_revoke(
    State(shared): Sandbox,
    Extension(wire): Wire,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    answered(&shared, &wire, posted(&headers, &body), |form, _| {
        let text = form.get("access_token").ok_or(Refusal::Bare)?;
        if !looks_base64(text) {
            return Err(Refusal::Bare);
        }
        shared.line.tokens().revoke(text);
        Ok(Answer::text(StatusCode::OK, ""))
    })
    .await
}

fn granted(form: &Form) -> Result<(), Refusal> {
    let right = form.get("grant_type") == Some(CLIENT_CREDENTIALS);
    right.then_some(()).ok_or(Refusal::GrantType)
}

fn asserted(form: &Form, line: &Line, now: f64) -> Result<Asserted, Refusal> {
    if form.get("client_assertion_type") != Some(ASSERTION_TYPE) {
        return Err(Refusal::Incomplete);
    }
    assertion::check(form.get("client_assertion").ok_or(Refusal::Incomplete)?, line, now)
}

fn signed_token(form: &Form) -> Result<&str, Refusal> {
    let text = form.get("access_token").ok_or(Refusal::Incomplete)?;
    if looks_signed(text) { Ok(text) } else { Err(Refusal::NotJws) }
}

fn issued(
    line: &Line,
    channel_id: &str,
    kind: Kind,
    life: i64,
    now: f64,
) -> Result<Answer, Refusal> {
    let Ok(token) = Token::new(channel_id, kind, life, now) else {
        return Ok(Answer::internal_error());
    };
    let mut body = json!({"token_type": "Bearer", "access_token": token.text, "expires_in": life});
    if kind == Kind::V21 {
        body["key_id"] = token.key_id.clone().into();
    }
    line.tokens().put(token, now)?;
    Ok(Answer::json(StatusCode::OK, &body))
}

fn described(token: &Token, scope: &str, now: f64) -> Answer {
    // Whole seconds: the part of one that is left over is dropped.
    let left = (token.ends_at - now) as i64;
    let body = json!({"client_id": token.channel_id, "expires_in": left, "scope": scope});
    Answer::json(StatusCode::OK, &body)
}
