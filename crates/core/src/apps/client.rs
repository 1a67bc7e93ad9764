//! A client as flows see it, whatever kind of record it comes from: who it is, how it shows who it
//! is, what it asks for and where.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

use super::{
    Endpoint, Environment, HostError, LineWorksApp, OpenIdSettings, ScopeSeparator, ServerEndpoints,
};

/// How a client shows the token endpoint who it is, by its registered name
/// (OpenID Connect Core section 9; RFC 6749 section 2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClientAuthentication {
    /// Not at all: a public client.
    None,
    /// Client ID and secret in the `Authorization` field.
    ClientSecretBasic,
    /// Client ID and secret as form fields.
    #[default]
    ClientSecretPost,
    /// An assertion that the client signs with its private key (RFC 7523 section 2.2).
    PrivateKeyJwt,
}

impl ClientAuthentication {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::ClientSecretBasic, Self::ClientSecretPost, Self::PrivateKeyJwt, Self::None];

    /// Whether a client secret takes part in it.
    pub fn needs_secret(self) -> bool {
        matches!(self, Self::ClientSecretBasic | Self::ClientSecretPost)
    }
}

/// What every flow needs of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientProfile {
    /// Client ID without blanks around it.
    pub client_id: String,
    /// How it shows who it is.
    pub authentication: ClientAuthentication,
    /// Scopes that it asks for.
    pub scopes: Vec<String>,
    /// How they are joined.
    pub scope_separator: ScopeSeparator,
    /// Redirect URLs as registered.
    pub redirect_urls: Vec<String>,
    /// Redirect URLs after a logout, as registered.
    pub logout_redirect_urls: Vec<String>,
    /// What is known of the OpenID provider, and whether a sign-in uses PKCE.
    pub open_id: OpenIdSettings,
    /// Life of an access token in seconds, where the record knows what the service was told.
    pub access_token_seconds: Option<i64>,
    /// Whether a refresh brings a new refresh token, where the record knows.
    pub refresh_rotation: Option<bool>,
    /// Where its service is called.
    pub endpoints: Endpoints,
}

/// Where a service is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Endpoints {
    /// At the known paths of LINE WORKS, in an environment.
    LineWorks(Environment),
    /// At the addresses of the record.
    Server(ServerEndpoints),
}

impl ClientProfile {
    /// Whether the scope `openid` is asked for: only then there is an ID token.
    pub fn with_openid(&self) -> bool {
        self.scopes.iter().any(|scope| scope == "openid")
    }

    /// The `scope` parameter.
    pub fn scope(&self) -> String {
        self.scope_separator.join(&self.scopes)
    }

    /// The token endpoint. `sandbox_base` is the address of the running sandbox, if one runs.
    ///
    /// # Errors
    /// When there is none, the sandbox is stopped, or the address is unusable or its host not
    /// confirmed.
    pub fn token_endpoint(&self, sandbox_base: Option<&str>) -> Result<Url, HostError> {
        self.endpoint(Endpoint::Token, sandbox_base)
    }

    /// The address that somebody signs in at.
    ///
    /// # Errors
    /// As [`ClientProfile::token_endpoint`].
    pub fn authorize_endpoint(&self, sandbox_base: Option<&str>) -> Result<Url, HostError> {
        self.endpoint(Endpoint::Authorization, sandbox_base)
    }

    /// The address that ends a token.
    ///
    /// # Errors
    /// As [`ClientProfile::token_endpoint`].
    pub fn revoke_endpoint(&self, sandbox_base: Option<&str>) -> Result<Url, HostError> {
        self.endpoint(Endpoint::Revocation, sandbox_base)
    }

    /// The address that tells whether a token holds. LINE WORKS has none.
    ///
    /// # Errors
    /// As [`ClientProfile::token_endpoint`].
    pub fn introspection_endpoint(&self) -> Result<Url, HostError> {
        self.endpoint(Endpoint::Introspection, None)
    }

    /// The address that tells who signed in.
    ///
    /// # Errors
    /// As [`ClientProfile::token_endpoint`].
    pub fn userinfo_endpoint(&self, sandbox_base: Option<&str>) -> Result<Url, HostError> {
        let address = &self.open_id.userinfo_endpoint;
        let usable = self.open_id.usable(address, &self.own_host(sandbox_base))?;
        usable.ok_or(HostError::NoAddress)
    }

    /// The host that the client's secrets go to; empty while there is none. What else the record
    /// names on this host needs no confirming.
    pub fn own_host(&self, sandbox_base: Option<&str>) -> String {
        let endpoint = self.token_endpoint(sandbox_base).ok();
        endpoint.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
    }

    fn endpoint(&self, endpoint: Endpoint, sandbox: Option<&str>) -> Result<Url, HostError> {
        match (&self.endpoints, endpoint) {
            (Endpoints::Server(addresses), _) => addresses.usable(endpoint, &self.open_id),
            (Endpoints::LineWorks(place), Endpoint::Token) => place.token_endpoint(sandbox),
            (Endpoints::LineWorks(place), Endpoint::Authorization) => {
                place.authorize_endpoint(sandbox)
            }
            (Endpoints::LineWorks(place), Endpoint::Revocation) => place.revoke_endpoint(sandbox),
            (Endpoints::LineWorks(_), Endpoint::Introspection) => Err(HostError::NoAddress),
        }
    }
}

impl LineWorksApp {
    /// The client of this app. It shows who it is in the form (facts.md 1.3).
    pub fn client(&self) -> ClientProfile {
        ClientProfile {
            client_id: self.client_id.trim().to_owned(),
            authentication: ClientAuthentication::ClientSecretPost,
            scopes: self.scopes.clone(),
            scope_separator: self.scope_separator,
            redirect_urls: self.redirect_urls.clone(),
            logout_redirect_urls: self.logout_redirect_urls.clone(),
            open_id: self.open_id.clone(),
            access_token_seconds: Some(self.access_token_life.seconds()),
            refresh_rotation: Some(self.refresh_rotation),
            endpoints: Endpoints::LineWorks(self.environment.clone()),
        }
    }
}
