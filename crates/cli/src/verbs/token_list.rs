//! `token list`: what is held for the records, never the tokens. In a terminal that is refresh
//! tokens: every other token ends with the command that got it.

use clap::Args;
use credenza_engine::views::held::TokenListInput;
use serde_json::json;

use super::{channel, token_channel};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{app_name, opening, show};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only those of this record: number or exact name
    app: Option<String>,
}

/// Lists.
pub(crate) fn run(arguments: &List, program: &Program) -> Result<Exit, Failure> {
    let engine = opening::open(&program.global)?;
    let app = arguments.app.as_deref().map(|app| app_name::find(&engine, app)).transpose()?;
    if let Some(app) = app.as_ref().filter(|app| channel::is_channel(&engine, app.id)) {
        return token_channel::list(&engine, app.id, program.output);
    }
    let rows = engine.token_list(TokenListInput { app_id: app.map(|app| app.id) })?;
    program.output.give(&json!({ "tokens": rows }), || show::held::list(&rows))?;
    Ok(Exit::Done)
}
