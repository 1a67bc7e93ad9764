//! Settings, network state, and what the program says of itself.

use credenza_engine::views::NoInput;
use credenza_engine::views::settings::*;
use tauri::State;

use super::Answer;
use crate::dialogs;
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn settings_get(shell: State<'_, Shell>, input: NoInput) -> Answer<SettingsView> {
    let _ = input;
    shell.call("settings_get", |engine| engine.settings_get()).await
}

#[tauri::command]
pub(crate) async fn settings_update(
    shell: State<'_, Shell>,
    input: SettingsUpdateInput,
) -> Answer<SettingsView> {
    shell.call("settings_update", move |engine| engine.settings_update(&input.settings)).await
}

#[tauri::command]
pub(crate) async fn settings_ca_add(
    shell: State<'_, Shell>,
    input: NoInput,
) -> Answer<Option<SettingsView>> {
    let _ = input;
    shell.gate("settings_ca_add")?;
    let Some(path) = dialogs::open_certificate_file().await else { return Ok(None) };
    shell.call("settings_ca_add", move |engine| engine.ca_add(&path)).await.map(Some)
}

#[tauri::command]
pub(crate) async fn settings_ca_remove(
    shell: State<'_, Shell>,
    input: CaRemoveInput,
) -> Answer<SettingsView> {
    shell.call("settings_ca_remove", move |engine| engine.ca_remove(&input.sha256)).await
}

#[tauri::command]
pub(crate) async fn network_status(shell: State<'_, Shell>, input: NoInput) -> Answer<NetworkView> {
    let _ = input;
    shell.call("network_status", |engine| engine.network_status()).await
}

#[tauri::command]
pub(crate) async fn about_get(shell: State<'_, Shell>, input: NoInput) -> Answer<AboutView> {
    let _ = input;
    let webview = tauri::webview_version().unwrap_or_default();
    shell.call("about_get", move |engine| Ok(engine.about(webview))).await
}
