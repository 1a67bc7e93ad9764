//! A member's sign-in from the returned address on (facts.md 1.3, 3): whose answer it is, one POST
//! with the code, the answer, the ID token. A code is good once, so nothing is tried twice.

use credenza_core::apps::ClientProfile;
use credenza_core::diagnosis::{self, CodeEvidence, Fix};
use credenza_core::flow::{
    Outcome, RuleId, ShownRequest, Step, StepId, StepStatus, Verdict, VerdictResult,
};
use credenza_core::oauth::{self, Answer, Client, TokenAnswer, TokenRequest};
use credenza_core::sign_in::{
    AuthorizeRequest, IdTokenTrust, ReturnRefusal, check_authorize, check_id_token, read_returned,
    signature_was_checked,
};
use credenza_core::tokens::SignedIn;
use credenza_core::{Secret, UnixSeconds};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::client::ClientSecrets;
use super::exchange::{Stop, accept, receive, send, stopped, verify};
use super::issuer_keys::issuer_keys;
use super::recorder::Recorder;
use super::told::retry_after;
use crate::clock::Clock;
use crate::http::Http;

/// Longest returned address that is kept with a run, in characters.
const SHOWN_ADDRESS: usize = 2_000;

/// Everything that the run needs, taken out of vault and memory beforehand.
pub(crate) struct SignInIngredients {
    pub(crate) client: ClientProfile,
    pub(crate) secrets: ClientSecrets,
    pub(crate) request: AuthorizeRequest,
    pub(crate) trust: IdTokenTrust,
    /// Where the issuer's keys are, unless they are at hand.
    pub(crate) jwks: Option<Url>,
    pub(crate) token_endpoint: Url,
    pub(crate) begun_at: UnixSeconds,
    /// The address that the browser came back to; it carries the code.
    pub(crate) returned: Secret,
}

/// Runs the flow to its end and gives the tokens. The recorder holds the whole run afterwards.
pub(crate) async fn sign_in(
    recorder: &mut Recorder<'_>,
    ingredients: &SignInIngredients,
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
            // Tokens of an answer that is not trusted are not told of.
            recorder.run.token = None;
            let stop = match stop {
                Stop::Diagnosed(found) => Stop::Diagnosed(diagnosis::again(found)),
                Stop::Cancelled => Stop::Cancelled,
            };
            stopped(recorder, stop, Fix::SignInAgain);
            None
        }
    }
}

async fn run_steps(
    recorder: &mut Recorder<'_>,
    ingredients: &SignInIngredients,
    http: &Http,
    clock: &dyn Clock,
    cancel: &CancellationToken,
) -> Result<TokenAnswer, Stop> {
    authorized(recorder, ingredients);
    let code = returned(recorder, ingredients)?;
    let request = exchange_request(recorder, ingredients, &code, clock.now())?;
    let seconds = clock.now() - ingredients.begun_at;
    let exchange = send(recorder, http, &request, cancel).await;
    let (raw, answer) = receive(recorder, exchange, &request.url, clock)?;
    let diagnose = |answer: &Answer, _: &Recorder<'_>| {
        let found = diagnosis::of_code_answer(&CodeEvidence {
            status: raw.status,
            content_type: raw.header("content-type"),
            retry_after: retry_after(&raw),
            answer,
            path: ingredients.token_endpoint.path(),
            scopes: &ingredients.client.scopes,
            seconds,
        });
        diagnosis::of_client(found, &ingredients.client)
    };
    let token = accept(recorder, &raw, answer, diagnose)?;
    verify(recorder, &ingredients.client, &token, clock);
    id_token(recorder, &token, ingredients, http, clock, cancel).await?;
    Ok(*token)
}

/// The step that was done before the browser was opened, as it was.
fn authorized(recorder: &mut Recorder<'_>, ingredients: &SignInIngredients) {
    recorder.begin(StepId::Authorize);
    let request = &ingredients.request;
    let shown = get(&request.url);
    recorder.change(StepId::Authorize, |step| step.request = Some(shown));
    let verdicts =
        check_authorize(&ingredients.client, &request.redirect_uri, ingredients.secrets.have());
    recorder.end(StepId::Authorize, verdicts);
}

