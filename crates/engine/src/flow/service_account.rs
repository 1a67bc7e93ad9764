//! The service-account flow (facts.md 2): one fresh assertion, one POST, no retry.

use std::sync::Arc;

use credenza_core::Secret;
use credenza_core::apps::{Environment, HostError, LineWorksApp};
use credenza_core::diagnosis::{self, Cause, Confidence, Diagnosis, Fix};
use credenza_core::flow::{
    ClockSource, Outcome, Part, RuleId, StepId, StepStatus, TokenSummary, Verdict,
};
use credenza_core::jwt::assertion::{AssertionClaims, UnsignedAssertion};
use credenza_core::jwt::checks::{Credentials, before_sending};
use credenza_core::keys::SigningKey;
use credenza_core::oauth::{self, Answer, TokenAnswer, TokenRequest};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::clock_source::{dating_time, server_time};
use super::recorder::Recorder;
use super::told::{self, Told};
use super::transport;
use crate::clock::Clock;
use crate::http::{Exchange, Http, RawResponse, TransportFailure};

/// Everything that a run needs, taken out of the vault beforehand.
pub(crate) struct Ingredients {
    pub(crate) app: LineWorksApp,
    pub(crate) client_secret: Option<Secret>,
    pub(crate) key: Option<Arc<SigningKey>>,
    pub(crate) clock: ClockSource,
    /// This computer's clock minus the server's, from the last run.
    pub(crate) known_skew: Option<i64>,
    pub(crate) key_worked_before: bool,
    /// SPKI SHA-256 of the key that signed the last run that passed, where it is another key.
    pub(crate) last_key: Option<String>,
    pub(crate) sandbox_base: Option<String>,
}

/// A run that stopped.
enum Stop {
    Diagnosed(Diagnosis),
    Cancelled,
}

/// Runs the flow to its end and gives the access token. The recorder holds the whole run
/// afterwards.
pub(crate) async fn issue(
    recorder: &mut Recorder<'_>,
    ingredients: &Ingredients,
    http: &Http,
    clock: &dyn Clock,
    cancel: &CancellationToken,
) -> Option<Secret> {
    match run_steps(recorder, ingredients, http, clock, cancel).await {
        Ok(token) => {
            recorder.finish(Outcome::Passed);
            Some(token.access_token)
        }
        Err(Stop::Cancelled) => {
            let found = Diagnosis::new(Cause::Cancelled, Confidence::Certain).fix(Fix::RunAgain);
            recorder.fail(Outcome::Cancelled, Some(found));
            None
        }
        Err(Stop::Diagnosed(found)) => {
            recorder.fail(Outcome::Failed, Some(found));
            None
        }
    }
}

async fn run_steps(
    recorder: &mut Recorder<'_>,
    ingredients: &Ingredients,
    http: &Http,
    clock: &dyn Clock,
    cancel: &CancellationToken,
) -> Result<TokenAnswer, Stop> {
    let unsigned = build(recorder, ingredients, clock)?;
    let url = check(recorder, ingredients, &unsigned, clock)?;
    let (request, checks) = sign(recorder, ingredients, &unsigned, url)?;
    let exchange = send(recorder, http, &request, cancel).await;
    let shown_to = Told { ingredients, request: &request, checks: &checks, unsigned: &unsigned };
    let (raw, answer) = read(recorder, exchange, &shown_to, clock)?;
    let token = accept(recorder, raw, answer, &shown_to, clock)?;
    Ok(verify(recorder, ingredients, *token, clock))
}

fn build(
    recorder: &mut Recorder<'_>,
    ingredients: &Ingredients,
    clock: &dyn Clock,
) -> Result<UnsignedAssertion, Stop> {
    recorder.begin(StepId::Build);
    let app = &ingredients.app;
    let (time, source) = dating_time(ingredients.clock, clock.now(), ingredients.known_skew);
    recorder.run.clock = source;
    let claims = AssertionClaims::new(
        app.client_id.trim(),
        app.service_account.trim(),
        app.assertion_lifetime,
        time,
    );
    let unsigned = UnsignedAssertion::new(claims).map_err(|_| other())?;
    recorder.run.assertion = Some(unsigned.view(None));
    recorder.tell_assertion();
    recorder.end(StepId::Build, Vec::new());
    Ok(unsigned)
}

fn check(
    recorder: &mut Recorder<'_>,
    ingredients: &Ingredients,
    unsigned: &UnsignedAssertion,
    clock: &dyn Clock,
) -> Result<Url, Stop> {
    recorder.begin(StepId::Check);
    let have = Credentials {
        has_secret: ingredients.client_secret.is_some(),
        has_key: ingredients.key.is_some(),
    };
    let (time, _) = dating_time(ingredients.clock, clock.now(), ingredients.known_skew);
    let verdicts = before_sending(&ingredients.app, unsigned.claims(), have, time);
    let broken = diagnosis::of_checks(&verdicts);
    recorder.end(StepId::Check, verdicts);
    if let Some(found) = broken {
        return Err(Stop::Diagnosed(found));
    }
    let endpoint = ingredients.app.environment.token_endpoint(ingredients.sandbox_base.as_deref());
    endpoint.map_err(|error| no_endpoint(recorder, &error, &ingredients.app.environment))
}

