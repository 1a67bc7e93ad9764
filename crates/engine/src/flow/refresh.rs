//! A refresh (facts.md 1.4): one POST with the refresh token that is held, the answer, and whether
//! a new refresh token came. Never tried twice: with rotation on, the first try may have used the
//! token up. Storing is the engine's; this flow only says how it went.

use credenza_core::apps::ClientProfile;
use credenza_core::diagnosis::{self, Fix, RefreshEvidence};
use credenza_core::flow::{Outcome, RuleId, Step, StepId, Verdict};
use credenza_core::jwks::KeySet;
use credenza_core::oauth::{self, Answer, Client, TokenAnswer, TokenRequest};
use credenza_core::tokens::{
    Replacement, check_before_refresh, check_refreshed_id_token, check_rotation, replacement,
};
use tokio_util::sync::CancellationToken;

use super::client::ClientSecrets;
use super::exchange::{Stop, accept, no_endpoint, receive, send, stopped, sum_up};
use super::issuer_keys::issuer_keys;
use super::recorder::Recorder;
use super::told::retry_after;
use crate::clock::Clock;
use crate::held_tokens::RefreshToken;
use crate::http::Http;

/// Everything that the run needs, taken out of vault and memory beforehand.
pub(crate) struct RefreshIngredients {
    pub(crate) client: ClientProfile,
    pub(crate) secrets: ClientSecrets,
    pub(crate) held: Option<RefreshToken>,
    pub(crate) sandbox_base: Option<String>,
}

/// What a refresh brought.
pub(crate) struct Refreshed {
    pub(crate) token: TokenAnswer,
    pub(crate) replacement: Replacement,
}

/// Runs the flow up to the storing. `None`: the run is over, and the recorder holds why.
pub(crate) async fn refresh(
    recorder: &mut Recorder<'_>,
    ingredients: &RefreshIngredients,
    http: &Http,
    clock: &dyn Clock,
    cancel: &CancellationToken,
) -> Option<Refreshed> {
    match run_steps(recorder, ingredients, http, clock, cancel).await {
        Ok(refreshed) => Some(refreshed),
        Err(stop) => {
            recorder.run.token = None;
            stopped(recorder, stop, Fix::RunAgain);
            None
        }
    }
}

async fn run_steps(
    recorder: &mut Recorder<'_>,
    ingredients: &RefreshIngredients,
    http: &Http,
    clock: &dyn Clock,
    cancel: &CancellationToken,
) -> Result<Refreshed, Stop> {
    let (request, held) = check(recorder, ingredients, clock)?;
    let exchange = send(recorder, http, &request, cancel).await;
    let (raw, answer) = receive(recorder, exchange, &request.url, clock)?;
    let diagnose = |answer: &Answer, _: &Recorder<'_>| {
        let found = diagnosis::of_refresh_answer(&RefreshEvidence {
            status: raw.status,
            content_type: raw.header("content-type"),
            retry_after: retry_after(&raw),
            answer,
            path: request.url.path(),
            scopes: &ingredients.client.scopes,
            held: Some(&held.facts),
            rotation: ingredients.client.refresh_rotation.unwrap_or_default(),
            now: clock.now(),
        });
        diagnosis::of_client(found, &ingredients.client)
    };
    let token = accept(recorder, &raw, answer, diagnose)?;
    let replacement = replacement(&token, &held.token);
    let keys = keys(recorder, ingredients, &token, http, cancel).await?;
    verify(recorder, ingredients, &token, held, replacement, keys, clock)?;
    Ok(Refreshed { token: *token, replacement })
}

