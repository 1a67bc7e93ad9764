//! The address that signs a member out: shown sealed, copied and opened in Rust.

use credenza_core::Secret;
use credenza_engine::views::NoView;
use credenza_engine::views::apps::{AppIdInput, ClipboardView};
use credenza_engine::views::held::{LogoutInput, LogoutView};
use tauri::State;

use super::Answer;
use super::sign_in::browse;
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn logout_show(shell: State<'_, Shell>, input: LogoutInput) -> Answer<LogoutView> {
    shell.call("logout_show", move |engine| engine.logout_show(&input)).await
}

#[tauri::command]
pub(crate) async fn logout_copy(
    shell: State<'_, Shell>,
    input: AppIdInput,
) -> Answer<ClipboardView> {
    let url = shell.call("logout_copy", move |engine| engine.logout_for_use(input.id)).await?;
    shell.copy_secret(url).await
}

/// Opens the address that was shown, and no other, in the browser of the system.
#[tauri::command]
pub(crate) async fn logout_open(shell: State<'_, Shell>, input: AppIdInput) -> Answer<NoView> {
    let url: Secret =
        shell.call("logout_open", move |engine| engine.logout_for_use(input.id)).await?;
    // Exposed to be given to the browser, which the user asked for.
    browse(url.expose().to_owned()).await
}
