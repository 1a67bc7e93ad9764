//! What a server answered, next to what it was told: the evidence for the diagnosis, and the answer
//! with every secret that we sent cut out, should the server echo it.

use credenza_core::diagnosis::Evidence;
use credenza_core::flow::{ShownResponse, Verdict};
use credenza_core::jwt::assertion::UnsignedAssertion;
use credenza_core::oauth::{Answer, Hidden, TokenRequest};

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
        retry_after: retry_after(raw),
        answer,
        claims: told.unsigned.claims(),
        clock: recorder.run.clock,
        server_now: server_time(raw.header("date")),
        local_now: clock.now(),
        scopes: &told.ingredients.app.scopes,
        checks: told.checks,
        key_worked_before: told.ingredients.key_worked_before,
        last_key: told.ingredients.last_key.as_deref(),
        path: told.request.url.path(),
    }
}

/// `Retry-After` in seconds.
pub(super) fn retry_after(raw: &RawResponse) -> Option<i64> {
    raw.header("retry-after").and_then(|value| value.trim().parse().ok())
}

/// The answer as it may be shown and kept.
pub(crate) fn show(raw: &RawResponse, hidden: &Hidden) -> ShownResponse {
    ShownResponse {
        status: raw.status,
        reason: raw.reason.clone(),
        version: raw.version.clone(),
        headers: hidden.headers(&raw.headers),
        body: hidden.body(&raw.body, raw.broken.is_some()),
        bytes: raw.body.len(),
        truncated: raw.broken.is_some(),
    }
}

/// The server's words, verbatim but for secrets.
pub(super) fn server_words(answer: &Answer, hidden: &Hidden) -> Option<String> {
    let words = answer.words()?;
    Some(hidden.text(&words))
}
