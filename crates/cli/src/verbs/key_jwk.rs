//! `key jwk`: the public half of a channel's assertion key as LINE's console takes it; makes a new
//! pair, and takes the kid back. A private JWK is never given out.

use clap::{Args, ValueEnum};
use credenza_engine::views::channels::{ChannelKeyNameInput, ChannelView};
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{app_name, opening};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Jwk {
    /// Number or exact name of the record, a channel of LINE
    app: String,
    /// Who takes it
    #[arg(long, value_enum, value_name = "WHO")]
    r#for: For,
    /// Make a new pair first
    #[arg(long, conflicts_with = "kid")]
    new: bool,
    /// Note the kid that LINE's console gave to the newest key
    #[arg(long, value_name = "KID")]
    kid: Option<String>,
    /// With --kid: in place of another kid that is noted for this key
    #[arg(long, requires = "kid")]
    replace: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum For {
    /// LINE Developers Console, Assertion Signing Key
    Line,
}

/// Gives the public JWK of the newest key.
pub(crate) fn run(arguments: &Jwk, program: &Program) -> Result<Exit, Failure> {
    let For::Line = arguments.r#for;
    let engine = opening::open(&program.global)?;
    let id = app_name::find(&engine, &arguments.app)?.id;
    let mut view =
        if arguments.new { engine.channel_key_make(id)? } else { engine.channel_get(id)? };
    if let (Some(kid), Some(key)) = (&arguments.kid, view.keys.first()) {
        keeps_name(&key.kid, kid, arguments.replace)?;
        let input = ChannelKeyNameInput { app_id: id, id: key.id, kid: kid.clone() };
        view = engine.channel_key_name(&input)?;
    }
    let (kid, jwk) = newest(&view)?;
    program.output.give(&json!({ "kid": kid, "jwk": jwk }), || jwk.trim_end().to_owned())?;
    Ok(Exit::Done)
}

/// A kid that is noted is what LINE knows the key by: no other takes its place unasked.
pub(super) fn keeps_name(noted: &str, kid: &str, replace: bool) -> Result<(), Failure> {
    if replace || noted.is_empty() || noted == kid.trim() {
        return Ok(());
    }
    let reason = format!("the key is noted as {noted}; --replace takes the new kid in its place");
    Err(Failure::Input { field: "--kid", reason })
}

fn newest(view: &ChannelView) -> Result<(String, String), Failure> {
    let lacking = |reason: &str| Failure::Input { field: "APP", reason: reason.to_owned() };
    let key =
        view.keys.first().ok_or_else(|| lacking("the channel has no key; --new makes one"))?;
    let jwk = key.public_jwk.clone();
    let jwk = jwk.ok_or_else(|| lacking("LINE takes RSA keys of 2048 bits only"))?;
    Ok((key.kid.clone(), jwk))
}
