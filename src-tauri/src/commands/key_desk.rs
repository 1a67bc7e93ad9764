//! The key desk: what a file is and whose, what belongs together, new pairs, and saving. A private
//! key goes from memory into the file that the system's dialog named, never to the page.

use credenza_core::keys::KeyMatch;
use credenza_engine::views::key_desk::*;
use credenza_engine::views::keys::{KeyCandidateView, KeyHandleInput};
use credenza_engine::views::vault::SavedView;
use tauri::State;

use super::Answer;
use crate::dialogs;
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn key_look(
    shell: State<'_, Shell>,
    input: KeyHandleInput,
) -> Answer<KeyDeskView> {
    shell.call("key_look", move |engine| engine.key_look(input.handle)).await
}

#[tauri::command]
pub(crate) async fn key_match(shell: State<'_, Shell>, input: KeyMatchInput) -> Answer<KeyMatch> {
    shell.call("key_match", move |engine| engine.key_match(input.first, input.second)).await
}

#[tauri::command]
pub(crate) async fn key_generate(
    shell: State<'_, Shell>,
    input: KeyGenerateInput,
) -> Answer<KeyCandidateView> {
    shell.call("key_generate", move |engine| engine.key_generate(input.bits)).await
}

#[tauri::command]
pub(crate) async fn key_save(shell: State<'_, Shell>, input: KeySaveInput) -> Answer<SavedView> {
    // Refused before anybody is asked for a place.
    let KeySaveInput { handle, form } = input;
    shell.call("key_save", move |engine| engine.key_form(handle, form).map(drop)).await?;
    let Some(path) = dialogs::choose_key_file(form).await else {
        return Ok(SavedView { saved: false });
    };
    // Locked while the dialog was open: the candidate is gone, and nothing is written.
    let text = shell.call("key_save", move |engine| engine.key_form(handle, form)).await?;
    dialogs::save_secret(&path, &text)
}
