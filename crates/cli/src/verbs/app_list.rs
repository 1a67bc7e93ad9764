//! `app list`: the records in use, or those put away; all, or those found.

use clap::Args;
use credenza_core::apps::fold;
use credenza_engine::views::apps::{AppListInput, AppSummaryView};
use serde_json::{Value, json};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{opening, show};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// The records that were put away instead of those in use
    #[arg(long)]
    archived: bool,
    /// Only records in which each of these words occurs; letter case, width and kind of kana make
    /// no difference
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
}

/// Lists.
pub(crate) fn run(arguments: &List, program: &Program) -> Result<Exit, Failure> {
    let engine = opening::open(&program.global)?;
    let mut apps = engine.app_list(AppListInput { archived: arguments.archived })?;
    let searched = apps.len();
    let wanted = fold(arguments.search.as_deref().unwrap_or_default());
    apps.retain(|app| wanted.split_whitespace().all(|word| app.search.contains(word)));
    let rows: Vec<Value> = apps.iter().map(row).collect();
    program.output.give(&json!({ "apps": rows }), || show::app::list(&apps, searched))?;
    Ok(Exit::Done)
}

/// Without what is searched: it only repeats the record in other letters.
fn row(app: &AppSummaryView) -> Value {
    let mut row = json!(app);
    if let Some(members) = row.as_object_mut() {
        members.remove("search");
    }
    row
}
