//! Runs as people read them: steps, token, diagnosis.

use credenza_core::Sealed;
use credenza_core::diagnosis::{Diagnosis, Fix};
use credenza_core::flow::{
    FlowKind, HttpTimings, Outcome, Part, Run, Step, StepId, StepStatus, TokenSummary,
    VerdictResult,
};
use credenza_core::jwt::read::visible;
use credenza_core::tokens::SignedIn;
use credenza_engine::views::runs::RunSummaryView;

use super::columns::{Rows, table};
use crate::local_time;
use crate::words;

/// Width of a step's name.
const NAME: usize = 26;

/// A list of runs.
pub(crate) fn list(runs: &[RunSummaryView]) -> String {
    if runs.is_empty() {
        return "No run yet. `credenza token issue APP` makes one.".to_owned();
    }
    let row = |run: &RunSummaryView| {
        [
            run.id.0.to_string(),
            local_time::milliseconds(run.started_at_ms),
            run.app_name.clone(),
            words::step::outcome(run.outcome).to_owned(),
            run.http_status.map_or("-".to_owned(), |status| status.to_string()),
            local_time::length(run.duration_us),
            run.cause.map(|cause| words::cause::words(cause).short).unwrap_or_default().to_owned(),
        ]
    };
    let head = ["RUN", "STARTED", "APP", "OUTCOME", "HTTP", "TOOK", "CAUSE"];
    table(head, runs.iter().map(row).collect())
}

