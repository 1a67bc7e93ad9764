//! The fields of a record as options. What is not named stays as it is. Here are those that every
//! kind has, and which file has those of one kind.

mod customer_sso;
mod line_channel;
mod line_works;
mod oauth_server;
mod open_id;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use credenza_core::apps::{AppDraft, HostError, ScopeSeparator, Service};
use credenza_engine::Engine;

use crate::failure::Failure;

/// Options of `app add` and `app edit`. An empty value empties the field.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fields")]
pub(crate) struct Fields {
    /// App description
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// Client ID
    #[arg(long, value_name = "ID")]
    client_id: Option<String>,
    /// File with the Client Secret, or the channel secret; - for standard input
    #[arg(long, value_name = "F")]
    pub(crate) client_secret_file: Option<PathBuf>,
    /// OAuth scopes, with commas or blanks between; may be repeated; replaces the list
    #[arg(long, value_name = "SCOPES")]
    scope: Option<Vec<String>>,
    /// What stands between scopes in a request
    #[arg(long, value_name = "SIGN")]
    scope_separator: Option<Separator>,
    /// Host that secrets may go to: of --auth-base, or of an address of another server; there it
    /// may be repeated and replaces the list
    #[arg(long, value_name = "HOST")]
    confirm_host: Option<Vec<String>>,
    /// Life of an assertion in seconds; at most 3600 with LINE WORKS
    #[arg(long, value_name = "SECONDS")]
    assertion_lifetime: Option<u32>,
    /// Redirect URL; may be repeated; replaces the list
    #[arg(long, value_name = "URL")]
    redirect_url: Option<Vec<String>>,
    /// OIDC logout redirect URL; may be repeated; replaces the list
    #[arg(long, value_name = "URL")]
    logout_redirect_url: Option<Vec<String>>,
    /// Label; may be repeated; replaces the list
    #[arg(long, value_name = "TAG")]
    tag: Option<Vec<String>>,
    /// Who looks after the app
    #[arg(long, value_name = "TEXT")]
    owner: Option<String>,
    /// Free text; not a place for secrets
    #[arg(long, value_name = "TEXT")]
    notes: Option<String>,
    #[command(flatten)]
    open_id: open_id::OpenIdFields,
    #[command(flatten)]
    line_works: line_works::LineWorksFields,
    #[command(flatten)]
    oauth_server: oauth_server::OauthServerFields,
    #[command(flatten)]
    line_channel: line_channel::LineChannelFields,
    #[command(flatten)]
    customer_sso: customer_sso::CustomerSsoFields,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Separator {
    Space,
    Comma,
}

/// A setting that is on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Switch {
    On,
    Off,
}

impl Fields {
    /// Reads what is to be discovered, puts it into the draft, and what was named on top of it.
    pub(crate) fn apply_with(&self, engine: &Engine, draft: &mut AppDraft) -> Result<(), Failure> {
        let host = self.open_id.discover(engine, &mut draft.service)?;
        // Before, because an address that is named may be on it; after, because a list of hosts that is
        // named takes the place of the one before.
        open_id::confirm(&mut draft.service, host.as_deref());
        self.apply(draft)?;
        open_id::confirm(&mut draft.service, host.as_deref());
        Ok(())
    }

    /// Whether a discovery document is to be read.
    pub(crate) fn discovers(&self) -> bool {
        self.open_id.discovers()
    }

    /// Puts what was named into the draft.
    pub(crate) fn apply(&self, draft: &mut AppDraft) -> Result<(), Failure> {
        set(&mut draft.owner, &self.owner);
        set(&mut draft.notes, &self.notes);
        set_list(&mut draft.tags, &self.tag);
        match &mut draft.service {
            Service::LineWorks(app) => {
                of_one_kind(self.oauth_server.first_given(), "oauth-server")?;
                of_one_kind(self.line_channel.first_given(), "line-channel")?;
                of_one_kind(self.customer_sso.first_given(), "customer-sso")?;
                self.apply_line_works(app)
            }
            Service::OauthServer(app) => {
                of_one_kind(self.line_works.first_given(), "line-works")?;
                of_one_kind(self.line_channel.first_given(), "line-channel")?;
                of_one_kind(self.customer_sso.first_given(), "customer-sso")?;
                self.apply_oauth_server(app)
            }
            Service::LineChannel(app) => {
                of_one_kind(self.customer_sso.first_given(), "customer-sso")?;
                of_one_kind(self.line_works.first_given(), "line-works")?;
                of_one_kind(self.oauth_server.first_given(), "oauth-server")?;
                self.apply_line_channel(app)
            }
            Service::CustomerSso(app) => {
                of_one_kind(self.line_channel.first_given(), "line-channel")?;
                of_one_kind(self.line_works.first_given(), "line-works")?;
                of_one_kind(self.oauth_server.first_given(), "oauth-server")?;
                self.apply_customer_sso(app)
            }
        }
    }

    /// The scopes, one by one, where some were named.
    fn scopes(&self) -> Option<Vec<String>> {
        let parts = self.scope.as_ref()?.iter().flat_map(|text| text.split([',', ' ']));
        Some(parts.filter(|part| !part.is_empty()).map(str::to_owned).collect())
    }

    fn separator(&self) -> Option<ScopeSeparator> {
        self.scope_separator.map(|separator| match separator {
            Separator::Space => ScopeSeparator::Space,
            Separator::Comma => ScopeSeparator::Comma,
        })
    }
}

/// An option of another kind of record is refused rather than left out.
fn of_one_kind(given: Option<&'static str>, kind: &str) -> Result<(), Failure> {
    match given {
        Some(option) => Err(unusable(option, &format!("belongs to records of kind {kind} only"))),
        None => Ok(()),
    }
}

/// The first option that was given.
fn first_given(options: &[(&'static str, bool)]) -> Option<&'static str> {
    options.iter().find(|(_, given)| *given).map(|(option, _)| *option)
}

/// An address that can't be called; `confirm` is the option that confirms its host.
fn refused(field: &'static str, confirm: &str, error: &HostError) -> Failure {
    let reason = match error {
        HostError::NotConfirmed { actual } => {
            format!("the host is {actual}; confirm it with {confirm} {actual}")
        }
        error => error.to_string(),
    };
    Failure::Input { field, reason }
}

fn unusable(field: &'static str, reason: &str) -> Failure {
    Failure::Input { field, reason: reason.to_owned() }
}

fn set(field: &mut String, value: &Option<String>) {
    if let Some(value) = value {
        field.clone_from(value);
    }
}

fn set_list(field: &mut Vec<String>, values: &Option<Vec<String>>) {
    if let Some(values) = values {
        *field = values.iter().filter(|value| !value.is_empty()).cloned().collect();
    }
}
