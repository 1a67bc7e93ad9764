//! A customer's SSO server: sign-ins with their way back, flows without a browser, the conformance
//! check and its report.

use credenza_core::Secret;
use credenza_core::apps::AppId;
use credenza_core::customer_sso::{CheckEvent, Conformance};
use credenza_core::flow::{Run, RunEvent};
use credenza_engine::error_code::ErrorCode;
use credenza_engine::views::NoView;
use credenza_engine::views::apps::AppIdInput;
use credenza_engine::views::customer_sso::*;
use credenza_engine::views::vault::SavedView;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use super::Answer;
use super::runs::{teller, told};
use super::sign_in::browse;
use crate::dialogs;
use crate::sign_in::{Ended, returned};
use crate::state::{Shell, wire};

#[tauri::command]
pub(crate) async fn sso_begin(
    shell: State<'_, Shell>,
    input: SsoBeginInput,
) -> Answer<SsoLoginView> {
    shell.call("sso_begin", move |engine| engine.sso_begin(input)).await
}

/// Opens the address of a sign-in that waits in the browser of the system, and nothing else.
#[tauri::command]
pub(crate) async fn sso_browse(shell: State<'_, Shell>, input: AppIdInput) -> Answer<NoView> {
    let awaited = shell.call("sso_browse", move |engine| engine.sso_awaited(input.id)).await?;
    browse(awaited.url).await
}

#[tauri::command]
pub(crate) async fn sso_window(
    app: AppHandle,
    shell: State<'_, Shell>,
    input: AppIdInput,
    events: Channel<RunEvent>,
) -> Answer<Run> {
    let address = signed_in(&app, &shell, "sso_window", input.id).await?;
    let tell = teller(events);
    let ended = shell.engine.sso_finish(input.id, address, &tell).await;
    told(&shell, "sso_window", ended)
}

/// Shows the login page in the isolated window and waits for its end.
async fn signed_in(
    app: &AppHandle,
    shell: &Shell,
    command: &'static str,
    id: AppId,
) -> Answer<Secret> {
    let (awaited, proxy) = shell
        .call(command, move |engine| {
            let awaited = engine.sso_awaited(id)?;
            let proxy = engine.named_proxy(&awaited.url)?;
            Ok((awaited, proxy))
        })
        .await?;
    let ended = returned(app, &awaited, proxy).await;
    match ended.map_err(|error| wire(ErrorCode::Internal, &error.to_string()))? {
        Ended::Returned(address) => Ok(address),
        Ended::Closed => Err(wire(ErrorCode::SignInClosed, "the sign-in window was closed")),
        Ended::Over => Err(wire(ErrorCode::SignInGone, "the sign-in is over")),
    }
}

#[tauri::command]
pub(crate) async fn sso_finish(
    shell: State<'_, Shell>,
    input: SsoFinishInput,
    events: Channel<RunEvent>,
) -> Answer<Run> {
    shell.gate("sso_finish")?;
    let tell = teller(events);
    let ended = shell.engine.sso_finish(input.app_id, input.returned, &tell).await;
    told(&shell, "sso_finish", ended)
}

#[tauri::command]
pub(crate) async fn sso_cancel(shell: State<'_, Shell>, input: AppIdInput) -> Answer<NoView> {
    shell.call("sso_cancel", move |engine| Ok(engine.sso_cancel(input.id))).await
}

#[tauri::command]
pub(crate) async fn sso_run(
    shell: State<'_, Shell>,
    input: SsoRunInput,
    events: Channel<RunEvent>,
) -> Answer<Run> {
    shell.gate("sso_run")?;
    let tell = teller(events);
    let ended = shell.engine.sso_run(input, &tell).await;
    told(&shell, "sso_run", ended)
}

#[tauri::command]
pub(crate) async fn sso_check(
    app: AppHandle,
    shell: State<'_, Shell>,
    input: SsoCheckInput,
    events: Channel<CheckEvent>,
) -> Answer<Conformance> {
    shell.gate("sso_check")?;
    let address = match input.sign_in {
        true => Some(signed_in(&app, &shell, "sso_check", input.app_id).await?),
        false => None,
    };
    let tell = move |event| {
        // The page may have gone on; what was found is kept in any case.
        let _ = events.send(event);
    };
    let found = shell.engine.sso_check(input, address, &tell).await;
    found.map_err(|error| error.wire())
}

#[tauri::command]
pub(crate) async fn sso_report_save(
    shell: State<'_, Shell>,
    input: SsoReportInput,
) -> Answer<SavedView> {
    shell.gate("sso_report_save")?;
    let Some(path) = dialogs::choose_report_file(input.format).await else {
        return Ok(SavedView { saved: false });
    };
    // Locked while the dialog was open: then there is nothing to write.
    let text = shell.call("sso_report_save", move |engine| engine.sso_report(input)).await?;
    dialogs::save_list(&path, &text)
}

#[tauri::command]
pub(crate) async fn sso_password_set(
    shell: State<'_, Shell>,
    input: SsoPasswordInput,
) -> Answer<SsoPasswordView> {
    shell.call("sso_password_set", move |engine| engine.sso_password_set(&input)).await
}

#[tauri::command]
pub(crate) async fn sso_password_state(
    shell: State<'_, Shell>,
    input: AppIdInput,
) -> Answer<SsoPasswordView> {
    shell.call("sso_password_state", move |engine| engine.sso_password_state(input.id)).await
}

#[tauri::command]
pub(crate) async fn sso_last(shell: State<'_, Shell>, input: AppIdInput) -> Answer<SsoLastView> {
    shell.call("sso_last", move |engine| engine.sso_last(input.id)).await
}
