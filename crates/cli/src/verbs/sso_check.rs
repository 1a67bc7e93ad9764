//! `sso check`: a customer's server held to the written rules, call by call; for people and for a
//! CI job.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use credenza_core::customer_sso::{CheckEvent, Conformance};
use credenza_engine::customer_sso::{ReportFormat, ReportLanguage};
use credenza_engine::views::customer_sso::{SsoCheckInput, SsoReportInput};
use credenza_engine::{Engine, Error};

use super::sso_run::{SignIn, begun, signed_in};
use super::token_issue::{on_this_computer, runtime};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::program::Program;
use crate::{app_name, new_file, opening, show, sso_account, sso_option};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Number or exact name of the record
    app: String,
    /// Rounds of proper calls, for the slowest and the 95th percentile
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    repeat: u32,
    /// Sign in in a browser first, so that the way back is judged as well
    #[arg(long)]
    web: bool,
    #[command(flatten)]
    sign_in: SignIn,
    /// Address of a test account of the record, or a JSON file with email, password and
    /// expectedUser of one; - for standard input
    #[arg(long, value_name = "EMAIL|F")]
    account: Option<String>,
    /// Write the report here: .md or .html; a file that is there is not overwritten
    #[arg(long, value_name = "F")]
    report: Option<PathBuf>,
    /// Language of the report
    #[arg(long, value_enum, default_value = "en")]
    language: Language,
    /// Where the sandbox answers, for a practice record; this computer only
    #[arg(long, value_name = "URL")]
    sandbox_base: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Language {
    En,
    Ja,
}

impl From<Language> for ReportLanguage {
    fn from(language: Language) -> Self {
        match language {
            Language::En => ReportLanguage::English,
            Language::Ja => ReportLanguage::Japanese,
        }
    }
}

/// Checks. A line that failed is exit code 1.
pub(crate) fn run(arguments: &Check, program: &Program) -> Result<Exit, Failure> {
    let sandbox = arguments.sandbox_base.as_deref().map(on_this_computer).transpose()?;
    let account = arguments.account.as_deref().map(sso_account::chosen).transpose()?;
    let format = arguments.report.as_deref().map(format_of).transpose()?;
    arguments.report.as_deref().map(new_file::try_out).transpose()?;
    let engine = opening::open(&program.global)?;
    engine.set_sandbox_base(sandbox);
    let app_id = app_name::find(&engine, &arguments.app)?.id;
    let app = engine.app_get(app_id)?;
    let practice = app.draft.service.customer_sso().is_some_and(|sso| sso.practice);
    let returned = match arguments.web {
        true => {
            let begin = begun(app_id, false, &arguments.sign_in, account.as_ref());
            Some(signed_in(&engine, begin, program.output)?)
        }
        false => None,
    };
    let input = SsoCheckInput { app_id, repeat: arguments.repeat, sign_in: false, account };
    let events = |event| tell(program.output, event, practice);
    let checked = until_stopped(&engine, app_id, engine.sso_check(input, returned, &events));
    let found = checked.map_err(sso_option::named)?;
    program.output.give(&found, || show::sso::conformance(&found))?;
    if let (Some(path), Some(format)) = (&arguments.report, format) {
        let language = arguments.language.into();
        let text = engine.sso_report(SsoReportInput { app_id, language, format })?;
        save(path, &text)?;
    }
    Ok(if found.counts.failed > 0 { Exit::Refused } else { Exit::Done })
}

fn tell(output: Output, event: CheckEvent, practice: bool) {
    match event {
        CheckEvent::Planned { calls } => output.tell(&show::sso::plan(&calls, practice)),
        CheckEvent::Called { call, .. } => output.tell(&show::sso::call(&call)),
        CheckEvent::Calling { .. } => {}
    }
}

pub(super) fn format_of(path: &Path) -> Result<ReportFormat, Failure> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "md" | "markdown" => Ok(ReportFormat::Markdown),
        "html" | "htm" => Ok(ReportFormat::Html),
        _ => {
            let reason = "a report ends in .md or .html".to_owned();
            Err(Failure::Input { field: "--report", reason })
        }
    }
}

pub(super) fn save(path: &Path, text: &str) -> Result<(), Failure> {
    let mut file = new_file::reserve(path)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.map_err(|error| Failure::File { path: path.to_owned(), kind: error.kind() })
}

/// Waits for a check; Ctrl-C stops it, and what was found until then is given.
fn until_stopped(
    engine: &Engine,
    app: credenza_core::apps::AppId,
    check: impl Future<Output = Result<Conformance, Error>>,
) -> Result<Conformance, Failure> {
    let found: Result<Conformance, Error> = runtime()?.block_on(async {
        let mut check = std::pin::pin!(check);
        tokio::select! {
            found = &mut check => found,
            _ = tokio::signal::ctrl_c() => {
                engine.token_cancel(app);
                check.await
            }
        }
    });
    Ok(found?)
}
