//! `app add`: a new record, with its client secret where a file has it.

use clap::{Args, ValueEnum};
use credenza_core::apps::{AppDraft, LineChannelApp, OauthServerApp, Service};
use credenza_core::customer_sso::CustomerSsoApp;
use credenza_engine::views::apps::AppDraftInput;

use crate::app_fields::Fields;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::{opening, secret_input, show};

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// What it is a client of
    #[arg(value_name = "KIND", default_value = "line-works")]
    kind: Kind,
    /// App name, as in the console
    #[arg(long, value_name = "NAME")]
    name: String,
    #[command(flatten)]
    fields: Box<Fields>,
}

/// Kinds of records by their names in commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// An app of the LINE WORKS Developer Console
    LineWorks,
    /// A client of another OAuth 2.0 or OpenID Connect server
    OauthServer,
    /// A channel of LINE, for channel access tokens
    LineChannel,
    /// A customer's SSO server, which LINE WORKS calls
    CustomerSso,
}

impl From<Kind> for Service {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::LineWorks => Self::default(),
            Kind::OauthServer => OauthServerApp::default().into(),
            Kind::LineChannel => LineChannelApp::default().into(),
            Kind::CustomerSso => CustomerSsoApp::default().into(),
        }
    }
}

/// Adds. Findings are told, and refuse nothing.
pub(crate) fn run(arguments: &Add, program: &Program) -> Result<Exit, Failure> {
    let (name, service) = (arguments.name.clone(), arguments.kind.into());
    let mut draft = AppDraft { name, service, ..AppDraft::default() };
    // Before the vault is opened: what can't be used is told without asking for a passphrase.
    // What is discovered may confirm the host of an address, so that has to be read first.
    if !arguments.fields.discovers() {
        arguments.fields.apply(&mut draft)?;
    }
    let file = arguments.fields.client_secret_file.as_deref();
    let client_secret = file.map(secret_input::from_file).transpose()?;
    let engine = opening::open(&program.global)?;
    arguments.fields.apply_with(&engine, &mut draft)?;
    let input = AppDraftInput { draft, client_secret };
    let findings = engine.app_check(&input)?;
    let mut app = engine.app_add(&input)?;
    app.findings = findings;
    program.output.give(&app, || show::app::detail(&app, &[]))?;
    Ok(Exit::Done)
}
