//! Token requests as programs.

use credenza_engine::views::recipes::*;
use tauri::State;

use super::Answer;
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn recipe_get(shell: State<'_, Shell>, input: RecipeInput) -> Answer<RecipeView> {
    shell.call("recipe_get", move |engine| engine.recipe_get(input)).await
}
