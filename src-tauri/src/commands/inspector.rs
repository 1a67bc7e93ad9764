//! The token inspector: tokens read, verified and compared in Rust; files opened by dialog.

use credenza_core::jwt::compare::MemberDifference;
use credenza_engine::views::NoInput;
use credenza_engine::views::inspector::*;
use tauri::State;

use super::Answer;
use crate::dialogs;
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn inspector_read(
    shell: State<'_, Shell>,
    input: InspectorReadInput,
) -> Answer<InspectionView> {
    shell.call("inspector_read", move |engine| engine.inspector_read(&input)).await
}

#[tauri::command]
pub(crate) async fn inspector_compare(
    shell: State<'_, Shell>,
    input: InspectorCompareInput,
) -> Answer<Vec<MemberDifference>> {
    shell.call("inspector_compare", move |engine| engine.inspector_compare(&input)).await
}

#[tauri::command]
pub(crate) async fn inspector_open(
    shell: State<'_, Shell>,
    input: NoInput,
) -> Answer<Option<TokenFileView>> {
    let _ = input;
    shell.gate("inspector_open")?;
    let Some(path) = dialogs::open_token_file().await else { return Ok(None) };
    shell.call("inspector_open", move |engine| engine.inspector_token_file(&path)).await.map(Some)
}

#[tauri::command]
pub(crate) async fn inspector_paste(
    shell: State<'_, Shell>,
    input: NoInput,
) -> Answer<PastedTokenView> {
    let _ = input;
    let text = shell.clipboard_text("inspector_paste").await?;
    shell.call("inspector_paste", move |engine| engine.inspector_pasted(text)).await
}

#[tauri::command]
pub(crate) async fn inspector_key_open(
    shell: State<'_, Shell>,
    input: NoInput,
) -> Answer<Option<VerificationFileView>> {
    let _ = input;
    shell.gate("inspector_key_open")?;
    let Some(path) = dialogs::open_verification_file().await else { return Ok(None) };
    shell.call("inspector_key_open", move |engine| engine.inspector_key_file(&path)).await.map(Some)
}

#[tauri::command]
pub(crate) async fn inspector_keys_fetch(
    shell: State<'_, Shell>,
    input: KeysFetchInput,
) -> Answer<KeysFetchView> {
    shell.gate("inspector_keys_fetch")?;
    shell.engine.inspector_keys_fetch(input).await.map_err(|error| error.wire())
}