fn returned(recorder: &mut Recorder<'_>, ingredients: &SignInIngredients) -> Result<Secret, Stop> {
    recorder.begin(StepId::Return);
    // Exposed to be read; the code in it is hidden before anything is shown.
    let text = ingredients.returned.expose();
    let judged = read_returned(text, &ingredients.request, ingredients.trust.issuer.as_deref());
    match judged.code {
        Ok(code) => {
            recorder.hidden.hide(&code);
            let shown: String =
                recorder.hidden.text(text.trim()).chars().take(SHOWN_ADDRESS).collect();
            recorder.change(StepId::Return, |step| step.request = Some(get(&shown)));
            recorder.end(StepId::Return, judged.verdicts);
            Ok(code)
        }
        Err(refusal) => {
            recorder.end_as(StepId::Return, StepStatus::Failed, judged.verdicts);
            if let ReturnRefusal::Refused { error, description } = &refusal {
                let words = description.as_ref().map(|words| format!("{error}: {words}"));
                recorder.run.server_words = Some(words.unwrap_or_else(|| error.clone()));
            }
            Err(Stop::Diagnosed(diagnosis::of_return(&refusal, &ingredients.client.scopes)))
        }
    }
}

fn get(url: &str) -> ShownRequest {
    ShownRequest {
        method: "GET".to_owned(),
        url: url.to_owned(),
        query: Vec::new(),
        headers: Vec::new(),
        body: Vec::new(),
    }
}

fn exchange_request(
    recorder: &mut Recorder<'_>,
    ingredients: &SignInIngredients,
    code: &Secret,
    now: UnixSeconds,
) -> Result<TokenRequest, Stop> {
    let SignInIngredients { client, secrets, request, token_endpoint, .. } = ingredients;
    let proof = secrets.prove(client, token_endpoint, now, recorder)?;
    request.verifier.iter().for_each(|verifier| recorder.hidden.hide(verifier.secret()));
    let client = Client { id: &request.client_id, proof: &proof };
    let (redirect_uri, verifier) = (&request.redirect_uri, request.verifier.as_ref());
    let url = token_endpoint.clone();
    Ok(oauth::code_request(url, client, code, redirect_uri, verifier))
}

/// The ID token. One that was asked for and did not come is worth a look (facts.md 8.2 row 35);
/// one that fails its list is refused; a signature that nobody could check is no pass.
async fn id_token(
    recorder: &mut Recorder<'_>,
    token: &TokenAnswer,
    ingredients: &SignInIngredients,
    http: &Http,
    clock: &dyn Clock,
    cancel: &CancellationToken,
) -> Result<(), Stop> {
    recorder.begin(StepId::IdToken);
    let SignInIngredients { request, trust, jwks, .. } = ingredients;
    let mut verdicts = vec![present(token, request.nonce.is_some())];
    let Some(id_token) = &token.id_token else {
        recorder.end(StepId::IdToken, verdicts);
        return Ok(());
    };
    let mut trust = trust.clone();
    if let Some(address) = jwks {
        let (keys, verdict) = issuer_keys(recorder, http, StepId::IdToken, address, cancel).await?;
        if keys.is_none() {
            return Err(unread(recorder, verdicts, verdict));
        }
        verdicts.push(verdict);
        trust.keys = keys;
    }
    let list = check_id_token(id_token, &token.access_token, request, &trust, clock.now());
    let refused = diagnosis::of_id_token(&list);
    let unchecked = !signature_was_checked(&list);
    verdicts.extend(list);
    let status = match Step::status_of(&verdicts) {
        StepStatus::Passed if unchecked => StepStatus::Warned,
        status => status,
    };
    recorder.end_as(StepId::IdToken, status, verdicts);
    if let Some(found) = refused {
        return Err(Stop::Diagnosed(found));
    }
    recorder.run.signed_in = SignedIn::of_id_token(id_token);
    Ok(())
}

/// Keys that are named and can't be read: whoever can break one GET must not be able to switch the
/// check off.
fn unread(recorder: &mut Recorder<'_>, mut verdicts: Vec<Verdict>, verdict: Verdict) -> Stop {
    let failed = Verdict { result: VerdictResult::Failed, ..verdict };
    let found = diagnosis::of_id_token(std::slice::from_ref(&failed));
    verdicts.push(failed);
    recorder.end_as(StepId::IdToken, StepStatus::Failed, verdicts);
    found.map_or_else(Stop::other, Stop::Diagnosed)
}

fn present(token: &TokenAnswer, asked: bool) -> Verdict {
    let found = if token.id_token.is_some() { "present" } else { "missing" };
    if asked {
        Verdict::should(
            RuleId::IdTokenPresent,
            token.id_token.is_some(),
            "present",
            found,
            "facts 8.2",
        )
    } else {
        Verdict::new(RuleId::IdTokenPresent, VerdictResult::NotChecked, "none", found, "facts 1.5")
    }
}
