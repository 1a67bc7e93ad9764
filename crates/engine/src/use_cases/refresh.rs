//! Refreshing an access token with the refresh token that is held. One at a time for a record, and
//! never tried again by itself. A new refresh token takes the old one's place in one transaction;
//! until that is done the old one is kept (security.md O9).

use credenza_core::flow::{FlowKind, Run, StepId};
use credenza_core::oauth::TokenAnswer;
use credenza_core::tokens::{IdTokenIdentity, Replacement};
use tokio_util::sync::CancellationToken;

use super::asking::begun;
use super::secrets::client_secrets;
use crate::engine::Engine;
use crate::error::Error;
use crate::flow::{EventSink, Recorder, RefreshIngredients, Refreshed, end_refresh, refresh};
use crate::held_tokens::{self, RefreshToken};
use crate::views::held::TokenRefreshInput;

impl Engine {
    /// Gets a new access token. Steps are told through `events`. A refusal, and a record without a
    /// refresh token, is a run like any other.
    ///
    /// # Errors
    /// When the vault is locked, the record is missing or already being tested.
    pub async fn token_refresh(
        &self,
        input: TokenRefreshInput,
        events: EventSink<'_>,
    ) -> Result<Run, Error> {
        let app_id = input.app_id;
        let epoch = self.epoch()?;
        let ticket = self.shared.memory.start_run(app_id).ok_or(Error::RunInProgress)?;
        let done = self.run_refresh(input, events, &ticket.cancel, epoch).await;
        self.shared.memory.end_run(app_id, &ticket);
        done
    }

    async fn run_refresh(
        &self,
        input: TokenRefreshInput,
        events: EventSink<'_>,
        cancel: &CancellationToken,
        epoch: u64,
    ) -> Result<Run, Error> {
        let (run, ingredients) = self.blocking(move |engine| engine.prepare_refresh(input)).await?;
        let http = self.http()?;
        let mut recorder = Recorder::start(run, events);
        let clock = self.shared.clock.as_ref();
        let refreshed = refresh(&mut recorder, &ingredients, &http, clock, cancel).await;
        let RefreshIngredients { client, held, .. } = ingredients;
        let mut issued = None;
        if let (Some(refreshed), Some(held)) = (refreshed, held) {
            let replacement = refreshed.replacement;
            recorder.begin(StepId::Keep);
            let next = next_token(&recorder.run, &refreshed, held, self.now());
            let failed = self.keep_refresh_token(&recorder.run, next, epoch).await.err();
            let reason = failed.map(|error| error.to_string());
            end_refresh(&mut recorder, replacement, reason.as_deref());
            issued = Some(refreshed.token);
        }
        let (kept, client_id) = (recorder.run.clone(), client.client_id);
        let stored =
            self.blocking(move |engine| engine.keep(&kept, &client_id, epoch, |_| Ok(()))).await;
        // The answer is good whether or not the run could be stored.
        self.remember(&recorder.run, issued, epoch);
        stored?;
        recorder.tell_finished();
        Ok(recorder.run)
    }

    /// Stores what holds from now on. What can't be stored is held in memory, in front of the old
    /// one, which stays where it is.
    async fn keep_refresh_token(
        &self,
        run: &Run,
        next: RefreshToken,
        epoch: u64,
    ) -> Result<(), Error> {
        let (app, now, token) = (run.app_id, self.now(), next.clone());
        let stored = self
            .blocking(move |engine| {
                if engine.epoch()? != epoch {
                    return Err(Error::Locked);
                }
                engine.with_vault(|vault| {
                    vault.write(|vault| held_tokens::store(vault, app, &token, now))
                })
            })
            .await;
        let tokens = &self.shared.memory.tokens;
        let owner = next.facts.owner;
        self.within(epoch, || match &stored {
            Ok(()) => tokens.drop_unkept(app, owner),
            Err(_) => tokens.hold_unkept(app, next),
        });
        stored
    }

    fn prepare_refresh(
        &self,
        input: TokenRefreshInput,
    ) -> Result<(Run, RefreshIngredients), Error> {
        let id = input.app_id;
        let key = self.signing_key(id)?;
        let started_at_ms = self.shared.clock.now_ms();
        let sandbox_base = self.sandbox_base();
        self.with_vault(|vault| {
            let app = vault.app_get(id)?;
            let client = app.draft.service.client();
            let secrets = client_secrets(vault, &app, key)?;
            let held = self.refresh_token(vault, id, input.owner)?;
            let run = begun(vault, &app, FlowKind::Refresh, started_at_ms)?;
            Ok((run, RefreshIngredients { client, secrets, held, sandbox_base }))
        })
    }
}

/// What holds after a refresh.
fn next_token(run: &Run, refreshed: &Refreshed, held: RefreshToken, now: i64) -> RefreshToken {
    let TokenAnswer { refresh_token, id_token, .. } = &refreshed.token;
    let RefreshToken { token, facts } = held;
    let mut facts = facts.after(refreshed.replacement, run.id, now);
    if facts.identity.is_none() {
        facts.identity = id_token.as_ref().and_then(IdTokenIdentity::of);
    }
    let token = match (refreshed.replacement, refresh_token) {
        (Replacement::New, Some(new)) => new.clone(),
        _ => token,
    };
    RefreshToken { token, facts }
}
