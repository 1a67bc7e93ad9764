//! One sign-in or logout played step by step, kept as a run: what was sent, what came, how long
//! each leg took against the limits of LINE WORKS.

use credenza_core::Secret;
use credenza_core::customer_sso::{
    ApiAnswer, CallFailure, Evidence, LOGIN_LIMIT, LoginRequest, Planned, Probe, ProbeAnswer,
    ProbeOutcome, WebReturn, judge, of_answer, of_late_login, of_limit, of_lines, of_login,
    of_logout, of_mail, of_user, read_login_return, time_verdicts, verdicts,
};
use credenza_core::diagnosis::{Diagnosis, Fix};
use credenza_core::flow::{FlowKind, Outcome, ShownRequest, StepId, StepStatus, Verdict};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::caller::{Called, Caller};
use super::conformance::bytes;
use super::request::{SsoRequest, With, request};
use super::target::SsoTarget;
use crate::error::Error;
use crate::flow::{Recorder, Stop, show, stop, stopped};
use crate::http::Http;

/// Longest returned address that is kept with a run, in characters.
const SHOWN_ADDRESS: usize = 2_000;

/// A sign-in that the browser came back from.
pub(crate) struct CameBack {
    pub(crate) request: LoginRequest,
    /// Seconds since the login page was opened.
    pub(crate) seconds: i64,
    /// The address; it carries the code.
    pub(crate) returned: Secret,
}

/// Plays a flow to its end. The recorder holds the whole run afterwards.
pub(crate) async fn play(
    recorder: &mut Recorder<'_>,
    target: &SsoTarget,
    came_back: Option<&CameBack>,
    http: &Http,
    cancel: &CancellationToken,
) -> Result<(), Error> {
    recorder.hidden.hide_whole(&target.client_secret);
    target.account.iter().for_each(|account| recorder.hidden.hide_whole(&account.password));
    let caller = Caller { http, cancel };
    let random = [bytes()?, bytes()?];
    let ended = match (recorder.run.flow, came_back) {
        (FlowKind::SsoMail, _) => mail(recorder, target, &caller, random).await,
        (FlowKind::SsoLogout, _) => logout(recorder, target, &caller, random).await,
        (_, Some(came_back)) => match returned(recorder, came_back) {
            Ok(code) => signed_in(recorder, target, &caller, code, random).await,
            Err(stop) => Err(stop),
        },
        (_, None) => Err(Stop::other()),
    };
    match ended.and_then(|()| held(recorder)) {
        Ok(()) => recorder.finish(Outcome::Passed),
        Err(stop) => stopped(recorder, stop, Fix::RunAgain),
    }
    Ok(())
}

/// A flow that came to its end is right only when no line of a step failed on the way.
fn held(recorder: &Recorder<'_>) -> Result<(), Stop> {
    let found = recorder.run.steps.iter().find_map(|step| {
        let url = step.request.as_ref().and_then(|request| Url::parse(&request.url).ok());
        let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
        of_lines(&step.verdicts, host)
    });
    found.map_or(Ok(()), |found| Err(Stop::Diagnosed(found)))
}

/// What the browser came back with, for a conformance run that spends the code itself.
pub(crate) fn brought(came_back: &CameBack) -> (WebReturn, Option<Secret>) {
    // Exposed to be read.
    let read = read_login_return(came_back.returned.expose(), &came_back.request);
    (WebReturn { checks: read.checks }, read.code.ok())
}

fn returned(recorder: &mut Recorder<'_>, came_back: &CameBack) -> Result<Secret, Stop> {
    recorder.begin(StepId::Authorize);
    let opened = get(&came_back.request.url);
    recorder.change(StepId::Authorize, |step| step.request = Some(opened));
    recorder.end(StepId::Authorize, Vec::new());
    recorder.begin(StepId::Return);
    // Exposed to be read; the code in it is hidden before anything is shown.
    let text = came_back.returned.expose();
    let read = read_login_return(text, &came_back.request);
    if let Ok(code) = &read.code {
        recorder.hidden.hide(code);
    }
    let shown: String = recorder.hidden.text(text.trim()).chars().take(SHOWN_ADDRESS).collect();
    recorder.change(StepId::Return, |step| step.request = Some(get(&shown)));
    let lines = verdicts(&read.checks);
    match read.code {
        Ok(_) if came_back.seconds > LOGIN_LIMIT => {
            recorder.end_as(StepId::Return, StepStatus::Failed, lines);
            Err(Stop::Diagnosed(of_late_login(came_back.seconds)))
        }
        Ok(code) => {
            recorder.end(StepId::Return, lines);
            Ok(code)
        }
        Err(refusal) => {
            recorder.end_as(StepId::Return, StepStatus::Failed, lines);
            Err(Stop::Diagnosed(of_login(&refusal, &came_back.request, &shown)))
        }
    }
}

fn get(url: &str) -> ShownRequest {
    let (method, url) = ("GET".to_owned(), url.to_owned());
    ShownRequest { method, url, query: Vec::new(), headers: Vec::new(), body: Vec::new() }
}

async fn mail(
    recorder: &mut Recorder<'_>,
    target: &SsoTarget,
    caller: &Caller<'_>,
    random: [[u8; 32]; 2],
) -> Result<(), Stop> {
    let with = With { code: None, token: None, random };
    let answer =
        step(recorder, StepId::SsoMailCode, Probe::MailCode, target, &with, caller).await?;
    let code =
        answer.code().ok_or_else(|| fail(recorder, StepId::SsoMailCode, of_mail(&answer)))?;
    signed_in(recorder, target, caller, code, random).await
}

