//! What is kept of a channel of LINE beside its record: assertion keys and the ledger of tokens.

use credenza_core::apps::{AppId, LineChannelApp, LinePlace};
use credenza_core::flow::Part;
use credenza_core::keys::{KeyFile, PublicKey};
use credenza_core::line::{
    KeyIdMatch, Ledger, LedgerEntry, LedgerFacts, TokenKind, TokenState, live_of,
};
use credenza_core::services::line::MAX_TOKENS;
use credenza_core::{Secret, UnixSeconds};
use credenza_vault::{ChannelKeyId, ChannelKeyRow, ChannelTokenId, ChannelTokenRow, Vault};

use super::activity::Event;
use super::key_desk::generate_key;
use crate::channel_memory::Listed;
use crate::engine::Engine;
use crate::error::Error;
use crate::views::apps::{ActivityKind, RevealView};
use crate::views::channels::{
    ChannelItemInput, ChannelKeyImportInput, ChannelKeyNameInput, ChannelKeyView,
    ChannelTokenAddInput, ChannelTokenView, ChannelView, ListedKeyIdView, ListedView,
};
use crate::views::key_desk::KeySize;

/// Longest name of a key that is taken, in bytes; a UUID has 36.
const LONGEST_KID: usize = 200;
/// The sandbox's page in the place of LINE's console.
const SANDBOX_CONSOLE: &str = "/line/console";
/// Longest token that is taken, in bytes.
const LONGEST_TOKEN: usize = 8 * 1024;

impl Engine {
    /// Keys and ledger of a channel.
    ///
    /// # Errors
    /// When there is no such channel.
    pub fn channel_get(&self, id: AppId) -> Result<ChannelView, Error> {
        let listed = self.shared.memory.channels.listed(id);
        let now = self.now();
        let sandbox = self.sandbox_base();
        let held = |token| self.shared.memory.channels.token(id, token).is_some();
        self.with_vault(|vault| {
            let place = channel(vault, id)?.place;
            let keys = vault.channel_key_list(id)?;
            let rows = vault.channel_token_list(id)?;
            let view = view(vault, id, &keys, &rows, listed.as_ref(), now, held)?;
            let console = sandbox.filter(|_| place == LinePlace::Sandbox);
            Ok(ChannelView { console: console.map(|base| base + SANDBOX_CONSOLE), ..view })
        })
    }

    /// Makes a pair of the kind that LINE takes, and keeps it.
    ///
    /// # Errors
    /// When there is no such channel.
    pub fn channel_key_make(&self, id: AppId) -> Result<ChannelView, Error> {
        let pem = generate_key(KeySize::Rsa2048)?;
        // Exposed to be read as a key.
        let file = KeyFile::read(pem.expose().as_bytes(), None);
        self.keep_channel_key(id, &file, "")
    }

    /// Keeps a key that was offered, with its name where it has one already. A key that the channel
    /// has takes the name, and stays one.
    ///
    /// # Errors
    /// When the candidate is gone, still encrypted or refused, or of a kind that LINE does not take.
    pub fn channel_key_import(&self, input: &ChannelKeyImportInput) -> Result<ChannelView, Error> {
        let (file, _) = self.candidate(input.handle)?;
        let view = self.keep_channel_key(input.app_id, &file, kid(&input.kid)?)?;
        self.shared.memory.discard(input.handle);
        Ok(view)
    }

    /// Notes the name that LINE's console gave to a key.
    ///
    /// # Errors
    /// When it is empty or over-long, or there is no such key.
    pub fn channel_key_name(&self, input: &ChannelKeyNameInput) -> Result<ChannelView, Error> {
        let name = kid(&input.kid)?;
        if name.is_empty() {
            return Err(Error::Invalid { field: "kid", reason: "a kid has at least 1 character" });
        }
        let now = self.now();
        self.with_vault(|vault| {
            Ok(vault.channel_key_name(input.app_id, ChannelKeyId(input.id), name, now)?)
        })?;
        self.channel_get(input.app_id)
    }

    /// Forgets a key.
    ///
    /// # Errors
    /// When there is none of that number.
    pub fn channel_key_forget(&self, input: ChannelItemInput) -> Result<ChannelView, Error> {
        let key = ChannelKeyId(input.id);
        self.with_vault(|vault| Ok(vault.channel_key_delete(input.app_id, key)?))?;
        self.channel_get(input.app_id)
    }

