//! Ending a token (facts.md 1.7): one POST, and whether the answer says that it is done. What is
//! held is forgotten by the engine, and only after that.

use credenza_core::Secret;
use credenza_core::apps::ClientProfile;
use credenza_core::diagnosis::{self, Fix, RefreshEvidence};
use credenza_core::flow::{Outcome, StepId};
use credenza_core::oauth::{self, Client, RevokedToken, TokenRequest};
use credenza_core::tokens::{RefreshFacts, check_before_revoke, check_revoked, revoked};
use tokio_util::sync::CancellationToken;

use super::client::ClientSecrets;
use super::exchange::{Stop, no_endpoint, receive, refused, send, stopped};
use super::recorder::Recorder;
use super::told::retry_after;
use crate::clock::Clock;
use crate::http::Http;

/// Everything that the run needs, taken out of vault and memory beforehand.
pub(crate) struct RevokeIngredients {
    pub(crate) client: ClientProfile,
    pub(crate) secrets: ClientSecrets,
    pub(crate) kind: RevokedToken,
    pub(crate) token: Option<Secret>,
    /// Of a refresh token.
    pub(crate) facts: Option<RefreshFacts>,
    pub(crate) sandbox_base: Option<String>,
}

/// Runs the flow to its end; whether the token was ended.
pub(crate) async fn revoke(
    recorder: &mut Recorder<'_>,
    ingredients: &RevokeIngredients,
    http: &Http,
    clock: &dyn Clock,
    cancel: &CancellationToken,
) -> bool {
    match run_steps(recorder, ingredients, http, clock, cancel).await {
        Ok(()) => {
            recorder.finish(Outcome::Passed);
            true
        }
        Err(stop) => {
            stopped(recorder, stop, Fix::RunAgain);
            false
        }
    }
}

async fn run_steps(
    recorder: &mut Recorder<'_>,
    ingredients: &RevokeIngredients,
    http: &Http,
    clock: &dyn Clock,
    cancel: &CancellationToken,
) -> Result<(), Stop> {
    let request = check(recorder, ingredients, clock)?;
    let exchange = send(recorder, http, &request, cancel).await;
    let (raw, answer) = receive(recorder, exchange, &request.url, clock)?;
    let verdicts = check_revoked(raw.status, &answer, ingredients.kind);
    if revoked(raw.status, &answer) {
        recorder.end(StepId::Response, verdicts);
        return Ok(());
    }
    let found = diagnosis::of_revoke_answer(&RefreshEvidence {
        status: raw.status,
        content_type: raw.header("content-type"),
        retry_after: retry_after(&raw),
        answer: &answer,
        path: request.url.path(),
        scopes: &ingredients.client.scopes,
        held: ingredients.facts.as_ref(),
        rotation: ingredients.client.refresh_rotation.unwrap_or_default(),
        now: clock.now(),
    });
    let found = diagnosis::of_client(found, &ingredients.client);
    Err(refused(recorder, &answer, verdicts, found))
}

fn check(
    recorder: &mut Recorder<'_>,
    ingredients: &RevokeIngredients,
    clock: &dyn Clock,
) -> Result<TokenRequest, Stop> {
    recorder.begin(StepId::Check);
    let RevokeIngredients { client, secrets, token, sandbox_base, .. } = ingredients;
    let verdicts = check_before_revoke(client, secrets.have(), token.is_some());
    let broken = diagnosis::of_checks(&verdicts);
    recorder.end(StepId::Check, verdicts);
    if let Some(found) = broken {
        return Err(Stop::Diagnosed(found));
    }
    let endpoint = client.revoke_endpoint(sandbox_base.as_deref());
    let url = endpoint.map_err(|error| no_endpoint(recorder, &error, client))?;
    // Found present by the checks.
    let Some(token) = token else { return Err(Stop::other()) };
    let proof = secrets.prove(client, &url, clock.now(), recorder)?;
    recorder.hidden.hide(token);
    let client = Client { id: &client.client_id, proof: &proof };
    Ok(oauth::revoke_request(url, client, token, ingredients.kind))
}
