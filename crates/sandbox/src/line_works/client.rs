//! The client apps as the developer console knows them, and their authentication.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::signature::ParsedPublicKey;

use super::issue::ExpiresForm;
use super::refusal::Refusal;
use crate::form::Form;

/// A client app as registered.
pub(crate) struct RegisteredClient {
    /// What the consent page calls it.
    pub(crate) name: &'static str,
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    pub(crate) service_account: String,
    /// The scopes ticked for the app.
    pub(crate) scopes: Vec<String>,
    /// The public half of the newest key.
    pub(crate) key: ParsedPublicKey,
    /// The server's clock minus the true time, as this client meets it, in seconds.
    pub(crate) clock_offset: i64,
    pub(crate) access_token_seconds: u32,
    pub(crate) expires: ExpiresForm,
    /// Whether a refresh brings a new refresh token (facts 1.6).
    pub(crate) refresh_rotation: bool,
    /// Compared as text; none means that nobody can sign in.
    pub(crate) redirect_urls: Vec<String>,
    /// Compared as text; only where `openid` is ticked (facts 5).
    pub(crate) logout_redirect_urls: Vec<String>,
}

/// All registered client apps.
pub(crate) struct Console {
    clients: Vec<RegisteredClient>,
}

impl Console {
    pub(crate) fn new(clients: Vec<RegisteredClient>) -> Console {
        Console { clients }
    }

    /// The client with this ID.
    pub(super) fn find(&self, client_id: &str) -> Option<&RegisteredClient> {
        self.clients.iter().find(|client| client.client_id == client_id)
    }

    /// The client whose ID and secret stand in the form (RFC 6749 section 2.3.1).
    pub(super) fn authenticated(&self, form: &Form) -> Result<&RegisteredClient, Refusal> {
        let client_id = form.get("client_id").ok_or(Refusal::Missing("client_id"))?;
        let client = self.find(client_id).ok_or(Refusal::UnknownClient)?;
        let secret = form.get("client_secret").ok_or(Refusal::SecretMissing)?;
        verify_slices_are_equal(secret.as_bytes(), client.client_secret.as_bytes())
            .map_err(|_| Refusal::SecretWrong)?;
        Ok(client)
    }
}
