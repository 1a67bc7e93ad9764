//! A member's sign-in and its three ways back: the sign-in window, the address pasted from the
//! browser, and a listener on this computer.

use credenza_core::flow::{Run, RunEvent};
use credenza_core::sign_in::IdTokenTrust;
use credenza_engine::Engine;
use credenza_engine::error_code::ErrorCode;
use credenza_engine::views::NoView;
use credenza_engine::views::sign_in::*;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use super::Answer;
use super::runs::{teller, told};
use crate::sign_in::{Ended, returned};
use crate::state::{Shell, wire};

#[tauri::command]
pub(crate) async fn sign_in_begin(
    shell: State<'_, Shell>,
    input: SignInBeginInput,
) -> Answer<SignInView> {
    let begin = |engine: &Engine| engine.sign_in_begin(input, IdTokenTrust::default());
    shell.call("sign_in_begin", begin).await
}

#[tauri::command]
pub(crate) async fn sign_in_cancel(shell: State<'_, Shell>, input: AttemptInput) -> Answer<NoView> {
    shell.call("sign_in_cancel", move |engine| Ok(engine.sign_in_cancel(input.attempt))).await
}

/// Opens the address of a sign-in in the browser of the system: of a sign-in only, so that the
/// page can't open anything else.
#[tauri::command]
pub(crate) async fn sign_in_browse(shell: State<'_, Shell>, input: AttemptInput) -> Answer<NoView> {
    let awaited =
        shell.call("sign_in_browse", move |engine| engine.sign_in_awaited(input.attempt)).await?;
    browse(awaited.url).await
}

/// Opens an address in the browser of the system.
pub(super) async fn browse(url: String) -> Answer<NoView> {
    let opened = tauri::async_runtime::spawn_blocking(move || open::that_detached(url));
    match opened.await {
        Ok(Ok(())) => Ok(NoView {}),
        Ok(Err(error)) => Err(wire(ErrorCode::BrowserUnavailable, &error.kind().to_string())),
        Err(error) => Err(wire(ErrorCode::BrowserUnavailable, &error.to_string())),
    }
}

#[tauri::command]
pub(crate) async fn sign_in_window(
    app: AppHandle,
    shell: State<'_, Shell>,
    input: AttemptInput,
    events: Channel<RunEvent>,
) -> Answer<Run> {
    let (awaited, proxy) = shell
        .call("sign_in_window", move |engine| {
            let awaited = engine.sign_in_awaited(input.attempt)?;
            let proxy = engine.named_proxy(&awaited.url)?;
            Ok((awaited, proxy))
        })
        .await?;
    let ended = returned(&app, &awaited, proxy).await;
    match ended.map_err(|error| wire(ErrorCode::Internal, &error.to_string()))? {
        Ended::Returned(address) => {
            let input = SignInFinishInput { attempt: input.attempt, returned: address };
            sign_in_finish(shell, input, events).await
        }
        Ended::Closed => Err(wire(ErrorCode::SignInClosed, "the sign-in window was closed")),
        Ended::Over => Err(wire(ErrorCode::SignInGone, "the sign-in is over")),
    }
}

#[tauri::command]
pub(crate) async fn sign_in_listen(
    shell: State<'_, Shell>,
    input: SignInListenInput,
    events: Channel<RunEvent>,
) -> Answer<Run> {
    shell.gate("sign_in_listen")?;
    let tell = teller(events);
    let SignInListenInput { attempt, done, stray } = &input;
    let ended = shell.engine.sign_in_listen(*attempt, done, stray, &tell).await;
    told(&shell, "sign_in_listen", ended)
}

#[tauri::command]
pub(crate) async fn sign_in_finish(
    shell: State<'_, Shell>,
    input: SignInFinishInput,
    events: Channel<RunEvent>,
) -> Answer<Run> {
    shell.gate("sign_in_finish")?;
    let tell = teller(events);
    let ended = shell.engine.sign_in_finish(input.attempt, input.returned, &tell).await;
    told(&shell, "sign_in_finish", ended)
}
