//! Creating, opening and locking the vault, and its slots.

use credenza_engine::views::vault::*;
use credenza_engine::views::{NoInput, NoView};
use tauri::{AppHandle, State};

use super::Answer;
use crate::dialogs;
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn vault_status(
    shell: State<'_, Shell>,
    input: NoInput,
) -> Answer<VaultStatusView> {
    let _ = input;
    shell.call("vault_status", |engine| engine.vault_status()).await
}

#[tauri::command]
pub(crate) async fn vault_create(
    shell: State<'_, Shell>,
    input: VaultCreateInput,
) -> Answer<VaultStatusView> {
    shell.call("vault_create", move |engine| engine.vault_create(&input)).await
}

#[tauri::command]
pub(crate) async fn vault_unlock(
    shell: State<'_, Shell>,
    input: VaultUnlockInput,
) -> Answer<VaultStatusView> {
    shell.call("vault_unlock", move |engine| engine.vault_unlock(&input.with)).await
}

#[tauri::command]
pub(crate) async fn vault_lock(
    app: AppHandle,
    shell: State<'_, Shell>,
    input: NoInput,
) -> Answer<VaultStatusView> {
    let _ = input;
    shell.lock(&app, LockReason::Asked).await
}

#[tauri::command]
pub(crate) async fn vault_touch(shell: State<'_, Shell>, input: NoInput) -> Answer<TouchView> {
    let _ = input;
    shell.call("vault_touch", |engine| engine.vault_touch()).await
}

#[tauri::command]
pub(crate) async fn vault_prove(shell: State<'_, Shell>, input: ProveInput) -> Answer<NoView> {
    shell.call("vault_prove", move |engine| engine.vault_prove(&input)).await
}

#[tauri::command]
pub(crate) async fn vault_passphrase_set(
    shell: State<'_, Shell>,
    input: PassphraseSetInput,
) -> Answer<VaultStatusView> {
    shell.call("vault_passphrase_set", move |engine| engine.passphrase_set(&input)).await
}

#[tauri::command]
pub(crate) async fn vault_keyring_add(
    shell: State<'_, Shell>,
    input: NoInput,
) -> Answer<VaultStatusView> {
    let _ = input;
    shell.call("vault_keyring_add", |engine| engine.keyring_add()).await
}

#[tauri::command]
pub(crate) async fn vault_slot_remove(
    shell: State<'_, Shell>,
    input: SlotRemoveInput,
) -> Answer<VaultStatusView> {
    shell.call("vault_slot_remove", move |engine| engine.slot_remove(&input)).await
}

#[tauri::command]
pub(crate) async fn vault_recovery_create(
    shell: State<'_, Shell>,
    input: NoInput,
) -> Answer<RecoveryKeyView> {
    let _ = input;
    let view = shell.call("vault_recovery_create", |engine| engine.recovery_create()).await?;
    shell.keep_recovery_key(&view);
    Ok(view)
}

#[tauri::command]
pub(crate) async fn vault_recovery_save(
    shell: State<'_, Shell>,
    input: NoInput,
) -> Answer<SavedView> {
    let _ = input;
    shell.gate("vault_recovery_save")?;
    let Some(path) = dialogs::choose_recovery_file().await else {
        return Ok(SavedView { saved: false });
    };
    // Locked while the dialog was open: the key is gone, and nothing is written.
    shell.gate("vault_recovery_save")?;
    let key = shell.take_recovery_key()?;
    let saved = dialogs::save_secret(&path, &key);
    if saved.is_err() {
        // It can be saved in another try.
        shell.keep_recovery_secret(key);
    }
    saved
}
