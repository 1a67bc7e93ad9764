//! `key inspect`: says what a file is. Needs no vault, and keeps nothing.

use std::path::PathBuf;

use clap::Args;
use credenza_core::keys::{self, MAX_FILE_BYTES};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::secret_input;
use crate::show::key::{KeyObject, rows};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// The file; - for standard input
    file: PathBuf,
    /// File with the passphrase of an encrypted key; - for standard input
    #[arg(long, value_name = "F")]
    key_passphrase_file: Option<PathBuf>,
}

/// Inspects. Only a private key that can sign RS256 counts as passed.
pub(crate) fn run(arguments: &Inspect, program: &Program) -> Result<Exit, Failure> {
    let bytes = secret_input::bytes_from_file(&arguments.file, MAX_FILE_BYTES)?;
    let passphrase =
        arguments.key_passphrase_file.as_deref().map(secret_input::from_file).transpose()?;
    // Exposed to be read as a key.
    let report = keys::inspect(bytes.expose(), passphrase.as_ref());
    program.output.give(&KeyObject::of(&report), || rows(&report).text())?;
    Ok(if report.is_usable() { Exit::Done } else { Exit::Refused })
}
