//! Which service an app lives on, and the one host that its secrets may go to (security.md N10).

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;
use url::{Host, Url};

use crate::services::line_works;

/// The service that an app is registered with (facts.md 1.1).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Environment {
    /// LINE WORKS and NAVER WORKS, commercial.
    #[default]
    LineWorks,
    /// The NAVER WORKS alias of the same service.
    NaverWorks,
    /// Korean public sector.
    KoreaGov,
    /// The practice server on this computer; its address is known once it runs.
    Sandbox,
    /// Own addresses, for example a test double or a gateway.
    Custom {
        /// Address up to and without `/oauth2/v2.0/token`.
        auth_base: String,
        /// The host that the administrator confirmed by typing it.
        confirmed_host: String,
    },
    /// Another service, whose addresses stand in the record. Only named here.
    Server {
        /// Host of the address that its secrets go to; empty while there is none.
        host: String,
    },
}

/// Why no token endpoint can be named.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum HostError {
    /// The sandbox does not run.
    #[error("the sandbox is not running")]
    SandboxStopped,
    /// The address of an own environment can't be used.
    #[error("not an https address: {0}")]
    Address(String),
    /// The record has no such address.
    #[error("the record has no address for this")]
    NoAddress,
    /// The host was changed since it was confirmed, or never confirmed.
    #[error("the host {actual} was not confirmed")]
    NotConfirmed {
        /// Host of the address.
        actual: String,
    },
}

impl Environment {
    /// The token endpoint. `sandbox_base` is the address of the running sandbox, if one runs.
    ///
    /// # Errors
    /// When the sandbox is stopped, or an own address is unusable or its host not confirmed.
    pub fn token_endpoint(&self, sandbox_base: Option<&str>) -> Result<Url, HostError> {
        let base = self.auth_base(sandbox_base)?;
        join(&base, line_works::TOKEN_PATH)
    }

    /// The address that a member signs in at.
    ///
    /// # Errors
    /// When the sandbox is stopped, or an own address is unusable or its host not confirmed.
    pub fn authorize_endpoint(&self, sandbox_base: Option<&str>) -> Result<Url, HostError> {
        let base = self.auth_base(sandbox_base)?;
        join(&base, line_works::AUTHORIZE_PATH)
    }

    /// The host that a record's secrets go to.
    ///
    /// # Errors
    /// When the sandbox is stopped, or an own address is unusable or its host not confirmed.
    pub fn auth_host(&self, sandbox_base: Option<&str>) -> Result<String, HostError> {
        let endpoint = self.token_endpoint(sandbox_base)?;
        Ok(endpoint.host_str().unwrap_or_default().to_owned())
    }

    /// The same for judging a record while nothing runs; empty where there is none. The sandbox's
    /// address is known once it runs, and is always one of this computer.
    pub fn expected_auth_host(&self) -> String {
        self.auth_host(Some("http://127.0.0.1")).unwrap_or_default()
    }

    /// The address that ends a token; not documented, only seen in programs (facts.md 1.1).
    ///
    /// # Errors
    /// When the sandbox is stopped, or an own address is unusable or its host not confirmed.
    pub fn revoke_endpoint(&self, sandbox_base: Option<&str>) -> Result<Url, HostError> {
        let base = self.auth_base(sandbox_base)?;
        join(&base, line_works::REVOKE_PATH)
    }

    fn auth_base(&self, sandbox_base: Option<&str>) -> Result<String, HostError> {
        match self {
            Self::LineWorks => Ok(line_works::AUTH_BASE.to_owned()),
            Self::NaverWorks => Ok(line_works::AUTH_BASE_NAVER.to_owned()),
            Self::KoreaGov => Ok(line_works::AUTH_BASE_KOREA_GOV.to_owned()),
            Self::Sandbox => sandbox_base.map(str::to_owned).ok_or(HostError::SandboxStopped),
            Self::Custom { auth_base, confirmed_host } => confirmed(auth_base, confirmed_host),
            Self::Server { .. } => Err(HostError::NoAddress),
        }
    }
}

fn join(base: &str, path: &str) -> Result<Url, HostError> {
    let text = format!("{}{path}", base.trim_end_matches('/'));
    Url::parse(&text).map_err(|_| HostError::Address(base.to_owned()))
}

