//! Everything that ends a command early: its exit code, its JSON and its words.

use std::io;
use std::path::{Path, PathBuf};

use credenza_core::jwt::read::{self, TokenKind};
use credenza_core::keys::KeyError;
use credenza_engine::Error;
use credenza_engine::error_code::ErrorCode;
use serde_json::{Map, Value, json};
use thiserror::Error as ThisError;

use crate::exit::Exit;
use crate::words;

/// Why a command ended early.
#[derive(Debug, ThisError)]
pub(crate) enum Failure {
    /// The arguments don't fit; clap has the words.
    #[error("{0}")]
    Usage(clap::Error),
    /// An argument that can't be used.
    #[error("{field}: {reason}")]
    Input {
        /// Which, as it is written on the command line.
        field: &'static str,
        /// Why.
        reason: String,
    },
    /// A file that can't be read or written.
    #[error("{}: {}", named(path), words::file::what(*kind))]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        kind: io::ErrorKind,
    },
    /// A name that several records have.
    #[error("{} records are called `{name}`", candidates.len())]
    Ambiguous {
        /// The name.
        name: String,
        /// Number and name of each.
        candidates: Vec<(i64, String)>,
    },
    /// No record of that name or number.
    #[error("no record is called `{0}` or has this number")]
    NoSuchApp(String),
    /// No run of that number.
    #[error("there is no run {0}")]
    NoSuchRun(i64),
    /// A key would be replaced, and nobody agreed.
    #[error("{name} has another key already; LINE WORKS ends the old key when it issues a new one")]
    WouldReplace {
        /// Name of the record.
        name: String,
        /// SPKI SHA-256 of its present key.
        present: String,
    },
    /// The text is no token.
    #[error("this is not a token")]
    NotAToken,
    /// A passphrase is needed, and there is no terminal to ask on.
    #[error("the passphrase is needed, and there is no terminal to ask for it")]
    NoTerminal,
    /// A file stands where the folder of the vault belongs.
    #[error("{} is a file, and a vault is a folder", .0.display())]
    VaultIsFile(PathBuf),
    /// The vault can't be opened.
    #[error(transparent)]
    Opening(Error),
    /// The engine refused.
    #[error(transparent)]
    Engine(#[from] Error),
    /// The sandbox did not start.
    #[error(transparent)]
    Sandbox(#[from] credenza_sandbox::SandboxError),
    /// The system refused something that every program may have.
    #[error("the system refused: {0}")]
    System(io::ErrorKind),
    /// Standard output is closed.
    #[error("standard output can't be written")]
    Output,
}

/// What happened, why, what to do.
struct Told {
    what: String,
    why: String,
    fix: String,
}

impl Failure {
    /// The same refusal, naming the run that was asked for.
    pub(crate) fn of_run(number: i64) -> impl Fn(Error) -> Self {
        move |error| match error.code() {
            ErrorCode::NotFound => Self::NoSuchRun(number),
            _ => error.into(),
        }
    }

    /// The exit code.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Usage(error) if !error.use_stderr() => Exit::Done,
            Self::NoTerminal | Self::VaultIsFile(_) | Self::Opening(_) => Exit::Vault,
            Self::Engine(error) => exit_of(error.code()),
            Self::System(_) | Self::Output => Exit::Refused,
            _ => Exit::Usage,
        }
    }

    /// `{error: {code, message, details}}`.
    pub(crate) fn json(&self) -> Value {
        json!({"error": {
            "code": self.code(),
            "message": self.message(),
            "details": self.details(),
        }})
    }

    /// What happened, why, what to do.
    pub(crate) fn text(&self) -> String {
        if let Self::Usage(error) = self {
            return error.to_string().trim_end().to_owned();
        }
        let told = self.told();
        let mut text = format!("error: {}", told.what);
        for (name, value) in [("why:", told.why), ("to do:", told.fix)] {
            if !value.is_empty() {
                text.push_str(&format!("\n  {name:<6} {value}"));
            }
        }
        if let Self::Ambiguous { candidates, .. } = self {
            for (id, name) in candidates {
                text.push_str(&format!("\n  {id:>6} {name}"));
            }
        }
        text
    }

    fn code(&self) -> Value {
        let own = |name: &str| Value::from(name);
        match self {
            Self::Usage(_) => own("usage"),
            Self::Input { .. } => json!(ErrorCode::InvalidInput),
            Self::File { .. } => json!(ErrorCode::FileUnreadable),
            Self::Ambiguous { .. } => own("ambiguousName"),
            Self::NoSuchApp(_) | Self::NoSuchRun(_) => json!(ErrorCode::NotFound),
            Self::WouldReplace { .. } => own("keyWouldBeReplaced"),
            Self::NotAToken => own("notAToken"),
            Self::NoTerminal => own("passphraseNeeded"),
            Self::VaultIsFile(_) => json!(ErrorCode::VaultAbsent),
            Self::Opening(error) | Self::Engine(error) => json!(error.code()),
            Self::Sandbox(_) => json!(ErrorCode::SandboxFailed),
            Self::System(_) | Self::Output => json!(ErrorCode::Internal),
        }
    }

    fn message(&self) -> String {
        match self {
            // Only the first line: the others are the usage for people.
            Self::Usage(error) => {
                let text = error.to_string();
                let line = text.lines().next().unwrap_or_default();
                line.trim_start_matches("error: ").to_owned()
            }
            Self::Engine(Error::File(kind)) => {
                format!("the file can't be used: {}", words::file::what(*kind))
            }
            other => other.to_string(),
        }
    }

    fn details(&self) -> Map<String, Value> {
        let value = match self {
            Self::Input { field, .. } => json!({"field": field}),
            Self::File { path, .. } if is_token(path) => json!({"file": named(path)}),
            Self::File { path, .. } => json!({"file": path.display().to_string()}),
            Self::Ambiguous { candidates, .. } => {
                let each = |(id, name): &(i64, String)| json!({"id": id, "name": name});
                json!({"candidates": candidates.iter().map(each).collect::<Vec<_>>()})
            }
            Self::NoSuchApp(name) => json!({"app": name}),
            Self::WouldReplace { present, .. } => json!({"present": present}),
            Self::Opening(error) | Self::Engine(error) => json!(error.wire().details),
            _ => json!({}),
        };
        value.as_object().cloned().unwrap_or_default()
    }

    fn told(&self) -> Told {
        let told = |why: &str, fix: &str| Told {
            what: self.message(),
            why: why.to_owned(),
            fix: fix.to_owned(),
        };
        match self {
            Self::Input { .. } => told("", "Correct it; --help shows what belongs there."),
            Self::File { path, .. } if is_token(path) => told(
                "It looks like a token, and the name of a file belongs here.",
                "Save it in a file, or give - and the token on standard input.",
            ),
            Self::File { kind, .. } => told("", words::file::fix(*kind)),
            Self::Ambiguous { .. } => {
                told("Names of records need not differ.", "Give the number instead of the name:")
            }
            Self::NoSuchApp(_) => told(
                "A record is named by its number or by its exact name.",
                "`credenza app list` shows the records, `credenza app list --archived` those put away.",
            ),
            Self::NoSuchRun(_) => told("", "`credenza run list` shows the runs that are kept."),
            Self::WouldReplace { .. } => told(
                "The stored key may be the one that still works.",
                "If this is the newest key of the app, give --replace.",
            ),
            Self::NotAToken => told(
                "It is neither a JWT nor has it the form of an opaque token.",
                "Give the token itself, or a file with it on standard input: credenza inspect < FILE.",
            ),
            Self::NoTerminal => told(
                "Standard input and standard error are not a terminal.",
                "Give --passphrase-file F (or --recovery-key-file F).",
            ),
            Self::VaultIsFile(_) => told("", words::error::words(ErrorCode::VaultAbsent).fix),
            Self::Opening(error) | Self::Engine(error) => by_code(error),
            Self::Sandbox(_) => told("", words::error::words(ErrorCode::SandboxFailed).fix),
            Self::Output => told(
                "The disk that it is written to is full, or it was closed.",
                "Make room, or send it elsewhere. What the command did is done.",
            ),
            Self::Usage(_) | Self::System(_) => told("", ""),
        }
    }
}

