//! One outside program, run in the foreground with its output streamed, and the ways that it fails.

use std::ffi::OsStr;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// Why a command or a check did not succeed.
#[derive(Debug)]
pub enum Error {
    /// The program could not be started.
    Start { program: String, source: io::Error },
    /// The program ran and ended badly.
    Ended { line: String, status: ExitStatus },
    /// A file or folder could not be read or written.
    File { path: PathBuf, source: io::Error },
    /// A check of xtask's own found something; the text says what and how to mend it.
    Found(String),
    /// The command line was wrong.
    Usage(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start { program, source } => {
                write!(f, "{program} could not be started: {source}")
            }
            Self::Ended { line, status } => write!(f, "{line}: {status}"),
            Self::File { path, source } => write!(f, "{}: {source}", path.display()),
            Self::Found(text) | Self::Usage(text) => f.write_str(text),
        }
    }
}

impl Error {
    /// For `map_err` on file work: keeps the path that `io::Error` leaves out.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::File { path: path.to_owned(), source }
    }
}

/// A command with no standard input, in `folder`, without what `cargo run` put into our own
/// environment: build scripts watch some of these variables and would run again for nothing.
pub fn command(program: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    if is_ci() {
        command.env("CARGO_TERM_COLOR", "never").env("NO_COLOR", "1").env_remove("FORCE_COLOR");
    }
    command
}

/// Whether `CI` is set to anything but nothing or `false`.
pub fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| !value.is_empty() && value != "false")
}

/// The cargo that started us, so that a chosen toolchain stays chosen.
pub fn cargo(folder: &Path) -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), folder)
}

/// npm under its platform's name.
pub fn npm(folder: &Path) -> Command {
    command(if cfg!(windows) { "npm.cmd" } else { "npm" }, folder)
}

/// Prints the command line, runs it and waits; its output goes where ours goes.
pub fn stream(command: &mut Command) -> Result<(), Error> {
    let line = line(command);
    println!("$ {line}");
    let status = command.status().map_err(|source| not_started(command, source))?;
    if status.success() { Ok(()) } else { Err(Error::Ended { line, status }) }
}

/// Runs quietly and hands back standard output; standard error is dropped.
pub fn output(command: &mut Command) -> Result<Vec<u8>, Error> {
    let line = line(command);
    let done =
        command.stderr(Stdio::null()).output().map_err(|source| not_started(command, source))?;
    if done.status.success() {
        Ok(done.stdout)
    } else {
        Err(Error::Ended { line, status: done.status })
    }
}

/// Whether a program of this name is on `PATH`.
pub fn on_path(program: &str) -> bool {
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(&file).is_file()))
}

pub fn not_started(command: &Command, source: io::Error) -> Error {
    Error::Start { program: command.get_program().to_string_lossy().into_owned(), source }
}

fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let words = std::iter::once(name).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_line_names_the_program_without_its_folder() {
        let mut command = Command::new("/opt/tools/cargo");
        command.args(["fmt", "--all"]);
        assert_eq!(line(&command), "cargo fmt --all");
    }

    #[test]
    fn a_program_that_does_not_exist_is_named() {
        let error = stream(&mut Command::new("no-such-program-here")).unwrap_err();
        assert!(error.to_string().starts_with("no-such-program-here could not be started"));
    }
}
