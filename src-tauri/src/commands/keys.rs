//! Private keys: offered by dialog or paste, kept in Rust under a handle, imported by it.

use credenza_engine::views::apps::{AppDetailView, AppIdInput};
use credenza_engine::views::keys::*;
use credenza_engine::views::{NoInput, NoView};
use tauri::State;

use super::Answer;
use crate::dialogs;
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn key_pick(
    shell: State<'_, Shell>,
    input: NoInput,
) -> Answer<Option<KeyCandidateView>> {
    let _ = input;
    shell.gate("key_pick")?;
    let Some(path) = dialogs::open_key_file().await else { return Ok(None) };
    shell.call("key_pick", move |engine| engine.key_offer_file(&path)).await.map(Some)
}

#[tauri::command]
pub(crate) async fn key_paste(
    shell: State<'_, Shell>,
    input: KeyPasteInput,
) -> Answer<KeyCandidateView> {
    shell.call("key_paste", move |engine| engine.key_offer_text(&input.text)).await
}

#[tauri::command]
pub(crate) async fn key_unlock(
    shell: State<'_, Shell>,
    input: KeyUnlockInput,
) -> Answer<KeyCandidateView> {
    shell.call("key_unlock", move |engine| engine.key_unlock(input.handle, &input.passphrase)).await
}

#[tauri::command]
pub(crate) async fn key_import(
    shell: State<'_, Shell>,
    input: KeyImportInput,
) -> Answer<AppDetailView> {
    shell.call("key_import", move |engine| engine.key_import(input.app_id, input.handle)).await
}

#[tauri::command]
pub(crate) async fn key_discard(shell: State<'_, Shell>, input: KeyHandleInput) -> Answer<NoView> {
    shell.call("key_discard", move |engine| Ok(engine.key_discard(input.handle))).await
}

#[tauri::command]
pub(crate) async fn key_file_delete(
    shell: State<'_, Shell>,
    input: AppIdInput,
) -> Answer<AppDetailView> {
    shell.call("key_file_delete", move |engine| engine.key_file_delete(input.id)).await
}
