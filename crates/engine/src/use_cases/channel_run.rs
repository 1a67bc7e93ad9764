//! Asking LINE about channel access tokens: each question is a run, and what it brings goes into
//! the ledger. A token is kept with the run that brought it, in one transaction.

use std::sync::Arc;

use credenza_core::apps::AppId;
use credenza_core::flow::Run;
use credenza_core::keys::SigningKey;
use credenza_core::line::{LastVerified, LedgerFacts, TokenKind, TokenState, live_of};
use credenza_core::oauth::TokenAnswer;
use credenza_core::{Secret, UnixSeconds};
use credenza_vault::{ChannelKeyId, ChannelTokenId, ChannelTokenRow, Vault};
use tokio_util::sync::CancellationToken;

use super::channels::{channel, current};
use super::secrets::CLIENT_SECRET;
use crate::channel_memory::Listed;
use crate::engine::Engine;
use crate::error::Error;
use crate::flow::{Asked, Brought, ChannelIngredients, EventSink, Recorder, call_line};
use crate::views::channels::{ChannelAsk, ChannelRunInput, ChosenToken};

impl Engine {
    /// Asks LINE. Steps are told through `events`. A refusal is a run like any other.
    ///
    /// # Errors
    /// When the vault is locked, the record is no channel or already being tested, or there is no
    /// such token or key.
    pub async fn channel_run(
        &self,
        input: ChannelRunInput,
        events: EventSink<'_>,
    ) -> Result<Run, Error> {
        let app_id = input.app_id;
        let epoch = self.epoch()?;
        let ticket = self.shared.memory.start_run(app_id).ok_or(Error::RunInProgress)?;
        let done = self.ask_line(input, events, &ticket.cancel, epoch).await;
        self.shared.memory.end_run(app_id, &ticket);
        done
    }

    async fn ask_line(
        &self,
        input: ChannelRunInput,
        events: EventSink<'_>,
        cancel: &CancellationToken,
        epoch: u64,
    ) -> Result<Run, Error> {
        let prepared = self.blocking(move |engine| engine.prepare_channel(input)).await?;
        let http = self.http()?;
        let mut recorder = Recorder::start(prepared.run, events);
        let clock = self.shared.clock.as_ref();
        let brought = call_line(&mut recorder, &prepared.ingredients, &http, clock, cancel).await;
        let kept = Kept {
            run: recorder.run.clone(),
            channel_id: prepared.ingredients.app.channel_id,
            about: prepared.about,
            key: prepared.key.filter(|_| took_assertion(&recorder.run, &brought)),
            brought,
        };
        self.blocking(move |engine| engine.keep_brought(kept, epoch)).await?;
        recorder.tell_finished();
        Ok(recorder.run)
    }

    /// Stores the run with what it brought.
    fn keep_brought(&self, kept: Kept, epoch: u64) -> Result<(), Error> {
        let (now, app) = (self.now(), kept.run.app_id);
        let mut stateless = None;
        self.keep(&kept.run, &kept.channel_id, epoch, |vault| {
            if let Some(key) = kept.key {
                vault.channel_key_proved(app, key, now)?;
            }
            match (&kept.brought, kept.about) {
                (Brought::Token(token, kind), _) => {
                    let id = store(vault, &kept.run, token, *kind, now)?;
                    let holds = *kind == TokenKind::Stateless;
                    stateless = holds.then(|| (id, token.access_token.clone()));
                }
                (brought, Some(id)) => note(vault, app, id, brought, now)?,
                _ => {}
            }
            Ok(())
        })?;
        self.within(epoch, || {
            let memory = &self.shared.memory.channels;
            if let Some((id, token)) = stateless {
                memory.hold(app, id, token);
            }
            if let Brought::KeyIds(key_ids) = kept.brought {
                memory.note_list(app, Listed { at: now, key_ids });
            }
        });
        Ok(())
    }

    fn prepare_channel(&self, input: ChannelRunInput) -> Result<Prepared, Error> {
        let id = input.app_id;
        let (started_at_ms, now) = (self.shared.clock.now_ms(), self.now());
        let sandbox_base = self.sandbox_base();
        let listed = self.shared.memory.channels.listed(id).map(|listed| listed.key_ids.len());
        self.with_vault(|vault| {
            let app = channel(vault, id)?;
            let rows = vault.channel_token_list(id)?;
            let (asked, about) = self.asked(vault, id, &rows, input.ask.clone())?;
            let key = signing_key(vault, id, &input.ask)?;
            let secret = vault.secret_get(id, CLIENT_SECRET)?.filter(|secret| !secret.is_empty());
            let run = vault.write(|vault| {
                let number = vault.run_reserve(id)?;
                let record = vault.app_get(id)?;
                let run = Run::begun(number, &record, asked.flow(), started_at_ms);
                vault.run_put(&run)?;
                Ok::<_, Error>(run)
            })?;
            let (key_id, kid, key) = match key {
                Some((id, kid, key)) => (Some(id), kid, Some(key)),
                None => (None, String::new(), None),
            };
            let ingredients = ChannelIngredients {
                app,
                secret,
                key,
                kid,
                live: live(&rows, &asked, listed, now),
                newer_short_lived: newer(&rows, about),
                asked,
                sandbox_base,
            };
            Ok(Prepared { run, ingredients, about, key: key_id })
        })
    }

