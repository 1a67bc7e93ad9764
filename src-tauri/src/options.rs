//! Command-line options of the window: only where the vault lies.

use std::ffi::OsString;
use std::path::PathBuf;

/// What was asked for.
pub(crate) struct Options {
    /// Folder of the vault.
    pub(crate) vault: PathBuf,
}

const USAGE: &str = "usage: credenza-desktop [--vault DIR]";

impl Options {
    /// Reads `--vault DIR`; then `CREDENZA_VAULT`; then the data folder of the system.
    pub(crate) fn from_arguments(
        arguments: impl Iterator<Item = OsString>,
    ) -> Result<Self, &'static str> {
        let mut arguments = arguments;
        let vault = match arguments.next() {
            None => std::env::var_os("CREDENZA_VAULT").map(PathBuf::from),
            Some(name) if name == "--vault" => Some(PathBuf::from(arguments.next().ok_or(USAGE)?)),
            Some(_) => return Err(USAGE),
        };
        if arguments.next().is_some() {
            return Err(USAGE);
        }
        Ok(Self { vault: vault.unwrap_or_else(credenza_engine::default_vault_folder) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<PathBuf, &'static str> {
        Options::from_arguments(words.iter().map(OsString::from)).map(|options| options.vault)
    }

    #[test]
    fn the_vault_folder_can_be_named() {
        assert_eq!(parse(&["--vault", "/tmp/x"]), Ok(PathBuf::from("/tmp/x")));
    }

    #[test]
    fn anything_else_is_refused_with_the_usage() {
        for words in [&["--vault"][..], &["--volt", "/tmp/x"], &["--vault", "/tmp/x", "y"]] {
            assert_eq!(parse(words), Err(USAGE));
        }
    }
}
