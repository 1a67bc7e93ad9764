//! Creating and opening the vault, and how it stands.

use std::time::Duration;

use credenza_vault::keyring::{Keyring, KeyringState};
use credenza_vault::{
    FolderState, HeaderInfo, NewVault, PassphraseCost, SlotSet, Unlock, UnlockWith, Vault,
};

use super::settings::VaultSettings;
use crate::clock::Stopwatch;
use crate::engine::{Door, Engine};
use crate::error::Error;
use crate::views::vault::{
    KeyringStateView, LockReason, NewUnlockInput, SlotsView, TouchView, UnlockInput,
    VaultCreateInput, VaultState, VaultStatusView,
};

/// Longest vault name in characters.
const LONGEST_NAME: usize = 60;

impl Engine {
    /// How the vault stands. Works while locked; asks the keyring how it answers.
    ///
    /// # Errors
    /// When the header is damaged or too new.
    pub fn vault_status(&self) -> Result<VaultStatusView, Error> {
        let keyring = self.shared.keyring.state();
        let door = self.door();
        let present = self.vault_folder(&door).state()?;
        Ok(status(self, &door, &present, keyring))
    }

    /// Makes a vault and opens it.
    ///
    /// # Errors
    /// When there is one, the passphrase is too short or the keyring does not answer.
    pub fn vault_create(&self, input: &VaultCreateInput) -> Result<VaultStatusView, Error> {
        let name = vault_name(&input.name)?;
        let unlock = match &input.unlock {
            NewUnlockInput::Keyring => Unlock::Keyring,
            NewUnlockInput::Passphrase { passphrase } => Unlock::Passphrase(passphrase.clone()),
        };
        let folder = self.vault_folder(&self.door());
        let folder = match &unlock {
            Unlock::Keyring => folder,
            Unlock::Passphrase(_) => folder.with_cost(cost_on_this_computer()?),
        };
        let vault =
            folder.create(NewVault { name, unlock }, self.shared.keyring.as_ref(), self.now())?;
        self.enter(vault)?;
        self.note_proof(matches!(input.unlock, NewUnlockInput::Passphrase { .. }));
        self.vault_status()
    }

    /// Opens the vault.
    ///
    /// # Errors
    /// When what was offered does not open it, or the vault is damaged.
    pub fn vault_unlock(&self, with: &UnlockInput) -> Result<VaultStatusView, Error> {
        let practice = self.door().practice.as_ref().map(|practice| practice.key.clone());
        let folder = self.vault_folder(&self.door());
        let vault = match practice {
            Some(key) => folder.open_with_key(&key)?,
            None => folder.open(unlock_with(with), self.shared.keyring.as_ref())?,
        };
        self.enter(vault)?;
        self.note_proof(!matches!(with, UnlockInput::Keyring));
        self.vault_status()
    }

    /// The user is there: the time until the vault locks by itself starts anew.
    ///
    /// # Errors
    /// When the vault is locked.
    pub fn vault_touch(&self) -> Result<TouchView, Error> {
        let now = self.now();
        let mut door = self.door();
        if door.vault.is_none() {
            return Err(Error::Locked);
        }
        door.touched_at = now;
        Ok(TouchView { locks_at: locks_at(&door) })
    }

    /// Whether another program has written to the vault since this was asked before. Does not
    /// count as activity.
    ///
    /// # Errors
    /// When the vault is locked or can't be read.
    pub fn changed_elsewhere(&self) -> Result<bool, Error> {
        let mut door = self.door();
        let version = door.vault.as_ref().ok_or(Error::Locked)?.data_version()?;
        let before = door.seen_version.replace(version);
        Ok(before.is_some_and(|before| before != version))
    }

    /// Whether the vault is open.
    pub fn is_open(&self) -> bool {
        self.door().vault.is_some()
    }

