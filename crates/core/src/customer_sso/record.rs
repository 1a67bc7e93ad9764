//! The record of a customer's SSO server: what is registered of it in the Developer Console under
//! SSO > WORKS as SP (facts.md 6.1). Client ID and secret are chosen by the customer here and never
//! those of a LINE WORKS app.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

use super::test_account::SsoTestAccount;
use crate::apps::{
    ClientAuthentication, ClientProfile, Endpoints, Environment, HostError, OpenIdSettings,
    ScopeSeparator, ServerEndpoints, confirmed_address,
};

/// A customer's SSO server, which LINE WORKS calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CustomerSsoApp {
    /// What the server is.
    pub description: String,
    /// The Client ID that the customer chose.
    pub client_id: String,
    /// Whether it is the practice server: its addresses are then paths that begin with `/`, or
    /// https addresses of this computer.
    pub practice: bool,
    /// Web login URL.
    pub web_login_url: String,
    /// Application login URL.
    pub app_login_url: String,
    /// Access Token Return API.
    pub token_url: String,
    /// User Information Return API.
    pub user_info_url: String,
    /// IMAP/CalDAV login API.
    pub mail_url: String,
    /// Logout URL.
    pub logout_url: String,
    /// Logout redirection domains.
    pub logout_domains: Vec<String>,
    /// What `user_id` is compared with.
    pub user_key: SsoUserKey,
    /// Whether "Set Expire Time" is on.
    pub set_expire_time: bool,
    /// Whether it is the Korean public-sector service, where sessions are shorter.
    pub public_sector: bool,
    /// Where LINE WORKS is come back to, without the state. Its path is not documented; empty: the
    /// root of the documented host.
    pub redirect_url: String,
    /// E-mail address of a test account; its password is a secret of the record or asked for.
    pub account: String,
    /// Who the test account is to LINE WORKS: its external key or account.
    pub expected_user: String,
    /// Further test accounts; each may have a password of its own.
    pub more_accounts: Vec<SsoTestAccount>,
    /// Hosts that the administrator confirmed by typing them.
    pub confirmed_hosts: Vec<String>,
    /// Authority of an internal server, in PEM; trusted for this record only.
    pub ca_pem: String,
}

impl Default for CustomerSsoApp {
    fn default() -> Self {
        let empty = String::new;
        Self {
            description: empty(),
            client_id: empty(),
            practice: false,
            web_login_url: empty(),
            app_login_url: empty(),
            token_url: empty(),
            user_info_url: empty(),
            mail_url: empty(),
            logout_url: empty(),
            logout_domains: Vec::new(),
            user_key: SsoUserKey::default(),
            set_expire_time: true,
            public_sector: false,
            redirect_url: empty(),
            account: empty(),
            expected_user: empty(),
            more_accounts: Vec::new(),
            confirmed_hosts: Vec::new(),
            ca_pem: empty(),
        }
    }
}

/// "SSO user key" of the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SsoUserKey {
    /// The external key mapped for the member.
    #[default]
    ExternalKey,
    /// The LINE WORKS account.
    Account,
}

/// The documented host that a sign-in comes back to.
const LINE_WORKS: &str = "https://auth.worksmobile.com/";

impl CustomerSsoApp {
    /// It is a server and no client: there is no address that a client's flow could call.
    pub fn client(&self) -> ClientProfile {
        ClientProfile {
            client_id: self.client_id.trim().to_owned(),
            authentication: ClientAuthentication::ClientSecretPost,
            scopes: Vec::new(),
            scope_separator: ScopeSeparator::default(),
            redirect_urls: Vec::new(),
            logout_redirect_urls: Vec::new(),
            open_id: OpenIdSettings::default(),
            access_token_seconds: None,
            refresh_rotation: None,
            endpoints: Endpoints::Server(ServerEndpoints::default()),
        }
    }

    /// Where it is, by the host of its first address.
    pub fn environment(&self) -> Environment {
        match self.practice {
            true => Environment::Sandbox,
            false => Environment::Server { host: self.host() },
        }
    }

