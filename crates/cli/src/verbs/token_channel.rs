//! Channel access tokens of LINE in the terminal: `token issue --kind`, `token verify`,
//! `token revoke --id` and `token key-ids`, each one run; and the ledger for `token list`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use credenza_core::Secret;
use credenza_core::apps::AppId;
use credenza_core::flow::Run;
use credenza_core::line::{Authentication, TokenKind};
use credenza_engine::Engine;
use credenza_engine::views::channels::{
    ChannelAsk, ChannelItemInput, ChannelRunInput, ChannelTokenView, ChosenToken,
};
use serde_json::json;

use super::channel;
use super::token_issue::{Teller, give_with, on_this_computer, until_stopped};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::program::Program;
use crate::show::columns::table;
use crate::{local_time, opening, secret_input};

/// Seconds of a day.
const DAY: i64 = 86_400;

/// Options of `token issue` for a channel of LINE.
#[derive(Debug, Args)]
#[command(next_help_heading = "With a channel of LINE")]
pub(crate) struct ChannelIssue {
    /// Kind of channel access token; v2.1 and short-lived use one of the channel's 30 places
    #[arg(long, value_enum, conflicts_with = "grant")]
    kind: Option<Issued>,
    /// How the channel shows who it is, for a stateless token
    #[arg(long, value_enum, requires = "kind")]
    auth: Option<Auth>,
    /// Life of a token of v2.1: days (30d), hours (12h) or seconds; 30 days at most
    #[arg(long, value_name = "TIME", requires = "kind", value_parser = life)]
    lifetime: Option<i64>,
}

/// A kind that is issued by a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Issued {
    Stateless,
    #[value(name = "v2.1")]
    V21,
    ShortLived,
    /// Known, so that who asks for it is told where it comes from, and not sent to another kind.
    #[value(name = "long-lived", hide = true)]
    LongLived,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Auth {
    Secret,
    Assertion,
}

/// Any kind, by its name in commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    #[value(name = "v2.1")]
    V21,
    Stateless,
    ShortLived,
    LongLived,
}

/// A token of the ledger, or one in a file.
#[derive(Debug, Args)]
pub(crate) struct ChosenChannelToken {
    /// Number of a token in `token list`
    #[arg(long, value_name = "N", conflicts_with = "token_file")]
    id: Option<i64>,
    /// File with a token; - for standard input
    #[arg(long, value_name = "F", requires = "kind")]
    token_file: Option<PathBuf>,
    /// Kind of the token in the file
    #[arg(long, value_enum)]
    kind: Option<Kind>,
}

/// Options of `token verify`.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// Number or exact name of the record
    app: String,
    #[command(flatten)]
    which: ChosenChannelToken,
    /// Where the sandbox answers, for a record at the sandbox; this computer only
    #[arg(long, value_name = "URL")]
    sandbox_base: Option<String>,
}

/// Options of `token key-ids`.
#[derive(Debug, Args)]
pub(crate) struct KeyIds {
    /// Number or exact name of the record
    app: String,
    /// Where the sandbox answers, for a record at the sandbox; this computer only
    #[arg(long, value_name = "URL")]
    sandbox_base: Option<String>,
}

impl ChannelIssue {
    /// What is asked; `None` where no kind is named.
    pub(super) fn ask(&self) -> Result<Option<ChannelAsk>, Failure> {
        let Some(kind) = self.kind else { return Ok(None) };
        let only = |field: &'static str, kind: &str| {
            Err(Failure::Input { field, reason: format!("belongs to --kind {kind} only") })
        };
        if self.auth.is_some() && kind != Issued::Stateless {
            return only("--auth", "stateless");
        }
        if self.lifetime.is_some() && kind != Issued::V21 {
            return only("--lifetime", "v2.1");
        }
        Ok(Some(match kind {
            Issued::Stateless => ChannelAsk::Stateless {
                by: match self.auth {
                    Some(Auth::Assertion) => Authentication::Assertion,
                    Some(Auth::Secret) | None => Authentication::Secret,
                },
            },
            Issued::V21 => ChannelAsk::V21 { life_seconds: self.lifetime.unwrap_or(30 * DAY) },
            Issued::ShortLived => ChannelAsk::ShortLived,
            Issued::LongLived => {
                let reason =
                    "a long-lived token is issued in LINE Developers Console alone (Messaging \
                    API tab); add it to the channel's list in the window"
                        .to_owned();
                return Err(Failure::Input { field: "--kind", reason });
            }
        }))
    }
}

impl ChosenChannelToken {
    /// Whether a token was named.
    pub(super) fn is_named(&self) -> bool {
        self.id.is_some() || self.token_file.is_some()
    }

    /// The token that was named.
    pub(super) fn token(&self) -> Result<ChosenToken, Failure> {
        match (self.id, &self.token_file, self.kind) {
            (Some(id), _, _) => Ok(ChosenToken::Held { id }),
            (None, Some(file), Some(kind)) => Ok(ChosenToken::Pasted {
                text: secret_input::from_file(file)?,
                token_kind: kind.into(),
            }),
            _ => {
                let reason = "name a token of `token list`, or --token-file with --kind".to_owned();
                Err(Failure::Input { field: "--id", reason })
            }
        }
    }
}

