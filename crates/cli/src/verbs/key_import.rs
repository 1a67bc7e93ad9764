//! `key import`: reads a private key and seals it in a record.

use std::path::{Path, PathBuf};

use clap::Args;
use credenza_core::Secret;
use credenza_core::keys::{KeyError, MAX_FILE_BYTES};
use credenza_engine::views::apps::AppDetailView;
use credenza_engine::views::keys::{CandidateState, KeyCandidateView};
use credenza_engine::{Engine, Error};
use serde::Serialize;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::show::key::{KeyObject, rows};
use crate::{app_name, opening, secret_input};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Number or exact name of the record
    app: String,
    /// The key file; - for standard input. It stays where it is
    file: PathBuf,
    /// File with the passphrase of an encrypted key; - for standard input
    #[arg(long, value_name = "F")]
    key_passphrase_file: Option<PathBuf>,
    /// Replace another key that the record has; LINE WORKS ends the old one when it issues anew
    #[arg(long)]
    replace: bool,
    /// Delete the file once the key is in the vault
    #[arg(long)]
    delete_file: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Imported<'a> {
    id: i64,
    name: &'a str,
    key: KeyObject<'a>,
    replaced: Option<String>,
    stored_as: Option<&'a str>,
    file_readable_by_others: bool,
    file_deleted: bool,
}

/// Imports.
pub(crate) fn run(arguments: &Import, program: &Program) -> Result<Exit, Failure> {
    let key_passphrase =
        arguments.key_passphrase_file.as_deref().map(secret_input::from_file).transpose()?;
    let engine = opening::open(&program.global)?;
    let before = engine.app_get(app_name::find(&engine, &arguments.app)?.id)?;
    let offered = offer(&engine, &arguments.file)?;
    let candidate = unlocked(&engine, offered, key_passphrase.as_ref())?;
    if candidate.state == CandidateState::Refused {
        // The whole report goes along, so that the failure can name what the file is.
        return Err(Error::Key(KeyError::Refused(Box::new(candidate.report))).into());
    }
    let replaced = replaced(&before, &candidate);
    if let (Some(present), false) = (&replaced, arguments.replace) {
        let (name, present) = (before.draft.name, present.clone());
        return Err(Failure::WouldReplace { name, present });
    }
    engine.key_import(before.id, candidate.handle)?;
    if arguments.delete_file {
        engine.key_file_delete(before.id)?;
    }
    let imported = Imported {
        id: before.id.0,
        name: &before.draft.name,
        key: KeyObject::of(&candidate.report),
        replaced,
        stored_as: candidate.stored_as.as_deref(),
        file_readable_by_others: candidate.readable_by_others && !arguments.delete_file,
        file_deleted: arguments.delete_file,
    };
    program.output.give(&imported, || text(&imported, &candidate, &arguments.file))?;
    Ok(Exit::Done)
}

fn offer(engine: &Engine, file: &Path) -> Result<KeyCandidateView, Failure> {
    if file != Path::new("-") {
        // Absolute, so that the vault can say later where the file lies.
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        return engine.key_offer_file(&file).map_err(|error| match error {
            Error::File(kind) => Failure::File { path: file, kind },
            other => other.into(),
        });
    }
    let bytes = secret_input::bytes_from_file(file, MAX_FILE_BYTES)?;
    // Exposed to be read as text: a key in DER comes from a file.
    let text = std::str::from_utf8(bytes.expose()).map_err(|_| Failure::File {
        path: file.to_owned(),
        kind: std::io::ErrorKind::InvalidData,
    })?;
    Ok(engine.key_offer_text(&Secret::new(text.to_owned()))?)
}

fn unlocked(
    engine: &Engine,
    candidate: KeyCandidateView,
    passphrase: Option<&Secret>,
) -> Result<KeyCandidateView, Failure> {
    if candidate.state != CandidateState::NeedsPassphrase {
        return Ok(candidate);
    }
    let asked = match passphrase {
        Some(given) => given.clone(),
        None if secret_input::can_ask() => secret_input::prompt("Passphrase of the key file: ")?,
        // The import that follows says that a passphrase is needed.
        None => return Ok(candidate),
    };
    Ok(engine.key_unlock(candidate.handle, &asked)?)
}

fn replaced(before: &AppDetailView, candidate: &KeyCandidateView) -> Option<String> {
    let present = before.key.as_ref()?.report.spki_sha256.clone()?;
    (candidate.state == CandidateState::Ready
        && candidate.report.spki_sha256.as_ref() != Some(&present))
    .then_some(present)
}

fn text(imported: &Imported<'_>, candidate: &KeyCandidateView, file: &Path) -> String {
    let mut rows = rows(&candidate.report)
        .row("imported into", format!("{} {}", imported.id, imported.name))
        .row("in place of", imported.replaced.as_deref().unwrap_or_default())
        .row("stored as well as", imported.stored_as.unwrap_or_default());
    rows = match (imported.file_deleted, imported.file_readable_by_others) {
        (true, _) => rows.row("file", "deleted"),
        (false, true) => rows.row("file", "still there, and others can read it; --delete-file"),
        (false, false) if file == Path::new("-") => rows,
        (false, false) => rows.row("file", "still there; the vault has its own copy"),
    };
    rows.text()
}
