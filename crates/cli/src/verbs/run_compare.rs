//! `run compare`: two runs side by side, what changed first.

use clap::Args;
use credenza_core::flow::RunId;
use credenza_engine::views::runs::RunCompareInput;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{opening, show};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// Number of a run
    run: i64,
    /// Number of the other run; by default the last one of the same app that worked before
    other: Option<i64>,
}

/// Compares.
pub(crate) fn run(arguments: &Compare, program: &Program) -> Result<Exit, Failure> {
    let engine = opening::open(&program.global)?;
    for number in arguments.other.into_iter().chain([arguments.run]) {
        engine.run_get(RunId(number)).map_err(Failure::of_run(number))?;
    }
    let input = RunCompareInput { from: arguments.other.map(RunId), to: RunId(arguments.run) };
    let view = engine.run_compare(input)?;
    program.output.give(&view, || show::comparison::whole(&view))?;
    Ok(Exit::Done)
}
