//! The slots of an open vault: keyring, passphrase, recovery key.

use credenza_vault::SlotKind;

use crate::engine::Engine;
use crate::error::Error;
use crate::views::vault::{
    PassphraseSetInput, RecoveryKeyView, SlotInput, SlotRemoveInput, VaultStatusView,
};

impl Engine {
    /// Sets or changes the passphrase.
    ///
    /// # Errors
    /// When the present one is wrong or the new one too short; then nothing has changed.
    pub fn passphrase_set(&self, input: &PassphraseSetInput) -> Result<VaultStatusView, Error> {
        self.with_vault(|vault| {
            Ok(vault.set_passphrase(input.current.as_ref(), &input.passphrase)?)
        })?;
        self.vault_status()
    }

    /// Lets the OS keyring open the vault.
    ///
    /// # Errors
    /// When the keyring does not answer.
    pub fn keyring_add(&self) -> Result<VaultStatusView, Error> {
        self.with_vault(|vault| Ok(vault.add_keyring(self.shared.keyring.as_ref())?))?;
        self.vault_status()
    }

    /// Removes a slot.
    ///
    /// # Errors
    /// When it is the last way in, or the passphrase given is wrong.
    pub fn slot_remove(&self, input: &SlotRemoveInput) -> Result<VaultStatusView, Error> {
        let slot = match input.slot {
            SlotInput::Keyring => SlotKind::Keyring,
            SlotInput::Passphrase => SlotKind::Passphrase,
            SlotInput::Recovery => SlotKind::Recovery,
        };
        let keyring = self.shared.keyring.as_ref();
        self.with_vault(|vault| Ok(vault.remove_slot(slot, input.current.as_ref(), keyring)?))?;
        self.vault_status()
    }

    /// Makes a recovery key in place of an older one. The only time that it is shown.
    ///
    /// # Errors
    /// When the header can't be written; then the older key still opens.
    pub fn recovery_create(&self) -> Result<RecoveryKeyView, Error> {
        let key = self.with_vault(|vault| Ok(vault.create_recovery()?))?;
        // Exposed to be shown once, as the user asked.
        Ok(RecoveryKeyView { key: key.expose().to_owned() })
    }
}
