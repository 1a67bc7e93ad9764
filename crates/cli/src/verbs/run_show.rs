//! `run show`: one run with all its steps, secrets sealed.

use clap::Args;
use credenza_core::flow::RunId;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{opening, show};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Number of the run
    run: i64,
}

/// Shows.
pub(crate) fn run(arguments: &Show, program: &Program) -> Result<Exit, Failure> {
    let engine = opening::open(&program.global)?;
    let run = engine.run_get(RunId(arguments.run)).map_err(Failure::of_run(arguments.run))?;
    program.output.give(&run, || show::run::whole(&run))?;
    Ok(Exit::Done)
}
