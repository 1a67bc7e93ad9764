//! What a server answered, next to what it was told: the evidence for the diagnosis, and the answer
//! with every secret that we sent cut out, should the server echo it.

use credenza_core::diagnosis::Evidence;
use credenza_core::flow::{ShownResponse, Verdict};
use credenza_core::jwt::assertion::UnsignedAssertion;
use credenza_core::oauth::{self, Answer, TokenRequest};

use super::clock_source::server_time;
use super::recorder::Recorder;
use super::service_account::Ingredients;
use crate::clock::Clock;
use crate::http::RawResponse;

/// What the reading steps need of the earlier ones.
pub(super) struct Told<'a> {
    pub(super) ingredients: &'a Ingredients,
    pub(super) request: &'a TokenRequest,
    pub(super) checks: &'a [Verdict],
    pub(super) unsigned: &'a UnsignedAssertion,
}

/// What was measured, for the diagnosis.
pub(super) fn evidence<'a>(
    raw: &'a RawResponse,
    answer: &'a Answer,
    told: &'a Told<'_>,
    recorder: &Recorder<'_>,
    clock: &dyn Clock,
) -> Evidence<'a> {
    Evidence {
        status: raw.status,
        content_type: raw.header("content-type"),
        retry_after: raw.header("retry-after").and_then(|value| value.trim().parse().ok()),
        answer,
        claims: told.unsigned.claims(),
        clock: recorder.run.clock,
        server_now: server_time(raw.header("date")),
        local_now: clock.now(),
        scopes: &told.ingredients.app.scopes,
        checks: told.checks,
        key_worked_before: told.ingredients.key_worked_before,
        path: told.request.url.path(),
    }
}

/// Secrets that a server could echo: each is cut out wherever it stands.
fn echoable<'a>(told: &'a Told<'_>) -> Vec<&'a str> {
    let mut secrets = Vec::new();
    if let Some(secret) = &told.ingredients.client_secret {
        // Exposed to be looked for, so that it can be cut out.
        secrets.push(secret.expose());
    }
    let body = told.request.body.expose();
    if let Some(assertion) = body.strip_prefix("assertion=").and_then(|rest| rest.split('&').next())
    {
        secrets.push(assertion);
        secrets.extend(assertion.rsplit('.').next());
    }
    secrets
}

/// The answer as it may be shown and kept.
pub(super) fn show(raw: &RawResponse, told: &Told<'_>) -> ShownResponse {
    let secrets = echoable(told);
    ShownResponse {
        status: raw.status,
        reason: raw.reason.clone(),
        version: raw.version.clone(),
        headers: oauth::shown_headers(&raw.headers, &secrets),
        body: oauth::seal_body(&String::from_utf8_lossy(&raw.body), &secrets),
        bytes: raw.body.len(),
        truncated: raw.broken.is_some(),
    }
}

/// The server's words, verbatim but for secrets.
pub(super) fn server_words(answer: &Answer, told: &Told<'_>) -> Option<String> {
    let words = match answer {
        Answer::OAuthError { error, description: Some(description) } => {
            format!("{error}: {description}")
        }
        Answer::OAuthError { error, description: None } => error.clone(),
        Answer::ReturnCode { code, message } => format!("{code}: {message}"),
        Answer::ResourceApi { code, description } => format!("{code}: {description}"),
        _ => return None,
    };
    Some(oauth::plain_text(&oauth::seal_body(&words, &echoable(told))))
}
