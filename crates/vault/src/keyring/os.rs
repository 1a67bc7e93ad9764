//! The real keyring. Each call connects anew, so that a service which starts later, or starts
//! again, is seen; each runs in a thread of its own with a time limit, because a desktop may hold
//! it for as long as its unlock dialog stands open.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use keyring::{Entry, Error};
use zeroize::{Zeroize, Zeroizing};

use super::{Keyring, KeyringKey, KeyringState, platform};

/// Name under which all entries of the program stand.
const SERVICE: &str = "Credenza";

/// The keyring of the operating system: Secret Service, Keychain or Credential Manager.
pub struct OsKeyring {
    limit: Duration,
}

impl Default for OsKeyring {
    /// With the limit of security.md S10: 30 seconds.
    fn default() -> Self {
        Self::with_limit(Duration::from_secs(30))
    }
}

impl OsKeyring {
    /// With another time limit for each call.
    pub fn with_limit(limit: Duration) -> Self {
        Self { limit }
    }

    fn on_entry<T: Send + 'static>(
        &self,
        vault: &str,
        work: impl FnOnce(Entry) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, KeyringState> {
        let vault = vault.to_owned();
        self.limited(move || {
            let entry = platform::entry(SERVICE, &vault);
            entry.and_then(work).map_err(|error| platform::state_of(&error))
        })
    }

    fn limited<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, KeyringState> + Send + 'static,
    ) -> Result<T, KeyringState> {
        let (answer, answered) = mpsc::channel();
        let spawned = thread::Builder::new().name("keyring".to_owned()).spawn(move || {
            // Nobody listens any more after the limit.
            let _ = answer.send(work());
        });
        if spawned.is_err() {
            return Err(KeyringState::Absent);
        }
        match answered.recv_timeout(self.limit) {
            Ok(result) => result,
            Err(mpsc::RecvTimeoutError::Timeout) => Err(KeyringState::TimedOut),
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(KeyringState::Absent),
        }
    }
}

impl Keyring for OsKeyring {
    fn state(&self) -> KeyringState {
        self.limited(platform::probe).err().unwrap_or(KeyringState::Ready)
    }

    fn get(&self, vault: &str) -> Result<Option<KeyringKey>, KeyringState> {
        self.on_entry(vault, |entry| match entry.get_secret() {
            Ok(text) => Ok(decoded(text)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
    }

    fn set(&self, vault: &str, key: &[u8; 32]) -> Result<(), KeyringState> {
        // Text, because keyring browsers show and some back ends keep only text.
        let text = Zeroizing::new(STANDARD.encode(key));
        self.on_entry(vault, move |entry| entry.set_secret(text.as_bytes()))
    }

    fn delete(&self, vault: &str) -> Result<(), KeyringState> {
        self.on_entry(vault, |entry| match entry.delete_credential() {
            Err(Error::NoEntry) => Ok(()),
            other => other,
        })
    }

    fn name(&self) -> &str {
        platform::NAME
    }
}

fn decoded(mut text: Vec<u8>) -> Option<KeyringKey> {
    let bytes = STANDARD.decode(&text).ok().map(Zeroizing::new);
    text.zeroize();
    let mut key = KeyringKey::default();
    let bytes = bytes.filter(|bytes| bytes.len() == key.len())?;
    key.copy_from_slice(&bytes);
    Some(key)
}
