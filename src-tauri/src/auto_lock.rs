//! Once a second: locks a vault that was idle for long enough or slept through, and clears a
//! secret from the clipboard whose time has come.

use std::time::Duration;

use tauri::{AppHandle, Manager as _};

use crate::state::Shell;

/// Starts the ticking. It ends with the program.
pub(crate) fn start(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let mut last = app.state::<Shell>().engine.time();
        let mut tick = tokio::time::interval(Duration::from_secs(1));
        loop {
            tick.tick().await;
            let shell = app.state::<Shell>();
            let now = shell.engine.time();
            look(&app, &shell, last, now).await;
            last = now;
        }
    });
}

async fn look(app: &AppHandle, shell: &Shell, last: i64, now: i64) {
    if shell.clipboard.is_due(now) && shell.clear_clipboard().await.is_err() {
        tracing::warn!("the page was not told that the clipboard was cleared");
    }
    if let Some(reason) = shell.engine.due_lock(last)
        && shell.lock(app, reason).await.is_err()
    {
        tracing::warn!("the vault is locked, and its header can't be read");
    }
}
