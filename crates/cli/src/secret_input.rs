//! Secrets come in from files, standard input or a prompt without echo; never from arguments,
//! which every program on the computer can read.

use std::fs::File;
use std::io::{self, BufRead, IsTerminal, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use credenza_core::keys::decoded_text;
use credenza_core::{Secret, SecretBytes};

use crate::failure::Failure;

/// Longest secret in a file, in bytes. The buffer is made once, so that no copy is left behind.
const LONGEST: usize = 64 * 1024;

static STANDARD_INPUT_TAKEN: AtomicBool = AtomicBool::new(false);

/// The text in a file (`-`: standard input) without the line end that editors and `echo` add.
pub(crate) fn from_file(path: &Path) -> Result<Secret, Failure> {
    let bytes = bytes_from_file(path, LONGEST)?;
    // Exposed to be read as text.
    let bytes = bytes.expose();
    if bytes.len() > LONGEST {
        return Err(unusable(path, io::ErrorKind::FileTooLarge));
    }
    let decoded = is_utf16(bytes).then(|| decoded_text(bytes));
    let text = match &decoded {
        Some(text) => text.as_str(),
        None => {
            std::str::from_utf8(bytes).map_err(|_| unusable(path, io::ErrorKind::InvalidData))?
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.strip_suffix('\n').unwrap_or(text);
    Ok(Secret::new(text.strip_suffix('\r').unwrap_or(text).to_owned()))
}

/// The bytes of a file (`-`: standard input), at most `longest` and one, so that what is longer
/// shows.
pub(crate) fn bytes_from_file(path: &Path, longest: usize) -> Result<SecretBytes, Failure> {
    if path == Path::new("-") {
        take_standard_input()?;
        return bounded(io::stdin().lock(), longest, path);
    }
    let file = File::open(path).map_err(|error| unusable(path, error.kind()))?;
    if file.metadata().is_ok_and(|data| data.is_dir()) {
        return Err(unusable(path, io::ErrorKind::IsADirectory));
    }
    bounded(file, longest, path)
}

/// Text that is to be read and not to be kept: from UTF-8 or UTF-16, which Windows PowerShell
/// writes with `>`. What is in no encoding shows as marks.
pub(crate) fn text_of(bytes: &SecretBytes) -> Secret {
    // Exposed to be read as text.
    Secret::new(decoded_text(bytes.expose()).as_str().to_owned())
}

/// By its byte order mark alone: a secret may be any text.
fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")
}

/// One line of standard input, without its end.
pub(crate) fn line() -> Result<Secret, Failure> {
    take_standard_input()?;
    let path = Path::new("-");
    let mut text = String::with_capacity(LONGEST);
    let read = io::stdin().lock().take(LONGEST as u64).read_line(&mut text);
    let text = Secret::new(text);
    read.map_err(|error| unusable(path, error.kind()))?;
    // Exposed to be cut to its line.
    let line = text.expose().trim_end_matches(['\n', '\r']);
    if line.is_empty() {
        return Err(unusable(path, io::ErrorKind::UnexpectedEof));
    }
    Ok(Secret::new(line.to_owned()))
}

/// Asks on the terminal.
pub(crate) fn prompt(words: &str) -> Result<Secret, Failure> {
    if !can_ask() {
        return Err(Failure::NoTerminal);
    }
    rpassword::prompt_password(words).map(Secret::new).map_err(|_| Failure::NoTerminal)
}

/// Whether somebody can be asked: the prompt would be seen, or its answer typed.
pub(crate) fn can_ask() -> bool {
    io::stdin().is_terminal() || io::stderr().is_terminal()
}

fn bounded(source: impl Read, longest: usize, path: &Path) -> Result<SecretBytes, Failure> {
    let limit = longest + 1;
    let mut bytes = Vec::with_capacity(limit.min(LONGEST + 1));
    let read = source.take(limit as u64).read_to_end(&mut bytes);
    let bytes = SecretBytes::new(bytes);
    read.map(|_| bytes).map_err(|error| unusable(path, error.kind()))
}

fn take_standard_input() -> Result<(), Failure> {
    if STANDARD_INPUT_TAKEN.swap(true, Ordering::Relaxed) {
        let reason = "standard input can be read once only; name a file for the others".to_owned();
        return Err(Failure::Input { field: "-", reason });
    }
    Ok(())
}

fn unusable(path: &Path, kind: io::ErrorKind) -> Failure {
    Failure::File { path: path.to_owned(), kind }
}
