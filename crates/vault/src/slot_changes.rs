//! Changes of the slots of an open vault. Each is one replacement of the header under a lock that
//! other programs respect, so that a crash leaves the old slots or the new ones.

use credenza_core::Secret;

use crate::header::Header;
use crate::keyring::Keyring;
use crate::slots::{keyring as keyring_slot, passphrase, recovery};
use crate::vault::Vault;
use crate::{SlotKind, SlotSet, VaultError};

impl Vault {
    /// Which slots the vault has now, also when another program changed them.
    ///
    /// # Errors
    /// When the header does not read or was tampered with.
    pub fn slots(&self) -> Result<SlotSet, VaultError> {
        Ok(self.fresh_header()?.slots.set())
    }

    /// Sets the passphrase, or changes it. `current` is needed when one is set, unless the vault
    /// was opened with the recovery key: that is how a forgotten passphrase is replaced.
    ///
    /// # Errors
    /// [`VaultError::TooShort`], [`VaultError::PassphraseNeeded`],
    /// [`VaultError::WrongPassphrase`], header and file errors; then nothing has changed.
    pub fn set_passphrase(
        &mut self,
        current: Option<&Secret>,
        new: &Secret,
    ) -> Result<(), VaultError> {
        passphrase::check_new(new)?;
        self.change(|vault, header| {
            vault.check_current(header, current)?;
            let slot = passphrase::seal(&vault.key, new, vault.folder.cost(), &header.id)?;
            header.slots.passphrase = Some(slot);
            Ok(())
        })
    }

    /// Checks that somebody knows the passphrase.
    ///
    /// # Errors
    /// [`VaultError::NoSuchSlot`], [`VaultError::WrongPassphrase`], header and file errors.
    pub fn check_passphrase(&self, passphrase: &Secret) -> Result<(), VaultError> {
        let header = self.fresh_header()?;
        if header.slots.passphrase.is_none() {
            return Err(VaultError::NoSuchSlot(SlotKind::Passphrase));
        }
        self.check_current(&header, Some(passphrase))
    }

    /// Adds the keyring slot, or mends it when the keyring has lost its entry.
    ///
    /// # Errors
    /// [`VaultError::Keyring`], header and file errors.
    pub fn add_keyring(&mut self, keyring: &dyn Keyring) -> Result<(), VaultError> {
        self.change(|vault, header| {
            if let Some(slot) = &header.slots.keyring
                && keyring_slot::open(slot, keyring, &header.id)?.is_some()
            {
                return Ok(());
            }
            // The entry first: a crash here leaves an entry that no slot needs.
            header.slots.keyring = Some(keyring_slot::seal(&vault.key, keyring, &header.id)?);
            header.keyring_name = Some(keyring.name().to_owned());
            Ok(())
        })
    }

    /// Makes a recovery key, in place of an older one. It is shown once: the vault can't show it
    /// again.
    ///
    /// # Errors
    /// Header and file errors; then the older one still opens.
    pub fn create_recovery(&mut self) -> Result<Secret, VaultError> {
        self.change(|vault, header| {
            let (key, slot) = recovery::seal(&vault.key, &header.id)?;
            header.slots.recovery = Some(slot);
            Ok(key)
        })
    }

    /// Removes a slot. `current` as for [`Self::set_passphrase`].
    ///
    /// # Errors
    /// [`VaultError::LastSlot`] for the last of keyring and passphrase,
    /// [`VaultError::NoSuchSlot`], [`VaultError::PassphraseNeeded`],
    /// [`VaultError::WrongPassphrase`], header and file errors.
    pub fn remove_slot(
        &mut self,
        slot: SlotKind,
        current: Option<&Secret>,
        keyring: &dyn Keyring,
    ) -> Result<(), VaultError> {
        self.change(|vault, header| {
            vault.check_current(header, current)?;
            remove(header, slot)
        })?;
        if slot == SlotKind::Keyring
            && let Err(state) = keyring.delete(&self.header.id)
        {
            // The entry opens nothing any more.
            tracing::warn!(%state, "the keyring kept the entry of a removed slot");
        }
        Ok(())
    }

    fn change<T>(
        &mut self,
        work: impl FnOnce(&Self, &mut Header) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let _lock = self.folder.lock()?;
        let mut header = self.fresh_header()?;
        if header.practice {
            return Err(VaultError::Practice);
        }
        let before = header.clone();
        let done = work(self, &mut header)?;
        if header != before {
            header.generation += 1;
            crate::APP_VERSION.clone_into(&mut header.app);
            header.write(&self.folder.header_path(), &self.key)?;
        }
        self.header = header;
        Ok(done)
    }

    fn fresh_header(&self) -> Result<Header, VaultError> {
        self.folder.read()?.ok_or(VaultError::Absent)?.verified(&self.key)
    }

    fn check_current(&self, header: &Header, current: Option<&Secret>) -> Result<(), VaultError> {
        let Some(slot) = &header.slots.passphrase else { return Ok(()) };
        match current {
            Some(current) => passphrase::open(slot, current, &header.id)?
                .map(|_| ())
                .ok_or(VaultError::WrongPassphrase),
            None if self.opened_with == Some(SlotKind::Recovery) => Ok(()),
            None => Err(VaultError::PassphraseNeeded),
        }
    }
}

fn remove(header: &mut Header, slot: SlotKind) -> Result<(), VaultError> {
    let slots = &mut header.slots;
    let set = slots.set();
    let (there, other_way_in) = match slot {
        SlotKind::Keyring => (set.keyring, set.passphrase),
        SlotKind::Passphrase => (set.passphrase, set.keyring),
        SlotKind::Recovery => (set.recovery, true),
    };
    if !there {
        return Err(VaultError::NoSuchSlot(slot));
    }
    if !other_way_in {
        return Err(VaultError::LastSlot);
    }
    match slot {
        SlotKind::Keyring => {
            slots.keyring = None;
            header.keyring_name = None;
        }
        SlotKind::Passphrase => slots.passphrase = None,
        SlotKind::Recovery => slots.recovery = None,
    }
    Ok(())
}