impl From<Kind> for TokenKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::V21 => Self::V21,
            Kind::Stateless => Self::Stateless,
            Kind::ShortLived => Self::ShortLived,
            Kind::LongLived => Self::LongLived,
        }
    }
}

/// Days, hours or seconds.
fn life(text: &str) -> Result<i64, String> {
    let (number, unit) = match text.strip_suffix('d') {
        Some(days) => (days, DAY),
        None => text.strip_suffix('h').map_or((text, 1), |hours| (hours, 3_600)),
    };
    let number: i64 = number.parse().map_err(|_| "such as 30d, 12h or 3600".to_owned())?;
    number.checked_mul(unit).ok_or_else(|| "too long".to_owned())
}

/// Asks LINE, telling each step; Ctrl-C stops it.
pub(super) fn ask(
    engine: &Engine,
    app_id: AppId,
    ask: ChannelAsk,
    output: Output,
) -> Result<Run, Failure> {
    let teller = Teller::new(output);
    let events = |event| teller.tell(event);
    let input = ChannelRunInput { app_id, ask };
    until_stopped(engine, app_id, engine.channel_run(input, &events))
}

/// Gives what an issuing run came to, with the token where it is to be shown.
pub(super) fn give_issued(
    engine: &Engine,
    run: &Run,
    show_token: bool,
    output: Output,
) -> Result<Exit, Failure> {
    let tokens = engine.channel_get(run.app_id)?.tokens;
    let issued = tokens.into_iter().find(|token| token.run_id == Some(run.id));
    let token = match issued.filter(|_| show_token) {
        Some(token) => {
            let input = ChannelItemInput { app_id: run.app_id, id: token.id };
            Some(Secret::new(engine.channel_token_reveal(input)?.value))
        }
        None => None,
    };
    give_with(run, token.as_ref(), output)
}

/// Verifies.
pub(crate) fn verify(arguments: &Verify, program: &Program) -> Result<Exit, Failure> {
    let token = arguments.which.token()?;
    let sandbox = arguments.sandbox_base.as_deref().map(on_this_computer).transpose()?;
    let engine = opening::open(&program.global)?;
    engine.set_sandbox_base(sandbox);
    let app_id = channel::named(&engine, &arguments.app)?;
    channel::has(&engine, app_id, &token)?;
    let run = ask(&engine, app_id, ChannelAsk::Verify { token }, program.output)?;
    give_with(&run, None, program.output)
}

/// Lists the key IDs that LINE has, and whose they are.
pub(crate) fn key_ids(arguments: &KeyIds, program: &Program) -> Result<Exit, Failure> {
    let sandbox = arguments.sandbox_base.as_deref().map(on_this_computer).transpose()?;
    let engine = opening::open(&program.global)?;
    engine.set_sandbox_base(sandbox);
    let app_id = channel::named(&engine, &arguments.app)?;
    let run = ask(&engine, app_id, ChannelAsk::KeyIds { key: None }, program.output)?;
    let Some(listed) = engine.channel_get(app_id)?.listed else {
        return give_with(&run, None, program.output);
    };
    let rows = listed.key_ids.iter().map(|row| {
        let whose = row.token_id.map_or("issued elsewhere".to_owned(), |id| format!("token {id}"));
        [row.key_id.clone(), whose]
    });
    let count = listed.key_ids.len();
    program.output.give(&json!({ "keyIds": listed.key_ids }), || {
        format!("{}\n{count} of 30", table(["KEY ID", "WHOSE"], rows.collect()))
    })?;
    Ok(Exit::Done)
}

/// The ledger of a channel.
pub(super) fn list(engine: &Engine, id: AppId, output: Output) -> Result<Exit, Failure> {
    let tokens = engine.channel_get(id)?.tokens;
    let row = |token: &ChannelTokenView| {
        [
            token.id.to_string(),
            word(&token.kind),
            word(&token.state),
            token.key_id.clone().unwrap_or_else(|| "-".to_owned()),
            token.ends_at.map_or("-".to_owned(), local_time::seconds),
        ]
    };
    let rows = tokens.iter().map(row).collect();
    output.give(&json!({ "tokens": tokens }), || {
        table(["ID", "KIND", "STATE", "KEY ID", "ENDS"], rows)
    })?;
    Ok(Exit::Done)
}

/// A choice by its name in JSON.
fn word(choice: &impl serde::Serialize) -> String {
    let word = serde_json::to_value(choice).ok();
    word.and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::life;

    #[test]
    fn a_life_is_days_hours_or_seconds() {
        assert_eq!(life("30d"), Ok(2_592_000));
        assert_eq!(life("12h"), Ok(43_200));
        assert_eq!(life("3600"), Ok(3_600));
        for bad in ["", "d", "30 d", "1w", "9999999999999999999d"] {
            assert!(life(bad).is_err(), "{bad}");
        }
    }
}
