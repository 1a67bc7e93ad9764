//! The service-account flow (facts.md 2): one fresh assertion, one POST, no retry.

use std::sync::Arc;

use credenza_core::Secret;
use credenza_core::apps::LineWorksApp;
use credenza_core::diagnosis::{self, Fix};
use credenza_core::flow::{ClockSource, Outcome, RuleId, StepId, Verdict};
use credenza_core::jwt::assertion::{AssertionClaims, UnsignedAssertion};
use credenza_core::jwt::checks::{Credentials, before_sending};
use credenza_core::keys::SigningKey;
use credenza_core::oauth::{self, Answer, TokenAnswer, TokenRequest};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::clock_source::dating_time;
use super::exchange::{Stop, accept, no_endpoint, receive, send, stopped, verify};
use super::recorder::Recorder;
use super::told::{self, Told};
use crate::clock::Clock;
use crate::http::Http;

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

/// Runs the flow to its end and gives what was issued. The recorder holds the whole run
/// afterwards.
pub(crate) async fn issue(
    recorder: &mut Recorder<'_>,
    ingredients: &Ingredients,
    http: &Http,
    clock: &dyn Clock,
    cancel: &CancellationToken,
) -> Option<TokenAnswer> {
    match run_steps(recorder, ingredients, http, clock, cancel).await {
        Ok(token) => {
            recorder.finish(Outcome::Passed);
            Some(token)
        }
        Err(stop) => {
            stopped(recorder, stop, Fix::RunAgain);
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
    let (raw, answer) = receive(recorder, exchange, &request.url, clock)?;
    let diagnose = |answer: &Answer, recorder: &Recorder<'_>| {
        diagnosis::of_answer(&told::evidence(&raw, answer, &shown_to, recorder, clock))
    };
    let token = accept(recorder, &raw, answer, diagnose)?;
    verify(recorder, &ingredients.app.client(), &token, clock);
    Ok(*token)
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
    let unsigned = UnsignedAssertion::new(claims).map_err(|_| Stop::other())?;
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
    endpoint.map_err(|error| no_endpoint(recorder, &error, &ingredients.app.client()))
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
        return Err(Stop::other());
    };
    recorder.hidden.hide_whole(secret);
    let signature = key.sign_rs256(unsigned.message()).map_err(|_| Stop::other())?;
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

/// The part of an assertion that makes it a secret.
fn signature_of(assertion: &Secret) -> Secret {
    // Exposed to be hidden on its own as well.
    Secret::new(assertion.expose().rsplit('.').next().unwrap_or_default().to_owned())
}
