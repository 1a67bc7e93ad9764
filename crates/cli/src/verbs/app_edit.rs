//! `app edit`: changes what is named. An edit that crosses another one is found by the version.

use clap::Args;
use credenza_engine::views::apps::AppUpdateInput;

use crate::app_fields::Fields;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{app_name, opening, secret_input, show};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// Number or exact name of the record
    app: String,
    /// Refuse unless the record still has this version
    #[arg(long, value_name = "N")]
    record_version: Option<u32>,
    /// New app name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    fields: Box<Fields>,
}

/// Edits.
pub(crate) fn run(arguments: &Edit, program: &Program) -> Result<Exit, Failure> {
    let file = arguments.fields.client_secret_file.as_deref();
    let secret = file.map(secret_input::from_file).transpose()?;
    let engine = opening::open(&program.global)?;
    let before = engine.app_get(app_name::find(&engine, &arguments.app)?.id)?;
    let mut draft = before.draft.clone();
    if let Some(name) = &arguments.name {
        draft.name.clone_from(name);
    }
    arguments.fields.apply_with(&engine, &mut draft)?;
    if draft == before.draft && secret.is_none() {
        let reason = "nothing is named that would change".to_owned();
        return Err(Failure::Input { field: "app edit", reason });
    }
    let version = arguments.record_version.unwrap_or(before.version);
    // Also without another change: the version is what finds a crossing edit.
    let mut app = engine.app_update(&AppUpdateInput { id: before.id, version, draft })?;
    if let Some(secret) = &secret {
        app = engine.secret_set(before.id, secret)?;
    }
    program.output.give(&app, || show::app::detail(&app, &[]))?;
    Ok(Exit::Done)
}
