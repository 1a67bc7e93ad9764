//! `token issue`: one run of a flow, told while it happens.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use clap::{Args, ValueEnum};
use credenza_core::Secret;
use credenza_core::apps::{AppId, Environment, Grant};
use credenza_core::diagnosis::{Cause, Confidence, Fix, RuledOut};
use credenza_core::flow::{ClockSource, FlowKind, Outcome, Run, RunEvent, Step, StepId};
use credenza_core::oauth::CLIENT_CREDENTIALS;
use credenza_core::services::line_works::{AUTHORIZATION_CODE, JWT_BEARER, REFRESH_TOKEN};
use credenza_core::tokens::SignedIn;
use credenza_engine::views::runs::TokenIssueInput;
use credenza_engine::{Engine, Error};
use serde::Serialize;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::program::Program;
use crate::verbs::token_sign_in::{self, SignIn};
use crate::verbs::{channel, token_channel};
use crate::{app_name, opening, show, words};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Issue {
    /// Number or exact name of the record
    app: String,
    /// By which grant; by default the first of the record that nobody signs in for, with LINE WORKS the
    /// service account's
    #[arg(long, value_enum)]
    grant: Option<GrantType>,
    #[command(flatten)]
    channel: token_channel::ChannelIssue,
    #[command(flatten)]
    sign_in: SignIn,
    /// Date the assertion by the server's clock, as measured in an earlier run
    #[arg(long)]
    server_time: bool,
    /// Give the access token itself; otherwise it is never shown
    #[arg(long)]
    show_token: bool,
    /// Where the sandbox answers, for a record of environment sandbox; this computer only
    #[arg(long, value_name = "URL")]
    sandbox_base: Option<String>,
}

/// Which flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GrantType {
    /// JWT bearer: with LINE WORKS, as the service account
    JwtBearer,
    /// Client credentials, for the client itself; not with LINE WORKS
    ClientCredentials,
    /// Authorization code, for a member who signs in
    AuthorizationCode,
}

impl GrantType {
    /// As a record has it.
    fn of_record(self) -> Grant {
        match self {
            Self::JwtBearer => Grant::JwtBearer,
            Self::ClientCredentials => Grant::ClientCredentials,
            Self::AuthorizationCode => Grant::AuthorizationCode,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Issued<'a> {
    ok: bool,
    grant: Option<&'static str>,
    token_type: Option<&'a str>,
    expires_in: Option<i64>,
    scope: Option<&'a [String]>,
    steps: &'a [Step],
    diagnosis: Option<Diagnosed<'a>>,
    signed_in: Option<&'a SignedIn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    access_token: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Diagnosed<'a> {
    cause: Cause,
    confidence: Confidence,
    title: String,
    why: String,
    params: &'a std::collections::BTreeMap<String, String>,
    fixes: &'a [Fix],
    ruled_out: &'a [RuledOut],
    server_words: Option<&'a str>,
}

/// Issues. A refusal is a result like any other, and exit code 1.
pub(crate) fn run(arguments: &Issue, program: &Program) -> Result<Exit, Failure> {
    let sandbox = arguments.sandbox_base.as_deref().map(on_this_computer).transpose()?;
    let engine = opening::open(&program.global)?;
    engine.set_sandbox_base(sandbox);
    let app_id = app_name::find(&engine, &arguments.app)?.id;
    if let Some(asked) = arguments.channel.ask()? {
        let run = token_channel::ask(&engine, app_id, asked, program.output)?;
        return token_channel::give_issued(&engine, &run, arguments.show_token, program.output);
    }
    if channel::is_channel(&engine, app_id) {
        let reason = "a channel of LINE has kinds: stateless, v2.1 or short-lived".to_owned();
        return Err(Failure::Input { field: "--kind", reason });
    }
    let run = match arguments.grant {
        asked @ (None | Some(GrantType::JwtBearer | GrantType::ClientCredentials)) => {
            arguments.sign_in.refuse()?;
            let clock =
                if arguments.server_time { ClockSource::Server } else { ClockSource::Local };
            let grant = asked.map(GrantType::of_record);
            issue(&engine, TokenIssueInput { app_id, clock, grant }, program.output)?
        }
        Some(GrantType::AuthorizationCode) => {
            if arguments.server_time {
                let reason = "a sign-in has no assertion to date".to_owned();
                return Err(Failure::Input { field: "--server-time", reason });
            }
            token_sign_in::sign_in(&engine, app_id, &arguments.sign_in, program.output)?
        }
    };
    give(&engine, &run, arguments.show_token, program.output)
}

/// Gives the result of a run. A refusal is a result like any other, and exit code 1.
pub(super) fn give(
    engine: &Engine,
    run: &Run,
    show_token: bool,
    output: Output,
) -> Result<Exit, Failure> {
    let token = shown_token(engine, run, run.app_id, show_token)?;
    give_with(run, token.as_ref(), output)
}

/// Gives the result of a run, with the token that is to be shown.
pub(super) fn give_with(
    run: &Run,
    token: Option<&Secret>,
    output: Output,
) -> Result<Exit, Failure> {
    // Exposed because --show-token asks for it.
    let token = token.map(Secret::expose);
    output.give(&issued(run, token), || show::run::result(run, token))?;
    Ok(if run.outcome == Outcome::Passed { Exit::Done } else { Exit::Refused })
}

/// Ctrl-C stops the run, which is then kept as stopped.
fn issue(engine: &Engine, input: TokenIssueInput, output: Output) -> Result<Run, Failure> {
    let teller = Teller::new(output);
    let events = |event| teller.tell(event);
    until_stopped(engine, input.app_id, engine.token_issue(input, &events))
}

/// Waits for a run; one thread is enough for one request. Ctrl-C stops it.
pub(super) fn until_stopped(
    engine: &Engine,
    app: AppId,
    run: impl Future<Output = Result<Run, Error>>,
) -> Result<Run, Failure> {
    let run: Result<Run, Error> = runtime()?.block_on(async {
        let mut run = std::pin::pin!(run);
        tokio::select! {
            run = &mut run => run,
            _ = tokio::signal::ctrl_c() => {
                engine.token_cancel(app);
                run.await
            }
        }
    });
    Ok(run?)
}

/// A runtime of one thread.
pub(super) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| Failure::System(error.kind()))
}

/// Tells each step once, when it is over.
pub(super) struct Teller {
    output: Output,
    told: Mutex<HashSet<&'static str>>,
}

impl Teller {
    pub(super) fn new(output: Output) -> Self {
        Self { output, told: Mutex::default() }
    }

