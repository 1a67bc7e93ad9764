//! The client secret: stored, shown on request, given to the clipboard. Each showing and copying
//! is kept in the record's activity before the value leaves (security.md I1).

use std::sync::Arc;

use credenza_core::Secret;
use credenza_core::apps::{App, AppId};
use credenza_core::keys::SigningKey;
use credenza_vault::Vault;

use super::activity::Event;
use crate::engine::Engine;
use crate::error::Error;
use crate::flow::ClientSecrets;
use crate::views::apps::{ActivityKind, AppDetailView, RevealView, SecretStateView};

/// Field name of the client secret in the vault.
pub(super) const CLIENT_SECRET: &str = "clientSecret";
/// Longest secret in bytes.
const LONGEST: usize = 4 * 1024;
/// Longest public text that is copied, in bytes.
const LONGEST_TEXT: usize = 64 * 1024;

/// What a record's client shows itself by. `key`: the record's own.
pub(super) fn client_secrets(
    vault: &Vault,
    app: &App,
    key: Option<Arc<SigningKey>>,
) -> Result<ClientSecrets, Error> {
    let secret = vault.secret_get(app.id, CLIENT_SECRET)?;
    let key_id = app.draft.service.oauth_server().map(|app| app.assertion.key_id.clone());
    Ok(ClientSecrets {
        client_secret: secret.filter(|secret| !secret.is_empty()),
        key,
        key_id: key_id.unwrap_or_default(),
    })
}

impl Engine {
    /// Stores a client secret in place of an older one.
    ///
    /// # Errors
    /// When it is empty or longer than 4 KiB.
    pub fn secret_set(&self, id: AppId, value: &Secret) -> Result<AppDetailView, Error> {
        // Only its length is looked at.
        if value.is_empty() || value.expose().len() > LONGEST {
            return Err(Error::Invalid {
                field: "clientSecret",
                reason: "a secret has 1 to 4096 bytes",
            });
        }
        let now = self.now();
        self.with_vault(|vault| {
            vault.write(|vault| {
                vault.secret_set(id, CLIENT_SECRET, value, now)?;
                Event::new(id, ActivityKind::SecretSet).keep(vault, now)
            })
        })?;
        self.app_get(id)
    }

    /// The client secret in the clear.
    ///
    /// # Errors
    /// When none is stored, or the passphrase has to be shown again first.
    pub fn secret_reveal(&self, id: AppId) -> Result<RevealView, Error> {
        self.require_proof()?;
        let secret = self.take_secret(id, ActivityKind::SecretRevealed)?;
        // Exposed because the user asked to see it.
        Ok(RevealView { value: secret.expose().to_owned() })
    }

    /// The client secret for the clipboard.
    ///
    /// # Errors
    /// When none is stored.
    pub fn secret_for_copy(&self, id: AppId) -> Result<Secret, Error> {
        self.take_secret(id, ActivityKind::SecretCopied)
    }

    /// A public text for the clipboard.
    ///
    /// # Errors
    /// When it is longer than 64 KiB.
    pub fn text_for_copy(&self, text: String) -> Result<String, Error> {
        if text.len() > LONGEST_TEXT {
            return Err(Error::Invalid { field: "text", reason: "at most 64 KiB can be copied" });
        }
        Ok(text)
    }

    fn take_secret(&self, id: AppId, kind: ActivityKind) -> Result<Secret, Error> {
        let now = self.now();
        self.with_vault(|vault| {
            let secret =
                vault.secret_get(id, CLIENT_SECRET)?.ok_or(Error::NotFound("client secret"))?;
            Event::new(id, kind).with("field", CLIENT_SECRET).keep(vault, now)?;
            Ok(secret)
        })
    }
}

/// What may be known of the stored client secret.
pub(super) fn state(vault: &Vault, id: AppId) -> Result<SecretStateView, Error> {
    let (Some(state), Some(secret)) =
        (vault.secret_state(id, CLIENT_SECRET)?, vault.secret_get(id, CLIENT_SECRET)?)
    else {
        return Ok(SecretStateView::default());
    };
    let fingerprint = secret.sealed().sha256;
    Ok(SecretStateView {
        present: true,
        length: state.length,
        kept_since: Some(state.kept_since),
        fingerprint,
    })
}