    pub(crate) fn enter(&self, vault: Vault) -> Result<(), Error> {
        let settings = VaultSettings::read(&vault)?;
        // Another program may still offer to take back what was deleted in the last hour.
        vault.purge_deleted(self.now() - 3_600)?;
        // Before anything is read from it: what is written from now on is seen as a change.
        let seen_version = vault.data_version().ok();
        let mut door = self.door();
        door.seen_version = seen_version;
        door.epoch += 1;
        // Of another vault, should anything be left.
        self.shared.memory.wipe();
        door.vault = Some(vault);
        door.lock_reason = None;
        door.wiped = None;
        door.touched_at = self.now();
        door.proved_at = None;
        door.auto_lock_minutes = settings.auto_lock_minutes;
        self.drop_http();
        Ok(())
    }
}

/// When an open vault locks by itself.
pub(super) fn locks_at(door: &Door) -> Option<i64> {
    let minutes = i64::from(door.auto_lock_minutes);
    (door.vault.is_some() && minutes > 0).then_some(door.touched_at + minutes * 60)
}

/// How long one guess of a passphrase takes on this computer: felt when unlocking, and enough to
/// make guessing slow. Never less than the vault's own minimum.
const GUESS: Duration = Duration::from_millis(400);

fn cost_on_this_computer() -> Result<PassphraseCost, Error> {
    let watch = Stopwatch::start();
    Ok(PassphraseCost::calibrated(GUESS, &|| Duration::from_micros(watch.elapsed_us()))?)
}

fn vault_name(name: &str) -> Result<String, Error> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control)
    {
        return Err(Error::Invalid {
            field: "name",
            reason: "a vault name has 1 to 60 characters",
        });
    }
    Ok(name.to_owned())
}

fn unlock_with(with: &UnlockInput) -> UnlockWith {
    match with {
        UnlockInput::Keyring => UnlockWith::Keyring,
        UnlockInput::Passphrase { passphrase } => UnlockWith::Passphrase(passphrase.clone()),
        UnlockInput::Recovery { key } => UnlockWith::Recovery(key.clone()),
    }
}

fn status(
    engine: &Engine,
    door: &Door,
    present: &FolderState,
    keyring: KeyringState,
) -> VaultStatusView {
    let info = match present {
        FolderState::Absent => None,
        FolderState::Present(info) => Some(info),
    };
    let state = match (&door.vault, info) {
        (Some(_), _) => VaultState::Open,
        (None, Some(_)) => VaultState::Locked,
        (None, None) => VaultState::Absent,
    };
    VaultStatusView {
        state,
        practice: door.practice.is_some(),
        name: info.map(|info| info.name.clone()).unwrap_or_default(),
        folder: engine.vault_folder(door).path().display().to_string(),
        keyring: keyring_view(keyring),
        keyring_name: keyring_name(engine.shared.keyring.as_ref(), info),
        slots: info.map(|info| slots_view(&info.slots)).unwrap_or_default(),
        lock_reason: (state == VaultState::Locked)
            .then(|| door.lock_reason.unwrap_or(LockReason::Started)),
        wiped: door.wiped,
        locks_at: locks_at(door),
        auto_lock_minutes: door.auto_lock_minutes,
    }
}

fn keyring_name(keyring: &dyn Keyring, info: Option<&HeaderInfo>) -> String {
    let kept_by = info.and_then(|info| info.keyring_name.clone());
    kept_by.unwrap_or_else(|| keyring.name().to_owned())
}

fn slots_view(slots: &SlotSet) -> SlotsView {
    SlotsView { keyring: slots.keyring, passphrase: slots.passphrase, recovery: slots.recovery }
}

fn keyring_view(state: KeyringState) -> KeyringStateView {
    match state {
        KeyringState::Ready => KeyringStateView::Ready,
        KeyringState::Absent => KeyringStateView::Absent,
        KeyringState::Locked => KeyringStateView::Locked,
        KeyringState::Denied => KeyringStateView::Denied,
        KeyringState::TimedOut => KeyringStateView::TimedOut,
        KeyringState::NoBus => KeyringStateView::NoBus,
    }
}
