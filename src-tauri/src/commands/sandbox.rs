//! The practice sandbox and its vault.

use credenza_engine::views::NoInput;
use credenza_engine::views::vault::{SandboxFaultInput, SandboxView, VaultStatusView};
use tauri::{AppHandle, State};

use super::Answer;
use crate::practice;
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn practice_start(
    shell: State<'_, Shell>,
    input: NoInput,
) -> Answer<VaultStatusView> {
    let _ = input;
    practice::start(&shell).await
}

#[tauri::command]
pub(crate) async fn practice_leave(
    app: AppHandle,
    shell: State<'_, Shell>,
    input: NoInput,
) -> Answer<VaultStatusView> {
    let _ = input;
    practice::leave(&app, &shell).await
}

#[tauri::command]
pub(crate) async fn sandbox_status(shell: State<'_, Shell>, input: NoInput) -> Answer<SandboxView> {
    let _ = input;
    shell.gate("sandbox_status")?;
    Ok(practice::view(&shell).await)
}

#[tauri::command]
pub(crate) async fn sandbox_start(shell: State<'_, Shell>, input: NoInput) -> Answer<SandboxView> {
    let _ = input;
    shell.gate("sandbox_start")?;
    practice::start_server(&shell).await?;
    Ok(practice::view(&shell).await)
}

#[tauri::command]
pub(crate) async fn sandbox_fault(
    shell: State<'_, Shell>,
    input: SandboxFaultInput,
) -> Answer<SandboxView> {
    shell.gate("sandbox_fault")?;
    practice::set_fault(&shell, input.fault.as_deref()).await?;
    Ok(practice::view(&shell).await)
}
