//! A keyring in memory: for tests of everything above the vault, and in any state. Nothing of it
//! outlives the process.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Keyring, KeyringKey, KeyringState};

/// A keyring that forgets everything when it is dropped.
pub struct MemoryKeyring {
    inner: Mutex<Inner>,
}

struct Inner {
    state: KeyringState,
    keys: HashMap<String, KeyringKey>,
}

impl MemoryKeyring {
    /// An empty keyring in this state.
    pub fn new(state: KeyringState) -> Self {
        Self { inner: Mutex::new(Inner { state, keys: HashMap::new() }) }
    }

    /// Changes its state, as when somebody locks it.
    pub fn set_state(&self, state: KeyringState) {
        self.inner().state = state;
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ready(&self) -> Result<MutexGuard<'_, Inner>, KeyringState> {
        let inner = self.inner();
        match inner.state {
            KeyringState::Ready => Ok(inner),
            other => Err(other),
        }
    }
}

impl Keyring for MemoryKeyring {
    fn state(&self) -> KeyringState {
        self.inner().state
    }

    fn get(&self, vault: &str) -> Result<Option<KeyringKey>, KeyringState> {
        Ok(self.ready()?.keys.get(vault).cloned())
    }

    fn set(&self, vault: &str, key: &[u8; 32]) -> Result<(), KeyringState> {
        self.ready()?.keys.insert(vault.to_owned(), KeyringKey::new((*key).into()));
        Ok(())
    }

    fn delete(&self, vault: &str) -> Result<(), KeyringState> {
        self.ready()?.keys.remove(vault);
        Ok(())
    }

    fn name(&self) -> &str {
        "memory"
    }
}
