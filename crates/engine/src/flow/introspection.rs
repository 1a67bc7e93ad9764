//! Asking a server whether a token holds (RFC 7662): one POST, and what the answer says.

use credenza_core::Secret;
use credenza_core::apps::{ClientProfile, Endpoints};
use credenza_core::diagnosis::{self, Fix, GrantEvidence};
use credenza_core::flow::{Outcome, StepId};
use credenza_core::oauth::{self, Client, RevokedToken, TokenRequest, check_head};
use credenza_core::tokens::{check_before_introspection, check_introspected};
use tokio_util::sync::CancellationToken;

use super::client::ClientSecrets;
use super::clock_source::server_time;
use super::exchange::{Stop, no_own_endpoint, receive, refused, send, stopped};
use super::recorder::Recorder;
use super::told::retry_after;
use crate::clock::Clock;
use crate::http::Http;

/// Everything that the run needs, taken out of vault and memory beforehand.
pub(crate) struct IntrospectionIngredients {
    pub(crate) client: ClientProfile,
    pub(crate) secrets: ClientSecrets,
    pub(crate) kind: RevokedToken,
    pub(crate) token: Option<Secret>,
}

/// Runs the flow to its end. A token that does not hold is an answer, and no failure.
pub(crate) async fn introspect(
    recorder: &mut Recorder<'_>,
    ingredients: &IntrospectionIngredients,
    http: &Http,
    clock: &dyn Clock,
    cancel: &CancellationToken,
) {
    match run_steps(recorder, ingredients, http, clock, cancel).await {
        Ok(()) => recorder.finish(Outcome::Passed),
        Err(stop) => stopped(recorder, stop, Fix::RunAgain),
    }
}

async fn run_steps(
    recorder: &mut Recorder<'_>,
    ingredients: &IntrospectionIngredients,
    http: &Http,
    clock: &dyn Clock,
    cancel: &CancellationToken,
) -> Result<(), Stop> {
    let request = check(recorder, ingredients, clock)?;
    let exchange = send(recorder, http, &request, cancel).await;
    let (raw, answer) = receive(recorder, exchange, &request.url, clock)?;
    let client = &ingredients.client;
    let kind = raw.header("content-type");
    if let Some(verdicts) = check_introspected(raw.status, kind, &raw.body, &client.client_id) {
        recorder.end(StepId::Response, verdicts);
        return Ok(());
    }
    let found = diagnosis::of_grant_answer(&GrantEvidence {
        status: raw.status,
        content_type: kind,
        retry_after: retry_after(&raw),
        answer: &answer,
        path: request.url.path(),
        scopes: &client.scopes,
        times: None,
        with_assertion: true,
        server_now: server_time(raw.header("date")),
    });
    let found = diagnosis::of_client(found, client);
    Err(refused(recorder, &answer, check_head(raw.status, kind), found))
}

fn check(
    recorder: &mut Recorder<'_>,
    ingredients: &IntrospectionIngredients,
    clock: &dyn Clock,
) -> Result<TokenRequest, Stop> {
    recorder.begin(StepId::Check);
    let IntrospectionIngredients { client, secrets, kind, token } = ingredients;
    let verdicts = check_before_introspection(client, secrets.have(), token.is_some());
    let broken = diagnosis::of_checks(&verdicts);
    recorder.end(StepId::Check, verdicts);
    if let Some(found) = broken {
        return Err(Stop::Diagnosed(found));
    }
    let endpoint = client.introspection_endpoint();
    let missing = |error| {
        // LINE WORKS documents no such address: there is nothing to enter.
        let has_own = matches!(client.endpoints, Endpoints::Server(_));
        let fix = has_own.then_some(Fix::EditAddresses);
        no_own_endpoint(recorder, &error, client, "introspectionAddress", fix)
    };
    let url = endpoint.map_err(missing)?;
    // Found present by the checks.
    let Some(token) = token else { return Err(Stop::other()) };
    let proof = secrets.prove(client, &url, clock.now(), recorder)?;
    recorder.hidden.hide(token);
    let client = Client { id: &client.client_id, proof: &proof };
    Ok(oauth::introspection_request(url, client, token, *kind))
}
