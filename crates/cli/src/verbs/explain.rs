//! `explain`: says why something failed, from what was pasted. Nothing is sent or kept, and no
//! vault is needed.

use std::path::{Path, PathBuf};

use clap::Args;
use credenza_core::diagnosis::MAX_PASTE_BYTES;
use credenza_engine::clock::{Clock, SystemClock};
use credenza_engine::explain_text;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::secret_input;
use crate::show::explanation;

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// File with an assertion, a request, an error answer, the output of curl -i, or a key; - or
    /// nothing for standard input
    file: Option<PathBuf>,
}

/// Explains. A fault is exit code 1, a text that says nothing 2.
pub(crate) fn run(arguments: &Explain, program: &Program) -> Result<Exit, Failure> {
    let path = arguments.file.as_deref().unwrap_or(Path::new("-"));
    let bytes = secret_input::bytes_from_file(path, MAX_PASTE_BYTES)?;
    let text = secret_input::text_of(&bytes);
    // Exposed to be taken apart.
    let text = text.expose();
    let file = (path != Path::new("-")).then_some(path);
    let found = explain_text(text, SystemClock.now(), file).map_err(Failure::from)?;
    program.output.give(&found, || explanation::report(&found))?;
    Ok(match (&found.diagnosis, found.material.is_empty()) {
        (_, true) => Exit::Usage,
        (Some(_), _) => Exit::Refused,
        (None, _) => Exit::Done,
    })
}
