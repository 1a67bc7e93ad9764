//! `redirect check`: will the service take this redirect URL? Nothing is sent unless `--probe` asks for
//! it, and without that and `--app` no vault is needed.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use credenza_core::apps::Service;
use credenza_core::redirect::{self, RedirectReport, Registered, RuleSet, Verdict};
use credenza_engine::views::redirect::RedirectProbeView;
use serde::Serialize;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::verbs::redirect_visit;
use crate::{app_name, opening, secret_input, show};

/// Longest text that is read from a file, in bytes: a hundred URLs of two thousand characters are
/// far below.
const MAX_TEXT: usize = 1024 * 1024;

/// Most URLs of each kind that LINE WORKS registers for an app.
const MOST_REGISTERED: usize = 100;

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
    /// Whose rules judge; by default those of the record's kind, without a record line-works
    #[arg(long, value_enum)]
    rules: Option<Rules>,
    /// Look at the server as well: one GET by https to this host, which must be the URL's; needs the
    /// vault, for its network settings
    #[arg(long, value_name = "HOST")]
    probe: Option<String>,
}

/// The verdict, and what the server showed where it was looked at.
#[derive(Serialize)]
struct Checked<'a> {
    #[serde(flatten)]
    report: &'a RedirectReport,
    #[serde(skip_serializing_if = "Option::is_none")]
    probe: Option<&'a RedirectProbeView>,
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
    let rules = arguments.rules.map(Rules::set);
    let report = match &listed {
        Listed::Nothing => redirect::check(&text, Registered::Unknown, or_line_works(rules)),
        Listed::File(urls) => redirect::check(&text, Registered::These(urls), or_line_works(rules)),
        Listed::Record(record) => {
            let known = Registered::OfRecord { urls: &record.urls, openid: record.openid };
            redirect::check(&text, known, record.rules)
        }
    };
    let visited = match &arguments.probe {
        Some(host) => Some(redirect_visit::visit(&report.sent.url, host, program)?),
        None => None,
    };
    let object = Checked { report: &report, probe: visited.as_ref() };
    program.output.give(&object, || {
        let verdict = show::redirect::report(&report);
        let shown = visited.as_ref().map(show::visit::visit);
        std::iter::once(verdict).chain(shown).collect::<Vec<_>>().join("\n\n")
    })?;
    Ok(exit(&report))
}

fn or_line_works(rules: Option<RuleSet>) -> RuleSet {
    rules.unwrap_or(RuleSet::LineWorks)
}

const fn exit(report: &RedirectReport) -> Exit {
    match report.verdict {
        Verdict::Allowed | Verdict::Warned => Exit::Done,
        Verdict::Refused => Exit::Refused,
    }
}

/// What is known to be registered.
enum Listed {
    Nothing,
    File(Vec<String>),
    Record(OfRecord),
}

struct OfRecord {
    urls: Vec<String>,
    openid: bool,
    rules: RuleSet,
}

fn registered(arguments: &Check, program: &Program) -> Result<Listed, Failure> {
    if let Some(app) = &arguments.app {
        let engine = opening::open(&program.global)?;
        let service = engine.app_get(app_name::find(&engine, app)?.id)?.draft.service;
        return of_record(&service, arguments.rules.map(Rules::set)).map(Listed::Record);
    }
    let read = |file| list(&text_from(file)?);
    let file = arguments.registered.as_deref().map(read).transpose()?;
    if let (Some(urls), RuleSet::LineWorks | RuleSet::LineWorksLogout) =
        (&file, or_line_works(arguments.rules.map(Rules::set)))
    {
        can_be_registered(urls)?;
    }
    Ok(file.map_or(Listed::Nothing, Listed::File))
}

fn of_record(service: &Service, asked: Option<RuleSet>) -> Result<OfRecord, Failure> {
    let Some(own) = service.redirect_rules() else {
        let reason = "records of this kind have no list of redirect URLs".to_owned();
        return Err(Failure::Input { field: "--app", reason });
    };
    let (client, rules) = (service.client(), asked.unwrap_or(own));
    let openid = client.with_openid();
    let urls = match rules {
        RuleSet::LineWorksLogout => client.logout_redirect_urls,
        RuleSet::LineWorks | RuleSet::Sso | RuleSet::Oauth => client.redirect_urls,
    };
    Ok(OfRecord { urls, openid, rules })
}

/// LINE WORKS takes a hundred URLs, each once: another list is not what is registered there.
fn can_be_registered(urls: &[String]) -> Result<(), Failure> {
    let wrong = |reason| Err(Failure::Input { field: "--registered", reason });
    if urls.len() > MOST_REGISTERED {
        return wrong(format!(
            "{} URLs, and LINE WORKS takes {MOST_REGISTERED} at most",
            urls.len()
        ));
    }
    let mut seen = HashSet::new();
    match urls.iter().find(|url| !seen.insert(url.as_str())) {
        Some(twice) => {
            wrong(format!("{twice} stands there twice, and LINE WORKS takes a URL once"))
        }
        None => Ok(()),
    }
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
    if text.trim_start().starts_with('{') {
        let reason = "a JSON object is no list of URLs; give the array alone".to_owned();
        return Err(Failure::Input { field: "--registered", reason });
    }
    let lines = text.strip_prefix('\u{feff}').unwrap_or(text).lines();
    Ok(lines.filter(|line| !line.trim().is_empty()).map(str::to_owned).collect())
}

fn text_from(path: &Path) -> Result<String, Failure> {
    let bytes = secret_input::bytes_from_file(path, MAX_TEXT)?;
    // No secret; read by the way that knows standard input and bounds.
    if bytes.expose().contains(&0) {
        let reason =
            "the text is no UTF-8 (UTF-16, as Windows PowerShell writes it?); save it as UTF-8";
        let field = if path == Path::new("-") { "URL" } else { "--registered" };
        return Err(Failure::Input { field, reason: reason.to_owned() });
    }
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
