//! Opening the vault: by what was named, else by the keyring where it has a slot, else by asking.

use std::path::PathBuf;

use credenza_engine::views::vault::{SlotsView, UnlockInput, VaultState};
use credenza_engine::{Engine, default_vault_folder};

use crate::arguments::Global;
use crate::failure::Failure;
use crate::output;
use crate::secret_input;

/// An engine on the open vault.
pub(crate) fn open(global: &Global) -> Result<Engine, Failure> {
    let folder = folder(global)?;
    match named(global)? {
        Some(UnlockInput::Keyring) => unlocked(Engine::new(folder), &UnlockInput::Keyring),
        // What was named opens the vault without asking any service of the system.
        Some(with) => unlocked(Engine::without_keyring(folder), &with),
        None => open_by_slots(Engine::new(folder)),
    }
}

/// The folder of the vault. It need not be there, but no file may stand in its place.
pub(crate) fn folder(global: &Global) -> Result<PathBuf, Failure> {
    let named = global.vault.clone().filter(|folder| !folder.as_os_str().is_empty());
    let folder = named.unwrap_or_else(default_vault_folder);
    match folder.is_file() {
        true => Err(Failure::VaultIsFile(folder)),
        false => Ok(folder),
    }
}

fn named(global: &Global) -> Result<Option<UnlockInput>, Failure> {
    let ways =
        [global.passphrase_file.is_some(), global.recovery_key_file.is_some(), global.keyring];
    if ways.into_iter().filter(|named| *named).count() > 1 {
        let reason = "only one of them can open the vault".to_owned();
        return Err(Failure::Input {
            field: "--passphrase-file, --recovery-key-file, --keyring",
            reason,
        });
    }
    if let Some(file) = &global.passphrase_file {
        let passphrase = secret_input::from_file(file)?;
        return Ok(Some(UnlockInput::Passphrase { passphrase }));
    }
    if let Some(file) = &global.recovery_key_file {
        return Ok(Some(UnlockInput::Recovery { key: secret_input::from_file(file)? }));
    }
    Ok(global.keyring.then_some(UnlockInput::Keyring))
}

fn open_by_slots(engine: Engine) -> Result<Engine, Failure> {
    let status = engine.vault_status().map_err(Failure::Opening)?;
    if status.state == VaultState::Absent {
        // The engine names it; nothing is asked for a vault that is not there.
        return unlocked(engine, &UnlockInput::Keyring);
    }
    if status.slots.keyring {
        match unlocked(engine.clone(), &UnlockInput::Keyring) {
            Err(refused) if can_ask_instead(status.slots) => output::warn(&refused.text()),
            other => return other,
        }
    }
    let passphrase = secret_input::prompt(&format!("Passphrase of {}: ", status.name))?;
    unlocked(engine, &UnlockInput::Passphrase { passphrase })
}

fn can_ask_instead(slots: SlotsView) -> bool {
    slots.passphrase && secret_input::can_ask()
}

fn unlocked(engine: Engine, with: &UnlockInput) -> Result<Engine, Failure> {
    engine.vault_unlock(with).map_err(Failure::Opening)?;
    Ok(engine)
}
