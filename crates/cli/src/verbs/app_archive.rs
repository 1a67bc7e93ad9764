//! `app archive`: puts a record away, or takes it back.

use clap::Args;
use credenza_engine::views::apps::AppArchiveInput;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{app_name, opening};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Archive {
    /// Number or exact name of the record
    app: String,
    /// Take it back
    #[arg(long)]
    restore: bool,
}

/// Archives or restores.
pub(crate) fn run(arguments: &Archive, program: &Program) -> Result<Exit, Failure> {
    let engine = opening::open(&program.global)?;
    let id = app_name::find(&engine, &arguments.app)?.id;
    let app = engine.app_archive(AppArchiveInput { id, archived: !arguments.restore })?;
    let done = if arguments.restore { "Taken back" } else { "Put away" };
    program.output.give(&app, || format!("{done}: {} {}", id.0, app.draft.name))?;
    Ok(Exit::Done)
}