    /// What is asked, and the token of the ledger that it is about.
    fn asked(
        &self,
        vault: &Vault,
        app: AppId,
        rows: &[ChannelTokenRow],
        ask: ChannelAsk,
    ) -> Result<(Asked, Option<ChannelTokenId>), Error> {
        let chosen = |token: ChosenToken| self.chosen(vault, app, rows, token);
        Ok(match ask {
            ChannelAsk::Stateless { by } => (Asked::Stateless(by), None),
            ChannelAsk::V21 { life_seconds } => (Asked::V21 { life: life_seconds }, None),
            ChannelAsk::ShortLived => (Asked::ShortLived, None),
            ChannelAsk::KeyIds { .. } => (Asked::KeyIds, None),
            ChannelAsk::Verify { token } => {
                let (token, kind, about) = chosen(token)?;
                (Asked::Verify { token, kind }, about)
            }
            ChannelAsk::Revoke { token } => {
                let (token, kind, about) = chosen(token)?;
                (Asked::Revoke { token, kind }, about)
            }
        })
    }

    fn chosen(
        &self,
        vault: &Vault,
        app: AppId,
        rows: &[ChannelTokenRow],
        token: ChosenToken,
    ) -> Result<(Option<Secret>, TokenKind, Option<ChannelTokenId>), Error> {
        match token {
            ChosenToken::Pasted { text, token_kind } => {
                // Exposed to be cut at its ends.
                let text = Secret::new(text.expose().trim().to_owned());
                Ok((Some(text).filter(|text| !text.is_empty()), token_kind, None))
            }
            ChosenToken::Held { id } => {
                let id = ChannelTokenId(id);
                let row = rows.iter().find(|row| row.entry.id == id);
                let kind = row.ok_or(Error::NotFound("token"))?.entry.facts.kind;
                let token = match self.shared.memory.channels.token(app, id) {
                    Some(token) => Some(token),
                    None => vault.channel_token_get(app, id)?,
                };
                Ok((token, kind, Some(id)))
            }
        }
    }
}

struct Prepared {
    run: Run,
    ingredients: ChannelIngredients,
    about: Option<ChannelTokenId>,
    key: Option<ChannelKeyId>,
}

struct Kept {
    run: Run,
    channel_id: String,
    about: Option<ChannelTokenId>,
    /// The key whose assertion LINE took.
    key: Option<ChannelKeyId>,
    brought: Brought,
}

/// Whether LINE took an assertion in this run.
fn took_assertion(run: &Run, brought: &Brought) -> bool {
    run.assertion.is_some() && matches!(brought, Brought::Token(..) | Brought::KeyIds(_))
}

type NamedKey = (ChannelKeyId, String, Arc<SigningKey>);

/// The key that the question is signed with: the one that is to be proved, or the current one.
fn signing_key(vault: &Vault, app: AppId, ask: &ChannelAsk) -> Result<Option<NamedKey>, Error> {
    let keys = vault.channel_key_list(app)?;
    let row = match ask {
        ChannelAsk::KeyIds { key: Some(wanted) } => {
            let named = keys.iter().find(|key| key.id == ChannelKeyId(*wanted));
            Some(named.ok_or(Error::NotFound("assertion key"))?)
        }
        _ => current(&keys),
    };
    let Some(row) = row else { return Ok(None) };
    let key = SigningKey::from_pkcs8(&vault.channel_key_pkcs8(app, row.id)?)?;
    Ok(Some((row.id, row.kid.clone(), Arc::new(key))))
}

/// Live tokens of the kind that is asked for.
fn live(rows: &[ChannelTokenRow], asked: &Asked, listed: Option<usize>, now: UnixSeconds) -> usize {
    let entries: Vec<_> = rows.iter().map(|row| row.entry.clone()).collect();
    match asked {
        Asked::V21 { .. } => listed.unwrap_or_else(|| live_of(&entries, TokenKind::V21, now)),
        Asked::ShortLived => live_of(&entries, TokenKind::ShortLived, now),
        _ => 0,
    }
}

/// Short-lived tokens of the ledger that were issued after this one; rows are the newest first.
fn newer(rows: &[ChannelTokenRow], about: Option<ChannelTokenId>) -> usize {
    let later = rows.iter().take_while(|row| Some(row.entry.id) != about);
    let of_kind = later.filter(|row| row.entry.facts.kind == TokenKind::ShortLived);
    about.map_or(0, |_| of_kind.count())
}

/// Puts an issued token into the ledger.
fn store(
    vault: &Vault,
    run: &Run,
    token: &TokenAnswer,
    kind: TokenKind,
    now: UnixSeconds,
) -> Result<ChannelTokenId, Error> {
    let facts = LedgerFacts {
        kind,
        key_id: token.key_id.clone(),
        since: now,
        ends_at: token.expires_in.map(|life| now.saturating_add(life)),
        pasted: false,
        verified: None,
        revoked_at: None,
        shown: token.access_token.sealed(),
    };
    // A stateless token is over before it would be worth keeping.
    let kept = (kind != TokenKind::Stateless).then_some(&token.access_token);
    Ok(vault.channel_token_add(run.app_id, kept, &facts, Some(run.id))?)
}

/// Notes what was learnt of a token of the ledger.
fn note(
    vault: &Vault,
    app: AppId,
    id: ChannelTokenId,
    brought: &Brought,
    now: UnixSeconds,
) -> Result<(), Error> {
    let rows = vault.channel_token_list(app)?;
    let Some(row) = rows.into_iter().find(|row| row.entry.id == id) else { return Ok(()) };
    let mut facts = row.entry.facts;
    match brought {
        Brought::Verified(verified) => {
            facts.verified = Some(LastVerified { at: now, good: true });
            facts.ends_at = Some(now.saturating_add(verified.expires_in));
        }
        Brought::NotGood if facts.state(now) != TokenState::Revoked => {
            facts.verified = Some(LastVerified { at: now, good: false });
        }
        Brought::Revoked => facts.revoked_at = Some(now),
        _ => return Ok(()),
    }
    Ok(vault.channel_token_note(app, id, &facts)?)
}
