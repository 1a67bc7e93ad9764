//! Exit codes, as docs/cli.md has them.

use std::process::ExitCode;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done = 0,
    /// The service refused, or a verdict failed.
    Refused = 1,
    /// Wrong use or bad input.
    Usage = 2,
    /// The vault can't be opened.
    Vault = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