fn confirmed(auth_base: &str, confirmed_host: &str) -> Result<String, HostError> {
    let url = confirmed_address(auth_base, confirmed_host)?;
    if url.query().is_some() {
        return Err(HostError::Address(auth_base.to_owned()));
    }
    Ok(auth_base.trim().to_owned())
}

/// An address that may be called: https, or http on this computer itself; no user name, password
/// or fragment; and of the host that the administrator confirmed (security.md N9).
///
/// # Errors
/// When it is no such address, or its host was not confirmed.
pub fn confirmed_address(address: &str, confirmed_host: &str) -> Result<Url, HostError> {
    let bad = || HostError::Address(address.to_owned());
    let url = Url::parse(address.trim()).map_err(|_| bad())?;
    let host = url.host().ok_or_else(bad)?;
    if !is_callable(&url) {
        return Err(bad());
    }
    if !host.to_string().eq_ignore_ascii_case(confirmed_host.trim()) {
        return Err(HostError::NotConfirmed { actual: host.to_string() });
    }
    Ok(url)
}

/// Whether an address may be called at all: https, or http on this computer itself; no user name,
/// password or fragment.
pub(crate) fn is_callable(url: &Url) -> bool {
    let clear_allowed = url.scheme() == "http" && url.host().is_some_and(|host| is_loopback(&host));
    let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    url.host().is_some() && (url.scheme() == "https" || clear_allowed) && plain
}

/// Whether a host is this computer itself: no proxy, and http is allowed.
pub(crate) fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => name.eq_ignore_ascii_case("localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn custom(auth_base: &str, confirmed_host: &str) -> Environment {
        let (auth_base, confirmed_host) = (auth_base.to_owned(), confirmed_host.to_owned());
        Environment::Custom { auth_base, confirmed_host }
    }

    #[test]
    fn each_service_has_its_documented_token_endpoint() {
        let rows = [
            (Environment::LineWorks, "https://auth.worksmobile.com/oauth2/v2.0/token"),
            (Environment::NaverWorks, "https://auth.naverworks.com/oauth2/v2.0/token"),
            (Environment::KoreaGov, "https://auth.gov-naverworks.com/oauth2/v2.0/token"),
            (
                custom("https://id.corp.example/", "ID.corp.example"),
                "https://id.corp.example/oauth2/v2.0/token",
            ),
        ];
        for (environment, expected) in rows {
            assert_eq!(environment.token_endpoint(None).unwrap().as_str(), expected);
        }
    }

    #[test]
    fn a_changed_host_is_not_used_until_it_is_confirmed() {
        let environment = custom("https://evil.example", "id.corp.example");
        let actual = "evil.example".to_owned();
        assert_eq!(environment.token_endpoint(None), Err(HostError::NotConfirmed { actual }));
    }

    #[test]
    fn http_is_only_for_this_computer() {
        assert!(custom("http://127.0.0.1:9", "127.0.0.1").token_endpoint(None).is_ok());
        assert!(custom("http://id.corp.example", "id.corp.example").token_endpoint(None).is_err());
    }

    #[test]
    fn addresses_with_credentials_or_parameters_are_refused() {
        for base in [
            "https://a@id.corp.example",
            "https://id.corp.example/?x=1",
            "https://id.corp.example/#f",
        ] {
            assert!(custom(base, "id.corp.example").token_endpoint(None).is_err(), "{base}");
        }
    }

    #[test]
    fn a_record_is_judged_by_the_host_that_it_will_have() {
        assert_eq!(Environment::LineWorks.expected_auth_host(), "auth.worksmobile.com");
        assert_eq!(Environment::Sandbox.expected_auth_host(), "127.0.0.1");
        assert_eq!(custom("https://id.corp.example", "").expected_auth_host(), "");
    }

    #[test]
    fn the_sandbox_has_no_endpoint_until_it_runs() {
        assert_eq!(Environment::Sandbox.token_endpoint(None), Err(HostError::SandboxStopped));
        assert!(Environment::Sandbox.token_endpoint(Some("http://127.0.0.1:7")).is_ok());
    }
}
