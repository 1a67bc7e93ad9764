//! Asking an OpenID provider who signed in (OpenID Connect Core section 5.3): one GET, and whether
//! the answer is about the member of the ID token.

use credenza_core::Secret;
use credenza_core::apps::ClientProfile;
use credenza_core::diagnosis::{self, Fix, GrantEvidence};
use credenza_core::flow::{Outcome, RuleId, StepId, StepStatus, VerdictResult};
use credenza_core::oauth::{TokenRequest, check_head};
use credenza_core::tokens::{SignedIn, check_before_userinfo, check_userinfo, userinfo_request};
use tokio_util::sync::CancellationToken;

use super::clock_source::server_time;
use super::exchange::{Stop, no_own_endpoint, receive, refused, send, stopped};
use super::recorder::Recorder;
use super::told::retry_after;
use crate::clock::Clock;
use crate::http::Http;

/// Everything that the run needs, taken out of vault and memory beforehand.
pub(crate) struct UserinfoIngredients {
    pub(crate) client: ClientProfile,
    pub(crate) access_token: Option<Secret>,
    /// `sub` of the ID token that is held.
    pub(crate) subject: Option<String>,
    pub(crate) sandbox_base: Option<String>,
}

/// Runs the flow to its end.
pub(crate) async fn userinfo(
    recorder: &mut Recorder<'_>,
    ingredients: &UserinfoIngredients,
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
    ingredients: &UserinfoIngredients,
    http: &Http,
    clock: &dyn Clock,
    cancel: &CancellationToken,
) -> Result<(), Stop> {
    let request = check(recorder, ingredients)?;
    let exchange = send(recorder, http, &request, cancel).await;
    let (raw, answer) = receive(recorder, exchange, &request.url, clock)?;
    let (kind, subject) = (raw.header("content-type"), ingredients.subject.as_deref());
    if let Some(verdicts) = check_userinfo(raw.status, kind, &raw.body, subject) {
        let failed =
            |id| verdicts.iter().any(|one| one.id == id && one.result == VerdictResult::Failed);
        let of_another = failed(RuleId::UserinfoSubject) || failed(RuleId::UserinfoSubjectPresent);
        recorder.end(StepId::Response, verdicts);
        return match of_another {
            true => Err(Stop::Diagnosed(diagnosis::userinfo_of_another())),
            false => {
                recorder.run.signed_in = signed_in(&raw.body);
                Ok(())
            }
        };
    }
    let evidence = GrantEvidence {
        status: raw.status,
        content_type: kind,
        retry_after: retry_after(&raw),
        answer: &answer,
        path: request.url.path(),
        scopes: &ingredients.client.scopes,
        times: None,
        with_assertion: true,
        server_now: server_time(raw.header("date")),
    };
    let found = diagnosis::of_userinfo_answer(&evidence, raw.header("www-authenticate"));
    let found = diagnosis::of_client(found, &ingredients.client);
    Err(refused(recorder, &answer, check_head(raw.status, kind), found))
}

/// Whom the claims name; nobody in an answer that is signed and so not plain JSON.
fn signed_in(body: &[u8]) -> Option<SignedIn> {
    SignedIn::of_claims(&serde_json::from_slice(body).ok()?)
}

fn check(
    recorder: &mut Recorder<'_>,
    ingredients: &UserinfoIngredients,
) -> Result<TokenRequest, Stop> {
    recorder.begin(StepId::Check);
    let UserinfoIngredients { client, access_token, sandbox_base, .. } = ingredients;
    let verdicts = check_before_userinfo(access_token.is_some());
    let broken = diagnosis::of_checks(&verdicts);
    recorder.end(StepId::Check, verdicts);
    if let Some(found) = broken {
        return Err(Stop::Diagnosed(found));
    }
    let endpoint = client.userinfo_endpoint(sandbox_base.as_deref());
    let missing = |error| {
        let fix = Some(Fix::EditOpenId);
        no_own_endpoint(recorder, &error, client, "userinfoAddress", fix)
    };
    let url = endpoint.map_err(missing)?;
    let Some(token) = access_token else {
        recorder.change(StepId::Check, |step| step.status = StepStatus::Failed);
        return Err(Stop::other());
    };
    recorder.hidden.hide(token);
    Ok(userinfo_request(url, token))
}
