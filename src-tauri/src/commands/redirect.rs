//! Redirect URLs: judged, compared, cut up and, on request, visited in Rust.

use credenza_core::redirect::ListReport;
use credenza_engine::views::redirect::*;
use tauri::State;

use super::Answer;
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn redirect_check(
    shell: State<'_, Shell>,
    input: RedirectCheckInput,
) -> Answer<RedirectCheckView> {
    shell.call("redirect_check", move |engine| engine.redirect_check(input)).await
}

#[tauri::command]
pub(crate) async fn redirect_judge(
    shell: State<'_, Shell>,
    input: RedirectJudgeInput,
) -> Answer<ListReport> {
    shell.call("redirect_judge", move |engine| engine.redirect_judge(&input)).await
}

#[tauri::command]
pub(crate) async fn redirect_split(
    shell: State<'_, Shell>,
    input: RedirectSplitInput,
) -> Answer<Vec<String>> {
    shell.call("redirect_split", move |engine| engine.redirect_split(&input)).await
}

#[tauri::command]
pub(crate) async fn redirect_probe(
    shell: State<'_, Shell>,
    input: RedirectProbeInput,
) -> Answer<RedirectProbeView> {
    shell.gate("redirect_probe")?;
    shell.engine.redirect_probe(input).await.map_err(|error| error.wire())
}
