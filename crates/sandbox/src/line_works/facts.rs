//! What another client needs to know to be pointed at the sandbox.

use std::fmt;
use std::path::PathBuf;

use serde::Serialize;

use super::TOKEN_PATH;
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
}

impl LineWorksFacts {
    pub(crate) fn of(base_url: &str, app: &PracticeApp) -> LineWorksFacts {
        LineWorksFacts {
            auth_base: base_url.to_owned(),
            token_endpoint: format!("{base_url}{TOKEN_PATH}"),
            client_id: app.client_id.clone(),
            client_secret: app.client_secret.clone(),
            service_account: app.service_account.clone(),
            domain_id: app.domain_id.clone(),
            scopes: app.scopes.clone(),
            private_key_file: None,
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
