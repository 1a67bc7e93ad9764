//! Files that a command makes: only their owner can read them, and one that is there already is
//! never overwritten.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

use credenza_core::Secret;

use crate::failure::Failure;

/// A private file that did not exist.
pub(crate) fn reserve(path: &Path) -> Result<File, Failure> {
    if path == Path::new("-") {
        let reason = "this is written to a file only; ./- names a file of that name".to_owned();
        return Err(Failure::Input { field: "-", reason });
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| Failure::File { path: path.to_owned(), kind: error.kind() })
}

/// Whether a file could be made there: tried, and taken away at once, so that a command that takes
/// long finds out before it begins, and leaves nothing behind when it is stopped.
pub(crate) fn try_out(path: &Path) -> Result<(), Failure> {
    drop(reserve(path)?);
    let gone = std::fs::remove_file(path);
    gone.map_err(|error| Failure::File { path: path.to_owned(), kind: error.kind() })
}

/// Writes a secret to a private file that did not exist.
pub(crate) fn write(path: &Path, secret: &Secret) -> Result<(), Failure> {
    let mut file = reserve(path)?;
    // Exposed to be written where the user asked for it.
    let written = file.write_all(secret.expose().as_bytes()).and_then(|()| file.sync_all());
    written.map_err(|error| Failure::File { path: path.to_owned(), kind: error.kind() })
}
