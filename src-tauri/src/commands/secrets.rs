//! One secret at a time: stored, shown on request, copied in Rust (security.md I1, M6).

use credenza_engine::views::NoInput;
use credenza_engine::views::apps::*;
use tauri::State;

use super::Answer;
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn secret_set(
    shell: State<'_, Shell>,
    input: SecretSetInput,
) -> Answer<AppDetailView> {
    shell.call("secret_set", move |engine| engine.secret_set(input.id, &input.value)).await
}

#[tauri::command]
pub(crate) async fn secret_reveal(
    shell: State<'_, Shell>,
    input: AppIdInput,
) -> Answer<RevealView> {
    shell.call("secret_reveal", move |engine| engine.secret_reveal(input.id)).await
}

#[tauri::command]
pub(crate) async fn secret_copy(
    shell: State<'_, Shell>,
    input: AppIdInput,
) -> Answer<ClipboardView> {
    let secret = shell.call("secret_copy", move |engine| engine.secret_for_copy(input.id)).await?;
    shell.copy_secret(secret).await
}

#[tauri::command]
pub(crate) async fn token_reveal(shell: State<'_, Shell>, input: AppIdInput) -> Answer<RevealView> {
    shell.call("token_reveal", move |engine| engine.token_reveal(input.id)).await
}

#[tauri::command]
pub(crate) async fn token_copy(
    shell: State<'_, Shell>,
    input: AppIdInput,
) -> Answer<ClipboardView> {
    let token = shell.call("token_copy", move |engine| engine.token_for_copy(input.id)).await?;
    shell.copy_secret(token).await
}

#[tauri::command]
pub(crate) async fn text_copy(
    shell: State<'_, Shell>,
    input: TextCopyInput,
) -> Answer<ClipboardView> {
    let text = shell.call("text_copy", move |engine| engine.text_for_copy(input.text)).await?;
    shell.copy_public(text).await
}

#[tauri::command]
pub(crate) async fn clipboard_status(
    shell: State<'_, Shell>,
    input: NoInput,
) -> Answer<ClipboardView> {
    let _ = input;
    shell.gate("clipboard_status")?;
    Ok(shell.clipboard.view())
}

#[tauri::command]
pub(crate) async fn clipboard_clear(
    shell: State<'_, Shell>,
    input: NoInput,
) -> Answer<ClipboardView> {
    let _ = input;
    shell.gate("clipboard_clear")?;
    shell.clear_clipboard().await
}