fn check<'a>(
    recorder: &mut Recorder<'_>,
    ingredients: &'a RefreshIngredients,
    clock: &dyn Clock,
) -> Result<(TokenRequest, &'a RefreshToken), Stop> {
    recorder.begin(StepId::Check);
    let RefreshIngredients { client, secrets, held, sandbox_base } = ingredients;
    let facts = held.as_ref().map(|held| &held.facts);
    let verdicts = check_before_refresh(client, secrets.have(), facts, clock.now());
    let broken = diagnosis::of_checks(&verdicts);
    recorder.end(StepId::Check, verdicts);
    if let Some(found) = broken {
        return Err(Stop::Diagnosed(found));
    }
    let endpoint = client.token_endpoint(sandbox_base.as_deref());
    let url = endpoint.map_err(|error| no_endpoint(recorder, &error, client))?;
    // Found present by the checks.
    let Some(held) = held else { return Err(Stop::other()) };
    let proof = secrets.prove(client, &url, clock.now(), recorder)?;
    recorder.hidden.hide(&held.token);
    let client = Client { id: &client.client_id, proof: &proof };
    Ok((oauth::refresh_request(url, client, &held.token), held))
}

/// The issuer's keys for an ID token that came along, and how the reading went; neither where none
/// came or nobody knows where the keys are.
async fn keys(
    recorder: &mut Recorder<'_>,
    ingredients: &RefreshIngredients,
    token: &TokenAnswer,
    http: &Http,
    cancel: &CancellationToken,
) -> Result<(Option<KeySet>, Option<Verdict>), Stop> {
    recorder.begin(StepId::Verify);
    let RefreshIngredients { client, sandbox_base, .. } = ingredients;
    let own_host = client.own_host(sandbox_base.as_deref());
    let address = client.open_id.usable(&client.open_id.jwks_uri, &own_host).ok().flatten();
    let (Some(address), Some(_)) = (address, &token.id_token) else { return Ok((None, None)) };
    let (keys, verdict) = issuer_keys(recorder, http, StepId::Verify, &address, cancel).await?;
    Ok((keys, Some(verdict)))
}

/// An ID token need not come along; one that does is of the same member, or the answer is refused.
fn verify(
    recorder: &mut Recorder<'_>,
    ingredients: &RefreshIngredients,
    token: &TokenAnswer,
    held: &RefreshToken,
    replacement: Replacement,
    (keys, read): (Option<KeySet>, Option<Verdict>),
    clock: &dyn Clock,
) -> Result<(), Stop> {
    let client = &ingredients.client;
    let mut verdicts = oauth::check_access_token(token, client, recorder.run.skew_seconds);
    verdicts.push(check_rotation(client, replacement));
    verdicts.extend(read);
    let identity = held.facts.identity.as_ref();
    let of_id_token = |id_token| {
        let (access_token, client_id) = (&token.access_token, &client.client_id);
        check_refreshed_id_token(id_token, access_token, client_id, identity, keys, clock.now())
    };
    let list = token.id_token.as_ref().map(of_id_token).unwrap_or_default();
    let refused = diagnosis::of_id_token(&list);
    verdicts.extend(list);
    let status = Step::status_of(&verdicts);
    sum_up(recorder, client, token, clock);
    recorder.end_as(StepId::Verify, status, verdicts);
    refused.map_or(Ok(()), |found| Err(Stop::Diagnosed(found)))
}

/// Ends the run with how the storing went; `failed` says why it did not go well.
pub(crate) fn end_refresh(
    recorder: &mut Recorder<'_>,
    replacement: Replacement,
    failed: Option<&str>,
) {
    let (expected, actual) = match (replacement, failed) {
        (Replacement::New, None) => ("new", "new"),
        (Replacement::New, Some(_)) => ("new", "old"),
        (Replacement::None | Replacement::Same, _) => ("old", "old"),
    };
    let holds = expected == actual;
    let verdict = Verdict::must(RuleId::RefreshTokenKept, holds, expected, actual, "RFC 6749 6");
    recorder.end(StepId::Keep, vec![verdict]);
    match failed.filter(|_| !holds) {
        None => recorder.finish(Outcome::Passed),
        Some(reason) => {
            recorder.fail(Outcome::Failed, Some(diagnosis::refresh_not_kept(reason)));
        }
    }
}
