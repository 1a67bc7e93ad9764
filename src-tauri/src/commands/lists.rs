//! Lists of records: read from a file that is chosen in a native dialog, judged, imported; and
//! written to one.

use credenza_engine::views::apps::AppsChangedView;
use credenza_engine::views::transfer::*;
use credenza_engine::views::vault::SavedView;
use credenza_engine::views::{NoInput, NoView};
use tauri::State;

use super::Answer;
use crate::dialogs;
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn import_pick(
    shell: State<'_, Shell>,
    input: NoInput,
) -> Answer<Option<ImportPreviewView>> {
    let _ = input;
    shell.gate("import_pick")?;
    let Some(path) = dialogs::open_list_file().await else { return Ok(None) };
    shell.call("import_pick", move |engine| engine.import_offer_file(&path)).await.map(Some)
}

#[tauri::command]
pub(crate) async fn import_apply(
    shell: State<'_, Shell>,
    input: ImportHandleInput,
) -> Answer<ImportReportView> {
    shell.call("import_apply", move |engine| engine.import_apply(input)).await
}

#[tauri::command]
pub(crate) async fn import_discard(
    shell: State<'_, Shell>,
    input: ImportHandleInput,
) -> Answer<NoView> {
    shell.call("import_discard", move |engine| Ok(engine.import_discard(input))).await
}

#[tauri::command]
pub(crate) async fn import_undo(
    shell: State<'_, Shell>,
    input: ImportHandleInput,
) -> Answer<AppsChangedView> {
    shell.call("import_undo", move |engine| engine.import_undo(input)).await
}

#[tauri::command]
pub(crate) async fn export_save(shell: State<'_, Shell>, input: ExportInput) -> Answer<SavedView> {
    shell.gate("export_save")?;
    let format = input.format;
    let Some(path) = dialogs::choose_list_file(format).await else {
        return Ok(SavedView { saved: false });
    };
    // Locked while the dialog was open: then there is nothing to write.
    let text = shell.call("export_save", move |engine| engine.export_text(&input)).await?;
    dialogs::save_list(&path, &text)
}