/// A file by its name; standard input by its own. A token that was given in its place is shown by
/// its beginning only: what fails is often copied into a ticket.
fn named(path: &Path) -> String {
    let name = path.display().to_string();
    match name.as_str() {
        "-" => "standard input".to_owned(),
        _ if is_token(path) => format!("{}…", name.chars().take(6).collect::<String>()),
        _ => name,
    }
}

/// Whether a token stands where the name of a file belongs.
fn is_token(path: &Path) -> bool {
    let reading = read::read(&path.to_string_lossy());
    let opaque = reading.opaque_shape.is_some();
    opaque || matches!(reading.kind, TokenKind::Jws | TokenKind::Jwe | TokenKind::BrokenJws)
}

fn by_code(error: &Error) -> Told {
    let words = words::error::words(error.code());
    if let Error::NotFound(what) = error {
        let (what, fix) = words::error::not_found(what).unwrap_or((words.what, words.fix));
        return Told { what: what.to_owned(), why: String::new(), fix: fix.to_owned() };
    }
    if let Error::File(kind) = error {
        let why = format!("{}.", capital(words::file::what(*kind)));
        let fix = words::file::fix(*kind).to_owned();
        return Told { what: words.what.to_owned(), why, fix };
    }
    Told {
        what: words.what.to_owned(),
        why: match error {
            Error::Key(KeyError::Refused(report)) => words::key::refusal(report),
            // The reason is known; what it might be in general would only stand in its way.
            Error::Invalid { field, reason } => {
                format!("{}: {reason}.", words::error::input_name(field))
            }
            _ if says_more(error.code()) => format!("{} ({error})", words.why),
            _ => words.why.to_owned(),
        },
        fix: words.fix.to_owned(),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// Codes whose error names a value or a reason of its own.
fn says_more(code: ErrorCode) -> bool {
    use ErrorCode as Code;
    matches!(
        code,
        Code::InvalidInput
            | Code::NotFound
            | Code::NoPassedRun
            | Code::SignInGone
            | Code::EditConflict
            | Code::FileUnreadable
            | Code::ListUnreadable
            | Code::VaultDamaged
            | Code::VaultTooNew
            | Code::Internal
    )
}

/// A vault that can't be used is 3 wherever it shows; a mistake of ours is nobody's wrong use.
fn exit_of(code: ErrorCode) -> Exit {
    use ErrorCode as Code;
    match code {
        Code::VaultLocked
        | Code::VaultAbsent
        | Code::VaultDamaged
        | Code::VaultTooNew
        | Code::VaultBusy
        | Code::PassphraseWrong
        | Code::PassphraseNeeded
        | Code::RecoveryKeyWrong
        | Code::KeyringAbsent
        | Code::KeyringLocked
        | Code::KeyringDenied
        | Code::KeyringTimedOut
        | Code::KeyringNoBus
        | Code::KeyringEntryLost
        | Code::DiskFull => Exit::Vault,
        Code::RunInProgress
        | Code::NoToken
        | Code::SignInClosed
        | Code::BrowserUnavailable
        | Code::PortTaken
        | Code::Internal => Exit::Refused,
        Code::VaultExists
        | Code::PassphraseTooShort
        | Code::LastSlot
        | Code::NotFound
        | Code::NoPassedRun
        | Code::SignInGone
        | Code::EditConflict
        | Code::InvalidInput
        | Code::KeyUnreadable
        | Code::KeyPassphraseWrong
        | Code::KeyNotPrivate
        | Code::KeyTooWeak
        | Code::KeyHandleGone
        | Code::FileUnreadable
        | Code::ListUnreadable
        | Code::ListGone
        | Code::ClipboardUnavailable
        | Code::SandboxFailed
        | Code::CaInvalid
        | Code::ProxyInvalid => Exit::Usage,
    }
}
