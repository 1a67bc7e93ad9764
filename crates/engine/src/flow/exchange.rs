//! What flows have in common: an address that may be called, a request that is sent, its answer read,
//! shown and accepted or not, a token summed up, and how a run ends that stopped.

use credenza_core::Secret;
use credenza_core::apps::{ClientProfile, Endpoints, Environment, HostError};
use credenza_core::diagnosis::{Cause, Confidence, Diagnosis, Fix};
use credenza_core::flow::{Outcome, Part, StepId, StepStatus, TokenSummary, Verdict};
use credenza_core::oauth::{self, Answer, TokenAnswer, TokenRequest};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::clock_source::server_time;
use super::recorder::Recorder;
use super::{told, transport};
use crate::clock::Clock;
use crate::http::{Exchange, Http, RawResponse, TransportFailure};

/// A run that stopped.
pub(crate) enum Stop {
    Diagnosed(Diagnosis),
    Cancelled,
}

impl Stop {
    /// Something that can't be.
    pub(crate) fn other() -> Self {
        let found = Diagnosis::new(Cause::Other, Confidence::Possible);
        Self::Diagnosed(found.fix(Fix::RunAgain))
    }
}

/// Ends a run that stopped.
pub(crate) fn stopped(recorder: &mut Recorder<'_>, stop: Stop, again: Fix) {
    match stop {
        Stop::Cancelled => {
            let found = Diagnosis::new(Cause::Cancelled, Confidence::Certain).fix(again);
            recorder.fail(Outcome::Cancelled, Some(found));
        }
        Stop::Diagnosed(found) => recorder.fail(Outcome::Failed, Some(found)),
    }
}

/// The checks before sending found no address to send to.
pub(super) fn no_endpoint(
    recorder: &mut Recorder<'_>,
    error: &HostError,
    client: &ClientProfile,
) -> Stop {
    recorder.change(StepId::Check, |step| step.status = StepStatus::Failed);
    let certain = |cause| Diagnosis::new(cause, Confidence::Certain);
    Stop::Diagnosed(match error {
        HostError::SandboxStopped => certain(Cause::SandboxStopped).fix(Fix::StartSandbox),
        HostError::NotConfirmed { actual } => {
            certain(Cause::HostNotConfirmed).with("host", actual).fix(Fix::EditEnvironment)
        }
        HostError::NoAddress => certain(Cause::RecordIncomplete).fix(Fix::EditEnvironment),
        HostError::Address(address) => {
            let known = !matches!(
                client.endpoints,
                Endpoints::LineWorks(
                    Environment::LineWorks | Environment::NaverWorks | Environment::KoreaGov
                )
            );
            certain(Cause::RecordIncomplete)
                .with("actual", if known { address } else { "" })
                .fix(Fix::EditEnvironment)
        }
    })
}

/// The same for an address that only some records have; `rule` names it.
pub(super) fn no_own_endpoint(
    recorder: &mut Recorder<'_>,
    error: &HostError,
    client: &ClientProfile,
    rule: &'static str,
    fix: Option<Fix>,
) -> Stop {
    if *error != HostError::NoAddress {
        return no_endpoint(recorder, error, client);
    }
    recorder.change(StepId::Check, |step| step.status = StepStatus::Failed);
    let mut missing = Diagnosis::new(Cause::RecordIncomplete, Confidence::Certain);
    missing = missing.with("rule", rule);
    missing.fixes.extend(fix);
    Stop::Diagnosed(missing)
}

/// Sends a request, and tells it as it may be shown.
pub(super) async fn send(
    recorder: &mut Recorder<'_>,
    http: &Http,
    request: &TokenRequest,
    cancel: &CancellationToken,
) -> Exchange {
    recorder.begin(StepId::Send);
    if let Some(field) = &request.authorization {
        recorder.hidden.hide(field);
        // Exposed to be hidden on its own as well.
        let value = field.expose().rsplit(' ').next().unwrap_or_default();
        recorder.hidden.hide(&Secret::new(value.to_owned()));
    }
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

/// The token of an answer; `diagnose` says why there is none.
pub(super) fn accept(
    recorder: &mut Recorder<'_>,
    raw: &RawResponse,
    answer: Answer,
    diagnose: impl FnOnce(&Answer, &Recorder<'_>) -> Diagnosis,
) -> Result<Box<TokenAnswer>, Stop> {
    let verdicts = oauth::check_head(raw.status, raw.header("content-type"));
    match answer {
        Answer::Token(token) => {
            recorder.end(StepId::Response, verdicts);
            Ok(token)
        }
        answer => {
            let found = diagnose(&answer, recorder);
            Err(refused(recorder, &answer, verdicts, found))
        }
    }
}

/// An answer that is no success ends the run.
pub(super) fn refused(
    recorder: &mut Recorder<'_>,
    answer: &Answer,
    verdicts: Vec<Verdict>,
    found: Diagnosis,
) -> Stop {
    recorder.end_as(StepId::Response, StepStatus::Failed, verdicts);
    recorder.run.server_words = told::server_words(answer, &recorder.hidden);
    Stop::Diagnosed(found)
}

/// Why there is no answer.
pub(crate) fn stop(failure: &TransportFailure, host: &str, seconds: u64) -> Stop {
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
    sum_up(recorder, client, token, clock);
    recorder.end(StepId::Verify, verdicts);
}

/// Notes what may be kept of a token.
pub(super) fn sum_up(
    recorder: &mut Recorder<'_>,
    client: &ClientProfile,
    token: &TokenAnswer,
    clock: &dyn Clock,
) {
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
}
