//! `init`: makes a vault that the keyring or a passphrase opens, and its recovery key if asked.

use std::fs::{self, File};
use std::io::Write;

use clap::Args;
use credenza_core::Secret;
use credenza_engine::Engine;
use credenza_engine::views::vault::{
    KeyringStateView, NewUnlockInput, SlotsView, VaultCreateInput, VaultState, VaultStatusView,
};
use serde::Serialize;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::show::columns::Rows;
use crate::{new_file, opening, secret_input};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// Name of the vault; shown before it is unlocked
    #[arg(long, value_name = "NAME")]
    name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Made<'a> {
    state: VaultState,
    name: &'a str,
    folder: &'a str,
    slots: SlotsView,
    recovery_key_file: Option<String>,
}

/// Makes the vault. A file for the recovery key is made first: without it there is no vault.
pub(crate) fn run(arguments: &Init, program: &Program) -> Result<Exit, Failure> {
    let (engine, unlock) = way_in(program)?;
    let file = program.global.recovery_key_file.as_deref();
    let reserved = file.map(new_file::reserve).transpose()?;
    let made = make(&engine, VaultCreateInput { name: arguments.name.clone(), unlock }, reserved);
    if let (Err(_), Some(file)) = (&made, file) {
        // Empty, and made by this command.
        let _ = fs::remove_file(file);
    }
    let status = made?;
    let made = Made {
        state: status.state,
        name: &status.name,
        folder: &status.folder,
        slots: status.slots,
        recovery_key_file: file.map(|file| file.display().to_string()),
    };
    program.output.give(&made, || text(&made))?;
    Ok(Exit::Done)
}

fn way_in(program: &Program) -> Result<(Engine, NewUnlockInput), Failure> {
    let folder = opening::folder(&program.global)?;
    match (&program.global.passphrase_file, program.global.keyring) {
        (Some(_), true) => {
            let reason = "a vault is made with one of them".to_owned();
            Err(Failure::Input { field: "--passphrase-file, --keyring", reason })
        }
        (Some(file), false) => {
            let passphrase = secret_input::from_file(file)?;
            Ok((Engine::without_keyring(folder), NewUnlockInput::Passphrase { passphrase }))
        }
        (None, true) => Ok((Engine::new(folder), NewUnlockInput::Keyring)),
        (None, false) => {
            let engine = Engine::new(folder);
            let answers = engine.vault_status().map_err(Failure::Opening)?.keyring;
            let unlock = match answers {
                KeyringStateView::Ready => NewUnlockInput::Keyring,
                _ => NewUnlockInput::Passphrase { passphrase: asked_twice()? },
            };
            Ok((engine, unlock))
        }
    }
}

fn asked_twice() -> Result<Secret, Failure> {
    let passphrase = secret_input::prompt("New passphrase (12 characters or more): ")?;
    let again = secret_input::prompt("The same once more: ")?;
    // Exposed to be compared with what was typed a moment before.
    if passphrase.expose() != again.expose() {
        let reason = "the two differ".to_owned();
        return Err(Failure::Input { field: "passphrase", reason });
    }
    Ok(passphrase)
}

fn make(
    engine: &Engine,
    input: VaultCreateInput,
    reserved: Option<File>,
) -> Result<VaultStatusView, Failure> {
    let status = engine.vault_create(&input)?;
    let Some(mut file) = reserved else { return Ok(status) };
    let key = Secret::new(engine.recovery_create()?.key);
    // Exposed to be written where the user asked for it.
    let written = writeln!(file, "{}", key.expose()).and_then(|()| file.sync_all());
    written.map_err(|error| Failure::System(error.kind()))?;
    Ok(engine.vault_status()?)
}

fn text(made: &Made<'_>) -> String {
    let opened_by = [
        ("keyring", made.slots.keyring),
        ("passphrase", made.slots.passphrase),
        ("recovery key", made.slots.recovery),
    ];
    let ways: Vec<&str> =
        opened_by.iter().filter(|(_, there)| *there).map(|(way, _)| *way).collect();
    Rows::default()
        .row("vault", made.name)
        .row("folder", made.folder)
        .row("opened by", ways.join(", "))
        .row(
            "recovery key",
            made.recovery_key_file
                .as_deref()
                .unwrap_or("none; give --recovery-key-file F to init to get one"),
        )
        .text()
}