    pub(super) fn tell(&self, event: RunEvent) {
        match event {
            RunEvent::Started { run } => {
                let environment = show::app::environment(&run.environment);
                self.output.tell(&format!("Run {}: {}, {environment}", run.id.0, run.app_name));
            }
            RunEvent::Step { step, .. } if is_complete(&step) => self.step(&step),
            // Steps that were not reached are told by no event of their own.
            RunEvent::Finished { run } => run.steps.iter().for_each(|step| self.step(step)),
            RunEvent::Step { .. } | RunEvent::Assertion { .. } => {}
        }
    }

    fn step(&self, step: &Step) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.insert(words::step::step(step.id)) {
            self.output.tell(&show::run::step(step));
        }
    }
}

/// The timings of a request are told after its end.
fn is_complete(step: &Step) -> bool {
    show::run::is_over(step) && (step.id != StepId::Send || step.timings.is_some())
}

fn shown_token(
    engine: &Engine,
    run: &Run,
    app: AppId,
    asked: bool,
) -> Result<Option<Secret>, Failure> {
    if !asked || run.outcome != Outcome::Passed {
        return Ok(None);
    }
    Ok(Some(Secret::new(engine.token_reveal(app)?.value)))
}

fn issued<'a>(run: &'a Run, token: Option<&'a str>) -> Issued<'a> {
    let summary = run.token.as_ref();
    Issued {
        ok: run.outcome == Outcome::Passed,
        grant: match run.flow {
            FlowKind::ServiceAccount | FlowKind::JwtBearer => Some(JWT_BEARER),
            FlowKind::ClientCredentials => Some("client_credentials"),
            FlowKind::AuthorizationCode => Some(AUTHORIZATION_CODE),
            FlowKind::Refresh => Some(REFRESH_TOKEN),
            FlowKind::LineStatelessBySecret
            | FlowKind::LineStatelessByAssertion
            | FlowKind::LineV21
            | FlowKind::LineShortLived => Some(CLIENT_CREDENTIALS),
            FlowKind::Revoke
            | FlowKind::Introspection
            | FlowKind::Userinfo
            | FlowKind::LineKeyIds
            | FlowKind::LineVerify
            | FlowKind::LineRevoke
            | FlowKind::SsoWeb
            | FlowKind::SsoApplication
            | FlowKind::SsoMail
            | FlowKind::SsoLogout => None,
        },
        token_type: summary.map(|token| token.token_type.as_str()),
        expires_in: summary.and_then(|token| token.expires_in),
        scope: summary.map(|token| token.scope.as_slice()),
        steps: &run.steps,
        diagnosis: run.diagnosis.as_ref().map(|found| Diagnosed {
            cause: found.cause,
            confidence: found.confidence,
            title: words::cause::title(run, found),
            why: words::cause::why(run, found),
            params: &found.params,
            fixes: &found.fixes,
            ruled_out: &found.ruled_out,
            server_words: run.server_words.as_deref(),
        }),
        signed_in: run.signed_in.as_ref(),
        access_token: token,
    }
}

/// The secrets of a sandbox record may go to this computer only.
pub(super) fn on_this_computer(base: &str) -> Result<String, Failure> {
    let at = |host: &str| Environment::Custom {
        auth_base: base.to_owned(),
        confirmed_host: host.to_owned(),
    };
    let local = ["127.0.0.1", "[::1]", "localhost"];
    if local.iter().any(|host| at(host).token_endpoint(None).is_ok()) {
        return Ok(base.to_owned());
    }
    let reason = "the sandbox is at http://127.0.0.1:PORT, as `sandbox serve` says".to_owned();
    Err(Failure::Input { field: "--sandbox-base", reason })
}
