//! A client as flows see it, whatever kind of record it comes from: who it is, how it shows who it
//! is, what it asks for and where.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

use super::{Environment, HostError, LineWorksApp, OpenIdSettings, ScopeSeparator};

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
}

impl ClientAuthentication {
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
    /// Where its service is.
    pub environment: Environment,
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
    /// When the sandbox is stopped, or an address is unusable or its host not confirmed.
    pub fn token_endpoint(&self, sandbox_base: Option<&str>) -> Result<Url, HostError> {
        self.environment.token_endpoint(sandbox_base)
    }

    /// The address that somebody signs in at.
    ///
    /// # Errors
    /// When the sandbox is stopped, or an address is unusable or its host not confirmed.
    pub fn authorize_endpoint(&self, sandbox_base: Option<&str>) -> Result<Url, HostError> {
        self.environment.authorize_endpoint(sandbox_base)
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
            environment: self.environment.clone(),
        }
    }
}
