//! What the commands share: the engine, the clipboard, the sandbox, and a recovery key between
//! being shown and being saved.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use credenza_core::Secret;
use credenza_engine::error_code::{ErrorCode, WireError};
use credenza_engine::ipc::{COMMANDS, WhileLocked};
use credenza_engine::views::NoView;
use credenza_engine::views::apps::ClipboardView;
use credenza_engine::views::vault::{LockReason, RecoveryKeyView, VaultStatusView};
use credenza_engine::{Engine, Error, changes_apps};
use tauri::{AppHandle, Emitter as _};

use crate::clipboard::Clipboard;
use crate::commands::Answer;
use crate::practice::Practice;

/// State of the shell.
pub(crate) struct Shell {
    pub(crate) engine: Engine,
    pub(crate) clipboard: Clipboard,
    pub(crate) practice: tokio::sync::Mutex<Practice>,
    recovery: Mutex<Option<Secret>>,
    app: AppHandle,
}

impl Shell {
    pub(crate) fn new(folder: PathBuf, app: AppHandle) -> Self {
        Self {
            engine: Engine::new(folder),
            clipboard: Clipboard::default(),
            practice: tokio::sync::Mutex::default(),
            recovery: Mutex::default(),
            app,
        }
    }

    /// Runs a command of the table off the async threads, if it may run now.
    pub(crate) async fn call<T: Send + 'static>(
        &self,
        name: &'static str,
        work: impl FnOnce(&Engine) -> Result<T, Error> + Send + 'static,
    ) -> Answer<T> {
        self.gate(name)?;
        let done = self.blocking(work).await;
        if done.is_ok() {
            self.tell_changes(name);
        }
        done
    }

    /// Tells the page that the list of apps changed, if this command changes it.
    pub(crate) fn tell_changes(&self, command: &str) {
        if changes_apps(command) {
            self.tell_apps_changed();
        }
    }

    pub(crate) fn tell_apps_changed(&self) {
        tell(&self.app, "apps-changed", NoView {});
    }

    /// Refuses a command that may not run while the vault is locked (security.md I4). A name that
    /// is not in the table is refused as well.
    pub(crate) fn gate(&self, name: &'static str) -> Answer<()> {
        let allowed = COMMANDS
            .iter()
            .any(|spec| spec.name == name && spec.while_locked == WhileLocked::Allowed);
        if allowed || self.engine.is_open() { Ok(()) } else { Err(Error::Locked.wire()) }
    }

    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Engine) -> Result<T, Error> + Send + 'static,
    ) -> Answer<T> {
        let engine = self.engine.clone();
        let done = tauri::async_runtime::spawn_blocking(move || work(&engine)).await;
        done.unwrap_or(Err(Error::Interrupted)).map_err(|error| error.wire())
    }

    /// Locks, clears the clipboard and tells the page. The page is told before anything is asked
    /// that could take its time or fail.
    pub(crate) async fn lock(
        &self,
        app: &AppHandle,
        reason: LockReason,
    ) -> Answer<VaultStatusView> {
        let clipboard = self.clipboard.clone();
        let cleared = self.blocking(move |_| Ok(clipboard.clear_secret())).await.unwrap_or(false);
        self.take_recovery_key().ok();
        self.blocking(move |engine| {
            engine.lock_now(reason, cleared);
            Ok(())
        })
        .await?;
        tell(app, "vault-locked", ());
        let status = self.blocking(|engine| engine.vault_status()).await?;
        tell(app, "vault-changed", &status);
        Ok(status)
    }

    /// Somebody is at work in a window that is not the page: the time until the vault locks by
    /// itself starts anew, and the page shows it.
    pub(crate) async fn note_use(&self) {
        let touched = self.blocking(|engine| {
            engine.vault_touch()?;
            engine.vault_status()
        });
        // A vault that is locked needs no more time.
        if let Ok(status) = touched.await {
            tell(&self.app, "vault-changed", &status);
        }
    }

    /// Copies a secret for as long as the settings say.
    pub(crate) async fn copy_secret(&self, secret: Secret) -> Answer<ClipboardView> {
        let seconds = self.blocking(|engine| Ok(engine.clipboard_seconds())).await?;
        // Locked meanwhile: what was cleared must not come back.
        self.gate("secret_copy")?;
        let view = self.clipboard.put_secret(&secret, self.engine.time(), i64::from(seconds));
        self.tell_clipboard(view)
    }

    /// Copies a public text.
    pub(crate) async fn copy_public(&self, text: String) -> Answer<ClipboardView> {
        self.tell_clipboard(self.clipboard.put_public(&text))
    }

    /// The text on the clipboard, for a command that pastes it; empty without one.
    pub(crate) async fn clipboard_text(&self, name: &'static str) -> Answer<String> {
        self.gate(name)?;
        let clipboard = self.clipboard.clone();
        let text = self.blocking(move |_| Ok(clipboard.text())).await?;
        text.map_err(|error| wire(ErrorCode::ClipboardUnavailable, &error.to_string()))
    }

    pub(crate) async fn clear_clipboard(&self) -> Answer<ClipboardView> {
        let clipboard = self.clipboard.clone();
        self.blocking(move |_| Ok(clipboard.clear_secret())).await?;
        self.tell_clipboard(Ok(self.clipboard.view()))
    }

    pub(crate) fn tell_clipboard(
        &self,
        view: Result<ClipboardView, arboard::Error>,
    ) -> Answer<ClipboardView> {
        let view =
            view.map_err(|error| wire(ErrorCode::ClipboardUnavailable, &error.to_string()))?;
        tell(&self.app, "clipboard-changed", view);
        Ok(view)
    }

    pub(crate) fn keep_recovery_key(&self, view: &RecoveryKeyView) {
        self.keep_recovery_secret(Secret::new(view.key.clone()));
    }

    pub(crate) fn keep_recovery_secret(&self, key: Secret) {
        *self.recovery.lock().unwrap_or_else(PoisonError::into_inner) = Some(key);
    }

    /// The key that was just made; gone after it was saved or the vault was locked.
    pub(crate) fn take_recovery_key(&self) -> Answer<Secret> {
        let taken = self.recovery.lock().unwrap_or_else(PoisonError::into_inner).take();
        taken.ok_or_else(|| Error::NotFound("recovery key that was just made").wire())
    }
}

/// Tells the page; a page that is gone needs no telling.
fn tell<T: serde::Serialize + Clone>(app: &AppHandle, event: &str, payload: T) {
    if let Err(error) = app.emit(event, payload) {
        tracing::warn!(%error, event, "the page was not told");
    }
}

/// An error of the shell itself.
pub(crate) fn wire(code: ErrorCode, message: &str) -> WireError {
    WireError { code, message: message.to_owned(), details: Default::default() }
}
