//! `app import`: adds the records of a CSV or JSON list, or tells what it would add.

use std::path::{Path, PathBuf};

use clap::Args;
use credenza_core::apps::transfer::{
    ImportLine, ImportVerdict, LARGEST_FILE, ListFormat, TextEncoding,
};
use credenza_engine::views::transfer::{ImportHandleInput, ImportPreviewView, ImportedView};
use credenza_engine::{Engine, Error};
use serde::Serialize;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{opening, secret_input, show};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// CSV or JSON file; - for standard input
    file: PathBuf,
    /// Only tell what would happen
    #[arg(long)]
    dry_run: bool,
}

/// What was done, or would be.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Imported {
    pub(crate) file: String,
    pub(crate) format: ListFormat,
    pub(crate) encoding: TextEncoding,
    pub(crate) dry_run: bool,
    pub(crate) not_read: Vec<String>,
    pub(crate) added: Vec<ImportedView>,
    pub(crate) lines: Vec<ImportLine>,
}

/// Imports. A refused record does not keep the others out; it shows in the exit code.
pub(crate) fn run(arguments: &Import, program: &Program) -> Result<Exit, Failure> {
    let engine = opening::open(&program.global)?;
    let preview = offered(&engine, &arguments.file)?;
    let mut imported = Imported {
        file: preview.file_name,
        format: preview.format,
        encoding: preview.encoding,
        dry_run: arguments.dry_run,
        not_read: preview.not_read,
        added: Vec::new(),
        lines: preview.lines,
    };
    if !arguments.dry_run {
        let report = engine.import_apply(ImportHandleInput { handle: preview.handle })?;
        (imported.added, imported.lines) = (report.added, report.lines);
    }
    program.output.give(&imported, || show::import::text(&imported))?;
    let refused = |line: &ImportLine| matches!(line.verdict, ImportVerdict::Refused(_));
    Ok(if imported.lines.iter().any(refused) { Exit::Refused } else { Exit::Done })
}

fn offered(engine: &Engine, file: &Path) -> Result<ImportPreviewView, Failure> {
    if file == Path::new("-") {
        let bytes = secret_input::bytes_from_file(file, LARGEST_FILE)?;
        // Exposed to be read as a list: what comes from standard input is taken as secret.
        return Ok(engine.import_offer("-", bytes.expose())?);
    }
    engine.import_offer_file(file).map_err(|error| match error {
        Error::File(kind) => Failure::File { path: file.to_owned(), kind },
        other => other.into(),
    })
}
