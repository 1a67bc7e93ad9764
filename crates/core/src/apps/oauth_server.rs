//! The record of a client of any OAuth 2.0 or OpenID Connect server: where the server is, who the
//! client is, and what it is registered for. Which of it the server really offers is for a run to
//! find out.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

use super::{
    BearerAssertion, ClientAuthentication, ClientProfile, Endpoints, Environment, HostError,
    OpenIdSettings, ScopeSeparator,
};

/// A client that is registered with an OAuth 2.0 server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct OauthServerApp {
    /// What the client is for.
    pub description: String,
    /// Client ID.
    pub client_id: String,
    /// How the client shows who it is.
    pub authentication: ClientAuthentication,
    /// Grants that the client is registered for, beside the refresh of what they bring.
    pub grants: Vec<Grant>,
    /// Scopes that it asks for.
    pub scopes: Vec<String>,
    /// How they are joined.
    pub scope_separator: ScopeSeparator,
    /// Redirect URLs as registered.
    pub redirect_urls: Vec<String>,
    /// Redirect URLs after a logout, as registered.
    pub logout_redirect_urls: Vec<String>,
    /// The addresses of the OAuth server.
    pub endpoints: ServerEndpoints,
    /// What makes it an OpenID provider, and the hosts that were confirmed for all its addresses.
    pub open_id: OpenIdSettings,
    /// What the assertion of the JWT bearer grant says.
    pub assertion: BearerAssertion,
}

impl Default for OauthServerApp {
    fn default() -> Self {
        Self {
            description: String::new(),
            client_id: String::new(),
            // What a server takes that does not say (RFC 8414 section 2).
            authentication: ClientAuthentication::ClientSecretBasic,
            grants: vec![Grant::AuthorizationCode],
            scopes: Vec::new(),
            scope_separator: ScopeSeparator::default(),
            redirect_urls: Vec::new(),
            logout_redirect_urls: Vec::new(),
            endpoints: ServerEndpoints::default(),
            // Every client should (RFC 9700 section 2.1.1).
            open_id: OpenIdSettings { pkce: true, ..OpenIdSettings::default() },
            assertion: BearerAssertion::default(),
        }
    }
}

impl OauthServerApp {
    /// The client as flows see it.
    pub fn client(&self) -> ClientProfile {
        ClientProfile {
            client_id: self.client_id.trim().to_owned(),
            authentication: self.authentication,
            scopes: self.scopes.clone(),
            scope_separator: self.scope_separator,
            redirect_urls: self.redirect_urls.clone(),
            logout_redirect_urls: self.logout_redirect_urls.clone(),
            open_id: self.open_id.clone(),
            access_token_seconds: None,
            refresh_rotation: None,
            endpoints: Endpoints::Server(self.endpoints.clone()),
        }
    }

    /// Where it is, by the host of its token endpoint.
    pub fn environment(&self) -> Environment {
        let token = Url::parse(self.endpoints.token.trim()).ok();
        let host = token.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
        Environment::Server { host }
    }

    /// Every address that it may be called at, with the name of its field.
    pub fn addresses(&self) -> [(&'static str, &str); 7] {
        let ServerEndpoints { authorization, token, revocation, introspection } = &self.endpoints;
        let [jwks, userinfo, end_session] = self.open_id.addresses();
        [
            ("authorizationEndpoint", authorization),
            ("tokenEndpoint", token),
            ("revocationEndpoint", revocation),
            ("introspectionEndpoint", introspection),
            jwks,
            userinfo,
            end_session,
        ]
    }
}

/// Addresses of an OAuth server as typed or as it says them; empty where it has none. Those of an
/// OpenID provider stand in [`OpenIdSettings`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ServerEndpoints {
    /// Where somebody signs in (RFC 6749 section 3.1).
    pub authorization: String,
    /// Where tokens are given (RFC 6749 section 3.2).
    pub token: String,
    /// Where tokens are revoked (RFC 7009).
    pub revocation: String,
    /// Where tokens are looked into (RFC 7662).
    pub introspection: String,
}

/// One of the addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endpoint {
    /// [`ServerEndpoints::authorization`].
    Authorization,
    /// [`ServerEndpoints::token`].
    Token,
    /// [`ServerEndpoints::revocation`].
    Revocation,
    /// [`ServerEndpoints::introspection`].
    Introspection,
}

impl ServerEndpoints {
    /// An address as it may be called.
    ///
    /// # Errors
    /// When there is none, when it is no https address, or when its host was not confirmed.
    pub(super) fn usable(
        &self,
        endpoint: Endpoint,
        open_id: &OpenIdSettings,
    ) -> Result<Url, HostError> {
        let address = match endpoint {
            Endpoint::Authorization => &self.authorization,
            Endpoint::Token => &self.token,
            Endpoint::Revocation => &self.revocation,
            Endpoint::Introspection => &self.introspection,
        };
        open_id.usable(address, "")?.ok_or(HostError::NoAddress)
    }
}

/// A way to a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Grant {
    /// Somebody signs in (RFC 6749 section 4.1).
    AuthorizationCode,
    /// The client for itself (RFC 6749 section 4.4).
    ClientCredentials,
    /// An assertion that the client signs (RFC 7523 section 2.1).
    JwtBearer,
}

impl Grant {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::AuthorizationCode, Self::ClientCredentials, Self::JwtBearer];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app() -> OauthServerApp {
        let mut app = OauthServerApp::default();
        app.endpoints.token = "https://id.example.com/token".into();
        app.endpoints.revocation = "https://other.example.com/revoke".into();
        app.open_id.confirmed_hosts = vec!["ID.example.com".into()];
        app
    }

    #[test]
    fn only_an_address_on_a_confirmed_host_is_called() {
        let client = app().client();
        assert_eq!(client.token_endpoint(None).unwrap().as_str(), "https://id.example.com/token");
        let actual = "other.example.com".to_owned();
        assert_eq!(client.revoke_endpoint(None), Err(HostError::NotConfirmed { actual }));
        assert_eq!(client.authorize_endpoint(None), Err(HostError::NoAddress));
    }

    #[test]
    fn a_server_is_named_by_the_host_of_its_token_endpoint() {
        assert_eq!(app().environment(), Environment::Server { host: "id.example.com".into() });
        let none = Environment::Server { host: String::new() };
        assert_eq!(OauthServerApp::default().environment(), none);
    }
}