    /// Puts a token into the ledger that was not issued here.
    ///
    /// # Errors
    /// When it does not look like one of its kind, or is stateless, which is not kept.
    pub fn channel_token_add(&self, input: &ChannelTokenAddInput) -> Result<ChannelView, Error> {
        // Exposed to be cut at its ends.
        let token = Secret::new(input.value.expose().trim().to_owned());
        let fits = input.kind.looks_like(credenza_core::line::format_of(&token));
        if !fits || input.kind == TokenKind::Stateless || token.expose().len() > LONGEST_TOKEN {
            let reason = "this does not look like a token of this kind";
            return Err(Error::Invalid { field: "token", reason });
        }
        let facts = LedgerFacts {
            kind: input.kind,
            key_id: None,
            since: self.now(),
            ends_at: None,
            pasted: true,
            verified: None,
            revoked_at: None,
            shown: token.sealed(),
        };
        self.with_vault(|vault| {
            channel(vault, input.app_id)?;
            Ok(vault.channel_token_add(input.app_id, Some(&token), &facts, None)?)
        })?;
        self.channel_get(input.app_id)
    }

    /// Takes a token out of the ledger. It goes on to hold at LINE.
    ///
    /// # Errors
    /// When there is none of that number.
    pub fn channel_token_forget(&self, input: ChannelItemInput) -> Result<ChannelView, Error> {
        let token = ChannelTokenId(input.id);
        self.with_vault(|vault| Ok(vault.channel_token_delete(input.app_id, token)?))?;
        self.shared.memory.channels.drop_token(input.app_id, token);
        self.channel_get(input.app_id)
    }

    /// A token in the clear.
    ///
    /// # Errors
    /// When it is not at hand, or the passphrase has to be shown again first.
    pub fn channel_token_reveal(&self, input: ChannelItemInput) -> Result<RevealView, Error> {
        self.require_proof()?;
        let token = self.take_channel_token(input, ActivityKind::SecretRevealed)?;
        // Exposed because the user asked to see it.
        Ok(RevealView { value: token.expose().to_owned() })
    }

    /// A token for the clipboard.
    ///
    /// # Errors
    /// When it is not at hand.
    pub fn channel_token_for_copy(&self, input: ChannelItemInput) -> Result<Secret, Error> {
        self.take_channel_token(input, ActivityKind::SecretCopied)
    }

    fn take_channel_token(
        &self,
        input: ChannelItemInput,
        kind: ActivityKind,
    ) -> Result<Secret, Error> {
        let now = self.now();
        let held = self.shared.memory.channels.token(input.app_id, ChannelTokenId(input.id));
        self.with_vault(|vault| {
            let token = match held {
                Some(token) => token,
                None => vault
                    .channel_token_get(input.app_id, ChannelTokenId(input.id))?
                    .ok_or(Error::NoToken)?,
            };
            Event::new(input.app_id, kind).with("field", "channelToken").keep(vault, now)?;
            Ok(token)
        })
    }

    fn keep_channel_key(&self, id: AppId, file: &KeyFile, kid: &str) -> Result<ChannelView, Error> {
        let (opened, now) = (file.opened()?, self.now());
        if file.public_key().is_none_or(|public| public.line_jwk().is_err()) {
            let reason = "LINE takes RSA keys of 2048 bits only";
            return Err(Error::Invalid { field: "key", reason });
        }
        let spki = opened.report().spki_sha256.clone().unwrap_or_default();
        self.with_vault(|vault| {
            vault.write(|vault| {
                channel(vault, id)?;
                let same = vault.channel_key_list(id)?.into_iter().find(|key| {
                    key.report.spki_sha256.as_ref() == opened.report().spki_sha256.as_ref()
                });
                let key = match &same {
                    Some(same) => same.id,
                    None => vault.channel_key_add(id, opened.pkcs8_der(), opened.report(), now)?,
                };
                let renamed = same.as_ref().is_none_or(|same| same.kid != kid);
                if !kid.is_empty() && renamed {
                    vault.channel_key_name(id, key, kid, now)?;
                }
                if same.is_some() {
                    return Ok(());
                }
                Event::new(id, ActivityKind::KeyImported).with("new", spki).keep(vault, now)
            })
        })?;
        self.channel_get(id)
    }
}

