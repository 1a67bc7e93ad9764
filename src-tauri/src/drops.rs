//! Files dropped on the window: the first one is read in Rust, as a token and as a key, and told to
//! the page.

use credenza_engine::error_code::WireError;
use tauri::{DragDropEvent, Emitter as _, Manager as _, Window, WindowEvent};

use crate::state::Shell;
use crate::window::MAIN;

/// Handles events of the window.
pub(crate) fn on_window_event(window: &Window, event: &WindowEvent) {
    // A sign-in window is none of the page's.
    if window.label() != MAIN {
        return;
    }
    match event {
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            if let Some(path) = paths.first().cloned() {
                let window = window.clone();
                tauri::async_runtime::spawn(async move { offer(&window, path).await });
            }
        }
        WindowEvent::Destroyed => {
            // The clipboard must not outlive the program with a secret in it.
            window.state::<Shell>().clipboard.clear_secret();
            // Whoever closes the program does not want to sign in any more.
            window.app_handle().exit(0);
        }
        _ => {}
    }
}

async fn offer(window: &Window, path: std::path::PathBuf) {
    let shell = window.state::<Shell>();
    let inspected = path.clone();
    let inspected =
        shell.call("inspector_open", move |engine| engine.inspector_dropped_file(&inspected)).await;
    // The key room tells what can't be read.
    if let Ok(view) = &inspected
        && let Err(error) = window.emit("inspector-dropped", view)
    {
        tracing::warn!(%error, "the page was not told of a dropped file");
    }
    let read = shell.call("key_pick", move |engine| engine.key_offer_file(&path)).await;
    let told = match &read {
        Ok(view) => window.emit("key-dropped", view),
        Err(error) => window.emit::<&WireError>("key-drop-failed", error),
    };
    if let Err(error) = told {
        tracing::warn!(%error, "the page was not told of a dropped file");
    }
}
