//! `key import`: reads a private key and seals it in a record.

use std::path::{Path, PathBuf};

use clap::Args;
use credenza_core::Secret;
use credenza_core::keys::{KeyError, MAX_FILE_BYTES};
use credenza_engine::views::apps::AppDetailView;
use credenza_engine::views::channels::ChannelKeyImportInput;
use credenza_engine::views::keys::{CandidateState, KeyCandidateView};
use credenza_engine::{Engine, Error};
use serde::Serialize;

use super::key_generate::refuse_customer_sso;
use super::key_jwk::keeps_name;
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
    /// Replace another key that the record has; LINE WORKS ends the old one when it issues anew.
    /// With --kid: replace another kid that is noted for this key
    #[arg(long)]
    replace: bool,
    /// Delete the file once the key is in the vault
    #[arg(long)]
    delete_file: bool,
    /// Name that LINE's console gave to the key, for a channel of LINE; it may come later by key jwk
    #[arg(long, value_name = "KID", conflicts_with = "delete_file")]
    kid: Option<String>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    file_kept: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kid: Option<&'a str>,
}

/// Imports.
pub(crate) fn run(arguments: &Import, program: &Program) -> Result<Exit, Failure> {
    let key_passphrase =
        arguments.key_passphrase_file.as_deref().map(secret_input::from_file).transpose()?;
    let engine = opening::open(&program.global)?;
    let before = engine.app_get(app_name::find(&engine, &arguments.app)?.id)?;
    refuse_customer_sso(&before)?;
    let into_channel = before.draft.service.line_channel().is_some();
    fits(arguments, into_channel)?;
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
    if into_channel {
        let kid = arguments.kid.clone().unwrap_or_default();
        let keys = engine.channel_get(before.id)?.keys;
        let same = keys.iter().find(|key| key.spki_sha256 == candidate.report.spki_sha256);
        if let Some(key) = same.filter(|_| !kid.is_empty()) {
            keeps_name(&key.kid, &kid, arguments.replace)?;
        }
        let input = ChannelKeyImportInput { app_id: before.id, handle: candidate.handle, kid };
        engine.channel_key_import(&input)?;
    } else {
        engine.key_import(before.id, candidate.handle)?;
    }
    // The key is in the vault by now: a file that stays is told beside that, and is no refusal.
    let kept =
        arguments.delete_file.then(|| engine.key_file_delete(before.id)).and_then(Result::err);
    let file_deleted = arguments.delete_file && kept.is_none();
    let imported = Imported {
        id: before.id.0,
        name: &before.draft.name,
        key: KeyObject::of(&candidate.report),
        replaced,
        stored_as: candidate.stored_as.as_deref(),
        file_readable_by_others: candidate.readable_by_others && !file_deleted,
        file_deleted,
        file_kept: kept.as_ref().map(ToString::to_string),
        kid: arguments.kid.as_deref(),
    };
    program.output.give(&imported, || text(&imported, &candidate, &arguments.file))?;
    Ok(if kept.is_none() { Exit::Done } else { Exit::Refused })
}

/// A channel has several keys, none of which is replaced, and keeps no file name; it alone has kids.
fn fits(arguments: &Import, into_channel: bool) -> Result<(), Failure> {
    let wrong = |field, reason: &str| Err(Failure::Input { field, reason: reason.to_owned() });
    match into_channel {
        true if arguments.replace && arguments.kid.is_none() => {
            wrong("--replace", "a channel keeps its other keys")
        }
        true if arguments.delete_file => wrong("--delete-file", "not with a channel of LINE"),
        false if arguments.kid.is_some() => wrong("--kid", "the record is no channel of LINE"),
        _ => Ok(()),
    }
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
        .row("kid", imported.kid.unwrap_or_default())
        .row("stored as well as", imported.stored_as.unwrap_or_default())
        .row("NOT deleted", imported.file_kept.as_deref().unwrap_or_default());
    rows = match (imported.file_deleted, imported.file_readable_by_others) {
        (true, _) => rows.row("file", "deleted"),
        (false, true) => rows.row("file", "still there, and others can read it; --delete-file"),
        (false, false) if file == Path::new("-") => rows,
        (false, false) => rows.row("file", "still there; the vault has its own copy"),
    };
    rows.text()
}
