//! The desktop shell: one window over the engine. Native dialogs, clipboard, the practice sandbox
//! and locking by itself live here; everything else is the engine's.

mod auto_lock;
mod clipboard;
mod commands;
mod dialogs;
mod drops;
mod log;
mod options;
mod other_program;
mod practice;
#[cfg(target_os = "linux")]
mod session_lock;
mod state;
mod window;

use std::process::ExitCode;

use tauri::{App, Manager as _};

use crate::options::Options;
use crate::state::Shell;

/// Runs the window until it is closed.
pub fn run() -> ExitCode {
    log::start();
    forbid_core_dumps();
    let options = match Options::from_arguments(std::env::args_os().skip(1)) {
        Ok(options) => options,
        Err(usage) => {
            tracing::error!("{usage}");
            return ExitCode::from(2);
        }
    };
    match builder(options).run(tauri::generate_context!()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the window could not be opened");
            ExitCode::FAILURE
        }
    }
}

fn builder(options: Options) -> tauri::Builder<tauri::Wry> {
    use commands::{
        apps, explain, inspector, key_desk, keys, lists, recipes, redirect, runs, sandbox, secrets,
        settings, vault,
    };
    tauri::Builder::default()
        .setup(move |app| setup(app, options))
        .on_window_event(drops::on_window_event)
        .invoke_handler(tauri::generate_handler![
            vault::vault_status,
            vault::vault_create,
            vault::vault_unlock,
            vault::vault_lock,
            vault::vault_touch,
            vault::vault_prove,
            vault::vault_passphrase_set,
            vault::vault_keyring_add,
            vault::vault_slot_remove,
            vault::vault_recovery_create,
            vault::vault_recovery_save,
            sandbox::practice_start,
            sandbox::practice_leave,
            sandbox::sandbox_status,
            sandbox::sandbox_start,
            sandbox::sandbox_fault,
            apps::app_list,
            apps::app_get,
            apps::app_check,
            apps::app_add,
            apps::app_update,
            apps::app_duplicate,
            apps::app_archive,
            apps::app_delete,
            apps::app_undelete,
            apps::app_archive_many,
            apps::app_tag_many,
            lists::import_pick,
            lists::import_apply,
            lists::import_discard,
            lists::import_undo,
            lists::export_save,
            apps::scope_list,
            secrets::secret_set,
            secrets::secret_reveal,
            secrets::secret_copy,
            secrets::text_copy,
            secrets::clipboard_status,
            secrets::clipboard_clear,
            secrets::token_copy,
            secrets::token_reveal,
            keys::key_pick,
            keys::key_paste,
            keys::key_unlock,
            keys::key_import,
            keys::key_discard,
            keys::key_file_delete,
            key_desk::key_look,
            key_desk::key_match,
            key_desk::key_generate,
            key_desk::key_save,
            runs::token_issue,
            runs::token_cancel,
            runs::run_list,
            runs::run_get,
            inspector::inspector_read,
            inspector::inspector_compare,
            inspector::inspector_open,
            inspector::inspector_paste,
            inspector::inspector_key_open,
            inspector::inspector_keys_fetch,
            redirect::redirect_check,
            redirect::redirect_judge,
            redirect::redirect_split,
            redirect::redirect_probe,
            runs::run_compare,
            recipes::recipe_get,
            explain::failure_explain,
            settings::settings_get,
            settings::settings_update,
            settings::settings_ca_add,
            settings::settings_ca_remove,
            settings::network_status,
            settings::about_get,
        ])
}

fn setup(app: &mut App, options: Options) -> Result<(), Box<dyn std::error::Error>> {
    let shell = Shell::new(options.vault, app.handle().clone());
    app.manage(shell);
    window::open(app)?;
    auto_lock::start(app.handle().clone());
    #[cfg(target_os = "linux")]
    session_lock::start(app.handle());
    other_program::start(app.handle().clone());
    Ok(())
}

/// A crash must not write the vault's key to a file (security.md M4).
#[cfg(unix)]
fn forbid_core_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    if let Err(error) = setrlimit(Resource::Core, none) {
        tracing::warn!(%error, "core dumps could not be switched off");
    }
}

#[cfg(not(unix))]
fn forbid_core_dumps() {}
