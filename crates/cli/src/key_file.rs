//! A key file as a verb gets it: bounded, with the passphrase from a file, or asked for on a
//! terminal.

use std::path::Path;

use credenza_core::keys::{KeyFile, KeyProblem, MAX_FILE_BYTES};

use crate::failure::Failure;
use crate::secret_input;

/// Looks at a file (`-`: standard input). Never asks for a passphrase.
pub(crate) fn read(path: &Path, passphrase_file: Option<&Path>) -> Result<KeyFile, Failure> {
    let bytes = secret_input::bytes_from_file(path, MAX_FILE_BYTES)?;
    let passphrase = passphrase_file.map(secret_input::from_file).transpose()?;
    // Exposed to be read as a key.
    Ok(KeyFile::read(bytes.expose(), passphrase.as_ref()))
}

/// Looks at a file, and asks for its passphrase where one is needed and somebody is there.
pub(crate) fn read_or_ask(path: &Path, passphrase_file: Option<&Path>) -> Result<KeyFile, Failure> {
    let bytes = secret_input::bytes_from_file(path, MAX_FILE_BYTES)?;
    let given = passphrase_file.map(secret_input::from_file).transpose()?;
    // Exposed to be read as a key.
    let file = KeyFile::read(bytes.expose(), given.as_ref());
    let needed = file.report.problems.contains(&KeyProblem::NeedsPassphrase);
    if !needed || !secret_input::can_ask() {
        return Ok(file);
    }
    let asked = secret_input::prompt(&format!("Passphrase of {}: ", path.display()))?;
    Ok(KeyFile::read(bytes.expose(), Some(&asked)))
}
