//! The grants of a client of a server that is not LINE WORKS, which nobody signs in for: a token for
//! the client itself (RFC 6749 section 4.4), or for an assertion that it signs (RFC 7523
//! section 2.1). One POST, no retry.

use credenza_core::Secret;
use credenza_core::apps::{BearerAssertion, ClientProfile, Grant};
use credenza_core::diagnosis::{self, Fix, GrantEvidence};
use credenza_core::flow::{ClockSource, Outcome, RuleId, StepId, Verdict};
use credenza_core::jwt::claims::{UnsignedJwt, bearer_assertion};
use credenza_core::oauth::{self, Answer, Client, TokenAnswer, TokenRequest, check_client};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::client::ClientSecrets;
use super::clock_source::{dating_time, server_time};
use super::exchange::{Stop, accept, no_endpoint, receive, send, stopped, sum_up};
use super::recorder::Recorder;
use super::told::retry_after;
use crate::clock::Clock;
use crate::http::Http;

/// Everything that the run needs, taken out of vault and memory beforehand.
pub(crate) struct GrantIngredients {
    pub(crate) client: ClientProfile,
    pub(crate) secrets: ClientSecrets,
    /// Never the code of a sign-in.
    pub(crate) grant: Grant,
    /// Whether the record has it.
    pub(crate) registered: bool,
    pub(crate) assertion: BearerAssertion,
    pub(crate) clock: ClockSource,
    /// This computer's clock minus the server's, from the last run.
    pub(crate) known_skew: Option<i64>,
}

/// Runs the flow to its end and gives what was issued.
pub(crate) async fn grant(
    recorder: &mut Recorder<'_>,
    ingredients: &GrantIngredients,
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
    ingredients: &GrantIngredients,
    http: &Http,
    clock: &dyn Clock,
    cancel: &CancellationToken,
) -> Result<TokenAnswer, Stop> {
    let unsigned = build(recorder, ingredients, clock);
    let url = check(recorder, ingredients, unsigned.is_some())?;
    let request = request(recorder, ingredients, unsigned.as_ref(), url, clock)?;
    let exchange = send(recorder, http, &request, cancel).await;
    let (raw, answer) = receive(recorder, exchange, &request.url, clock)?;
    let times = unsigned.as_ref().and_then(UnsignedJwt::times);
    let diagnose = |answer: &Answer, _: &Recorder<'_>| {
        let found = diagnosis::of_grant_answer(&GrantEvidence {
            status: raw.status,
            content_type: raw.header("content-type"),
            retry_after: retry_after(&raw),
            answer,
            path: request.url.path(),
            scopes: &ingredients.client.scopes,
            times,
            with_assertion: ingredients.grant == Grant::JwtBearer,
            server_now: server_time(raw.header("date")),
        });
        diagnosis::of_client(found, &ingredients.client)
    };
    let token = accept(recorder, &raw, answer, diagnose)?;
    verify(recorder, &ingredients.client, &token, clock);
    Ok(*token)
}

/// The assertion, where the grant has one and its claims can be read.
fn build(
    recorder: &mut Recorder<'_>,
    ingredients: &GrantIngredients,
    clock: &dyn Clock,
) -> Option<UnsignedJwt> {
    if ingredients.grant != Grant::JwtBearer {
        return None;
    }
    recorder.begin(StepId::Build);
    let (time, source) = dating_time(ingredients.clock, clock.now(), ingredients.known_skew);
    recorder.run.clock = source;
    let unsigned = bearer_assertion(&ingredients.assertion, &ingredients.client.client_id, time);
    recorder.run.assertion = unsigned.as_ref().map(|unsigned| unsigned.view(None));
    recorder.tell_assertion();
    recorder.end(StepId::Build, Vec::new());
    unsigned
}

fn check(
    recorder: &mut Recorder<'_>,
    ingredients: &GrantIngredients,
    built: bool,
) -> Result<Url, Stop> {
    recorder.begin(StepId::Check);
    let GrantIngredients { client, secrets, registered, .. } = ingredients;
    let have = secrets.have();
    let mut verdicts = check_client(client, have, "RFC 6749 2.3");
    let found = if *registered { "present" } else { "missing" };
    let source = "RFC 7591 2";
    verdicts.push(Verdict::should(RuleId::GrantRegistered, *registered, "present", found, source));
    if ingredients.grant == Grant::JwtBearer {
        let is_there = |id, holds: bool| {
            let found = if holds { "present" } else { "missing" };
            Verdict::must(id, holds, "present", found, "RFC 7523 3")
        };
        // Once, where the client shows itself by the same key.
        verdicts.retain(|verdict| verdict.id != RuleId::KeyPresent);
        verdicts.push(is_there(RuleId::KeyPresent, have.has_key));
        verdicts.push(is_there(RuleId::ClaimsReadable, built));
    }
    let broken = diagnosis::of_checks(&verdicts);
    recorder.end(StepId::Check, verdicts);
    if let Some(found) = broken {
        return Err(Stop::Diagnosed(found));
    }
    client.token_endpoint(None).map_err(|error| no_endpoint(recorder, &error, client))
}

fn request(
    recorder: &mut Recorder<'_>,
    ingredients: &GrantIngredients,
    unsigned: Option<&UnsignedJwt>,
    url: Url,
    clock: &dyn Clock,
) -> Result<TokenRequest, Stop> {
    let GrantIngredients { client, secrets, .. } = ingredients;
    let assertion = match unsigned {
        Some(unsigned) => Some(sign(recorder, secrets, unsigned)?),
        None => None,
    };
    let proof = secrets.prove(client, &url, clock.now(), recorder)?;
    let shown = Client { id: &client.client_id, proof: &proof };
    Ok(match assertion {
        Some(assertion) => oauth::jwt_bearer_request(url, shown, &assertion, &client.scope()),
        None => oauth::client_credentials_request(url, shown, &client.scope()),
    })
}

fn sign(
    recorder: &mut Recorder<'_>,
    secrets: &ClientSecrets,
    unsigned: &UnsignedJwt,
) -> Result<Secret, Stop> {
    recorder.begin(StepId::Sign);
    // Found present by the check before.
    let Some(key) = &secrets.key else { return Err(Stop::other()) };
    let signature = key.sign_rs256(unsigned.message()).map_err(|_| Stop::other())?;
    let confirmed = key.verify_rs256(unsigned.message(), &signature);
    let fingerprint = key.spki_sha256().to_owned();
    let (id, source) = (RuleId::SignatureConfirmed, "RFC 7515 5.2");
    let verdict = Verdict::must(id, confirmed, "RS256", &fingerprint, source);
    recorder.run.key_sha256 = Some(fingerprint);
    let assertion = unsigned.signed(&signature);
    recorder.hidden.hide(&assertion);
    recorder.run.assertion = Some(unsigned.view(Some(&assertion)));
    recorder.tell_assertion();
    recorder.end(StepId::Sign, vec![verdict]);
    Ok(assertion)
}

/// A refresh token need not come along (RFC 6749 section 4.4.3).
fn verify(
    recorder: &mut Recorder<'_>,
    client: &ClientProfile,
    token: &TokenAnswer,
    clock: &dyn Clock,
) {
    recorder.begin(StepId::Verify);
    let verdicts = oauth::check_access_token(token, client, recorder.run.skew_seconds);
    sum_up(recorder, client, token, clock);
    recorder.end(StepId::Verify, verdicts);
}
