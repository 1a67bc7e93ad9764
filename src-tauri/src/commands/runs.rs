//! Test runs: their events stream to the page while they happen.

use credenza_core::flow::{Run, RunEvent};
use credenza_engine::views::NoView;
use credenza_engine::views::apps::AppIdInput;
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
    let tell = move |event: RunEvent| {
        // The page may have gone on; the run is kept in any case.
        let _ = events.send(event);
    };
    let ended = shell.engine.token_issue(input, &tell).await.map_err(|error| error.wire());
    // A run that was refused before it began has changed nothing.
    if ended.is_ok() {
        shell.tell_changes("token_issue");
    }
    ended
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
