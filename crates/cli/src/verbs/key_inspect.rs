//! `key inspect`: says what a file is, and on request which records have its key. Needs no vault
//! for the first, and keeps nothing.

use std::path::PathBuf;

use clap::Args;
use credenza_core::keys::{KeyFile, KeyMember};
use credenza_engine::views::key_desk::KeyOwnerView;
use serde::Serialize;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::show::key::{KeyObject, member_row, owner_row, rows};
use crate::{key_file, opening};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// The file; - for standard input
    file: PathBuf,
    /// File with the passphrase of an encrypted key; - for standard input
    #[arg(long, value_name = "F")]
    key_passphrase_file: Option<PathBuf>,
    /// Say as well which records have this key, or once had it; opens the vault
    #[arg(long)]
    records: bool,
}

#[derive(Serialize)]
struct Inspected<'a> {
    #[serde(flatten)]
    key: KeyObject<'a>,
    members: &'a [KeyMember],
    records: Option<&'a [KeyOwnerView]>,
}

/// Inspects. Only a private key that can sign RS256 counts as passed.
pub(crate) fn run(arguments: &Inspect, program: &Program) -> Result<Exit, Failure> {
    let file = key_file::read(&arguments.file, arguments.key_passphrase_file.as_deref())?;
    let owners = match arguments.records {
        true => Some(opening::open(&program.global)?.key_owners(&file)?),
        false => None,
    };
    let inspected = Inspected {
        key: KeyObject::of(&file.report),
        members: &file.members,
        records: owners.as_deref(),
    };
    program.output.give(&inspected, || text(&file, owners.as_deref()))?;
    Ok(if file.report.is_usable() { Exit::Done } else { Exit::Refused })
}

fn text(file: &KeyFile, owners: Option<&[KeyOwnerView]>) -> String {
    let mut rows = rows(&file.report);
    if file.members.len() > 1 {
        rows = rows.rows("holds", file.members.iter().map(member_row));
    }
    rows = match owners {
        None => rows,
        Some([]) => rows.row("record", "none has this key"),
        Some(owners) => rows.rows("record", owners.iter().map(owner_row)),
    };
    rows.text()
}
