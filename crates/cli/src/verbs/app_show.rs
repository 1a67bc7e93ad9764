//! `app show`: one record with everything but its secrets.

use clap::Args;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{app_name, opening, show};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Number or exact name of the record
    app: String,
}

/// Shows.
pub(crate) fn run(arguments: &Show, program: &Program) -> Result<Exit, Failure> {
    let engine = opening::open(&program.global)?;
    let app = engine.app_get(app_name::find(&engine, &arguments.app)?.id)?;
    program.output.give(&app, || show::app::detail(&app))?;
    Ok(Exit::Done)
}
