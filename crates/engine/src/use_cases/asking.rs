//! Asking a server about tokens that are held: whether one holds, and who signed in. Nothing that is
//! held is changed by it.

use credenza_core::Secret;
use credenza_core::apps::App;
use credenza_core::flow::{FlowKind, Run};
use credenza_core::oauth::RevokedToken;
use credenza_core::tokens::IdTokenIdentity;
use credenza_vault::Vault;

use super::secrets::client_secrets;
use crate::engine::Engine;
use crate::error::Error;
use crate::flow::{
    EventSink, IntrospectionIngredients, Recorder, UserinfoIngredients, introspect, userinfo,
};
use crate::views::held::{TokenIntrospectInput, TokenUserinfoInput};

impl Engine {
    /// Asks whether a token that is held still holds. Steps are told through `events`.
    ///
    /// # Errors
    /// When the vault is locked, the record is missing or already being tested.
    pub async fn token_introspect(
        &self,
        input: TokenIntrospectInput,
        events: EventSink<'_>,
    ) -> Result<Run, Error> {
        let (epoch, app_id) = (self.epoch()?, input.app_id);
        let ticket = self.shared.memory.start_run(app_id).ok_or(Error::RunInProgress)?;
        let done = async {
            let prepared = self.blocking(move |engine| engine.prepare_introspection(input));
            let (run, ingredients) = prepared.await?;
            let http = self.http()?;
            let mut recorder = Recorder::start(run, events);
            let clock = self.shared.clock.as_ref();
            introspect(&mut recorder, &ingredients, &http, clock, &ticket.cancel).await;
            self.keep_asked(recorder, ingredients.client.client_id, epoch).await
        };
        let done = done.await;
        self.shared.memory.end_run(app_id, &ticket);
        done
    }

    /// Asks who signed in, with the access token that is held. Steps are told through `events`.
    ///
    /// # Errors
    /// When the vault is locked, the record is missing or already being tested.
    pub async fn token_userinfo(
        &self,
        input: TokenUserinfoInput,
        events: EventSink<'_>,
    ) -> Result<Run, Error> {
        let (epoch, app_id) = (self.epoch()?, input.app_id);
        let ticket = self.shared.memory.start_run(app_id).ok_or(Error::RunInProgress)?;
        let done = async {
            let prepared = self.blocking(move |engine| engine.prepare_userinfo(input));
            let (run, ingredients) = prepared.await?;
            let http = self.http()?;
            let mut recorder = Recorder::start(run, events);
            let clock = self.shared.clock.as_ref();
            userinfo(&mut recorder, &ingredients, &http, clock, &ticket.cancel).await;
            self.keep_asked(recorder, ingredients.client.client_id, epoch).await
        };
        let done = done.await;
        self.shared.memory.end_run(app_id, &ticket);
        done
    }

    async fn keep_asked(
        &self,
        recorder: Recorder<'_>,
        client_id: String,
        epoch: u64,
    ) -> Result<Run, Error> {
        let kept = recorder.run.clone();
        self.blocking(move |engine| engine.keep(&kept, &client_id, epoch, |_| Ok(()))).await?;
        self.remember(&recorder.run, None, epoch);
        recorder.tell_finished();
        Ok(recorder.run)
    }

    fn prepare_introspection(
        &self,
        input: TokenIntrospectInput,
    ) -> Result<(Run, IntrospectionIngredients), Error> {
        let id = input.app_id;
        let key = self.signing_key(id)?;
        let started_at_ms = self.shared.clock.now_ms();
        self.with_vault(|vault| {
            let app = vault.app_get(id)?;
            let held = || match input.token {
                RevokedToken::AccessToken => {
                    Ok(self.shared.memory.tokens.access(id).map(|held| held.token))
                }
                RevokedToken::RefreshToken => {
                    let held = self.refresh_token(vault, id, input.owner)?;
                    Ok::<_, Error>(held.map(|held| held.token))
                }
            };
            let token = match given(&input.pasted) {
                Some(token) => Some(token),
                None => held()?,
            };
            let ingredients = IntrospectionIngredients {
                client: app.draft.service.client(),
                secrets: client_secrets(vault, &app, key)?,
                kind: input.token,
                token,
            };
            Ok((begun(vault, &app, FlowKind::Introspection, started_at_ms)?, ingredients))
        })
    }

    fn prepare_userinfo(
        &self,
        input: TokenUserinfoInput,
    ) -> Result<(Run, UserinfoIngredients), Error> {
        let id = input.app_id;
        let started_at_ms = self.shared.clock.now_ms();
        let sandbox_base = self.sandbox_base();
        let tokens = &self.shared.memory.tokens;
        let subject = tokens.id(id).and_then(|held| IdTokenIdentity::of(&held.token));
        let held = || tokens.access(id).map(|held| held.token);
        let access_token = given(&input.pasted).or_else(held);
        // The ID token that is held says nothing of a token that was pasted.
        let subject = subject.filter(|_| given(&input.pasted).is_none());
        self.with_vault(|vault| {
            let app = vault.app_get(id)?;
            let ingredients = UserinfoIngredients {
                client: app.draft.service.client(),
                access_token,
                subject: subject.map(|identity| identity.sub),
                sandbox_base,
            };
            Ok((begun(vault, &app, FlowKind::Userinfo, started_at_ms)?, ingredients))
        })
    }
}

/// A token that was pasted, without the blanks around it.
fn given(pasted: &Option<Secret>) -> Option<Secret> {
    // Exposed to be trimmed.
    let token = pasted.as_ref()?.expose().trim();
    (!token.is_empty()).then(|| Secret::new(token.to_owned()))
}

/// A run that begins, with its number from the vault.
pub(super) fn begun(
    vault: &Vault,
    app: &App,
    flow: FlowKind,
    started_at_ms: i64,
) -> Result<Run, Error> {
    vault.write(|vault| {
        let run = Run::begun(vault.run_reserve(app.id)?, app, flow, started_at_ms);
        vault.run_put(&run)?;
        Ok::<_, Error>(run)
    })
}
