//! Records of apps.

use credenza_core::apps::Finding;
use credenza_engine::views::NoView;
use credenza_engine::views::apps::*;
use tauri::State;

use super::Answer;
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn app_list(
    shell: State<'_, Shell>,
    input: AppListInput,
) -> Answer<Vec<AppSummaryView>> {
    shell.call("app_list", move |engine| engine.app_list(input)).await
}

#[tauri::command]
pub(crate) async fn app_get(shell: State<'_, Shell>, input: AppIdInput) -> Answer<AppDetailView> {
    shell.call("app_get", move |engine| engine.app_get(input.id)).await
}

#[tauri::command]
pub(crate) async fn app_check(
    shell: State<'_, Shell>,
    input: AppDraftInput,
) -> Answer<Vec<Finding>> {
    shell.call("app_check", move |engine| engine.app_check(&input)).await
}

#[tauri::command]
pub(crate) async fn app_add(
    shell: State<'_, Shell>,
    input: AppDraftInput,
) -> Answer<AppDetailView> {
    shell.call("app_add", move |engine| engine.app_add(&input)).await
}

#[tauri::command]
pub(crate) async fn app_update(
    shell: State<'_, Shell>,
    input: AppUpdateInput,
) -> Answer<AppDetailView> {
    shell.call("app_update", move |engine| engine.app_update(&input)).await
}

#[tauri::command]
pub(crate) async fn app_duplicate(
    shell: State<'_, Shell>,
    input: AppIdInput,
) -> Answer<AppDetailView> {
    shell.call("app_duplicate", move |engine| engine.app_duplicate(input.id)).await
}

#[tauri::command]
pub(crate) async fn app_archive(
    shell: State<'_, Shell>,
    input: AppArchiveInput,
) -> Answer<AppDetailView> {
    shell.call("app_archive", move |engine| engine.app_archive(input)).await
}

#[tauri::command]
pub(crate) async fn app_delete(shell: State<'_, Shell>, input: AppIdInput) -> Answer<NoView> {
    shell.call("app_delete", move |engine| engine.app_delete(input.id)).await
}

#[tauri::command]
pub(crate) async fn app_undelete(
    shell: State<'_, Shell>,
    input: AppIdInput,
) -> Answer<AppDetailView> {
    shell.call("app_undelete", move |engine| engine.app_undelete(input.id)).await
}

#[tauri::command]
pub(crate) async fn app_archive_many(
    shell: State<'_, Shell>,
    input: AppArchiveManyInput,
) -> Answer<AppsChangedView> {
    shell.call("app_archive_many", move |engine| engine.app_archive_many(&input)).await
}

#[tauri::command]
pub(crate) async fn app_tag_many(
    shell: State<'_, Shell>,
    input: AppTagManyInput,
) -> Answer<AppsChangedView> {
    shell.call("app_tag_many", move |engine| engine.app_tag_many(&input)).await
}

#[tauri::command]
pub(crate) async fn scope_list(
    shell: State<'_, Shell>,
    input: credenza_engine::views::NoInput,
) -> Answer<Vec<ScopeView>> {
    let _ = input;
    shell.call("scope_list", |engine| Ok(engine.scope_list())).await
}
