//! The address that signs a member out (OpenID Connect RP-Initiated Logout 1.0): built and shown,
//! copied or opened only on request. Nothing is sent by this program.

use credenza_core::Secret;
use credenza_core::apps::{AppId, HostError};
use credenza_core::tokens::{LogoutRequest, logout_url};

use super::activity::Event;
use crate::engine::Engine;
use crate::error::Error;
use crate::views::apps::ActivityKind;
use crate::views::held::{LogoutInput, LogoutView};

const FIELD: &str = "endSessionEndpoint";

impl Engine {
    /// Builds the address, with the ID token that is held as its hint.
    ///
    /// # Errors
    /// When the record has no such address, its host was not confirmed, or the URL to come back to
    /// does not stand in the record to the letter.
    pub fn logout_show(&self, input: &LogoutInput) -> Result<LogoutView, Error> {
        let epoch = self.epoch()?;
        let id = input.app_id;
        let service = self.with_vault(|vault| Ok(vault.app_get(id)?))?.draft.service;
        let client = service.client();
        let own_host = client.own_host(self.sandbox_base().as_deref());
        let endpoint = client.open_id.usable(&client.open_id.end_session_endpoint, &own_host);
        let endpoint = endpoint
            .map_err(|error| refused(&error))?
            .ok_or(Error::Invalid { field: FIELD, reason: "the record has none" })?;
        let hint = self.shared.memory.tokens.id(id).map(|held| held.token);
        let state = state()?;
        let request = LogoutRequest {
            id_token_hint: hint.as_ref(),
            client_id: &client.client_id,
            post_logout_redirect_uri: input.back.as_deref(),
            registered: &client.logout_redirect_urls,
            state: Some(&state),
        };
        let address = logout_url(&endpoint, &request).map_err(|_| Error::Invalid {
            field: "back",
            reason: "it does not stand in the record to the letter",
        })?;
        let view = LogoutView {
            shown: address.shown,
            has_hint: hint.is_some(),
            back: input.back.clone(),
            registered: client.logout_redirect_urls,
        };
        if !self.within(epoch, || self.shared.memory.tokens.hold_logout(id, address.url)) {
            return Err(Error::Locked);
        }
        Ok(view)
    }

    /// The address that was shown last, for the clipboard or the browser.
    ///
    /// # Errors
    /// When none was shown, or the vault is locked.
    pub fn logout_for_use(&self, id: AppId) -> Result<Secret, Error> {
        let now = self.now();
        self.epoch()?;
        let url = self.shared.memory.tokens.logout(id).ok_or(Error::NotFound("logout address"))?;
        // It carries the ID token.
        self.with_vault(|vault| {
            Event::new(id, ActivityKind::SecretCopied).with("field", "logoutUrl").keep(vault, now)
        })?;
        Ok(url)
    }
}

fn refused(error: &HostError) -> Error {
    let reason = match error {
        HostError::SandboxStopped => "the sandbox is not running",
        HostError::NoAddress => "the record has none",
        HostError::Address(_) => "it is no https address",
        HostError::NotConfirmed { .. } => "its host was not confirmed for this record",
    };
    Error::Invalid { field: FIELD, reason }
}

fn state() -> Result<String, Error> {
    let mut bytes = [0; 16];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| Error::Interrupted)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
