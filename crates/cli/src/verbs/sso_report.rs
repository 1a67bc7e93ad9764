//! `sso report`: the report of the last check, which the vault keeps; nothing is called.

use std::path::PathBuf;

use clap::Args;
use credenza_engine::views::customer_sso::SsoReportInput;
use serde::Serialize;

use super::sso_check::{Language, format_of, save};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{app_name, opening};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Report {
    /// Number or exact name of the record
    app: String,
    /// Write the report here: .md or .html; a file that is there is not overwritten
    file: PathBuf,
    /// Language of the report
    #[arg(long, value_enum, default_value = "en")]
    language: Language,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Written<'a> {
    file: &'a PathBuf,
}

/// Writes it.
pub(crate) fn run(arguments: &Report, program: &Program) -> Result<Exit, Failure> {
    let format = format_of(&arguments.file)?;
    let engine = opening::open(&program.global)?;
    let app_id = app_name::find(&engine, &arguments.app)?.id;
    let language = arguments.language.into();
    let text = engine.sso_report(SsoReportInput { app_id, language, format })?;
    save(&arguments.file, &text)?;
    let file = &arguments.file;
    program.output.give(&Written { file }, || format!("Written: {}", file.display()))?;
    Ok(Exit::Done)
}
