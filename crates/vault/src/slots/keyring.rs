//! The keyring slot: a random key of its own, kept in the OS keyring under the vault's identifier.

use super::SlotKind;
use super::data_key::DataKey;
use super::wrap::{self, Context, Wrapped};
use crate::keyring::{Keyring, KeyringState};
use crate::{VaultError, random};

/// Puts a new key into the keyring and wraps the data key with it.
pub(crate) fn seal(
    key: &DataKey,
    keyring: &dyn Keyring,
    vault: &str,
) -> Result<Wrapped, VaultError> {
    let with = random::bytes::<32>()?;
    keyring.set(vault, &with).map_err(VaultError::Keyring)?;
    // A keyring that takes a key and does not give it back would shut the vault for good.
    match keyring.get(vault).map_err(VaultError::Keyring)? {
        Some(kept) if kept == with => wrap::wrap(key, &with, &context(vault)),
        _ => Err(VaultError::Keyring(KeyringState::Denied)),
    }
}

/// The data key; `None` when the keyring has no entry or another one.
pub(crate) fn open(
    slot: &Wrapped,
    keyring: &dyn Keyring,
    vault: &str,
) -> Result<Option<DataKey>, VaultError> {
    match keyring.get(vault).map_err(VaultError::Keyring)? {
        Some(with) => wrap::unwrap(slot, &with, &context(vault)),
        None => Ok(None),
    }
}

fn context(vault: &str) -> Context<'_> {
    Context { vault, slot: SlotKind::Keyring, parameters: "" }
}
