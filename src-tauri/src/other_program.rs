//! The terminal may write to the vault that the window has open (security.md C7). Looked at now
//! and then by SQLite's own counter, which costs no reading of records; does not count as use.

use std::time::Duration;

use tauri::{AppHandle, Manager as _};

use crate::state::Shell;

/// How soon a change by another program shows.
const EVERY: Duration = Duration::from_secs(2);

/// Starts looking. It ends with the program.
pub(crate) fn start(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let mut tick = tokio::time::interval(EVERY);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            let shell = app.state::<Shell>();
            // Locked, or busy with the other program's write: asked again next time.
            let changed = shell.blocking(|engine| engine.changed_elsewhere()).await;
            if changed.unwrap_or(false) {
                shell.tell_apps_changed();
            }
        }
    });
}
