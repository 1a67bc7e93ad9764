//! Channels of LINE: assertion keys, the ledger, and what is asked of LINE.

use credenza_core::flow::{Run, RunEvent};
use credenza_engine::views::apps::{AppIdInput, ClipboardView, RevealView};
use credenza_engine::views::channels::*;
use tauri::State;
use tauri::ipc::Channel;

use super::Answer;
use super::runs::{teller, told};
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn channel_get(shell: State<'_, Shell>, input: AppIdInput) -> Answer<ChannelView> {
    shell.call("channel_get", move |engine| engine.channel_get(input.id)).await
}

#[tauri::command]
pub(crate) async fn channel_run(
    shell: State<'_, Shell>,
    input: ChannelRunInput,
    events: Channel<RunEvent>,
) -> Answer<Run> {
    shell.gate("channel_run")?;
    let tell = teller(events);
    let ended = shell.engine.channel_run(input, &tell).await;
    told(&shell, "channel_run", ended)
}

#[tauri::command]
pub(crate) async fn channel_key_make(
    shell: State<'_, Shell>,
    input: AppIdInput,
) -> Answer<ChannelView> {
    shell.call("channel_key_make", move |engine| engine.channel_key_make(input.id)).await
}

#[tauri::command]
pub(crate) async fn channel_key_import(
    shell: State<'_, Shell>,
    input: ChannelKeyImportInput,
) -> Answer<ChannelView> {
    shell.call("channel_key_import", move |engine| engine.channel_key_import(&input)).await
}

#[tauri::command]
pub(crate) async fn channel_key_name(
    shell: State<'_, Shell>,
    input: ChannelKeyNameInput,
) -> Answer<ChannelView> {
    shell.call("channel_key_name", move |engine| engine.channel_key_name(&input)).await
}

#[tauri::command]
pub(crate) async fn channel_key_forget(
    shell: State<'_, Shell>,
    input: ChannelItemInput,
) -> Answer<ChannelView> {
    shell.call("channel_key_forget", move |engine| engine.channel_key_forget(input)).await
}

#[tauri::command]
pub(crate) async fn channel_token_add(
    shell: State<'_, Shell>,
    input: ChannelTokenAddInput,
) -> Answer<ChannelView> {
    shell.call("channel_token_add", move |engine| engine.channel_token_add(&input)).await
}

#[tauri::command]
pub(crate) async fn channel_token_forget(
    shell: State<'_, Shell>,
    input: ChannelItemInput,
) -> Answer<ChannelView> {
    shell.call("channel_token_forget", move |engine| engine.channel_token_forget(input)).await
}

#[tauri::command]
pub(crate) async fn channel_token_reveal(
    shell: State<'_, Shell>,
    input: ChannelItemInput,
) -> Answer<RevealView> {
    shell.call("channel_token_reveal", move |engine| engine.channel_token_reveal(input)).await
}

#[tauri::command]
pub(crate) async fn channel_token_copy(
    shell: State<'_, Shell>,
    input: ChannelItemInput,
) -> Answer<ClipboardView> {
    let token = shell
        .call("channel_token_copy", move |engine| engine.channel_token_for_copy(input))
        .await?;
    shell.copy_secret(token).await
}
