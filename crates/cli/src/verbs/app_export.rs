//! `app export`: records as CSV or JSON, without secrets and keys.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use credenza_core::apps::AppId;
use credenza_core::apps::transfer::ListFormat;
use credenza_core::jwt::read::visible;
use credenza_engine::Engine;
use credenza_engine::views::apps::AppListInput;
use credenza_engine::views::transfer::ExportInput;
use serde_json::{Value, json};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::written;
use crate::program::Program;
use crate::{app_name, new_file, opening};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Numbers or exact names of records; all records in use without any
    #[arg(value_name = "APP")]
    apps: Vec<String>,
    /// The records that were put away as well
    #[arg(long, conflicts_with = "apps")]
    all: bool,
    /// How the list is written; by default as the name of the file ends, else csv
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// New file to write; standard output without it
    #[arg(long, value_name = "F")]
    output: Option<PathBuf>,
}

/// How the list is written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For spreadsheets
    Csv,
    /// For programs
    Json,
}

/// Exports.
pub(crate) fn run(arguments: &Export, program: &Program) -> Result<Exit, Failure> {
    let engine = opening::open(&program.global)?;
    let ids = chosen(&engine, arguments)?;
    let (count, format) = (ids.len(), format(arguments, program.output.json));
    let text = engine.export_text(&ExportInput { ids, format })?;
    match &arguments.output {
        Some(file) => {
            write_new(file, &text)?;
            let told =
                json!({"file": file.display().to_string(), "format": format, "count": count});
            let line = || format!("{count} written to {}", file.display());
            program.output.give(&told, line)?;
        }
        None if program.output.json => {
            let object: Value = serde_json::from_str(&text).map_err(|_| Failure::Output)?;
            program.output.give(&object, String::new)?;
        }
        None => write_out(&text)?,
    }
    Ok(Exit::Done)
}

fn chosen(engine: &Engine, arguments: &Export) -> Result<Vec<AppId>, Failure> {
    if !arguments.apps.is_empty() {
        let id = |wanted: &String| app_name::find(engine, wanted).map(|app| app.id);
        return arguments.apps.iter().map(id).collect();
    }
    let mut apps = engine.app_list(AppListInput { archived: false })?;
    if arguments.all {
        apps.extend(engine.app_list(AppListInput { archived: true })?);
    }
    Ok(apps.into_iter().map(|app| app.id).collect())
}

fn format(arguments: &Export, json: bool) -> ListFormat {
    let ending = arguments.output.as_deref().and_then(Path::extension);
    match arguments.format {
        Some(Format::Csv) => ListFormat::Csv,
        Some(Format::Json) => ListFormat::Json,
        None if ending.is_some_and(|ending| ending.eq_ignore_ascii_case("json")) => {
            ListFormat::Json
        }
        // One object on standard output: the list itself.
        None if json && arguments.output.is_none() => ListFormat::Json,
        None => ListFormat::Csv,
    }
}

/// A file that is there is never overwritten; a new one is for its owner only.
fn write_new(file: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::File { path: file.to_owned(), kind: error.kind() };
    let mut opened = new_file::reserve(file)?;
    opened.write_all(text.as_bytes()).and_then(|()| opened.sync_all()).map_err(failed)
}

/// Exactly the file, unless a terminal would read its characters as commands (security.md W8).
fn write_out(text: &str) -> Result<(), Failure> {
    let mut stream = io::stdout().lock();
    let shown = match stream.is_terminal() {
        true => text.lines().map(|line| visible(line) + "\n").collect(),
        false => text.to_owned(),
    };
    written(stream.write_all(shown.as_bytes()).and_then(|()| stream.flush()))
}