/// From the code on, all sign-ins are alike.
async fn signed_in(
    recorder: &mut Recorder<'_>,
    target: &SsoTarget,
    caller: &Caller<'_>,
    code: Secret,
    random: [[u8; 32]; 2],
) -> Result<(), Stop> {
    let with = With { code: Some(&code), token: None, random };
    let answer = step(recorder, StepId::SsoToken, Probe::Token, target, &with, caller).await?;
    let token = answer
        .access_token()
        .ok_or_else(|| fail(recorder, StepId::SsoToken, of_answer(&answer, "access_token")))?;
    let with = With { code: None, token: Some(&token), random };
    let answer =
        step(recorder, StepId::SsoUserInfo, Probe::UserInfo, target, &with, caller).await?;
    let Some(user) = answer.text("user_id") else {
        return Err(fail(recorder, StepId::SsoUserInfo, of_answer(&answer, "user_id")));
    };
    match &target.expected_user {
        Some(expected) if expected != user => {
            Err(fail(recorder, StepId::SsoUserInfo, of_user(expected, user)))
        }
        _ => Ok(()),
    }
}

async fn logout(
    recorder: &mut Recorder<'_>,
    target: &SsoTarget,
    caller: &Caller<'_>,
    random: [[u8; 32]; 2],
) -> Result<(), Stop> {
    let with = With { code: None, token: None, random };
    let answer = step(recorder, StepId::SsoLogout, Probe::Logout, target, &with, caller).await?;
    if answer.is_redirect() && answer.head.location.as_deref() == Some(&target.logout_redirect) {
        return Ok(());
    }
    Err(fail(recorder, StepId::SsoLogout, of_logout(&target.logout_redirect, &answer)))
}

fn fail(recorder: &mut Recorder<'_>, id: StepId, found: Diagnosis) -> Stop {
    recorder.change(id, |step| step.status = StepStatus::Failed);
    Stop::Diagnosed(found)
}

/// One call, shown, timed and judged by the lines that it answers.
async fn step(
    recorder: &mut Recorder<'_>,
    id: StepId,
    probe: Probe,
    target: &SsoTarget,
    with: &With<'_>,
    caller: &Caller<'_>,
) -> Result<ApiAnswer, Stop> {
    recorder.begin(id);
    let Some(request) = request(probe, target, with) else {
        return Err(fail(recorder, id, missing(probe)));
    };
    let (shown, host) = shown(&request);
    recorder.change(id, |step| step.request = Some(shown));
    let called = caller.call(&request, &[]).await;
    recorder.time(id, called.timings);
    keep_answer(recorder, id, &called);
    let Called { times, outcome, detail, .. } = called;
    match outcome {
        ProbeOutcome::Answered(answer) => {
            let mut lines = judged(probe, target, &answer);
            lines.extend(time_verdicts(times));
            recorder.end(id, lines);
            Ok(answer)
        }
        ProbeOutcome::Failed(CallFailure { cause }) => {
            recorder.end_as(id, StepStatus::Failed, time_verdicts(times));
            let failure =
                crate::http::TransportFailure { cause, detail: detail.unwrap_or_default() };
            Err(match of_limit(cause, &host) {
                Some(found) => Stop::Diagnosed(found),
                None => stop(&failure, &host, 0),
            })
        }
    }
}

fn missing(probe: Probe) -> Diagnosis {
    use credenza_core::diagnosis::{Cause, Confidence};
    let field = match probe {
        Probe::MailCode => "mailUrl",
        Probe::Token => "tokenUrl",
        Probe::UserInfo => "userInfoUrl",
        _ => "logoutUrl",
    };
    let found = Diagnosis::new(Cause::RecordIncomplete, Confidence::Certain);
    found.with("field", field).fix(Fix::EditEnvironment)
}

fn shown(request: &SsoRequest) -> (ShownRequest, String) {
    let host = |url: &Url| url.host_str().unwrap_or_default().to_owned();
    match request {
        SsoRequest::Post(request) => {
            let mut shown = request.shown.clone();
            shown.headers.extend(Http::added_headers(request));
            (shown, host(&request.url))
        }
        SsoRequest::Get { url, shown } => (shown.clone(), host(url)),
        SsoRequest::Page { url } => (get(url.as_str()), host(url)),
    }
}

/// The answer as it may be shown: codes and tokens in it are hidden first.
fn keep_answer(recorder: &mut Recorder<'_>, id: StepId, called: &Called) {
    if let ProbeOutcome::Answered(answer) = &called.outcome {
        let new = [answer.access_token(), answer.code()];
        let refresh = answer.text("refresh_token").map(|token| Secret::new(token.to_owned()));
        new.iter().flatten().chain(&refresh).for_each(|secret| recorder.hidden.hide(secret));
    }
    if let Some(raw) = &called.raw {
        recorder.run.http_status = Some(raw.status);
        recorder.run.peer = Some(raw.peer.clone());
        let response = show(raw, &recorder.hidden);
        recorder.change(id, |step| step.response = Some(response));
    }
}

/// The lines of the list that this one answer settles.
fn judged(probe: Probe, target: &SsoTarget, answer: &ApiAnswer) -> Vec<Verdict> {
    let outcome = ProbeOutcome::Answered(answer.clone());
    let (planned, times) = (Planned { probe, round: 1 }, Default::default());
    let found = Evidence {
        practice: target.practice,
        answers: vec![ProbeAnswer { planned, made_up: false, times, outcome }],
        expected_user: target.expected_user.clone(),
        logout_redirect: target.logout_redirect.clone(),
        ..Evidence::default()
    };
    let mut lines = verdicts(&judge(&found));
    lines.retain(|line| line.result != credenza_core::flow::VerdictResult::NotChecked);
    lines
}
