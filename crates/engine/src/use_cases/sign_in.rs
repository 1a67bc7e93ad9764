//! A member's sign-in: an attempt is begun and kept in memory with its secrets, its address is
//! opened by whoever asked, and the address that came back ends it. Tokens are held as those of a
//! service account are: in memory only.

use credenza_core::Secret;
use credenza_core::apps::{App, AppId, HostError, LineWorksApp};
use credenza_core::flow::{FlowKind, RuleId, Run, Verdict, VerdictResult};
use credenza_core::oauth::TokenAnswer;
use credenza_core::sign_in::{IdTokenTrust, RandomValues, authorize_request, check_authorize};
use tokio_util::sync::CancellationToken;

use super::secrets::CLIENT_SECRET;
use crate::attempts::Attempt;
use crate::engine::Engine;
use crate::error::Error;
use crate::flow::{EventSink, Recorder, SignInIngredients, sign_in};

/// How a sign-in is begun.
#[derive(Debug)]
pub struct SignInInput {
    /// With which record.
    pub app_id: AppId,
    /// Which redirect URL; `None` for the only registered one.
    pub redirect_uri: Option<String>,
    /// Whether to use PKCE. LINE WORKS' documents don't know it (facts.md 1.2).
    pub pkce: bool,
    /// What is known of the issuer.
    pub trust: IdTokenTrust,
}

/// A sign-in that waits for its address to come back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInView {
    /// Its number, to end it with.
    pub attempt: u32,
    /// The address to open.
    pub url: String,
    /// Where the browser comes back to.
    pub redirect_uri: String,
    /// What was checked before; nothing in it failed.
    pub verdicts: Vec<Verdict>,
}

impl Engine {
    /// Begins a sign-in; nothing is sent. At most eight wait at once, the oldest goes first.
    ///
    /// # Errors
    /// When the vault is locked, or the record lacks what a sign-in needs.
    pub fn sign_in_begin(&self, input: SignInInput) -> Result<SignInView, Error> {
        let epoch = self.epoch()?;
        let (app, secret) = self.with_vault(|vault| {
            Ok((vault.app_get(input.app_id)?, vault.secret_get(input.app_id, CLIENT_SECRET)?))
        })?;
        let app = app.draft.line_works;
        let redirect_uri = redirect_uri(&app, input.redirect_uri)?;
        let has_secret = secret.is_some_and(|secret| !secret.is_empty());
        let verdicts = check_authorize(&app, &redirect_uri, has_secret);
        if let Some(failed) = verdicts.iter().find(|one| one.result == VerdictResult::Failed) {
            return Err(incomplete(failed));
        }
        let base = self.sandbox_base();
        let endpoint = app.environment.authorize_endpoint(base.as_deref());
        let endpoint = endpoint.map_err(|error| no_endpoint(&error))?;
        let request = authorize_request(&endpoint, &app, &redirect_uri, &random(input.pkce)?);
        let url = request.url.clone();
        let begun_at = self.now();
        let attempt = Attempt { app_id: input.app_id, request, trust: input.trust, begun_at };
        let mut number = 0;
        if !self.within(epoch, || number = self.shared.memory.attempts.keep(attempt)) {
            return Err(Error::Locked);
        }
        Ok(SignInView { attempt: number, url, redirect_uri, verdicts })
    }

    /// Ends a sign-in with the address that came back, whatever it says: a refusal is a run like
    /// any other. An attempt is good once.
    ///
    /// # Errors
    /// [`Error::SignInGone`] when the attempt is over; when the vault is locked or the record is
    /// gone or being tested.
    pub async fn sign_in_finish(
        &self,
        attempt: u32,
        returned: Secret,
        events: EventSink<'_>,
    ) -> Result<Run, Error> {
        let epoch = self.epoch()?;
        let attempt = self.shared.memory.attempts.take(attempt, self.now());
        let attempt = attempt.ok_or(Error::SignInGone)?;
        let app_id = attempt.app_id;
        let ticket = self.shared.memory.start_run(app_id).ok_or(Error::RunInProgress)?;
        let done = self.run_sign_in(attempt, returned, events, &ticket.cancel, epoch).await;
        self.shared.memory.end_run(app_id, &ticket);
        done
    }

