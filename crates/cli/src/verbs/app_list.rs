//! `app list`: the records in use, or those put away.

use clap::Args;
use credenza_engine::views::apps::AppListInput;
use serde_json::json;

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
}

/// Lists.
pub(crate) fn run(arguments: &List, program: &Program) -> Result<Exit, Failure> {
    let engine = opening::open(&program.global)?;
    let apps = engine.app_list(AppListInput { archived: arguments.archived })?;
    program.output.give(&json!({ "apps": apps }), || show::app::list(&apps))?;
    Ok(Exit::Done)
}
