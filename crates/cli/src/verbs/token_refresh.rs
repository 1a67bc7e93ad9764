//! `token refresh`: a new access token for the refresh token that is held, told while it happens.

use clap::{Args, ValueEnum};
use credenza_core::apps::AppId;
use credenza_core::flow::Run;
use credenza_core::tokens::TokenOwner;
use credenza_engine::Engine;
use credenza_engine::views::held::TokenRefreshInput;

use super::channel;
use super::token_issue::{self, Teller, on_this_computer, until_stopped};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::program::Program;
use crate::{app_name, opening};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Refresh {
    /// Number or exact name of the record
    app: String,
    /// Whose refresh token; by default the member's, or else the one that nobody signed in for
    #[arg(long, value_enum)]
    of: Option<Owner>,
    /// Give the access token itself; otherwise it is never shown
    #[arg(long)]
    show_token: bool,
    /// Where the sandbox answers, for a record of environment sandbox; this computer only
    #[arg(long, value_name = "URL")]
    sandbox_base: Option<String>,
}

/// In whose name a token speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Owner {
    /// A member who signed in
    Member,
    /// The app's service account
    ServiceAccount,
    /// The client itself, at a server where nobody signed in
    Client,
}

impl From<Owner> for TokenOwner {
    fn from(owner: Owner) -> Self {
        match owner {
            Owner::Member => Self::Member,
            Owner::ServiceAccount => Self::ServiceAccount,
            Owner::Client => Self::Client,
        }
    }
}

/// Refreshes. A refusal is a result like any other, and exit code 1.
pub(crate) fn run(arguments: &Refresh, program: &Program) -> Result<Exit, Failure> {
    let sandbox = arguments.sandbox_base.as_deref().map(on_this_computer).transpose()?;
    let engine = opening::open(&program.global)?;
    engine.set_sandbox_base(sandbox);
    let app_id = app_name::find(&engine, &arguments.app)?.id;
    let instead =
        "a channel of LINE has no refresh tokens; `credenza token issue --kind` gets a new token";
    channel::refused(&engine, app_id, instead)?;
    let run = refresh(&engine, app_id, arguments.of, program.output)?;
    token_issue::give(&engine, &run, arguments.show_token, program.output)
}

fn refresh(
    engine: &Engine,
    app_id: AppId,
    owner: Option<Owner>,
    output: Output,
) -> Result<Run, Failure> {
    let teller = Teller::new(output);
    let events = |event| teller.tell(event);
    let input = TokenRefreshInput { app_id, owner: owner.map(TokenOwner::from) };
    until_stopped(engine, app_id, engine.token_refresh(input, &events))
}
