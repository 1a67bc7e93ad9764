//! Ending a token at the server. What is held of it is forgotten only once the server says that it
//! is done.

use credenza_core::flow::{FlowKind, Run};
use credenza_core::oauth::RevokedToken;
use credenza_core::tokens::TokenOwner;
use tokio_util::sync::CancellationToken;

use super::asking::begun;
use super::secrets::client_secrets;
use crate::engine::Engine;
use crate::error::Error;
use crate::flow::{EventSink, Recorder, RevokeIngredients, revoke};
use crate::held_tokens;
use crate::views::held::TokenRevokeInput;

impl Engine {
    /// Ends a token. Steps are told through `events`. A refusal is a run like any other.
    ///
    /// # Errors
    /// When the vault is locked, the record is missing or already being tested.
    pub async fn token_revoke(
        &self,
        input: TokenRevokeInput,
        events: EventSink<'_>,
    ) -> Result<Run, Error> {
        let app_id = input.app_id;
        let epoch = self.epoch()?;
        let ticket = self.shared.memory.start_run(app_id).ok_or(Error::RunInProgress)?;
        let done = self.run_revoke(input, events, &ticket.cancel, epoch).await;
        self.shared.memory.end_run(app_id, &ticket);
        done
    }

    async fn run_revoke(
        &self,
        input: TokenRevokeInput,
        events: EventSink<'_>,
        cancel: &CancellationToken,
        epoch: u64,
    ) -> Result<Run, Error> {
        let (run, ingredients) = self.blocking(move |engine| engine.prepare_revoke(input)).await?;
        let http = self.http()?;
        let mut recorder = Recorder::start(run, events);
        let clock = self.shared.clock.as_ref();
        let ended = revoke(&mut recorder, &ingredients, &http, clock, cancel).await;
        let owner = ingredients.facts.map(|facts| facts.owner).filter(|_| ended);
        let (kept, client_id, app_id) =
            (recorder.run.clone(), ingredients.client.client_id, input.app_id);
        self.blocking(move |engine| {
            engine.keep(&kept, &client_id, epoch, |vault| match owner {
                Some(owner) => held_tokens::delete(vault, app_id, owner),
                None => Ok(()),
            })
        })
        .await?;
        if ended {
            self.within(epoch, || self.forget_ended(input, owner));
        }
        recorder.tell_finished();
        Ok(recorder.run)
    }

    fn forget_ended(&self, input: TokenRevokeInput, owner: Option<TokenOwner>) {
        let tokens = &self.shared.memory.tokens;
        match (input.token, owner) {
            (RevokedToken::AccessToken, _) => tokens.drop_access(input.app_id),
            (RevokedToken::RefreshToken, Some(owner)) => tokens.drop_unkept(input.app_id, owner),
            (RevokedToken::RefreshToken, None) => {}
        }
    }

    fn prepare_revoke(&self, input: TokenRevokeInput) -> Result<(Run, RevokeIngredients), Error> {
        let id = input.app_id;
        let key = self.signing_key(id)?;
        let started_at_ms = self.shared.clock.now_ms();
        let sandbox_base = self.sandbox_base();
        self.with_vault(|vault| {
            let app = vault.app_get(id)?;
            let client = app.draft.service.client();
            let secrets = client_secrets(vault, &app, key)?;
            let (token, facts) = match input.token {
                RevokedToken::AccessToken => {
                    (self.shared.memory.tokens.access(id).map(|held| held.token), None)
                }
                RevokedToken::RefreshToken => {
                    let held = self.refresh_token(vault, id, input.owner)?;
                    held.map(|held| (held.token, held.facts)).unzip()
                }
            };
            let run = begun(vault, &app, FlowKind::Revoke, started_at_ms)?;
            let kind = input.token;
            let ingredients =
                RevokeIngredients { client, secrets, kind, token, facts, sandbox_base };
            Ok((run, ingredients))
        })
    }
}
