//! The engine: one vault folder, its open vault, and what lives only in memory beside it. Use
//! cases are methods of it, one file per noun under `use_cases`.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use credenza_vault::keyring::{Keyring, KeyringState, MemoryKeyring, OsKeyring};
use credenza_vault::{DataKey, Vault, VaultFolder};

use crate::clock::{Clock, SystemClock};
use crate::error::Error;
use crate::http::Http;
use crate::memory::Memory;
use crate::views::vault::{LockReason, WipedView};

/// Everything that the window and the terminal do goes through here. Cheap to clone.
#[derive(Clone)]
pub struct Engine {
    pub(crate) shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) folder: PathBuf,
    pub(crate) clock: Box<dyn Clock>,
    pub(crate) keyring: Box<dyn Keyring>,
    pub(crate) door: Mutex<Door>,
    pub(crate) memory: Memory,
    http: Mutex<Option<Http>>,
    sandbox_base: Mutex<Option<String>>,
}

/// The vault as this process has it.
#[derive(Default)]
pub(crate) struct Door {
    pub(crate) vault: Option<Vault>,
    pub(crate) practice: Option<Practice>,
    pub(crate) lock_reason: Option<LockReason>,
    pub(crate) wiped: Option<WipedView>,
    /// Last use in seconds, for locking when idle.
    pub(crate) touched_at: i64,
    pub(crate) auto_lock_minutes: u32,
    /// When somebody last showed that they know the passphrase or the recovery key, in seconds.
    pub(crate) proved_at: Option<i64>,
    /// SQLite's `data_version` when it was last asked; another number means that another program
    /// has written.
    pub(crate) seen_version: Option<i64>,
    /// Grows whenever a vault is entered or locked: what was begun in an older epoch must not
    /// leave anything in a newer one.
    pub(crate) epoch: u64,
}

/// A practice vault: its key lives in this process only, because nothing in it is secret.
pub(crate) struct Practice {
    pub(crate) folder: PathBuf,
    pub(crate) key: DataKey,
}

impl Engine {
    /// An engine on a vault folder, with this computer's clock and keyring.
    pub fn new(folder: PathBuf) -> Self {
        Self::with(folder, Box::new(SystemClock), Box::new(OsKeyring::default()))
    }

    /// An engine that never asks the system's keyring: for a vault that is opened by a passphrase
    /// or a recovery key at hand, where asking would only cost time.
    pub fn without_keyring(folder: PathBuf) -> Self {
        let none = MemoryKeyring::new(KeyringState::Absent);
        Self::with(folder, Box::new(SystemClock), Box::new(none))
    }

    /// An engine with a clock and a keyring of the caller's choice.
    pub fn with(folder: PathBuf, clock: Box<dyn Clock>, keyring: Box<dyn Keyring>) -> Self {
        let shared = Shared {
            folder,
            clock,
            keyring,
            door: Mutex::default(),
            memory: Memory::default(),
            http: Mutex::default(),
            sandbox_base: Mutex::default(),
        };
        Self { shared: Arc::new(shared) }
    }

    /// Tells where the sandbox answers; `None` when it has stopped.
    pub fn set_sandbox_base(&self, base: Option<String>) {
        *lock(&self.shared.sandbox_base) = base;
    }

    pub(crate) fn sandbox_base(&self) -> Option<String> {
        lock(&self.shared.sandbox_base).clone()
    }

    pub(crate) fn now(&self) -> i64 {
        self.shared.clock.now()
    }

    pub(crate) fn door(&self) -> MutexGuard<'_, Door> {
        lock(&self.shared.door)
    }

    pub(crate) fn vault_folder(&self, door: &Door) -> VaultFolder {
        let folder =
            door.practice.as_ref().map_or(&self.shared.folder, |practice| &practice.folder);
        VaultFolder::at(folder)
    }

    /// Works with the open vault. Does not count as activity: the page also asks by itself, and
    /// that must not keep the vault open.
    pub(crate) fn with_vault<T>(
        &self,
        work: impl FnOnce(&mut Vault) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut door = self.door();
        work(door.vault.as_mut().ok_or(Error::Locked)?)
    }

    /// Does something only while the vault of this epoch is still open; false when it is not.
    pub(crate) fn within(&self, epoch: u64, act: impl FnOnce()) -> bool {
        let door = self.door();
        let still = door.vault.is_some() && door.epoch == epoch;
        if still {
            act();
        }
        still
    }

    /// The epoch of the open vault.
    pub(crate) fn epoch(&self) -> Result<u64, Error> {
        let door = self.door();
        if door.vault.is_some() { Ok(door.epoch) } else { Err(Error::Locked) }
    }

    /// The HTTP clients for the present settings; built once and kept until they change.
    pub(crate) fn http(&self) -> Result<Http, Error> {
        if let Some(http) = lock(&self.shared.http).clone() {
            return Ok(http);
        }
        let epoch = self.epoch()?;
        let http = Http::new(self.http_settings()?);
        self.within(epoch, || self.keep_http(http.clone()));
        Ok(http)
    }

    /// Uses these clients from now on.
    pub(crate) fn keep_http(&self, http: Http) {
        *lock(&self.shared.http) = Some(http);
    }

    pub(crate) fn drop_http(&self) {
        *lock(&self.shared.http) = None;
    }
}

/// Takes a lock; a panic elsewhere does not take the program down with it.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
