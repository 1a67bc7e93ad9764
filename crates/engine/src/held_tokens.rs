//! Tokens that are held. Access and ID tokens are in memory only. A refresh token is a secret of its
//! record in the vault, with what is known of it beside it; one that could not be stored there is
//! held in memory until it can (security.md O9).

use std::collections::HashMap;
use std::sync::Mutex;

use credenza_core::apps::AppId;
use credenza_core::flow::RunId;
use credenza_core::tokens::{RefreshFacts, TokenOwner};
use credenza_core::{Secret, UnixSeconds};
use credenza_vault::{Vault, VaultError};

use crate::engine::lock;
use crate::error::Error;
use crate::views::runs::HeldTokenView;

/// An access token in memory.
#[derive(Clone)]
pub(crate) struct Held {
    pub(crate) token: Secret,
    pub(crate) view: HeldTokenView,
}

/// An ID token in memory: the hint of a logout.
#[derive(Clone)]
pub(crate) struct HeldIdToken {
    pub(crate) token: Secret,
    pub(crate) run_id: RunId,
    pub(crate) issued_at: UnixSeconds,
    pub(crate) ends_at: Option<UnixSeconds>,
}

/// A refresh token with what is known of it.
#[derive(Clone)]
pub(crate) struct RefreshToken {
    pub(crate) token: Secret,
    pub(crate) facts: RefreshFacts,
}

/// What is held in memory.
#[derive(Default)]
pub(crate) struct HeldTokens(Mutex<Shelf>);

#[derive(Default)]
struct Shelf {
    access: HashMap<AppId, Held>,
    id: HashMap<AppId, HeldIdToken>,
    unkept: HashMap<(AppId, TokenOwner), RefreshToken>,
    logout: HashMap<AppId, Secret>,
}

impl HeldTokens {
    pub(crate) fn hold(&self, app: AppId, held: Held) {
        lock(&self.0).access.insert(app, held);
    }

    pub(crate) fn access(&self, app: AppId) -> Option<Held> {
        lock(&self.0).access.get(&app).cloned()
    }

    pub(crate) fn drop_access(&self, app: AppId) {
        lock(&self.0).access.remove(&app);
    }

    pub(crate) fn hold_id(&self, app: AppId, token: HeldIdToken) {
        lock(&self.0).id.insert(app, token);
    }

    pub(crate) fn id(&self, app: AppId) -> Option<HeldIdToken> {
        lock(&self.0).id.get(&app).cloned()
    }

    /// Holds the logout address that was shown, so that this one is copied or opened.
    pub(crate) fn hold_logout(&self, app: AppId, url: Secret) {
        lock(&self.0).logout.insert(app, url);
    }

    pub(crate) fn logout(&self, app: AppId) -> Option<Secret> {
        lock(&self.0).logout.get(&app).cloned()
    }

    /// Holds a refresh token that could not be stored.
    pub(crate) fn hold_unkept(&self, app: AppId, token: RefreshToken) {
        lock(&self.0).unkept.insert((app, token.facts.owner), token);
    }

    pub(crate) fn unkept(&self, app: AppId, owner: TokenOwner) -> Option<RefreshToken> {
        lock(&self.0).unkept.get(&(app, owner)).cloned()
    }

    pub(crate) fn drop_unkept(&self, app: AppId, owner: TokenOwner) {
        lock(&self.0).unkept.remove(&(app, owner));
    }

    /// Forgets what belongs to one record.
    pub(crate) fn forget(&self, app: AppId) {
        let mut shelf = lock(&self.0);
        shelf.access.remove(&app);
        shelf.id.remove(&app);
        shelf.logout.remove(&app);
        shelf.unkept.retain(|(other, _), _| *other != app);
    }

    /// Forgets all; gives the number of access tokens that were held.
    pub(crate) fn clear(&self) -> u32 {
        let mut shelf = lock(&self.0);
        let count = u32::try_from(shelf.access.len()).unwrap_or(u32::MAX);
        *shelf = Shelf::default();
        count
    }
}

/// Field of a record's refresh token in the vault, and of what is known of it.
fn fields(owner: TokenOwner) -> [&'static str; 2] {
    match owner {
        TokenOwner::ServiceAccount => ["refreshToken", "refreshTokenFacts"],
        TokenOwner::Client => ["clientRefreshToken", "clientRefreshTokenFacts"],
        TokenOwner::Member => ["memberRefreshToken", "memberRefreshTokenFacts"],
    }
}

/// The refresh token that is stored.
pub(crate) fn stored(
    vault: &Vault,
    app: AppId,
    owner: TokenOwner,
) -> Result<Option<RefreshToken>, Error> {
    let [token, facts] = fields(owner);
    let (Some(token), Some(facts)) = (vault.secret_get(app, token)?, vault.secret_get(app, facts)?)
    else {
        return Ok(None);
    };
    // Exposed to be read; no secret is in it.
    let facts = serde_json::from_str(facts.expose()).map_err(VaultError::Record)?;
    Ok(Some(RefreshToken { token, facts }))
}

/// Stores a refresh token in the place of the one before; the caller's transaction holds both.
pub(crate) fn store(
    vault: &Vault,
    app: AppId,
    token: &RefreshToken,
    now: UnixSeconds,
) -> Result<(), Error> {
    let [name, facts_name] = fields(token.facts.owner);
    let facts = serde_json::to_string(&token.facts).map_err(VaultError::Record)?;
    vault.secret_set(app, name, &token.token, now)?;
    Ok(vault.secret_set(app, facts_name, &Secret::new(facts), now)?)
}

/// Forgets a refresh token; fine when none is stored.
pub(crate) fn delete(vault: &Vault, app: AppId, owner: TokenOwner) -> Result<(), Error> {
    for field in fields(owner) {
        vault.secret_delete(app, field)?;
    }
    Ok(())
}