    async fn run_sign_in(
        &self,
        attempt: Attempt,
        returned: Secret,
        events: EventSink<'_>,
        cancel: &CancellationToken,
        epoch: u64,
    ) -> Result<Run, Error> {
        let (run, ingredients) =
            self.blocking(move |engine| engine.prepare_sign_in(attempt, returned)).await?;
        let http = self.http()?;
        let mut recorder = Recorder::start(run, events);
        let clock = self.shared.clock.as_ref();
        let answer = sign_in(&mut recorder, &ingredients, &http, clock, cancel).await;
        let (run, client_id) = (recorder.run.clone(), ingredients.request.client_id);
        self.blocking(move |engine| engine.keep(&run, &client_id, epoch)).await?;
        let issued = answer.map(|TokenAnswer { access_token, .. }| access_token);
        self.remember(&recorder.run, issued, epoch);
        recorder.tell_finished();
        Ok(recorder.run)
    }

    fn prepare_sign_in(
        &self,
        attempt: Attempt,
        returned: Secret,
    ) -> Result<(Run, SignInIngredients), Error> {
        let started_at_ms = self.shared.clock.now_ms();
        let base = self.sandbox_base();
        self.with_vault(|vault| {
            let app: App = vault.app_get(attempt.app_id)?;
            let client_secret = vault
                .secret_get(attempt.app_id, CLIENT_SECRET)?
                .ok_or(Error::Invalid { field: "clientSecret", reason: "none is stored" })?;
            let token_endpoint = app.draft.line_works.environment.token_endpoint(base.as_deref());
            let token_endpoint = token_endpoint.map_err(|error| no_endpoint(&error))?;
            let run = vault.write(|vault| {
                let id = vault.run_reserve(attempt.app_id)?;
                let run = Run::begun(id, &app, FlowKind::AuthorizationCode, started_at_ms);
                vault.run_put(&run)?;
                Ok::<_, Error>(run)
            })?;
            let Attempt { request, trust, begun_at, .. } = attempt;
            let app = app.draft.line_works;
            let ingredients = SignInIngredients {
                app,
                client_secret,
                request,
                trust,
                token_endpoint,
                begun_at,
                returned,
            };
            Ok((run, ingredients))
        })
    }
}

/// The one that was asked for, or the only one there is.
fn redirect_uri(app: &LineWorksApp, asked: Option<String>) -> Result<String, Error> {
    let field = "redirectUri";
    match (asked, app.redirect_urls.as_slice()) {
        (Some(asked), _) => Ok(asked),
        (None, [only]) => Ok(only.clone()),
        (None, []) => Err(Error::Invalid { field, reason: "the record has no redirect URL" }),
        (None, _) => Err(Error::Invalid { field, reason: "the record has several: name one" }),
    }
}

fn incomplete(failed: &Verdict) -> Error {
    let (field, reason) = match failed.id {
        RuleId::ClientIdPresent => ("clientId", "the record has none"),
        RuleId::ClientSecretPresent => ("clientSecret", "none is stored"),
        RuleId::ScopePresent => ("scopes", "the record has none"),
        _ => ("redirectUri", "it does not stand in the record to the letter"),
    };
    Error::Invalid { field, reason }
}

fn no_endpoint(error: &HostError) -> Error {
    let reason = match error {
        HostError::SandboxStopped => "the sandbox is not running",
        HostError::Address(_) => "its address is not an https address",
        HostError::NotConfirmed { .. } => "its host was not confirmed for this record",
    };
    Error::Invalid { field: "environment", reason }
}

fn random(pkce: bool) -> Result<RandomValues, Error> {
    let verifier = if pkce { Some(bytes()?) } else { None };
    Ok(RandomValues { state: bytes()?, nonce: bytes()?, verifier })
}

fn bytes() -> Result<[u8; 32], Error> {
    let mut bytes = [0; 32];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| Error::Interrupted)?;
    Ok(bytes)
}