/// The channel of a record.
pub(super) fn channel(vault: &Vault, id: AppId) -> Result<LineChannelApp, Error> {
    let app = vault.app_get(id)?;
    let other = Error::Invalid { field: "appId", reason: "the record is no channel of LINE" };
    app.draft.service.line_channel().cloned().ok_or(other)
}

/// The key that assertions are signed with: the newest one with a name.
pub(super) fn current(keys: &[ChannelKeyRow]) -> Option<&ChannelKeyRow> {
    keys.iter().rev().find(|key| !key.kid.is_empty())
}

fn kid(text: &str) -> Result<&str, Error> {
    let text = text.trim();
    if text.len() > LONGEST_KID || text.chars().any(char::is_control) {
        return Err(Error::Invalid { field: "kid", reason: "a kid has at most 200 characters" });
    }
    Ok(text)
}

fn view(
    vault: &Vault,
    id: AppId,
    keys: &[ChannelKeyRow],
    rows: &[ChannelTokenRow],
    listed: Option<&Listed>,
    now: UnixSeconds,
    held: impl Fn(ChannelTokenId) -> bool,
) -> Result<ChannelView, Error> {
    let entries: Vec<LedgerEntry<ChannelTokenId>> =
        rows.iter().map(|row| row.entry.clone()).collect();
    let matched = listed.map(|listed| Ledger::matched(&entries, &listed.key_ids, now));
    let gone = matched.as_ref().map(|ledger| ledger.gone.clone()).unwrap_or_default();
    let signing = current(keys).map(|key| key.id);
    let mut key_views = Vec::new();
    for key in keys.iter().rev() {
        key_views.push(key_view(vault, id, key, signing == Some(key.id))?);
    }
    let tokens = rows.iter().map(|row| {
        let id = row.entry.id;
        token_view(row, row.kept || held(id), gone.contains(&id), now)
    });
    let by_list = listed.map(|listed| listed.key_ids.len());
    let known = live_of(&entries, TokenKind::V21, now);
    Ok(ChannelView {
        keys: key_views,
        tokens: tokens.collect(),
        live_v21: by_list.unwrap_or(known),
        live_short_lived: live_of(&entries, TokenKind::ShortLived, now),
        listed: matched.zip(listed).map(|(ledger, listed)| listed_view(&ledger, listed.at)),
        most: MAX_TOKENS,
        console: None,
    })
}

fn key_view(
    vault: &Vault,
    app: AppId,
    key: &ChannelKeyRow,
    current: bool,
) -> Result<ChannelKeyView, Error> {
    // The public half is worked out of the private one; nothing else of it leaves.
    let pkcs8 = vault.channel_key_pkcs8(app, key.id)?;
    let file = KeyFile::read(pkcs8.expose(), None);
    let jwk = file.public_key().map(PublicKey::line_jwk);
    Ok(ChannelKeyView {
        id: key.id.0,
        kid: key.kid.clone(),
        spki_sha256: key.report.spki_sha256.clone(),
        refusal: jwk.as_ref().and_then(|jwk| jwk.as_ref().err().copied()),
        public_jwk: jwk.and_then(Result::ok).map(|jwk| jwk.text()),
        made_at: key.made_at,
        registered_at: key.registered_at,
        proved_at: key.proved_at,
        current,
    })
}

fn token_view(
    row: &ChannelTokenRow,
    held: bool,
    missing: bool,
    now: UnixSeconds,
) -> ChannelTokenView {
    let facts = &row.entry.facts;
    let state = match facts.state(now) {
        TokenState::Live if missing => TokenState::Gone,
        state => state,
    };
    ChannelTokenView {
        id: row.entry.id.0,
        kind: facts.kind,
        shown: Part::Secret(facts.shown.clone()),
        key_id: facts.key_id.clone(),
        since: facts.since,
        ends_at: facts.ends_at,
        state,
        pasted: facts.pasted,
        verified: facts.verified,
        revoked_at: facts.revoked_at,
        held,
        run_id: row.run,
        missing,
    }
}

fn listed_view(ledger: &Ledger<ChannelTokenId>, at: UnixSeconds) -> ListedView {
    let rows = ledger.listed.iter().map(|row| ListedKeyIdView {
        key_id: row.key_id.clone(),
        token_id: match row.found {
            KeyIdMatch::Ours(id) => Some(id.0),
            KeyIdMatch::Unknown => None,
        },
    });
    ListedView { at, key_ids: rows.collect() }
}
