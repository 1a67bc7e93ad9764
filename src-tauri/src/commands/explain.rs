//! 'Explain this': a pasted failure and the doctor's report on it. The text is not kept.

use credenza_engine::views::explain::{ExplainInput, ExplainView};
use tauri::State;

use super::Answer;
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn failure_explain(
    shell: State<'_, Shell>,
    input: ExplainInput,
) -> Answer<ExplainView> {
    shell.call("failure_explain", move |engine| engine.failure_explain(&input)).await
}
