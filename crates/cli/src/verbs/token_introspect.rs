//! `token introspect`: asks the server whether a token holds. In a terminal only a refresh token
//! outlives the command that got it; another token comes from a file.

use std::path::PathBuf;

use clap::Args;
use credenza_core::oauth::RevokedToken;
use credenza_core::tokens::TokenOwner;
use credenza_engine::views::held::TokenIntrospectInput;

use super::channel;
use super::token_issue::{self, Teller, until_stopped};
use super::token_refresh::Owner;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{app_name, opening, secret_input};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Introspect {
    /// Number or exact name of the record
    app: String,
    /// File with an access token to ask about; - for standard input. Without it, the refresh token
    /// that is kept
    #[arg(long, value_name = "F")]
    token_file: Option<PathBuf>,
    /// Whose refresh token; by default the member's, or else the one that nobody signed in for
    #[arg(long, value_enum, conflicts_with = "token_file")]
    of: Option<Owner>,
}

/// Asks. A refusal is a result like any other, and exit code 1.
pub(crate) fn run(arguments: &Introspect, program: &Program) -> Result<Exit, Failure> {
    let pasted = arguments.token_file.as_deref().map(secret_input::from_file).transpose()?;
    let engine = opening::open(&program.global)?;
    let app_id = app_name::find(&engine, &arguments.app)?.id;
    let instead = "a channel of LINE has no introspection; `credenza token verify` asks whether a token holds";
    channel::refused(&engine, app_id, instead)?;
    let token = match pasted {
        Some(_) => RevokedToken::AccessToken,
        None => RevokedToken::RefreshToken,
    };
    let owner = arguments.of.map(TokenOwner::from);
    let input = TokenIntrospectInput { app_id, token, owner, pasted };
    let teller = Teller::new(program.output);
    let events = |event| teller.tell(event);
    let run = until_stopped(&engine, app_id, engine.token_introspect(input, &events))?;
    token_issue::give(&engine, &run, false, program.output)
}
