//! Which record is meant: by its number or its exact name.

use credenza_core::apps::AppId;
use credenza_engine::Engine;
use credenza_engine::views::apps::{AppListInput, AppSummaryView};

use crate::failure::Failure;

/// The record with this number or name. Records in use go before archived ones of the same name.
pub(crate) fn find(engine: &Engine, wanted: &str) -> Result<AppSummaryView, Failure> {
    let mut apps = engine.app_list(AppListInput { archived: false })?;
    let number = wanted.parse().ok().map(AppId);
    let fits = |app: &AppSummaryView| app.name == wanted || Some(app.id) == number;
    if !apps.iter().any(fits) {
        apps = engine.app_list(AppListInput { archived: true })?;
    }
    apps.retain(fits);
    match (apps.pop(), apps.is_empty()) {
        (Some(app), true) => Ok(app),
        (None, _) => Err(Failure::NoSuchApp(wanted.to_owned())),
        (Some(last), false) => {
            let mut candidates: Vec<(i64, String)> =
                apps.into_iter().chain([last]).map(|app| (app.id.0, app.name)).collect();
            candidates.sort();
            Err(Failure::Ambiguous { name: wanted.to_owned(), candidates })
        }
    }
}
