//! `token revoke`: ends a token at the server. In a terminal only a refresh token outlives the
//! command that got it, so that is what is ended; of a channel of LINE, any token.

use clap::Args;
use credenza_core::flow::Outcome;
use credenza_core::oauth::RevokedToken;
use credenza_core::tokens::TokenOwner;
use credenza_engine::views::channels::ChannelAsk;
use credenza_engine::views::held::TokenRevokeInput;

use super::channel;
use super::token_channel::{self, ChosenChannelToken};
use super::token_issue::{self, Teller, on_this_computer, until_stopped};
use super::token_refresh::Owner;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{app_name, opening, words};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Revoke {
    /// Number or exact name of the record
    app: String,
    /// End the refresh token that is kept; without it, an access token that this process holds,
    /// which a terminal never does
    #[arg(long)]
    refresh_token: bool,
    /// Whose refresh token; by default the member's, or else the one that nobody signed in for
    #[arg(long, value_enum, requires = "refresh_token")]
    of: Option<Owner>,
    #[command(flatten)]
    which: ChosenChannelToken,
    /// Where the sandbox answers, for a record of environment sandbox; this computer only
    #[arg(long, value_name = "URL")]
    sandbox_base: Option<String>,
}

/// Revokes. A refusal is a result like any other, and exit code 1.
pub(crate) fn run(arguments: &Revoke, program: &Program) -> Result<Exit, Failure> {
    let sandbox = arguments.sandbox_base.as_deref().map(on_this_computer).transpose()?;
    let engine = opening::open(&program.global)?;
    engine.set_sandbox_base(sandbox);
    if arguments.which.is_named() {
        let app_id = channel::named(&engine, &arguments.app)?;
        let token = arguments.which.token()?;
        channel::has(&engine, app_id, &token)?;
        let asked = ChannelAsk::Revoke { token };
        let run = token_channel::ask(&engine, app_id, asked, program.output)?;
        return token_issue::give_with(&run, None, program.output);
    }
    let app_id = app_name::find(&engine, &arguments.app)?.id;
    channel::refused(
        &engine,
        app_id,
        "name a token of the channel: --id N, or --token-file F --kind KIND",
    )?;
    let token = if arguments.refresh_token {
        RevokedToken::RefreshToken
    } else {
        RevokedToken::AccessToken
    };
    let input = TokenRevokeInput { app_id, token, owner: arguments.of.map(TokenOwner::from) };
    let teller = Teller::new(program.output);
    let events = |event| teller.tell(event);
    let run = until_stopped(&engine, app_id, engine.token_revoke(input, &events))?;
    let done = run.outcome == Outcome::Passed;
    if done && arguments.refresh_token {
        program.output.tell(words::held::ACCESS_TOKENS_UNKNOWN);
    }
    token_issue::give(&engine, &run, false, program.output)
}
