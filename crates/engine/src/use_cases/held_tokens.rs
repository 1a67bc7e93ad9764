//! The tokens that are held, of one record or of all: in memory and in the vault.

use credenza_core::Secret;
use credenza_core::apps::{App, AppId};
use credenza_core::flow::{Part, RunId};
use credenza_core::tokens::TokenOwner;
use credenza_vault::Vault;

use crate::engine::Engine;
use crate::error::Error;
use crate::held_tokens::{HeldTokens, RefreshToken, stored};
use crate::views::held::{TokenKindView, TokenListInput, TokenRowView};

impl Engine {
    /// What is held, never the tokens themselves. Of all records: of those in use.
    ///
    /// # Errors
    /// When the vault is locked, or there is no such record.
    pub fn token_list(&self, input: TokenListInput) -> Result<Vec<TokenRowView>, Error> {
        let tokens = &self.shared.memory.tokens;
        self.with_vault(|vault| {
            let apps = match input.app_id {
                Some(id) => vec![vault.app_get(id)?],
                None => vault.app_list(false)?,
            };
            let mut rows = Vec::new();
            for app in &apps {
                rows.extend(in_memory(tokens, app));
                for owner in TokenOwner::ALL {
                    rows.extend(refresh_row(vault, tokens, app, owner)?);
                }
            }
            Ok(rows)
        })
    }

    /// The refresh token to send: the newest that is known, also where it could not be stored.
    pub(super) fn refresh_token(
        &self,
        vault: &Vault,
        app: AppId,
        owner: Option<TokenOwner>,
    ) -> Result<Option<RefreshToken>, Error> {
        let wanted = match owner {
            Some(owner) => vec![owner],
            None => TokenOwner::ALL.to_vec(),
        };
        for owner in wanted {
            let unkept = self.shared.memory.tokens.unkept(app, owner);
            let found = match unkept {
                Some(token) => Some(token),
                None => stored(vault, app, owner)?,
            };
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }
}

fn in_memory(tokens: &HeldTokens, app: &App) -> Vec<TokenRowView> {
    let access = tokens.access(app.id).map(|held| TokenRowView {
        scope: held.view.scope,
        ends_at: held.view.expires_at,
        issued_at: held.view.issued_at,
        run_id: held.view.run_id,
        ..row(app, TokenKindView::Access, &held.token)
    });
    let id = tokens.id(app.id).map(|held| TokenRowView {
        ends_at: held.ends_at,
        issued_at: held.issued_at,
        run_id: held.run_id,
        ..row(app, TokenKindView::Id, &held.token)
    });
    access.into_iter().chain(id).collect()
}

fn refresh_row(
    vault: &Vault,
    tokens: &HeldTokens,
    app: &App,
    owner: TokenOwner,
) -> Result<Option<TokenRowView>, Error> {
    let unkept = tokens.unkept(app.id, owner);
    let in_vault = unkept.is_none();
    let found = match unkept {
        Some(token) => Some(token),
        None => stored(vault, app.id, owner)?,
    };
    Ok(found.map(|RefreshToken { token, facts }| TokenRowView {
        owner: Some(owner),
        scope: facts.scope,
        issued_at: facts.issued_at,
        ends_at: facts.ends_at,
        refreshed_at: facts.refreshed_at,
        stored: in_vault,
        run_id: facts.run_id,
        ..row(app, TokenKindView::Refresh, &token)
    }))
}

fn row(app: &App, kind: TokenKindView, token: &Secret) -> TokenRowView {
    TokenRowView {
        app_id: app.id,
        app_name: app.draft.name.clone(),
        kind,
        owner: None,
        shown: Part::Secret(token.sealed()),
        scope: Vec::new(),
        issued_at: 0,
        ends_at: None,
        refreshed_at: None,
        stored: false,
        run_id: RunId(0),
    }
}