/// One run with its steps and exchanges.
pub(crate) fn whole(run: &Run) -> String {
    let head = Rows::default()
        .row("run", run.id.0)
        .row("app", format!("{} ({})", run.app_name, run.app_id.0))
        .row("environment", super::app::environment(&run.environment))
        .row("started", local_time::milliseconds(run.started_at_ms))
        .row("took", local_time::length(run.duration_us))
        .row("outcome", words::step::outcome(run.outcome))
        .text();
    let steps: Vec<String> = run.steps.iter().map(step).collect();
    let mut parts = vec![head, steps.join("\n")];
    parts.extend(exchange(run));
    parts.push(result(run, None));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// One step with what its rules found.
pub(crate) fn step(step: &Step) -> String {
    let took = step.duration_us.map(local_time::length).unwrap_or_default();
    let legs = step.timings.as_ref().map(legs).unwrap_or_default();
    let line = format!(
        "  {:<7} {:<NAME$} {took:>8}  {legs}",
        words::step::status(step.status),
        words::step::step(step.id)
    );
    let mut lines = vec![line.trim_end().to_owned()];
    // An ID token that nobody could verify must say so.
    let unproved = step.id == StepId::IdToken && step.status == StepStatus::Warned;
    for verdict in &step.verdicts {
        let mark = match verdict.result {
            VerdictResult::Failed => "broken",
            VerdictResult::Warned => "look at",
            VerdictResult::NotChecked if unproved => "not checked",
            VerdictResult::Passed | VerdictResult::NotChecked => continue,
        };
        lines.push(format!(
            "          {mark}: {} (wanted {}, found {})",
            words::rule::rule(verdict.id),
            visible(verdict.expected.as_deref().unwrap_or("-")),
            visible(verdict.actual.as_deref().unwrap_or("-")),
        ));
    }
    lines.join("\n")
}

fn legs(timings: &HttpTimings) -> String {
    let named = [
        ("DNS", timings.dns_us),
        ("connect", timings.connect_us),
        ("first byte", timings.first_byte_us),
        ("body", timings.body_us),
    ];
    let leg = |(name, us): (&str, Option<u64>)| Some(format!("{name} {}", local_time::length(us?)));
    named.into_iter().filter_map(leg).collect::<Vec<_>>().join(", ")
}

fn exchange(run: &Run) -> Vec<String> {
    let mut texts = Vec::new();
    for step in &run.steps {
        if let Some(request) = &step.request {
            let first = format!("{} {}{}", request.method, request.url, query(&request.query));
            texts.push(message("request", &first, &request.headers, &request.body));
        }
        if let Some(response) = &step.response {
            let first = format!("{} {} {}", response.version, response.status, response.reason);
            texts.push(message("response", &first, &response.headers, &response.body));
        }
    }
    texts
}

/// What follows the address, its secrets sealed.
fn query(parts: &[Part]) -> String {
    if parts.is_empty() {
        return String::new();
    }
    format!("?{}", parts.iter().map(part).collect::<String>())
}

fn message(name: &str, first: &str, headers: &[(String, String)], body: &[Part]) -> String {
    let mut lines = vec![first.to_owned()];
    lines.extend(headers.iter().map(|(name, value)| format!("{name}: {value}")));
    lines.push(String::new());
    lines.extend(body.iter().map(part).collect::<String>().lines().map(str::to_owned));
    // An empty line is part of the message, so the rows are made by hand here.
    let quoted: Vec<String> = lines.iter().map(|line| format!("  | {line}")).collect();
    format!("{name}\n{}", quoted.join("\n"))
}

fn part(part: &Part) -> String {
    match part {
        Part::Plain { text } => text.clone(),
        Part::Secret(sealed) => format!("[{}]", seal(sealed)),
    }
}

pub(super) fn seal(sealed: &Sealed) -> String {
    let shown = if sealed.shown.is_empty() { "hidden" } else { &sealed.shown };
    format!("{shown}, {} characters, sha256 {}", sealed.length, sealed.sha256)
}

/// The token or the diagnosis. `token`: the access token, where it was asked for.
pub(crate) fn result(run: &Run, token: Option<&str>) -> String {
    match (&run.token, &run.diagnosis) {
        // A token came, and something is wrong beside it: the refresh token could not be stored.
        (Some(summary), Some(found)) => {
            format!("{}\n\n{}", token_rows(summary, token), diagnosis(run, found))
        }
        (Some(summary), None) => match &run.signed_in {
            Some(member) => format!("{}\n\n{}", signed_in(member), token_rows(summary, token)),
            None => token_rows(summary, token),
        },
        (None, Some(found)) => diagnosis(run, found),
        (None, None) if run.flow == FlowKind::Revoke && run.outcome == Outcome::Passed => {
            words::held::REVOKED.to_owned()
        }
        (None, None) if run.flow == FlowKind::LineRevoke && run.outcome == Outcome::Passed => {
            super::channel::revoked(run).to_owned()
        }
        (None, None) if run.flow == FlowKind::LineVerify && run.outcome == Outcome::Passed => {
            super::channel::verified(run).unwrap_or_else(|| answer(run))
        }
        (None, None) if run.flow.is_sso() && run.outcome == Outcome::Passed => {
            words::sign_in::SSO_PASSED.to_owned()
        }
        (None, None) if run.outcome == Outcome::Passed => match &run.signed_in {
            Some(member) => format!("{}\n\n{}", signed_in(member), answer(run)),
            None => answer(run),
        },
        (None, None) => "No token: the run did not come to its end.".to_owned(),
    }
}

/// What the server said of a token: its answer, and the lines of the checks above it.
fn answer(run: &Run) -> String {
    let response = run.step(StepId::Response).and_then(|step| step.response.as_ref());
    let body = response.map(|response| response.body.iter().map(part).collect::<String>());
    body.unwrap_or_default()
}

/// Whom the server names. An address that it has not verified is no ground to match accounts on.
fn signed_in(member: &SignedIn) -> String {
    let email = member.email.as_deref().unwrap_or_default();
    let email = match member.email_verified {
        Some(false) => format!("{email} {}", words::sign_in::EMAIL_NOT_VERIFIED),
        Some(true) | None => email.to_owned(),
    };
    Rows::default()
        .row("signed in", &member.sub)
        .row("name", member.name.as_deref().unwrap_or_default())
        .row("email", email)
        .text()
}

fn token_rows(summary: &TokenSummary, token: Option<&str>) -> String {
    let ends = match (summary.expires_at, summary.expires_in) {
        (Some(at), Some(seconds)) => format!("{} ({seconds} s)", local_time::seconds(at)),
        _ => "unknown".to_owned(),
    };
    let shown = match (token, &summary.shown) {
        (Some(token), _) => token.to_owned(),
        (None, Part::Secret(sealed)) => seal(sealed),
        (None, Part::Plain { .. }) => String::new(),
    };
    Rows::default()
        .row("token", shown)
        .row("type", &summary.token_type)
        .row("scope", summary.scope.join(" "))
        .row("not granted", summary.scope_missing.join(" "))
        .row("expires", ends)
        .text()
}

fn diagnosis(run: &Run, found: &Diagnosis) -> String {
    let mut texts = vec![fault(run, found, run.server_words.as_deref().unwrap_or_default())];
    texts.extend(found.also.iter().map(|also| format!("also: {}", fault(run, also, ""))));
    texts.join("\n\n")
}

fn fault(run: &Run, found: &Diagnosis, server_words: &str) -> String {
    let fixes = found.fixes.iter().map(|fix| match fix {
        Fix::EditAddresses if run.flow.is_sso() => words::fix::sso_addresses(run),
        _ => words::fix::words(*fix, found),
    });
    let ruled_out = found.ruled_out.iter().map(|rule| words::rule::ruled_out(*rule).to_owned());
    let rows = Rows::default()
        .row("why", words::cause::why(run, found))
        .row("", found.params.get("detail").cloned().unwrap_or_default())
        .row("how sure", words::cause::confidence(found.confidence))
        .rows("to do", fixes)
        .row("server's words", server_words)
        .rows("ruled out", ruled_out)
        .text();
    // A line end in the server's words must not begin a line that looks like one of ours.
    format!("{}\n{rows}", visible(&words::cause::title(run, found)))
}

/// Whether a step is over.
pub(crate) fn is_over(step: &Step) -> bool {
    !matches!(step.status, StepStatus::Waiting | StepStatus::Running)
}
