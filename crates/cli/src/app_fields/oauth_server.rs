//! Options that only a client of another OAuth 2.0 or OpenID Connect server has.

use clap::{Args, ValueEnum};
use credenza_core::apps::{ClientAuthentication, Grant, OauthServerApp};

use super::{first_given, refused, set, set_list};
use crate::failure::Failure;

/// The server's addresses, and how the client is registered there.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fields of a client of another OAuth server")]
pub(super) struct OauthServerFields {
    /// How the client shows who it is
    #[arg(long, value_name = "METHOD")]
    authentication: Option<Authentication>,
    /// Grant that the client is registered for; may be repeated; replaces the list
    #[arg(long, value_name = "GRANT")]
    grant_type: Option<Vec<GrantType>>,
    /// Where somebody signs in
    #[arg(long, value_name = "URL")]
    authorization_endpoint: Option<String>,
    /// Where tokens are given
    #[arg(long, value_name = "URL")]
    token_endpoint: Option<String>,
    /// Where tokens are revoked
    #[arg(long, value_name = "URL")]
    revocation_endpoint: Option<String>,
    /// Where tokens are looked into
    #[arg(long, value_name = "URL")]
    introspection_endpoint: Option<String>,
    /// iss of the assertion of the JWT bearer grant; empty: the Client ID
    #[arg(long, value_name = "ISS")]
    assertion_issuer: Option<String>,
    /// sub of that assertion
    #[arg(long, value_name = "SUB")]
    assertion_subject: Option<String>,
    /// aud of that assertion
    #[arg(long, value_name = "AUD")]
    assertion_audience: Option<String>,
    /// Further claims of that assertion, as a JSON object
    #[arg(long, value_name = "JSON")]
    assertion_claims: Option<String>,
    /// kid of what the private key signs
    #[arg(long, value_name = "KID")]
    key_id: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Authentication {
    #[value(name = "none")]
    None,
    #[value(name = "client_secret_basic")]
    ClientSecretBasic,
    #[value(name = "client_secret_post")]
    ClientSecretPost,
    #[value(name = "private_key_jwt")]
    PrivateKeyJwt,
}

/// A grant by its name in commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GrantType {
    AuthorizationCode,
    ClientCredentials,
    JwtBearer,
}

impl OauthServerFields {
    pub(super) fn first_given(&self) -> Option<&'static str> {
        first_given(&[
            ("--authentication", self.authentication.is_some()),
            ("--grant-type", self.grant_type.is_some()),
            ("--authorization-endpoint", self.authorization_endpoint.is_some()),
            ("--token-endpoint", self.token_endpoint.is_some()),
            ("--revocation-endpoint", self.revocation_endpoint.is_some()),
            ("--introspection-endpoint", self.introspection_endpoint.is_some()),
            ("--assertion-issuer", self.assertion_issuer.is_some()),
            ("--assertion-subject", self.assertion_subject.is_some()),
            ("--assertion-audience", self.assertion_audience.is_some()),
            ("--assertion-claims", self.assertion_claims.is_some()),
            ("--key-id", self.key_id.is_some()),
        ])
    }
}

impl super::Fields {
    pub(super) fn apply_oauth_server(&self, app: &mut OauthServerApp) -> Result<(), Failure> {
        let own = &self.oauth_server;
        set(&mut app.description, &self.description);
        set(&mut app.client_id, &self.client_id);
        set_list(&mut app.redirect_urls, &self.redirect_url);
        set_list(&mut app.logout_redirect_urls, &self.logout_redirect_url);
        set_list(&mut app.open_id.confirmed_hosts, &self.confirm_host);
        if let Some(scopes) = self.scopes() {
            app.scopes = scopes;
        }
        if let Some(separator) = self.separator() {
            app.scope_separator = separator;
        }
        if let Some(authentication) = own.authentication {
            app.authentication = authentication.into();
        }
        if let Some(grants) = &own.grant_type {
            app.grants = grants.iter().map(|grant| (*grant).into()).collect();
        }
        self.apply_assertion(app);
        self.apply_endpoints(app)?;
        self.open_id.apply(&mut app.open_id, "", "--confirm-host")
    }

    fn apply_assertion(&self, app: &mut OauthServerApp) {
        let own = &self.oauth_server;
        set(&mut app.assertion.issuer, &own.assertion_issuer);
        set(&mut app.assertion.subject, &own.assertion_subject);
        set(&mut app.assertion.audience, &own.assertion_audience);
        set(&mut app.assertion.claims, &own.assertion_claims);
        set(&mut app.assertion.key_id, &own.key_id);
        if let Some(seconds) = self.assertion_lifetime {
            app.assertion.lifetime = seconds;
        }
    }

    fn apply_endpoints(&self, app: &mut OauthServerApp) -> Result<(), Failure> {
        let own = &self.oauth_server;
        let OauthServerApp { endpoints, open_id, .. } = app;
        for (option, given, address) in [
            ("--authorization-endpoint", &own.authorization_endpoint, &mut endpoints.authorization),
            ("--token-endpoint", &own.token_endpoint, &mut endpoints.token),
            ("--revocation-endpoint", &own.revocation_endpoint, &mut endpoints.revocation),
            ("--introspection-endpoint", &own.introspection_endpoint, &mut endpoints.introspection),
        ] {
            set(address, given);
            if given.is_some() {
                let usable = open_id.usable(address, "");
                usable.map_err(|error| refused(option, "--confirm-host", &error))?;
            }
        }
        Ok(())
    }
}

impl From<Authentication> for ClientAuthentication {
    fn from(authentication: Authentication) -> Self {
        match authentication {
            Authentication::None => Self::None,
            Authentication::ClientSecretBasic => Self::ClientSecretBasic,
            Authentication::ClientSecretPost => Self::ClientSecretPost,
            Authentication::PrivateKeyJwt => Self::PrivateKeyJwt,
        }
    }
}

impl From<GrantType> for Grant {
    fn from(grant: GrantType) -> Self {
        match grant {
            GrantType::AuthorizationCode => Self::AuthorizationCode,
            GrantType::ClientCredentials => Self::ClientCredentials,
            GrantType::JwtBearer => Self::JwtBearer,
        }
    }
}
