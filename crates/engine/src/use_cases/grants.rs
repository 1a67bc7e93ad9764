//! Getting a token by a grant of a server that is not LINE WORKS, which nobody signs in for.

use credenza_core::apps::{Grant, OauthServerApp};
use credenza_core::flow::{FlowKind, Run};
use tokio_util::sync::CancellationToken;

use super::asking::begun;
use super::secrets::client_secrets;
use crate::engine::Engine;
use crate::error::Error;
use crate::flow::{EventSink, GrantIngredients, Recorder, grant};
use crate::views::runs::TokenIssueInput;

/// A run that has a number, and what it needs.
pub(super) struct PreparedGrant {
    run: Run,
    ingredients: GrantIngredients,
}

impl Engine {
    /// What the run needs; `None` for a record of another kind.
    pub(super) async fn grant_ingredients(
        &self,
        input: TokenIssueInput,
    ) -> Result<Option<PreparedGrant>, Error> {
        self.blocking(move |engine| engine.prepare_grant(input)).await
    }

    pub(super) async fn run_grant(
        &self,
        prepared: PreparedGrant,
        events: EventSink<'_>,
        cancel: &CancellationToken,
        epoch: u64,
    ) -> Result<Run, Error> {
        let PreparedGrant { run, ingredients } = prepared;
        let http = self.http()?;
        let mut recorder = Recorder::start(run, events);
        let clock = self.shared.clock.as_ref();
        let issued = grant(&mut recorder, &ingredients, &http, clock, cancel).await;
        self.keep_issued(&recorder.run, ingredients.client.client_id, issued, epoch).await?;
        recorder.tell_finished();
        Ok(recorder.run)
    }

    fn prepare_grant(&self, input: TokenIssueInput) -> Result<Option<PreparedGrant>, Error> {
        let id = input.app_id;
        let key = self.signing_key(id)?;
        let started_at_ms = self.shared.clock.now_ms();
        self.with_vault(|vault| {
            let app = vault.app_get(id)?;
            let Some(server) = app.draft.service.oauth_server().cloned() else {
                return of_line_works(input.grant).map(|()| None);
            };
            let grant = chosen(&server, input.grant)?;
            let known_skew = match vault.run_list(Some(id), 1)?.first() {
                Some(last) => vault.run_get(last.id)?.skew_seconds,
                None => None,
            };
            let ingredients = GrantIngredients {
                client: server.client(),
                secrets: client_secrets(vault, &app, key)?,
                grant,
                registered: server.grants.contains(&grant),
                assertion: server.assertion,
                clock: input.clock,
                known_skew,
            };
            let flow = match grant {
                Grant::JwtBearer => FlowKind::JwtBearer,
                _ => FlowKind::ClientCredentials,
            };
            let run = begun(vault, &app, flow, started_at_ms)?;
            Ok(Some(PreparedGrant { run, ingredients }))
        })
    }
}

/// LINE WORKS has one grant that nobody signs in for, and its records need not name it.
fn of_line_works(asked: Option<Grant>) -> Result<(), Error> {
    match asked {
        None | Some(Grant::JwtBearer) => Ok(()),
        Some(_) => Err(Error::Invalid { field: "grant", reason: "the record has no such grant" }),
    }
}

/// The grant that was asked for, or the first of the record that nobody signs in for.
fn chosen(server: &OauthServerApp, asked: Option<Grant>) -> Result<Grant, Error> {
    let alone = |grant: &Grant| *grant != Grant::AuthorizationCode;
    let grant = asked.or_else(|| server.grants.iter().copied().find(alone));
    grant.filter(alone).ok_or(Error::Invalid {
        field: "grant",
        reason: "somebody has to sign in for it, or the record has no other one",
    })
}
