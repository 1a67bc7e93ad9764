//! `token userinfo`: asks the OpenID provider of a record who signed in, with an access token from a
//! file: a terminal holds none.

use std::path::PathBuf;

use clap::Args;
use credenza_engine::views::held::TokenUserinfoInput;

use super::token_issue::{self, Teller, until_stopped};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{app_name, opening, secret_input};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Userinfo {
    /// Number or exact name of the record
    app: String,
    /// File with the access token; - for standard input
    #[arg(long, value_name = "F")]
    token_file: PathBuf,
}

/// Asks. A refusal is a result like any other, and exit code 1.
pub(crate) fn run(arguments: &Userinfo, program: &Program) -> Result<Exit, Failure> {
    let pasted = Some(secret_input::from_file(&arguments.token_file)?);
    let engine = opening::open(&program.global)?;
    let app_id = app_name::find(&engine, &arguments.app)?.id;
    let teller = Teller::new(program.output);
    let events = |event| teller.tell(event);
    let asked = engine.token_userinfo(TokenUserinfoInput { app_id, pasted }, &events);
    let run = until_stopped(&engine, app_id, asked)?;
    token_issue::give(&engine, &run, false, program.output)
}