fn no_endpoint(recorder: &mut Recorder<'_>, error: &HostError, environment: &Environment) -> Stop {
    recorder.change(StepId::Check, |step| step.status = StepStatus::Failed);
    let certain = |cause| Diagnosis::new(cause, Confidence::Certain);
    Stop::Diagnosed(match error {
        HostError::SandboxStopped => certain(Cause::SandboxStopped).fix(Fix::StartSandbox),
        HostError::NotConfirmed { actual } => {
            certain(Cause::HostNotConfirmed).with("host", actual).fix(Fix::EditEnvironment)
        }
        HostError::Address(address) => {
            let known = matches!(environment, Environment::Custom { .. });
            certain(Cause::RecordIncomplete)
                .with("actual", if known { address } else { "" })
                .fix(Fix::EditEnvironment)
        }
    })
}

fn sign(
    recorder: &mut Recorder<'_>,
    ingredients: &Ingredients,
    unsigned: &UnsignedAssertion,
    url: Url,
) -> Result<(TokenRequest, Vec<Verdict>), Stop> {
    recorder.begin(StepId::Sign);
    // Both were found present by the check before.
    let (Some(key), Some(secret)) = (&ingredients.key, &ingredients.client_secret) else {
        return Err(other());
    };
    recorder.hidden.hide(secret);
    let signature = key.sign_rs256(unsigned.message()).map_err(|_| other())?;
    let confirmed = key.verify_rs256(unsigned.message(), &signature);
    let fingerprint = key.spki_sha256().to_owned();
    let verdict =
        Verdict::must(RuleId::SignatureConfirmed, confirmed, "RS256", &fingerprint, "RFC 7515 5.2");
    recorder.run.key_sha256 = Some(fingerprint);
    let assertion = unsigned.signed(&signature);
    recorder.hidden.hide(&assertion);
    recorder.hidden.hide(&signature_of(&assertion));
    recorder.run.assertion = Some(unsigned.view(Some(&assertion)));
    recorder.tell_assertion();
    let app = &ingredients.app;
    let scope = app.scope_separator.join(&app.scopes);
    let request =
        oauth::service_account_request(url, app.client_id.trim(), secret, &assertion, &scope);
    recorder.end(StepId::Sign, vec![verdict]);
    let mut checks =
        recorder.run.step(StepId::Check).map(|step| step.verdicts.clone()).unwrap_or_default();
    checks.extend(
        recorder.run.step(StepId::Sign).map(|step| step.verdicts.clone()).unwrap_or_default(),
    );
    Ok((request, checks))
}

async fn send(
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

fn read(
    recorder: &mut Recorder<'_>,
    exchange: Exchange,
    told: &Told<'_>,
    clock: &dyn Clock,
) -> Result<(RawResponse, Answer), Stop> {
    let host = told.request.url.host_str().unwrap_or_default();
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
        token.refresh_token.iter().for_each(|token| recorder.hidden.hide(token));
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

fn accept(
    recorder: &mut Recorder<'_>,
    raw: RawResponse,
    answer: Answer,
    told: &Told<'_>,
    clock: &dyn Clock,
) -> Result<Box<TokenAnswer>, Stop> {
    let verdicts = oauth::check_head(raw.status, raw.header("content-type"));
    match answer {
        Answer::Token(token) => {
            recorder.end(StepId::Response, verdicts);
            Ok(token)
        }
        answer => {
            recorder.end_as(StepId::Response, StepStatus::Failed, verdicts);
            recorder.run.server_words = told::server_words(&answer, &recorder.hidden);
            let found = diagnosis::of_answer(&told::evidence(&raw, &answer, told, recorder, clock));
            Err(Stop::Diagnosed(found))
        }
    }
}

fn verify(
    recorder: &mut Recorder<'_>,
    ingredients: &Ingredients,
    token: TokenAnswer,
    clock: &dyn Clock,
) -> TokenAnswer {
    recorder.begin(StepId::Verify);
    let app = &ingredients.app;
    let verdicts = oauth::check_token(&token, app, recorder.run.skew_seconds);
    let granted = token.scope.as_ref().unwrap_or(&app.scopes);
    recorder.run.token = Some(TokenSummary {
        token_type: recorder.hidden.text(&token.token_type),
        expires_in: token.expires_in,
        expires_at: token.expires_in.map(|seconds| clock.now().saturating_add(seconds)),
        scope: granted.iter().map(|scope| recorder.hidden.text(scope)).collect(),
        scope_missing: oauth::scopes_missing(&token, app),
        shown: Part::Secret(token.access_token.sealed()),
        has_refresh: token.refresh_token.is_some(),
        expires_in_as_text: token.expires_in_as_text,
    });
    recorder.end(StepId::Verify, verdicts);
    token
}

/// The part of an assertion that makes it a secret.
fn signature_of(assertion: &Secret) -> Secret {
    // Exposed to be hidden on its own as well.
    Secret::new(assertion.expose().rsplit('.').next().unwrap_or_default().to_owned())
}

fn other() -> Stop {
    Stop::Diagnosed(Diagnosis::new(Cause::Other, Confidence::Possible).fix(Fix::RunAgain))
}
