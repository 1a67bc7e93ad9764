//! What lives in memory only and is wiped on lock: access and ID tokens, parsed signing keys, key
//! candidates, a key file of the inspector, sign-ins that wait, runs under way, and what was measured of servers' clocks.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use credenza_core::SecretBytes;
use credenza_core::apps::AppId;
use credenza_core::apps::transfer::List;
use credenza_core::keys::{KeyFile, SigningKey};
use tokio_util::sync::CancellationToken;

use crate::attempts::Attempts;
use crate::channel_memory::ChannelMemory;
use crate::customer_sso::SsoMemory;
use crate::engine::lock;
use crate::held_tokens::HeldTokens;
use crate::views::settings::NetworkView;

/// A key that was offered and not imported yet.
pub(crate) struct Candidate {
    pub(crate) bytes: SecretBytes,
    pub(crate) path: Option<PathBuf>,
    /// What was found in it, with the private key where one was opened.
    pub(crate) file: Arc<KeyFile>,
}

/// Wiped on lock.
#[derive(Default)]
pub(crate) struct Memory {
    pub(crate) tokens: HeldTokens,
    pub(crate) channels: ChannelMemory,
    keys: Mutex<HashMap<AppId, Arc<SigningKey>>>,
    candidates: Mutex<Candidates>,
    import: Mutex<Import>,
    verification_file: Mutex<VerificationFile>,
    pub(crate) attempts: Attempts,
    pub(crate) sso: SsoMemory,
    running: Mutex<Running>,
    network: Mutex<Option<NetworkView>>,
}

/// The list that was read last, until it is taken or given up, and what it has added.
#[derive(Default)]
struct Import {
    last: u32,
    list: Option<Arc<List>>,
    added: Vec<AppId>,
}

#[derive(Default)]
struct Running {
    last: u64,
    by_app: HashMap<AppId, RunTicket>,
}

/// A run under way. The number tells it from a later run of the same app.
#[derive(Clone)]
pub(crate) struct RunTicket {
    number: u64,
    pub(crate) cancel: CancellationToken,
}

/// The key file that was opened last for the inspector.
#[derive(Default)]
struct VerificationFile {
    last: u32,
    bytes: Option<SecretBytes>,
}

#[derive(Default)]
struct Candidates {
    last: u32,
    by_handle: HashMap<u32, Candidate>,
}

/// Most candidates held at once; the oldest goes first.
const MOST_CANDIDATES: usize = 8;

impl Memory {
    /// Drops everything; gives the number of tokens that were held.
    pub(crate) fn wipe(&self) -> u32 {
        for ticket in lock(&self.running).by_app.drain().map(|(_, ticket)| ticket) {
            ticket.cancel.cancel();
        }
        lock(&self.keys).clear();
        lock(&self.candidates).by_handle.clear();
        self.attempts.clear();
        self.sso.clear();
        let mut import = lock(&self.import);
        (import.list, import.added) = (None, Vec::new());
        drop(import);

        lock(&self.verification_file).bytes = None;
        *lock(&self.network) = None;
        self.tokens.clear() + self.channels.clear()
    }

    /// Forgets what belongs to one record.
    pub(crate) fn forget(&self, app: AppId) {
        self.tokens.forget(app);
        self.channels.forget(app);
        lock(&self.keys).remove(&app);
        self.attempts.forget(app);
        self.sso.forget(app);
    }

    pub(crate) fn signing_key(&self, app: AppId) -> Option<Arc<SigningKey>> {
        lock(&self.keys).get(&app).cloned()
    }

    pub(crate) fn keep_signing_key(&self, app: AppId, key: Arc<SigningKey>) {
        lock(&self.keys).insert(app, key);
    }

    pub(crate) fn drop_signing_key(&self, app: AppId) {
        lock(&self.keys).remove(&app);
    }

    pub(crate) fn offer(&self, candidate: Candidate) -> u32 {
        let mut candidates = lock(&self.candidates);
        candidates.last += 1;
        let handle = candidates.last;
        candidates.by_handle.insert(handle, candidate);
        let oldest = candidates.by_handle.keys().min().copied();
        if let Some(oldest) = oldest.filter(|_| candidates.by_handle.len() > MOST_CANDIDATES) {
            candidates.by_handle.remove(&oldest);
        }
        handle
    }

    /// Works with a candidate, if it is still held.
    pub(crate) fn with_candidate<T>(
        &self,
        handle: u32,
        work: impl FnOnce(&mut Candidate) -> T,
    ) -> Option<T> {
        lock(&self.candidates).by_handle.get_mut(&handle).map(work)
    }

    pub(crate) fn discard(&self, handle: u32) {
        lock(&self.candidates).by_handle.remove(&handle);
    }

    /// Holds a list in place of the one before; gives its handle.
    pub(crate) fn hold_list(&self, list: List) -> u32 {
        let mut import = lock(&self.import);
        *import = Import { last: import.last + 1, list: Some(Arc::new(list)), added: Vec::new() };
        import.last
    }

    /// The list of this handle, if it is still held.
    pub(crate) fn list(&self, handle: u32) -> Option<Arc<List>> {
        let import = lock(&self.import);
        import.list.clone().filter(|_| import.last == handle)
    }

    pub(crate) fn drop_list(&self, handle: u32) {
        let mut import = lock(&self.import);
        if import.last == handle {
            import.list = None;
        }
    }

    /// Keeps what a list has added, so that it can be taken back; the list itself is done with.
    pub(crate) fn note_added(&self, handle: u32, added: Vec<AppId>) {
        let mut import = lock(&self.import);
        if import.last == handle {
            (import.list, import.added) = (None, added);
        }
    }

    /// What the list of this handle has added; asked for once.
    pub(crate) fn take_added(&self, handle: u32) -> Vec<AppId> {
        let mut import = lock(&self.import);
        if import.last == handle { std::mem::take(&mut import.added) } else { Vec::new() }
    }

    /// Keeps a key file in place of the one before.
    pub(crate) fn hold_verification_file(&self, bytes: SecretBytes) -> u32 {
        let mut file = lock(&self.verification_file);
        file.last += 1;
        file.bytes = Some(bytes);
        file.last
    }

    /// The key file of that handle, if it is still the one.
    pub(crate) fn verification_file(&self, handle: u32) -> Option<SecretBytes> {
        let file = lock(&self.verification_file);
        file.bytes.clone().filter(|_| file.last == handle)
    }

    /// Marks a run as under way; `None` when one is already.
    pub(crate) fn start_run(&self, app: AppId) -> Option<RunTicket> {
        let mut running = lock(&self.running);
        if running.by_app.contains_key(&app) {
            return None;
        }
        running.last += 1;
        let ticket = RunTicket { number: running.last, cancel: CancellationToken::new() };
        running.by_app.insert(app, ticket.clone());
        Some(ticket)
    }

    pub(crate) fn end_run(&self, app: AppId, ticket: &RunTicket) {
        lock(&self.running)
            .by_app
            .retain(|known, other| *known != app || other.number != ticket.number);
    }

    pub(crate) fn is_running(&self, app: AppId) -> bool {
        lock(&self.running).by_app.contains_key(&app)
    }

    pub(crate) fn cancel_run(&self, app: AppId) {
        if let Some(ticket) = lock(&self.running).by_app.get(&app) {
            ticket.cancel.cancel();
        }
    }

    pub(crate) fn note_network(&self, view: NetworkView) {
        *lock(&self.network) = Some(view);
    }

    pub(crate) fn network(&self) -> Option<NetworkView> {
        lock(&self.network).clone()
    }
}
