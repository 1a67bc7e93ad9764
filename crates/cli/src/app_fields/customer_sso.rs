//! Options that only a customer's SSO server has.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use credenza_core::customer_sso::{CustomerSsoApp, SsoTestAccount, SsoUserKey};

use super::{Switch, first_given, refused, set, set_list};
use crate::failure::Failure;
use crate::secret_input;

/// What is registered of the server under SSO > WORKS as SP.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fields of a customer's SSO server")]
pub(super) struct CustomerSsoFields {
    /// Web login URL
    #[arg(long, value_name = "URL")]
    web_login_url: Option<String>,
    /// Application login URL
    #[arg(long, value_name = "URL")]
    app_login_url: Option<String>,
    /// Access Token Return API
    #[arg(long, value_name = "URL")]
    token_url: Option<String>,
    /// User Information Return API
    #[arg(long, value_name = "URL")]
    user_info_url: Option<String>,
    /// IMAP/CalDAV login API
    #[arg(long, value_name = "URL")]
    imap_url: Option<String>,
    /// Logout URL
    #[arg(long, value_name = "URL")]
    logout_url: Option<String>,
    /// Logout redirection domain; may be repeated; replaces the list
    #[arg(long, value_name = "DOMAIN")]
    logout_domain: Option<Vec<String>>,
    /// What user_id is: the external key or the account
    #[arg(long, value_name = "KEY")]
    user_key: Option<UserKey>,
    /// Whether "Set Expire Time" is on
    #[arg(long, value_name = "ON/OFF")]
    set_expire_time: Option<Switch>,
    /// Whether it is the Korean public-sector service
    #[arg(long, value_name = "ON/OFF")]
    public_sector: Option<Switch>,
    /// Where LINE WORKS is come back to, without the state; its path is not documented
    #[arg(long, value_name = "URL")]
    return_url: Option<String>,
    /// E-mail address of a test account; its password comes with --account of a run
    #[arg(long, value_name = "EMAIL")]
    test_account: Option<String>,
    /// Who the test account is to LINE WORKS
    #[arg(long, value_name = "USER")]
    expected_user: Option<String>,
    /// A further test account and who it is to LINE WORKS; may be given again, the list replaces
    #[arg(long, value_name = "EMAIL=USER")]
    more_account: Option<Vec<SsoTestAccount>>,
    /// File with the authority of an internal server in PEM, trusted for this record only
    #[arg(long, value_name = "F")]
    ca_file: Option<PathBuf>,
    /// Whether it is the practice server: addresses are then paths
    #[arg(long, value_name = "ON/OFF")]
    practice: Option<Switch>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum UserKey {
    ExternalKey,
    Account,
}

impl CustomerSsoFields {
    pub(super) fn first_given(&self) -> Option<&'static str> {
        first_given(&[
            ("--web-login-url", self.web_login_url.is_some()),
            ("--app-login-url", self.app_login_url.is_some()),
            ("--token-url", self.token_url.is_some()),
            ("--user-info-url", self.user_info_url.is_some()),
            ("--imap-url", self.imap_url.is_some()),
            ("--logout-url", self.logout_url.is_some()),
            ("--logout-domain", self.logout_domain.is_some()),
            ("--user-key", self.user_key.is_some()),
            ("--set-expire-time", self.set_expire_time.is_some()),
            ("--public-sector", self.public_sector.is_some()),
            ("--return-url", self.return_url.is_some()),
            ("--test-account", self.test_account.is_some()),
            ("--expected-user", self.expected_user.is_some()),
            ("--more-account", self.more_account.is_some()),
            ("--ca-file", self.ca_file.is_some()),
            ("--practice", self.practice.is_some()),
        ])
    }
}

impl super::Fields {
    pub(super) fn apply_customer_sso(&self, app: &mut CustomerSsoApp) -> Result<(), Failure> {
        let own = &self.customer_sso;
        set(&mut app.description, &self.description);
        set(&mut app.client_id, &self.client_id);
        set(&mut app.redirect_url, &own.return_url);
        set(&mut app.account, &own.test_account);
        set(&mut app.expected_user, &own.expected_user);
        if let Some(accounts) = &own.more_account {
            app.more_accounts.clone_from(accounts);
        }
        set_list(&mut app.logout_domains, &own.logout_domain);
        set_list(&mut app.confirmed_hosts, &self.confirm_host);
        switch(&mut app.set_expire_time, own.set_expire_time);
        switch(&mut app.public_sector, own.public_sector);
        switch(&mut app.practice, own.practice);
        if let Some(key) = own.user_key {
            app.user_key = match key {
                UserKey::ExternalKey => SsoUserKey::ExternalKey,
                UserKey::Account => SsoUserKey::Account,
            };
        }
        if let Some(path) = own.ca_file.as_deref() {
            // A certificate is public; the reader of secrets bounds it all the same.
            app.ca_pem = secret_input::from_file(path)?.expose().to_owned();
        }
        self.apply_addresses(app)
    }

    /// An address that can't be used is refused: a script learns it now, not at the run.
    fn apply_addresses(&self, app: &mut CustomerSsoApp) -> Result<(), Failure> {
        let own = &self.customer_sso;
        set(&mut app.web_login_url, &own.web_login_url);
        set(&mut app.app_login_url, &own.app_login_url);
        set(&mut app.token_url, &own.token_url);
        set(&mut app.user_info_url, &own.user_info_url);
        set(&mut app.mail_url, &own.imap_url);
        set(&mut app.logout_url, &own.logout_url);
        for (option, given, address) in [
            ("--web-login-url", &own.web_login_url, &app.web_login_url),
            ("--app-login-url", &own.app_login_url, &app.app_login_url),
            ("--token-url", &own.token_url, &app.token_url),
            ("--user-info-url", &own.user_info_url, &app.user_info_url),
            ("--imap-url", &own.imap_url, &app.mail_url),
            ("--logout-url", &own.logout_url, &app.logout_url),
        ] {
            if given.is_some() {
                let usable = app.usable(address, Some("http://127.0.0.1"));
                usable.map_err(|error| refused(option, "--confirm-host", &error))?;
            }
        }
        Ok(())
    }
}

fn switch(field: &mut bool, given: Option<Switch>) {
    if let Some(given) = given {
        *field = given == Switch::On;
    }
}
