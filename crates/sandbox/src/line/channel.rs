//! The channels as LINE's console knows them: ID, secret, and the public keys that were registered.

use std::sync::{Mutex, MutexGuard, PoisonError};

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::signature::ParsedPublicKey;

use super::refusal::Refusal;
use super::tokens::Tokens;
use crate::form::Form;
use crate::random;

/// A channel.
pub(crate) struct Channel {
    /// What the console calls it.
    pub(super) name: &'static str,
    pub(super) id: String,
    pub(super) secret: String,
}

/// A public key with the name that the console gave it.
#[derive(Clone)]
pub(super) struct RegisteredKey {
    pub(super) kid: String,
    pub(super) channel_id: String,
    pub(super) public: ParsedPublicKey,
}

/// LINE as this sandbox plays it.
pub(crate) struct Line {
    channels: Vec<Channel>,
    keys: Mutex<Vec<RegisteredKey>>,
    tokens: Mutex<Tokens>,
}

impl Line {
    pub(super) fn new(channels: Vec<Channel>, keys: Vec<RegisteredKey>, tokens: Tokens) -> Line {
        Line { channels, keys: Mutex::new(keys), tokens: Mutex::new(tokens) }
    }

    pub(super) fn channels(&self) -> &[Channel] {
        &self.channels
    }

    pub(super) fn tokens(&self) -> MutexGuard<'_, Tokens> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The key with this name.
    pub(super) fn key(&self, kid: &str) -> Option<RegisteredKey> {
        self.registered().iter().find(|key| key.kid == kid).cloned()
    }

    /// Names of the keys of a channel, the oldest first.
    pub(super) fn kids(&self, channel_id: &str) -> Vec<String> {
        let keys = self.registered();
        keys.iter().filter(|key| key.channel_id == channel_id).map(|key| key.kid.clone()).collect()
    }

    /// Registers a public key; its name.
    pub(super) fn register(
        &self,
        channel_id: &str,
        public: ParsedPublicKey,
    ) -> Result<String, Unspecified> {
        let key = RegisteredKey { kid: new_kid()?, channel_id: channel_id.to_owned(), public };
        let kid = key.kid.clone();
        self.registered().push(key);
        Ok(kid)
    }

    /// Takes a key of a channel away.
    pub(super) fn forget(&self, channel_id: &str, kid: &str) {
        self.registered().retain(|key| key.channel_id != channel_id || key.kid != kid);
    }

    /// The channel that `form` names and proves to be.
    pub(super) fn authenticated(&self, form: &Form) -> Result<&Channel, Refusal> {
        let id = form.get("client_id").ok_or(Refusal::Incomplete)?;
        let secret = form.get("client_secret").ok_or(Refusal::Incomplete)?;
        let channel =
            self.channels.iter().find(|channel| channel.id == id).ok_or(Refusal::ClientId)?;
        verify_slices_are_equal(channel.secret.as_bytes(), secret.as_bytes())
            .map_err(|_| Refusal::ClientSecret)?;
        Ok(channel)
    }

    fn registered(&self) -> MutexGuard<'_, Vec<RegisteredKey>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A key's name: a UUID of version 4 (facts 7.7).
pub(super) fn new_kid() -> Result<String, Unspecified> {
    let mut bytes = random::bytes::<16>()?;
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let (a, b, c, d, e) = (&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]);
    Ok(format!("{a}-{b}-{c}-{d}-{e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kid_is_a_uuid_of_version_4() {
        let kid = new_kid().unwrap();
        let lengths: Vec<usize> = kid.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12], "{kid}");
        assert_eq!(kid.as_bytes()[14], b'4');
        assert!(matches!(kid.as_bytes()[19], b'8' | b'9' | b'a' | b'b'), "{kid}");
    }
}
