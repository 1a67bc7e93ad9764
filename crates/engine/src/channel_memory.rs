//! What is held of LINE channels in memory only: stateless tokens, which live for fifteen minutes,
//! and the key IDs that LINE listed last.

use std::collections::HashMap;
use std::sync::Mutex;

use credenza_core::apps::AppId;
use credenza_core::{Secret, UnixSeconds};
use credenza_vault::ChannelTokenId;

use crate::engine::lock;

/// LINE's list of key IDs.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    pub(crate) at: UnixSeconds,
    pub(crate) key_ids: Vec<String>,
}

/// Wiped on lock.
#[derive(Default)]
pub(crate) struct ChannelMemory(Mutex<Shelf>);

#[derive(Default)]
struct Shelf {
    stateless: HashMap<(AppId, ChannelTokenId), Secret>,
    listed: HashMap<AppId, Listed>,
}

impl ChannelMemory {
    pub(crate) fn hold(&self, app: AppId, id: ChannelTokenId, token: Secret) {
        lock(&self.0).stateless.insert((app, id), token);
    }

    pub(crate) fn token(&self, app: AppId, id: ChannelTokenId) -> Option<Secret> {
        lock(&self.0).stateless.get(&(app, id)).cloned()
    }

    pub(crate) fn drop_token(&self, app: AppId, id: ChannelTokenId) {
        lock(&self.0).stateless.remove(&(app, id));
    }

    pub(crate) fn note_list(&self, app: AppId, listed: Listed) {
        lock(&self.0).listed.insert(app, listed);
    }

    pub(crate) fn listed(&self, app: AppId) -> Option<Listed> {
        lock(&self.0).listed.get(&app).cloned()
    }

    /// Forgets what belongs to one record.
    pub(crate) fn forget(&self, app: AppId) {
        let mut shelf = lock(&self.0);
        shelf.stateless.retain(|(other, _), _| *other != app);
        shelf.listed.remove(&app);
    }

    /// Forgets all; gives the number of tokens that were held.
    pub(crate) fn clear(&self) -> u32 {
        let mut shelf = lock(&self.0);
        let count = u32::try_from(shelf.stateless.len()).unwrap_or(u32::MAX);
        *shelf = Shelf::default();
        count
    }
}
