//! The desktop shell: one window over the engine. Native dialogs, clipboard, the practice sandbox
//! and locking by itself live here; everything else is the engine's.

mod auto_lock;
mod clipboard;
mod commands;
mod dialogs;
#[cfg(target_os = "linux")]
mod drawing;
mod drops;
mod log;
mod options;
mod other_program;
mod practice;
#[cfg(target_os = "linux")]
mod session_lock;
mod sign_in;
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
    tauri::Builder::default()
        .setup(move |app| setup(app, options))
        .on_window_event(drops::on_window_event)
        .invoke_handler(commands::handler())
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