    /// Its addresses with the name of their field.
    pub fn addresses(&self) -> [(&'static str, &str); 6] {
        [
            ("webLoginUrl", &self.web_login_url),
            ("appLoginUrl", &self.app_login_url),
            ("tokenUrl", &self.token_url),
            ("userInfoUrl", &self.user_info_url),
            ("mailUrl", &self.mail_url),
            ("logoutUrl", &self.logout_url),
        ]
    }

    /// An address as it may be called; `None` while it is empty.
    ///
    /// # Errors
    /// When it is no https address (or http on this computer), when its host was not confirmed, or
    /// when it is the practice server's and that does not run.
    pub fn usable(&self, address: &str, sandbox: Option<&str>) -> Result<Option<Url>, HostError> {
        let address = address.trim();
        if address.is_empty() {
            return Ok(None);
        }
        if self.practice && !is_https(address) {
            return practice(address, sandbox).map(Some);
        }
        let url = self.confirmed(address)?;
        let here = url.host_str().is_some_and(|host| matches!(host, "127.0.0.1" | "localhost"));
        match self.practice && !here {
            true => Err(HostError::Address(address.to_owned())),
            false => Ok(Some(url)),
        }
    }

    fn confirmed(&self, address: &str) -> Result<Url, HostError> {
        let mut refused = match confirmed_address(address, "") {
            Ok(url) => return Ok(url),
            Err(error) => error,
        };
        for host in &self.confirmed_hosts {
            match confirmed_address(address, host) {
                Ok(url) => return Ok(url),
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }

    /// Every test account, the first one first; those without an address are left out.
    pub fn accounts(&self) -> Vec<SsoTestAccount> {
        let (email, user) = (self.account.clone(), self.expected_user.clone());
        let first = SsoTestAccount { account: email, expected_user: user };
        let all = std::iter::once(first).chain(self.more_accounts.iter().cloned());
        all.filter(|one| !one.account.trim().is_empty()).collect()
    }

    /// Where LINE WORKS is come back to.
    ///
    /// # Errors
    /// When it is no address.
    pub fn redirect(&self) -> Result<Url, HostError> {
        let text = match self.redirect_url.trim() {
            "" => LINE_WORKS,
            text => text,
        };
        Url::parse(text).map_err(|_| HostError::Address(text.to_owned()))
    }

    /// Where a logout comes back to: the first of the logout redirection domains.
    pub fn logout_redirect(&self) -> String {
        let domain = self.logout_domains.iter().map(|domain| domain.trim());
        match domain.into_iter().find(|domain| !domain.is_empty()) {
            Some(domain) if domain.contains("://") => domain.to_owned(),
            Some(domain) => format!("https://{domain}/"),
            None => LINE_WORKS.to_owned(),
        }
    }

    /// The host of the first address that has one.
    pub fn host(&self) -> String {
        let hosts = self.addresses().map(|(_, address)| {
            Url::parse(address.trim()).ok().and_then(|url| url.host_str().map(str::to_owned))
        });
        hosts.into_iter().flatten().next().unwrap_or_default()
    }
}

fn is_https(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| url.scheme() == "https")
}

fn practice(path: &str, sandbox: Option<&str>) -> Result<Url, HostError> {
    let base = sandbox.ok_or(HostError::SandboxStopped)?;
    let bad = || HostError::Address(path.to_owned());
    if !path.starts_with('/') || path.starts_with("//") {
        return Err(bad());
    }
    Url::parse(&format!("{}{path}", base.trim_end_matches('/'))).map_err(|_| bad())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_confirmed_host_is_called_and_never_in_clear() {
        let app = CustomerSsoApp {
            confirmed_hosts: vec!["SSO.example.com".into()],
            ..Default::default()
        };
        let usable = |address: &str| app.usable(address, None);
        assert_eq!(usable(" "), Ok(None));
        assert!(usable("https://sso.example.com/accessToken").is_ok_and(|url| url.is_some()));
        let actual = "other.example.com".to_owned();
        assert_eq!(usable("https://other.example.com/a"), Err(HostError::NotConfirmed { actual }));
        for bad in ["http://sso.example.com/a", "/customer-sso/a", "sso.example.com"] {
            assert!(matches!(usable(bad), Err(HostError::Address(_))), "{bad}");
        }
    }

    #[test]
    fn a_practice_record_goes_to_the_practice_server_and_nowhere_else() {
        let app = CustomerSsoApp { practice: true, ..Default::default() };
        let base = Some("http://127.0.0.1:8080");
        let url = app.usable("/customer-sso/correct/login", base).unwrap().unwrap();
        assert_eq!(url.as_str(), "http://127.0.0.1:8080/customer-sso/correct/login");
        assert_eq!(app.usable("/x", None), Err(HostError::SandboxStopped));
        for bad in ["http://evil.example/", "//evil.example/", "@evil.example/"] {
            assert!(matches!(app.usable(bad, base), Err(HostError::Address(_))), "{bad}");
        }
        let tls = "https://127.0.0.1:8443/customer-sso/correct/login";
        let actual = "127.0.0.1".to_owned();
        assert_eq!(app.usable(tls, base), Err(HostError::NotConfirmed { actual }));
        let confirmed_hosts = vec!["127.0.0.1".into(), "evil.example".into()];
        let app = CustomerSsoApp { confirmed_hosts, ..app };
        assert_eq!(app.usable(tls, base).unwrap().unwrap().as_str(), tls);
        let elsewhere = app.usable("https://evil.example/", base);
        assert!(matches!(elsewhere, Err(HostError::Address(_))), "{elsewhere:?}");
    }

    #[test]
    fn unknown_fields_are_refused_and_missing_ones_have_their_usual_value() {
        let app: CustomerSsoApp = serde_json::from_str(r#"{"clientId":"x"}"#).unwrap();
        assert!(app.set_expire_time && app.user_key == SsoUserKey::ExternalKey);
        assert!(serde_json::from_str::<CustomerSsoApp>(r#"{"issuer":"x"}"#).is_err());
        assert_eq!(app.redirect().unwrap().as_str(), "https://auth.worksmobile.com/");
        assert_eq!(app.logout_redirect(), "https://auth.worksmobile.com/");
    }
}
