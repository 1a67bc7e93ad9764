//! Issuing a token. An access token is never stored (design section 6): it is held in memory. A
//! refresh token is stored with the run that brought it; a run is stored when it starts and when
//! it ends.

use credenza_core::apps::{AppId, Environment};
use credenza_core::flow::{FlowKind, Run, StepId};
use credenza_core::oauth::TokenAnswer;
use credenza_core::services::line_works::REFRESH_TOKEN_LIFE;
use credenza_core::tokens::{IdTokenIdentity, RefreshFacts, TokenOwner, id_token_end};
use credenza_core::{Secret, UnixSeconds};
use credenza_vault::Vault;
use tokio_util::sync::CancellationToken;

use super::activity::Event;
use super::channels::channel;
use super::secrets::CLIENT_SECRET;
use crate::engine::Engine;
use crate::error::{Error, NO_SERVICE_ACCOUNT};
use crate::flow::{EventSink, Ingredients, Recorder, issue};
use crate::held_tokens::{self, Held, HeldIdToken, RefreshToken};
use crate::views::NoView;
use crate::views::apps::{ActivityKind, RevealView};
use crate::views::channels::{ChannelAsk, ChannelRunInput};
use crate::views::runs::{HeldTokenView, TokenIssueInput};
use crate::views::settings::NetworkView;

impl Engine {
    /// Gets a token that nobody signs in for: with a service account, or by a grant of another server.
    /// Steps are told through `events`. A refusal is a
    /// run like any other, not an error.
    ///
    /// # Errors
    /// When the vault is locked, the record is missing or already being tested.
    pub async fn token_issue(
        &self,
        input: TokenIssueInput,
        events: EventSink<'_>,
    ) -> Result<Run, Error> {
        let app_id = input.app_id;
        // The test of a channel lists its key IDs: that proves its key, and spends nothing.
        if self.with_vault(|vault| Ok(channel(vault, app_id).is_ok()))? {
            let ask = ChannelAsk::KeyIds { key: None };
            return self.channel_run(ChannelRunInput { app_id, ask }, events).await;
        }
        let epoch = self.epoch()?;
        let ticket = self.shared.memory.start_run(app_id).ok_or(Error::RunInProgress)?;
        let done = match self.grant_ingredients(input).await {
            Ok(Some(prepared)) => self.run_grant(prepared, events, &ticket.cancel, epoch).await,
            Ok(None) => self.run_flow(input, events, &ticket.cancel, epoch).await,
            Err(error) => Err(error),
        };
        self.shared.memory.end_run(app_id, &ticket);
        done
    }

    /// Stops a run; nothing happens when none is under way.
    pub fn token_cancel(&self, id: AppId) -> NoView {
        self.shared.memory.cancel_run(id);
        NoView {}
    }

    /// The held token in the clear.
    ///
    /// # Errors
    /// When none is held, or the passphrase has to be shown again first.
    pub fn token_reveal(&self, id: AppId) -> Result<RevealView, Error> {
        self.require_proof()?;
        let token = self.take_token(id, ActivityKind::SecretRevealed)?;
        // Exposed because the user asked to see it.
        Ok(RevealView { value: token.expose().to_owned() })
    }

    /// The held token for the clipboard.
    ///
    /// # Errors
    /// When none is held.
    pub fn token_for_copy(&self, id: AppId) -> Result<Secret, Error> {
        self.take_token(id, ActivityKind::SecretCopied)
    }

    fn take_token(&self, id: AppId, kind: ActivityKind) -> Result<Secret, Error> {
        let now = self.now();
        self.epoch()?;
        let held = self.shared.memory.tokens.access(id).ok_or(Error::NoToken)?;
        self.with_vault(|vault| {
            Event::new(id, kind).with("field", "accessToken").keep(vault, now)
        })?;
        Ok(held.token)
    }

    async fn run_flow(
        &self,
        input: TokenIssueInput,
        events: EventSink<'_>,
        cancel: &CancellationToken,
        epoch: u64,
    ) -> Result<Run, Error> {
        let prepared = self.blocking(move |engine| engine.prepare(input)).await?;
        let http = self.http()?;
        let mut recorder = Recorder::start(prepared.run, events);
        let clock = self.shared.clock.as_ref();
        let issued = issue(&mut recorder, &prepared.ingredients, &http, clock, cancel).await;
        let client_id = prepared.ingredients.app.client_id;
        self.keep_issued(&recorder.run, client_id, issued, epoch).await?;
        recorder.tell_finished();
        Ok(recorder.run)
    }

