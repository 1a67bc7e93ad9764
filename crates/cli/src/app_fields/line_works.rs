//! Options that only a LINE WORKS app has.

use clap::{Args, ValueEnum};
use credenza_core::apps::{AccessTokenLife, Environment, HostError, LineWorksApp};

use super::{Switch, first_given, set, set_list, unusable};
use crate::failure::Failure;

/// As its Developer Console shows them.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fields of a LINE WORKS app")]
pub(super) struct LineWorksFields {
    /// Service Account ID
    #[arg(long, value_name = "ID")]
    service_account: Option<String>,
    /// Domain ID
    #[arg(long, value_name = "ID")]
    domain_id: Option<String>,
    /// Which service the app lives on
    #[arg(long, value_name = "NAME")]
    environment: Option<Site>,
    /// Address before /oauth2/v2.0/token, for --environment custom
    #[arg(long, value_name = "URL")]
    auth_base: Option<String>,
    /// Access token lifetime as set in the console
    #[arg(long, value_name = "TIME")]
    access_token_life: Option<Life>,
    /// Refresh-token rotation as set in the console
    #[arg(long, value_name = "ON/OFF")]
    refresh_rotation: Option<Switch>,
    /// Host that the addresses of the OpenID provider may be on, beside the record's own; may be
    /// repeated
    #[arg(long, value_name = "HOST")]
    confirm_open_id_host: Option<Vec<String>>,
    /// Member who may edit the app; may be repeated; replaces the list
    #[arg(long, value_name = "MEMBER")]
    member: Option<Vec<String>>,
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
enum Life {
    #[value(name = "1h")]
    OneHour,
    #[value(name = "24h")]
    TwentyFourHours,
}

impl LineWorksFields {
    pub(super) fn first_given(&self) -> Option<&'static str> {
        first_given(&[
            ("--service-account", self.service_account.is_some()),
            ("--domain-id", self.domain_id.is_some()),
            ("--environment", self.environment.is_some()),
            ("--auth-base", self.auth_base.is_some()),
            ("--access-token-life", self.access_token_life.is_some()),
            ("--refresh-rotation", self.refresh_rotation.is_some()),
            ("--confirm-open-id-host", self.confirm_open_id_host.is_some()),
            ("--member", self.member.is_some()),
        ])
    }
}

impl super::Fields {
    pub(super) fn apply_line_works(&self, app: &mut LineWorksApp) -> Result<(), Failure> {
        let own = &self.line_works;
        set(&mut app.description, &self.description);
        set(&mut app.client_id, &self.client_id);
        set(&mut app.service_account, &own.service_account);
        set(&mut app.domain_id, &own.domain_id);
        set_list(&mut app.redirect_urls, &self.redirect_url);
        set_list(&mut app.logout_redirect_urls, &self.logout_redirect_url);
        set_list(&mut app.members, &own.member);
        set_list(&mut app.open_id.confirmed_hosts, &own.confirm_open_id_host);
        self.apply_token_settings(app);
        self.apply_environment(app)?;
        let own_host = app.environment.expected_auth_host();
        self.open_id.apply(&mut app.open_id, &own_host, "--confirm-open-id-host")
    }

    fn apply_token_settings(&self, app: &mut LineWorksApp) {
        if let Some(scopes) = self.scopes() {
            app.scopes = scopes;
        }
        if let Some(separator) = self.separator() {
            app.scope_separator = separator;
        }
        if let Some(life) = self.line_works.access_token_life {
            app.access_token_life = match life {
                Life::OneHour => AccessTokenLife::OneHour,
                Life::TwentyFourHours => AccessTokenLife::TwentyFourHours,
            };
        }
        if let Some(rotation) = self.line_works.refresh_rotation {
            app.refresh_rotation = rotation == Switch::On;
        }
        if let Some(seconds) = self.assertion_lifetime {
            app.assertion_lifetime = seconds;
        }
    }

    fn apply_environment(&self, app: &mut LineWorksApp) -> Result<(), Failure> {
        let custom = self.line_works.auth_base.is_some() || self.confirm_host.is_some();
        app.environment = match (self.line_works.environment, custom) {
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
        let named = match self.confirm_host.as_deref() {
            None => host,
            Some([one]) => one.clone(),
            Some(_) => return Err(unusable("--confirm-host", "an own address has one host only")),
        };
        let environment = Environment::Custom {
            auth_base: self.line_works.auth_base.clone().unwrap_or(base),
            confirmed_host: named,
        };
        match environment.token_endpoint(None) {
            Ok(_) => Ok(environment),
            Err(error @ HostError::NotConfirmed { .. }) => {
                Err(super::refused("--confirm-host", "--confirm-host", &error))
            }
            Err(error) => Err(unusable("--auth-base", &error.to_string())),
        }
    }
}
