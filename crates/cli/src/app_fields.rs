//! The fields of a record as options. What is not named stays as it is.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use credenza_core::apps::{
    AccessTokenLife, AppDraft, Environment, HostError, LineWorksApp, ScopeSeparator, Service,
};
use credenza_engine::Engine;

use crate::failure::Failure;
use crate::verbs::discover;

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
    /// File with the Client Secret; - for standard input
    #[arg(long, value_name = "F")]
    pub(crate) client_secret_file: Option<PathBuf>,
    /// Service Account ID
    #[arg(long, value_name = "ID")]
    service_account: Option<String>,
    /// Domain ID
    #[arg(long, value_name = "ID")]
    domain_id: Option<String>,
    /// OAuth scopes, with commas or blanks between; may be repeated; replaces the list
    #[arg(long, value_name = "SCOPES")]
    scope: Option<Vec<String>>,
    /// What stands between scopes in a request
    #[arg(long, value_name = "SIGN")]
    scope_separator: Option<Separator>,
    /// Which service the app lives on
    #[arg(long, value_name = "NAME")]
    environment: Option<Site>,
    /// Address before /oauth2/v2.0/token, for --environment custom
    #[arg(long, value_name = "URL")]
    auth_base: Option<String>,
    /// The host of --auth-base once more: secrets go to a host only after it was confirmed
    #[arg(long, value_name = "HOST")]
    confirm_host: Option<String>,
    /// Access token lifetime as set in the console
    #[arg(long, value_name = "TIME")]
    access_token_life: Option<Life>,
    /// Refresh-token rotation as set in the console
    #[arg(long, value_name = "ON/OFF")]
    refresh_rotation: Option<Switch>,
    /// Life of an assertion in seconds, at most 3600
    #[arg(long, value_name = "SECONDS")]
    assertion_lifetime: Option<u32>,
    /// Redirect URL; may be repeated; replaces the list
    #[arg(long, value_name = "URL")]
    redirect_url: Option<Vec<String>>,
    /// OIDC logout redirect URL; may be repeated; replaces the list
    #[arg(long, value_name = "URL")]
    logout_redirect_url: Option<Vec<String>>,
    /// Fill in issuer and addresses of ID tokens from the discovery document of this issuer; its host
    /// counts as confirmed
    #[arg(long, value_name = "URL")]
    discover: Option<String>,
    /// Issuer of ID tokens (iss, to the letter); without one it is not checked
    #[arg(long, value_name = "ISS")]
    issuer: Option<String>,
    /// Address of the issuer's keys; without one signatures are not checked
    #[arg(long, value_name = "URL")]
    jwks_uri: Option<String>,
    /// Address that tells who signed in
    #[arg(long, value_name = "URL")]
    userinfo_endpoint: Option<String>,
    /// Address that signs a member out
    #[arg(long, value_name = "URL")]
    end_session_endpoint: Option<String>,
    /// Host that the addresses above may be on, beside the record's own; may be repeated
    #[arg(long, value_name = "HOST")]
    confirm_open_id_host: Option<Vec<String>>,
    /// Whether a sign-in uses PKCE; LINE WORKS' documents don't mention it
    #[arg(long, value_name = "ON/OFF")]
    pkce: Option<Switch>,
    /// Member who may edit the app; may be repeated; replaces the list
    #[arg(long, value_name = "MEMBER")]
    member: Option<Vec<String>>,
    /// Label; may be repeated; replaces the list
    #[arg(long, value_name = "TAG")]
    tag: Option<Vec<String>>,
    /// Who looks after the app
    #[arg(long, value_name = "TEXT")]
    owner: Option<String>,
    /// Free text; not a place for secrets
    #[arg(long, value_name = "TEXT")]
    notes: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Site {
    LineWorks,
    NaverWorks,
    KoreaGov,
    Sandbox,
    Custom,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Separator {
    Space,
    Comma,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Life {
    #[value(name = "1h")]
    OneHour,
    #[value(name = "24h")]
    TwentyFourHours,
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
        let Some(address) = &self.discover else { return self.apply(draft) };
        let (document, host) = discover::document(engine, address)?;
        let Service::LineWorks(app) = &mut draft.service;
        app.open_id.issuer = document.issuer;
        app.open_id.jwks_uri = document.jwks_uri.unwrap_or_default();
        app.open_id.userinfo_endpoint = document.userinfo_endpoint.unwrap_or_default();
        app.open_id.end_session_endpoint = document.end_session_endpoint.unwrap_or_default();
        self.apply(draft)?;
        let Service::LineWorks(app) = &mut draft.service;
        if !app.open_id.confirmed_hosts.contains(&host) {
            app.open_id.confirmed_hosts.push(host);
        }
        Ok(())
    }

    /// Puts what was named into the draft.
    pub(crate) fn apply(&self, draft: &mut AppDraft) -> Result<(), Failure> {
        set(&mut draft.owner, &self.owner);
        set(&mut draft.notes, &self.notes);
        set_list(&mut draft.tags, &self.tag);
        let Service::LineWorks(app) = &mut draft.service;
        set(&mut app.description, &self.description);
        set(&mut app.client_id, &self.client_id);
        set(&mut app.service_account, &self.service_account);
        set(&mut app.domain_id, &self.domain_id);
        set_list(&mut app.redirect_urls, &self.redirect_url);
        set_list(&mut app.logout_redirect_urls, &self.logout_redirect_url);
        set_list(&mut app.members, &self.member);
        self.apply_token_settings(app);
        self.apply_environment(app)?;
        self.apply_open_id(app)
    }

    /// An address that can't be used is refused: a script learns it now, not at the sign-in.
    fn apply_open_id(&self, app: &mut LineWorksApp) -> Result<(), Failure> {
        let open_id = &mut app.open_id;
        set(&mut open_id.issuer, &self.issuer);
        set(&mut open_id.jwks_uri, &self.jwks_uri);
        set(&mut open_id.userinfo_endpoint, &self.userinfo_endpoint);
        set(&mut open_id.end_session_endpoint, &self.end_session_endpoint);
        set_list(&mut open_id.confirmed_hosts, &self.confirm_open_id_host);
        if let Some(pkce) = self.pkce {
            open_id.pkce = pkce == Switch::On;
        }
        let own_host = app.environment.expected_auth_host();
        for (option, given, address) in [
            ("--jwks-uri", &self.jwks_uri, &open_id.jwks_uri),
            ("--userinfo-endpoint", &self.userinfo_endpoint, &open_id.userinfo_endpoint),
            ("--end-session-endpoint", &self.end_session_endpoint, &open_id.end_session_endpoint),
        ] {
            if given.is_some() {
                open_id.usable(address, &own_host).map_err(|error| refused(option, &error))?;
            }
        }
        Ok(())
    }

    fn apply_token_settings(&self, app: &mut LineWorksApp) {
        if let Some(scopes) = &self.scope {
            let parts = scopes.iter().flat_map(|text| text.split([',', ' ']));
            app.scopes = parts.filter(|part| !part.is_empty()).map(str::to_owned).collect();
        }
        if let Some(separator) = self.scope_separator {
            app.scope_separator = match separator {
                Separator::Space => ScopeSeparator::Space,
                Separator::Comma => ScopeSeparator::Comma,
            };
        }
        if let Some(life) = self.access_token_life {
            app.access_token_life = match life {
                Life::OneHour => AccessTokenLife::OneHour,
                Life::TwentyFourHours => AccessTokenLife::TwentyFourHours,
            };
        }
        if let Some(rotation) = self.refresh_rotation {
            app.refresh_rotation = rotation == Switch::On;
        }
        if let Some(seconds) = self.assertion_lifetime {
            app.assertion_lifetime = seconds;
        }
    }

    fn apply_environment(&self, app: &mut LineWorksApp) -> Result<(), Failure> {
        let custom = self.auth_base.is_some() || self.confirm_host.is_some();
        app.environment = match (self.environment, custom) {
            (None, false) => return Ok(()),
            (None | Some(Site::Custom), _) => self.own_address(&app.environment)?,
            (Some(_), true) => {
                return Err(unusable("--auth-base", "belongs to --environment custom only"));
            }
            (Some(Site::LineWorks), false) => Environment::LineWorks,
            (Some(Site::NaverWorks), false) => Environment::NaverWorks,
            (Some(Site::KoreaGov), false) => Environment::KoreaGov,
            (Some(Site::Sandbox), false) => Environment::Sandbox,
        };
        Ok(())
    }

    /// An own address, refused while it can't be used: a script learns it now, not at the test.
    fn own_address(&self, before: &Environment) -> Result<Environment, Failure> {
        let (base, host) = match before {
            Environment::Custom { auth_base, confirmed_host } => {
                (auth_base.clone(), confirmed_host.clone())
            }
            _ => (String::new(), String::new()),
        };
        let environment = Environment::Custom {
            auth_base: self.auth_base.clone().unwrap_or(base),
            confirmed_host: self.confirm_host.clone().unwrap_or(host),
        };
        match environment.token_endpoint(None) {
            Ok(_) => Ok(environment),
            Err(HostError::NotConfirmed { actual }) => {
                let reason =
                    format!("the host is {actual}; confirm it with --confirm-host {actual}");
                Err(Failure::Input { field: "--confirm-host", reason })
            }
            Err(error) => Err(unusable("--auth-base", &error.to_string())),
        }
    }
}

fn refused(field: &'static str, error: &HostError) -> Failure {
    let reason = match error {
        HostError::NotConfirmed { actual } => {
            format!("the host is {actual}; confirm it with --confirm-open-id-host {actual}")
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
