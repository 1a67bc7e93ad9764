//! `run list`: the newest runs.

use clap::Args;
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{app_name, opening, show};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only those of this record: number or exact name
    #[arg(long)]
    app: Option<String>,
}

/// Lists.
pub(crate) fn run(arguments: &List, program: &Program) -> Result<Exit, Failure> {
    let engine = opening::open(&program.global)?;
    let app = arguments.app.as_deref().map(|app| app_name::find(&engine, app)).transpose()?;
    let runs = engine.run_list(app.map(|app| app.id))?;
    program.output.give(&json!({ "runs": runs }), || show::run::list(&runs))?;
    Ok(Exit::Done)
}
