//! `app show`: one record with everything but its secrets.

use clap::Args;
use credenza_engine::views::apps::AppDetailView;
use credenza_engine::views::channels::ChannelKeyView;
use serde::Serialize;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{app_name, opening, show};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Number or exact name of the record
    app: String,
}

/// A record, and what a channel of LINE has beside it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown<'a> {
    #[serde(flatten)]
    app: &'a AppDetailView,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel_keys: Option<&'a [ChannelKeyView]>,
}

/// Shows.
pub(crate) fn run(arguments: &Show, program: &Program) -> Result<Exit, Failure> {
    let engine = opening::open(&program.global)?;
    let app = engine.app_get(app_name::find(&engine, &arguments.app)?.id)?;
    let channel = app.draft.service.line_channel().map(|_| engine.channel_get(app.id));
    let channel_keys = channel.transpose()?.map(|channel| channel.keys);
    let shown = Shown { app: &app, channel_keys: channel_keys.as_deref() };
    let text = || show::app::detail(&app, channel_keys.as_deref().unwrap_or_default());
    program.output.give(&shown, text)?;
    Ok(Exit::Done)
}
