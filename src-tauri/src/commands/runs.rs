//! Test runs: their events stream to the page while they happen.

use credenza_core::flow::{Run, RunEvent};
use credenza_engine::Error;
use credenza_engine::views::NoView;
use credenza_engine::views::apps::AppIdInput;
use credenza_engine::views::held::{
    TokenIntrospectInput, TokenRefreshInput, TokenRevokeInput, TokenUserinfoInput,
};
use credenza_engine::views::runs::*;
use tauri::State;
use tauri::ipc::Channel;

use super::Answer;
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn token_issue(
    shell: State<'_, Shell>,
    input: TokenIssueInput,
    events: Channel<RunEvent>,
) -> Answer<Run> {
    shell.gate("token_issue")?;
    let tell = teller(events);
    let ended = shell.engine.token_issue(input, &tell).await;
    told(&shell, "token_issue", ended)
}

#[tauri::command]
pub(crate) async fn token_refresh(
    shell: State<'_, Shell>,
    input: TokenRefreshInput,
    events: Channel<RunEvent>,
) -> Answer<Run> {
    shell.gate("token_refresh")?;
    let tell = teller(events);
    let ended = shell.engine.token_refresh(input, &tell).await;
    told(&shell, "token_refresh", ended)
}

#[tauri::command]
pub(crate) async fn token_revoke(
    shell: State<'_, Shell>,
    input: TokenRevokeInput,
    events: Channel<RunEvent>,
) -> Answer<Run> {
    shell.gate("token_revoke")?;
    let tell = teller(events);
    let ended = shell.engine.token_revoke(input, &tell).await;
    told(&shell, "token_revoke", ended)
}

#[tauri::command]
pub(crate) async fn token_introspect(
    shell: State<'_, Shell>,
    input: TokenIntrospectInput,
    events: Channel<RunEvent>,
) -> Answer<Run> {
    shell.gate("token_introspect")?;
    let tell = teller(events);
    let ended = shell.engine.token_introspect(input, &tell).await;
    told(&shell, "token_introspect", ended)
}

#[tauri::command]
pub(crate) async fn token_userinfo(
    shell: State<'_, Shell>,
    input: TokenUserinfoInput,
    events: Channel<RunEvent>,
) -> Answer<Run> {
    shell.gate("token_userinfo")?;
    let tell = teller(events);
    let ended = shell.engine.token_userinfo(input, &tell).await;
    told(&shell, "token_userinfo", ended)
}

/// Tells the page what happens in a run.
pub(super) fn teller(events: Channel<RunEvent>) -> impl Fn(RunEvent) + Send + Sync {
    move |event| {
        // The page may have gone on; the run is kept in any case.
        let _ = events.send(event);
    }
}

/// The end of a run. One that was refused before it began has changed nothing.
pub(super) fn told(shell: &Shell, command: &str, ended: Result<Run, Error>) -> Answer<Run> {
    if ended.is_ok() {
        shell.tell_changes(command);
    }
    ended.map_err(|error| error.wire())
}

#[tauri::command]
pub(crate) async fn token_cancel(shell: State<'_, Shell>, input: AppIdInput) -> Answer<NoView> {
    shell.call("token_cancel", move |engine| Ok(engine.token_cancel(input.id))).await
}

#[tauri::command]
pub(crate) async fn run_list(
    shell: State<'_, Shell>,
    input: RunListInput,
) -> Answer<Vec<RunSummaryView>> {
    shell.call("run_list", move |engine| engine.run_list(input.app_id)).await
}

#[tauri::command]
pub(crate) async fn run_get(shell: State<'_, Shell>, input: RunIdInput) -> Answer<Run> {
    shell.call("run_get", move |engine| engine.run_get(input.id)).await
}

#[tauri::command]
pub(crate) async fn run_compare(
    shell: State<'_, Shell>,
    input: RunCompareInput,
) -> Answer<RunComparisonView> {
    shell.call("run_compare", move |engine| engine.run_compare(input)).await
}
