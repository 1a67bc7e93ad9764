//! A member's sign-in: an attempt is begun and kept in memory with its secrets, its address is
//! opened by whoever asked, and the address that came back ends it. Tokens are held as those of a
//! service account are: in memory only.

use credenza_core::Secret;
use credenza_core::apps::{App, ClientProfile, HostError, OpenIdSettings};
use credenza_core::flow::{FlowKind, RuleId, Run, Verdict, VerdictResult};
use credenza_core::oauth::check_client;
use credenza_core::services::line_works::CODE_LIFE;
use credenza_core::sign_in::{IdTokenTrust, RandomValues, authorize_request, check_authorize};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::asking::begun;
use super::secrets::client_secrets;
use crate::attempts::{Attempt, Awaited, Over};
use crate::engine::Engine;
use crate::error::Error;
use crate::flow::{EventSink, Recorder, SignInIngredients, sign_in};
use crate::loopback::{ExpectedReturn, Loopback};
use crate::views::NoView;
use crate::views::sign_in::{SignInBeginInput, SignInView};

impl Engine {
    /// Begins a sign-in; nothing is sent. At most eight wait at once, the oldest goes first. `trust`
    /// goes before what the record says of the issuer.
    ///
    /// # Errors
    /// When the vault is locked, or the record lacks what a sign-in needs.
    pub fn sign_in_begin(
        &self,
        input: SignInBeginInput,
        trust: IdTokenTrust,
    ) -> Result<SignInView, Error> {
        let epoch = self.epoch()?;
        let key = self.signing_key(input.app_id)?;
        let (app, secrets) = self.with_vault(|vault| {
            let app = vault.app_get(input.app_id)?;
            let secrets = client_secrets(vault, &app, key)?;
            Ok((app, secrets))
        })?;
        let client = app.draft.service.client();
        let redirect_uri = redirect_uri(&client, input.redirect_uri)?;
        let verdicts = check_authorize(&client, &redirect_uri, secrets.have());
        if let Some(failed) = verdicts.iter().find(|one| one.result == VerdictResult::Failed) {
            return Err(incomplete(failed));
        }
        let base = self.sandbox_base();
        let endpoint = client.authorize_endpoint(base.as_deref());
        let endpoint = endpoint.map_err(|error| no_endpoint(&error))?;
        let own_host = client.own_host(base.as_deref());
        let needs_kid = app.draft.service.line_works().is_some();
        let trust = IdTokenTrust { needs_kid, ..trust };
        let (trust, jwks) = trusted(&client.open_id, trust, &own_host)?;
        let random = random(input.pkce.unwrap_or(client.open_id.pkce))?;
        let request = authorize_request(&endpoint, &client, &redirect_uri, &random);
        let (begun_at, over) = (self.now(), Over::default());
        let loopback = Loopback::fits(&redirect_uri);
        let (url, ends_at) = (request.url.clone(), begun_at + CODE_LIFE);
        let attempt = Attempt { app_id: input.app_id, request, trust, jwks, begun_at, over };
        let mut number = 0;
        if !self.within(epoch, || number = self.shared.memory.attempts.keep(attempt)) {
            return Err(Error::Locked);
        }
        Ok(SignInView { attempt: number, url, redirect_uri, loopback, verdicts, ends_at })
    }

    /// Where a sign-in that waits goes to and comes back to.
    ///
    /// # Errors
    /// [`Error::SignInGone`] when it is over.
    pub fn sign_in_awaited(&self, attempt: u32) -> Result<Awaited, Error> {
        self.epoch()?;
        self.shared.memory.attempts.look(attempt, self.now()).ok_or(Error::SignInGone)
    }

    /// Gives a sign-in up; nothing happens when it is over already.
    pub fn sign_in_cancel(&self, attempt: u32) -> NoView {
        self.shared.memory.attempts.give_up(attempt);
        NoView {}
    }

