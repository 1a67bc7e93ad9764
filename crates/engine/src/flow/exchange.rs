//! What flows have in common: a request is sent, its answer read and shown, a token summed up.

use credenza_core::apps::ClientProfile;
use credenza_core::diagnosis::{Cause, Diagnosis};
use credenza_core::flow::{Part, StepId, StepStatus, TokenSummary};
use credenza_core::oauth::{self, Answer, TokenAnswer, TokenRequest};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::clock_source::server_time;
use super::recorder::Recorder;
use super::{told, transport};
use crate::clock::Clock;
use crate::http::{Exchange, Http, RawResponse, TransportFailure};

/// A run that stopped.
pub(super) enum Stop {
    Diagnosed(Diagnosis),
    Cancelled,
}

/// Sends a request, and tells it as it may be shown.
pub(super) async fn send(
    recorder: &mut Recorder<'_>,
    http: &Http,
    request: &TokenRequest,
    cancel: &CancellationToken,
) -> Exchange {
    recorder.begin(StepId::Send);
    let mut shown = request.shown.clone();
    shown.headers.extend(Http::added_headers(request));
    recorder.change(StepId::Send, |step| step.request = Some(shown));
    let exchange = http.send(request, cancel).await;
    let status = if exchange.result.is_ok() { StepStatus::Passed } else { StepStatus::Failed };
    recorder.time(StepId::Send, exchange.timings);
    recorder.end_as(StepId::Send, status, Vec::new());
    exchange
}

/// The answer, read and kept as it may be shown.
pub(super) fn receive(
    recorder: &mut Recorder<'_>,
    exchange: Exchange,
    url: &Url,
    clock: &dyn Clock,
) -> Result<(RawResponse, Answer), Stop> {
    let host = url.host_str().unwrap_or_default();
    let seconds = exchange.timings.total_us / 1_000_000;
    let raw = exchange.result.map_err(|failure| stop(&failure, host, seconds))?;
    recorder.begin(StepId::Response);
    recorder.run.http_status = Some(raw.status);
    recorder.run.peer = Some(raw.peer.clone());
    let server_now = server_time(raw.header("date"));
    recorder.run.skew_seconds = server_now.map(|server| clock.now() - server);
    let answer = oauth::read_answer(
        raw.status,
        raw.header("content-type"),
        raw.header("location"),
        &raw.body,
    );
    if let Answer::Token(token) = &answer {
        recorder.hidden.hide(&token.access_token);
        let others = token.refresh_token.iter().chain(&token.id_token);
        others.for_each(|token| recorder.hidden.hide(token));
    }
    let shown = told::show(&raw, &recorder.hidden);
    recorder.change(StepId::Response, |step| step.response = Some(shown));
    if let Some(broken) = raw.broken.clone() {
        recorder.end_as(StepId::Response, StepStatus::Failed, Vec::new());
        return Err(stop(&broken, host, seconds));
    }
    Ok((raw, answer))
}

fn stop(failure: &TransportFailure, host: &str, seconds: u64) -> Stop {
    match failure.cause {
        Cause::Cancelled => Stop::Cancelled,
        _ => Stop::Diagnosed(transport::diagnose(failure, host, seconds)),
    }
}

/// Checks a token and notes what may be kept of it.
pub(super) fn verify(
    recorder: &mut Recorder<'_>,
    client: &ClientProfile,
    token: &TokenAnswer,
    clock: &dyn Clock,
) {
    recorder.begin(StepId::Verify);
    let verdicts = oauth::check_token(token, client, recorder.run.skew_seconds);
    let granted = token.scope.as_ref().unwrap_or(&client.scopes);
    recorder.run.token = Some(TokenSummary {
        token_type: recorder.hidden.text(&token.token_type),
        expires_in: token.expires_in,
        expires_at: token.expires_in.map(|seconds| clock.now().saturating_add(seconds)),
        scope: granted.iter().map(|scope| recorder.hidden.text(scope)).collect(),
        scope_missing: oauth::scopes_missing(token, client),
        shown: Part::Secret(token.access_token.sealed()),
        has_refresh: token.refresh_token.is_some(),
        expires_in_as_text: token.expires_in_as_text,
    });
    recorder.end(StepId::Verify, verdicts);
}
