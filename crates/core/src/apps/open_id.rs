//! What a record knows of the OpenID provider: its issuer, and the addresses beside those of the
//! token flows. LINE WORKS documents none of them (facts.md 1.1, 10), so all are empty until an
//! administrator gives them, and each may be called only on a host that was agreed to.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

use super::HostError;
use super::environment::confirmed_address;

/// Issuer and addresses of an OpenID provider, as typed or as read from its discovery document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct OpenIdSettings {
    /// `iss` of its ID tokens, to the letter; empty: not known, so not checked.
    pub issuer: String,
    /// Where its keys are; empty: signatures are not checked.
    pub jwks_uri: String,
    /// Where it tells who signed in.
    pub userinfo_endpoint: String,
    /// Where a member is signed out (OpenID Connect RP-Initiated Logout 1.0).
    pub end_session_endpoint: String,
    /// Hosts that the administrator confirmed by typing them, beside the record's own.
    pub confirmed_hosts: Vec<String>,
    /// Whether a sign-in uses PKCE; LINE WORKS' documents don't know it (facts.md 1.2).
    pub pkce: bool,
}

impl OpenIdSettings {
    /// One of its addresses as it may be called; `None` while it is empty. `own_host` is the host
    /// that the record's secrets go to anyway, and needs no confirming (security.md N9).
    ///
    /// # Errors
    /// When it is no https address (or http on this computer), or its host was not confirmed.
    pub fn usable(&self, address: &str, own_host: &str) -> Result<Option<Url>, HostError> {
        if address.trim().is_empty() {
            return Ok(None);
        }
        let confirmed = self.confirmed_hosts.iter().map(String::as_str);
        let mut refused = match confirmed_address(address, own_host) {
            Ok(url) => return Ok(Some(url)),
            Err(error) => error,
        };
        for host in confirmed {
            match confirmed_address(address, host) {
                Ok(url) => return Ok(Some(url)),
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }

    /// The issuer, where one is known.
    pub fn issuer(&self) -> Option<&str> {
        Some(self.issuer.trim()).filter(|issuer| !issuer.is_empty())
    }

    /// The addresses with the name of their field.
    pub fn addresses(&self) -> [(&'static str, &str); 3] {
        [
            ("jwksUri", &self.jwks_uri),
            ("userinfoEndpoint", &self.userinfo_endpoint),
            ("endSessionEndpoint", &self.end_session_endpoint),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &str = "https://keys.example.com/certs";

    #[test]
    fn an_address_on_the_own_host_needs_no_confirming_and_another_does() {
        let mut settings = OpenIdSettings { jwks_uri: KEYS.into(), ..OpenIdSettings::default() };
        let asked = |settings: &OpenIdSettings, own| settings.usable(&settings.jwks_uri, own);
        assert!(asked(&settings, "keys.example.com").unwrap().is_some());
        let actual = "keys.example.com".to_owned();
        assert_eq!(asked(&settings, "auth.example.com"), Err(HostError::NotConfirmed { actual }));
        settings.confirmed_hosts = vec!["other.example.com".into(), "KEYS.example.com".into()];
        assert_eq!(asked(&settings, "auth.example.com").unwrap().unwrap().as_str(), KEYS);
    }

    #[test]
    fn an_empty_address_is_not_known_and_a_clear_one_is_refused() {
        let settings = OpenIdSettings::default();
        assert_eq!(settings.usable(" ", "auth.example.com"), Ok(None));
        let clear = "http://auth.example.com/certs";
        let refused = Err(HostError::Address(clear.to_owned()));
        assert_eq!(settings.usable(clear, "auth.example.com"), refused);
    }
}