    /// Listens on this computer for the browser to come back, and ends the sign-in with what it
    /// came back with. `done` is what the browser says then, as plain text, and `stray` what one says
    /// that came with the answer to another sign-in.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the redirect URL is not one of this computer, [`Error::PortTaken`]
    /// when another program listens there; otherwise as [`Engine::sign_in_finish`].
    pub async fn sign_in_listen(
        &self,
        attempt: u32,
        done: &str,
        stray: &str,
        events: EventSink<'_>,
    ) -> Result<Run, Error> {
        let awaited = self.sign_in_awaited(attempt)?;
        if !Loopback::fits(&awaited.redirect_uri) {
            let reason = "it is not an http address of this computer with a port";
            return Err(Error::Invalid { field: "redirectUri", reason });
        }
        let listener = Loopback::open(&awaited.redirect_uri).await.map_err(|_| Error::PortTaken)?;
        let (done, stray) = (page_saying(done), page_saying(stray));
        let expected = ExpectedReturn { state: awaited.state, done, stray };
        let returned = tokio::select! {
            returned = listener.returned(expected) => returned.ok_or(Error::SignInGone)?,
            () = awaited.over.cancelled() => return Err(Error::SignInGone),
        };
        self.sign_in_finish(attempt, returned, events).await
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
        let client_id = ingredients.request.client_id;
        self.keep_issued(&recorder.run, client_id, answer, epoch).await?;
        recorder.tell_finished();
        Ok(recorder.run)
    }

    fn prepare_sign_in(
        &self,
        attempt: Attempt,
        returned: Secret,
    ) -> Result<(Run, SignInIngredients), Error> {
        let key = self.signing_key(attempt.app_id)?;
        let started_at_ms = self.shared.clock.now_ms();
        let base = self.sandbox_base();
        self.with_vault(|vault| {
            let app: App = vault.app_get(attempt.app_id)?;
            let secrets = client_secrets(vault, &app, key)?;
            let client = app.draft.service.client();
            let missing = check_client(&client, secrets.have(), "facts 1.3");
            if let Some(failed) = missing.iter().find(|one| one.result == VerdictResult::Failed) {
                return Err(incomplete(failed));
            }
            let token_endpoint = client.token_endpoint(base.as_deref());
            let token_endpoint = token_endpoint.map_err(|error| no_endpoint(&error))?;
            let run = begun(vault, &app, FlowKind::AuthorizationCode, started_at_ms)?;
            let Attempt { request, trust, jwks, begun_at, .. } = attempt;
            let ingredients = SignInIngredients {
                client,
                secrets,
                request,
                trust,
                jwks,
                token_endpoint,
                begun_at,
                returned,
            };
            Ok((run, ingredients))
        })
    }
}

/// A page without anything to run or to fetch.
pub(super) fn page_saying(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("<!doctype html><meta charset=\"utf-8\"><title>Credenza</title><p>{text}</p>")
}

/// The one that was asked for, or the only one there is.
fn redirect_uri(client: &ClientProfile, asked: Option<String>) -> Result<String, Error> {
    let field = "redirectUri";
    match (asked, client.redirect_urls.as_slice()) {
        (Some(asked), _) => Ok(asked),
        (None, [only]) => Ok(only.clone()),
        (None, []) => Err(Error::Invalid { field, reason: "the record has no redirect URL" }),
        (None, _) => Err(Error::Invalid { field, reason: "the record has several: name one" }),
    }
}

/// What is known of the issuer, and where its keys are unless they are at hand.
fn trusted(
    settings: &OpenIdSettings,
    given: IdTokenTrust,
    own_host: &str,
) -> Result<(IdTokenTrust, Option<Url>), Error> {
    let issuer = given.issuer.or_else(|| settings.issuer().map(str::to_owned));
    let jwks = match &given.keys {
        Some(_) => None,
        None => {
            let usable = settings.usable(&settings.jwks_uri, own_host);
            usable.map_err(|error| unusable("jwksUri", &error))?
        }
    };
    Ok((IdTokenTrust { issuer, ..given }, jwks))
}

fn incomplete(failed: &Verdict) -> Error {
    let (field, reason) = match failed.id {
        RuleId::ClientIdPresent => ("clientId", "the record has none"),
        RuleId::ClientSecretPresent => ("clientSecret", "none is stored"),
        RuleId::KeyPresent => ("privateKey", "none is stored"),
        RuleId::ScopePresent => ("scopes", "the record has none"),
        _ => ("redirectUri", "it does not stand in the record to the letter"),
    };
    Error::Invalid { field, reason }
}

fn no_endpoint(error: &HostError) -> Error {
    unusable("environment", error)
}

fn unusable(field: &'static str, error: &HostError) -> Error {
    let reason = match error {
        HostError::SandboxStopped => "the sandbox is not running",
        HostError::NoAddress => "the record has no such address",
        HostError::Address(_) => "its address is not an https address",
        HostError::NotConfirmed { .. } => "its host was not confirmed for this record",
    };
    Error::Invalid { field, reason }
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
