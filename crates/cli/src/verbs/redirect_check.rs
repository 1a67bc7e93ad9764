//! `redirect check`: will the service take this redirect URL? Nothing is sent, and without `--app`
//! no vault is needed.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use credenza_core::redirect::{self, RedirectReport, Registered, RuleSet, Verdict};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{app_name, opening, secret_input, show};

/// Longest text that is read from a file, in bytes: a hundred URLs of two thousand characters are
/// far below.
const MAX_TEXT: usize = 1024 * 1024;

/// By whose rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Rules {
    /// Redirect URLs of a LINE WORKS client app
    LineWorks,
    /// OpenID Connect logout redirect URLs of a LINE WORKS client app
    LineWorksLogout,
    /// Addresses of a customer's SSO server
    Sso,
    /// Any OAuth 2.0 server
    Oauth,
}

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// What is sent: the URL, its encoded form, or a whole authorize URL; - for standard input
    url: String,
    /// Compare with the redirect URLs of a record: its number or exact name
    #[arg(long, conflicts_with = "registered")]
    app: Option<String>,
    /// Compare with a file: one URL per line, or a JSON array
    #[arg(long, value_name = "F")]
    registered: Option<PathBuf>,
    /// Whose rules judge
    #[arg(long, value_enum, default_value = "line-works")]
    rules: Rules,
}

/// Judges. A URL that would be refused ends with 1, one that a rule only advises against with 0.
pub(crate) fn run(arguments: &Check, program: &Program) -> Result<Exit, Failure> {
    let text = match arguments.url.as_str() {
        "-" => text_from(Path::new("-"))?,
        url => url.to_owned(),
    };
    if text.trim().is_empty() {
        let reason = "there is nothing to check; give the URL that your client sends".to_owned();
        return Err(Failure::Input { field: "URL", reason });
    }
    let listed = registered(arguments, program)?;
    let known = listed.as_deref().map_or(Registered::Unknown, Registered::These);
    let report = redirect::check(&text, known, arguments.rules.set());
    program.output.give(&report, || show::redirect::report(&report))?;
    Ok(exit(&report))
}

const fn exit(report: &RedirectReport) -> Exit {
    match report.verdict {
        Verdict::Allowed | Verdict::Warned => Exit::Done,
        Verdict::Refused => Exit::Refused,
    }
}

fn registered(arguments: &Check, program: &Program) -> Result<Option<Vec<String>>, Failure> {
    if let Some(app) = &arguments.app {
        let engine = opening::open(&program.global)?;
        let app = engine.app_get(app_name::find(&engine, app)?.id)?;
        let urls = app.draft.service.client();
        return Ok(Some(match arguments.rules {
            Rules::LineWorksLogout => urls.logout_redirect_urls,
            Rules::LineWorks | Rules::Sso | Rules::Oauth => urls.redirect_urls,
        }));
    }
    arguments.registered.as_deref().map(|file| list(&text_from(file)?)).transpose()
}

/// Lines as they are: a blank at the end of one is a fault that must be found.
fn list(text: &str) -> Result<Vec<String>, Failure> {
    if text.trim_start().starts_with('[') {
        let unreadable = |error: serde_json::Error| Failure::Input {
            field: "--registered",
            reason: format!("no JSON array of URLs: {error}"),
        };
        return serde_json::from_str(text).map_err(unreadable);
    }
    let lines = text.strip_prefix('\u{feff}').unwrap_or(text).lines();
    Ok(lines.filter(|line| !line.trim().is_empty()).map(str::to_owned).collect())
}

fn text_from(path: &Path) -> Result<String, Failure> {
    let bytes = secret_input::bytes_from_file(path, MAX_TEXT)?;
    // No secret; read by the way that knows standard input and bounds.
    Ok(String::from_utf8_lossy(bytes.expose()).into_owned())
}

impl Rules {
    const fn set(self) -> RuleSet {
        match self {
            Self::LineWorks => RuleSet::LineWorks,
            Self::LineWorksLogout => RuleSet::LineWorksLogout,
            Self::Sso => RuleSet::Sso,
            Self::Oauth => RuleSet::Oauth,
        }
    }
}
