//! What another client needs to know to be pointed at the sandbox.

use std::fmt;
use std::path::PathBuf;

use serde::Serialize;

use super::member::PracticeUser;
use super::{AUTHORIZE_PATH, CERTS_PATH, DISCOVERY_PATH, LOGOUT_PATH, REVOKE_PATH, TOKEN_PATH};
use crate::practice::PracticeApp;

/// Addresses and credentials of the working practice app; serialised in camel case.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineWorksFacts {
    /// What stands in the place of `https://auth.worksmobile.com`.
    pub auth_base: String,
    /// The whole address of the token endpoint.
    pub token_endpoint: String,
    /// The Client ID.
    pub client_id: String,
    /// The Client Secret.
    pub client_secret: String,
    /// The service account ID.
    pub service_account: String,
    /// The tenant's Domain ID.
    pub domain_id: String,
    /// The scopes ticked for the app.
    pub scopes: Vec<String>,
    /// Where the caller has put the private key; the sandbox itself writes no file.
    pub private_key_file: Option<PathBuf>,
    /// Where a browser signs in.
    pub authorize_endpoint: String,
    /// Where tokens are revoked.
    pub revoke_endpoint: String,
    /// The `iss` of ID tokens.
    pub issuer: String,
    /// The OpenID Connect discovery document.
    pub discovery_url: String,
    /// The public keys of ID tokens.
    pub jwks_uri: String,
    /// RP-initiated logout.
    pub end_session_endpoint: String,
    /// The first of `redirect_uris`.
    pub redirect_uri: String,
    /// All registered redirect URLs, compared as text.
    pub redirect_uris: Vec<String>,
    /// The registered logout redirect URLs, compared as text.
    pub logout_redirect_uris: Vec<String>,
    /// Scopes that a member's sign-in may ask for.
    pub sign_in_scopes: Vec<String>,
    /// Whether a refresh brings a new refresh token.
    pub refresh_rotation: bool,
    /// Who can sign in.
    pub practice_user: PracticeUser,
}

impl LineWorksFacts {
    pub(crate) fn of(base_url: &str, app: &PracticeApp, user: &PracticeUser) -> LineWorksFacts {
        let at = |path| format!("{base_url}{path}");
        LineWorksFacts {
            auth_base: base_url.to_owned(),
            token_endpoint: at(TOKEN_PATH),
            client_id: app.client_id.clone(),
            client_secret: app.client_secret.clone(),
            service_account: app.service_account.clone(),
            domain_id: app.domain_id.clone(),
            scopes: app.scopes.clone(),
            private_key_file: None,
            authorize_endpoint: at(AUTHORIZE_PATH),
            revoke_endpoint: at(REVOKE_PATH),
            issuer: base_url.to_owned(),
            discovery_url: at(DISCOVERY_PATH),
            jwks_uri: at(CERTS_PATH),
            end_session_endpoint: at(LOGOUT_PATH),
            redirect_uri: app.redirect_urls.first().cloned().unwrap_or_default(),
            redirect_uris: app.redirect_urls.clone(),
            logout_redirect_uris: app.logout_redirect_urls.clone(),
            sign_in_scopes: app.sign_in_scopes.clone(),
            refresh_rotation: app.refresh_rotation,
            practice_user: user.clone(),
        }
    }
}

impl fmt::Debug for LineWorksFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LineWorksFacts")
            .field("token_endpoint", &self.token_endpoint)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}