    fn prepare(&self, input: TokenIssueInput) -> Result<Prepared, Error> {
        let id = input.app_id;
        let key = self.signing_key(id)?;
        let started_at_ms = self.shared.clock.now_ms();
        let sandbox_base = self.sandbox_base();
        self.with_vault(|vault| {
            let app = vault.app_get(id)?;
            let line_works = app.draft.service.line_works().cloned().ok_or(NO_SERVICE_ACCOUNT)?;
            let known_skew = match vault.run_list(Some(id), 1)?.first() {
                Some(last) => vault.run_get(last.id)?.skew_seconds,
                None => None,
            };
            let worked = match &key {
                Some(key) => vault.run_passed_with_key(id, key.spki_sha256())?,
                None => false,
            };
            let last_key = vault.run_last_key(id)?;
            let other = |last: &String| key.as_ref().is_some_and(|key| key.spki_sha256() != last);
            let client_secret =
                vault.secret_get(id, CLIENT_SECRET)?.filter(|secret| !secret.is_empty());
            let run = vault.write(|vault| {
                let number = vault.run_reserve(id)?;
                let run = Run::begun(number, &app, FlowKind::ServiceAccount, started_at_ms);
                let run = Run { clock: input.clock, ..run };
                vault.run_put(&run)?;
                Ok::<_, Error>(run)
            })?;
            let ingredients = Ingredients {
                app: line_works,
                client_secret,
                last_key: last_key.filter(other),
                key,
                clock: input.clock,
                known_skew,
                key_worked_before: worked,
                sandbox_base,
            };
            Ok(Prepared { run, ingredients })
        })
    }

    /// Stores the finished run with the refresh token that it brought, and holds the other tokens.
    pub(super) async fn keep_issued(
        &self,
        run: &Run,
        client_id: String,
        issued: Option<TokenAnswer>,
        epoch: u64,
    ) -> Result<(), Error> {
        let (kept, now) = (run.clone(), self.now());
        let refresh = issued.as_ref().and_then(|issued| refresh_token(run, issued, now));
        self.blocking(move |engine| {
            engine.keep(&kept, &client_id, epoch, |vault| match &refresh {
                Some(token) => held_tokens::store(vault, kept.app_id, token, now),
                None => Ok(()),
            })
        })
        .await?;
        self.remember(run, issued, epoch);
        Ok(())
    }

    /// Stores the finished run and what belongs to it, unless its vault was locked meanwhile: then
    /// its start is kept, and it shows as stopped.
    pub(super) fn keep(
        &self,
        run: &Run,
        client_id: &str,
        epoch: u64,
        with: impl FnOnce(&Vault) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if self.epoch().ok() != Some(epoch) {
            return Ok(());
        }
        let now = self.now();
        self.with_vault(|vault| {
            vault.write(|vault| {
                vault.run_put(run)?;
                with(vault)?;
                let event = Event::new(run.app_id, ActivityKind::Run).of_run(run.id);
                event.with("clientId", client_id).keep(vault, now)
            })
        })
    }

    /// Holds access and ID token, and notes what was measured of the server's clock.
    pub(super) fn remember(&self, run: &Run, issued: Option<TokenAnswer>, epoch: u64) {
        self.note_skew(run);
        let (Some(issued), Some(token)) = (issued, &run.token) else { return };
        let now = self.now();
        let view = HeldTokenView {
            run_id: run.id,
            shown: token.shown.clone(),
            token_type: token.token_type.clone(),
            scope: token.scope.clone(),
            issued_at: now,
            expires_at: token.expires_at,
            life_seconds: token.expires_in,
        };
        let held = Held { token: issued.access_token, view };
        let id_token = issued.id_token.map(|token| HeldIdToken {
            ends_at: id_token_end(&token),
            token,
            run_id: run.id,
            issued_at: now,
        });
        // A vault that was locked during the run holds no token.
        self.within(epoch, || {
            let tokens = &self.shared.memory.tokens;
            tokens.hold(run.app_id, held);
            id_token.into_iter().for_each(|token| tokens.hold_id(run.app_id, token));
        });
    }

    fn note_skew(&self, run: &Run) {
        let url = run
            .step(StepId::Send)
            .and_then(|step| step.request.as_ref())
            .map(|request| request.url.as_str());
        let host = url
            .and_then(|url| url::Url::parse(url).ok())
            .and_then(|url| url.host_str().map(str::to_owned));
        if let (Some(skew), Some(host)) = (run.skew_seconds, host) {
            let (skew_seconds, skew_host, measured_at) = (Some(skew), Some(host), Some(self.now()));
            self.shared.memory.note_network(NetworkView {
                skew_seconds,
                skew_host,
                measured_at,
                proxy: None,
            });
        }
    }

    /// Database work off the async threads.
    pub(super) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Engine) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let engine = self.clone();
        let done = tokio::task::spawn_blocking(move || work(&engine)).await;
        done.unwrap_or(Err(Error::Interrupted))
    }
}

/// The refresh token of an answer, as it is kept.
fn refresh_token(run: &Run, issued: &TokenAnswer, now: UnixSeconds) -> Option<RefreshToken> {
    let (owner, token) = (TokenOwner::of(run.flow)?, issued.refresh_token.clone()?);
    let scope = run.token.as_ref().map(|token| token.scope.clone()).unwrap_or_default();
    let identity = issued.id_token.as_ref().and_then(IdTokenIdentity::of);
    let life = match run.environment {
        // Servers don't say how long a refresh token lives.
        Environment::Server { .. } => None,
        _ => Some(REFRESH_TOKEN_LIFE),
    };
    let facts = RefreshFacts::issued(owner, run.id, now, life, scope, identity);
    Some(RefreshToken { token, facts })
}

struct Prepared {
    run: Run,
    ingredients: Ingredients,
}
