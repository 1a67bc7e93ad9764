//! 'Explain this': reads a pasted failure beside the record that it speaks of. Nothing of it is
//! kept, logged or sent.

use std::path::Path;
use std::sync::Arc;

use credenza_core::UnixSeconds;
use credenza_core::apps::{App, AppId};
use credenza_core::diagnosis::{Explanation, Known, MAX_PASTE_BYTES, Paste};
use credenza_core::keys::SigningKey;

use super::keys::readable_by_others;
use crate::engine::Engine;
use crate::error::Error;
use crate::views::explain::{ExplainInput, ExplainRecordView, ExplainView};

impl Engine {
    /// Explains a pasted text. A record with its Client ID or service account is what `iss`, `sub`
    /// and the signature are held against.
    ///
    /// # Errors
    /// When the vault is locked, or the text is over 256 KiB.
    pub fn failure_explain(&self, input: &ExplainInput) -> Result<ExplainView, Error> {
        self.epoch()?;
        // Exposed to be taken apart.
        let paste = Paste::read(bounded(input.text.expose())?);
        let app = self.app_of(&paste)?;
        let key_signed = match &app {
            Some(app) => self.key_signed(app, &paste)?,
            None => None,
        };
        let known = app.as_ref().map(|app| Known {
            client_id: app.draft.service.client_id(),
            service_account: service_account(app),
            key_signed,
        });
        let explanation = paste.explain(self.now(), known.as_ref(), false);
        let record = app.map(|app| ExplainRecordView { app_id: app.id, name: app.draft.name });
        Ok(ExplainView { explanation, record })
    }

    /// The record with this Client ID, else the one with this service account: it may be the other
    /// of the two that is wrong.
    fn app_of(&self, paste: &Paste) -> Result<Option<App>, Error> {
        let (client_id, account) = (paste.client_id(), paste.service_account());
        if client_id.is_none() && account.is_none() {
            return Ok(None);
        }
        let apps = self.with_vault(|vault| Ok(vault.app_list(false)?))?;
        let named = |value: &str, wanted: &Option<String>| {
            !value.trim().is_empty()
                && wanted.as_deref().is_some_and(|it| it.trim() == value.trim())
        };
        let by_client = apps.iter().find(|app| named(app.draft.service.client_id(), &client_id));
        let by_account = || apps.iter().find(|app| named(service_account(app), &account));
        Ok(by_client.or_else(by_account).cloned())
    }

    /// Whether the record's key signed the pasted assertion.
    fn key_signed(&self, app: &App, paste: &Paste) -> Result<Option<bool>, Error> {
        let Some((message, signature)) = paste.signed() else { return Ok(None) };
        let key = match app.draft.service.line_channel() {
            Some(_) => self.key_of_kid(app.id, paste.kid().as_deref())?,
            None => self.signing_key(app.id)?,
        };
        // Exposed to be verified.
        Ok(key.map(|key| key.verify_rs256(message.expose().as_bytes(), &signature)))
    }

    /// The channel's key of this name; the named one alone can be judged.
    fn key_of_kid(&self, id: AppId, kid: Option<&str>) -> Result<Option<Arc<SigningKey>>, Error> {
        self.with_vault(|vault| {
            let keys = vault.channel_key_list(id)?;
            let named = keys.iter().find(|key| !key.kid.is_empty() && Some(&*key.kid) == kid);
            let Some(key) = named else { return Ok(None) };
            let pkcs8 = vault.channel_key_pkcs8(id, key.id)?;
            Ok(Some(Arc::new(SigningKey::from_pkcs8(&pkcs8)?)))
        })
    }
}

/// Empty where the record has none, or is of a kind that has none.
fn service_account(app: &App) -> &str {
    app.draft.service.line_works().map_or("", |app| app.service_account.as_str())
}

/// Explains a text without a vault. `file`: where it came from, for the permissions of a key file.
///
/// # Errors
/// When the text is over 256 KiB.
pub fn explain_text(
    text: &str,
    now: UnixSeconds,
    file: Option<&Path>,
) -> Result<Explanation, Error> {
    let open = file.is_some_and(readable_by_others);
    Ok(Paste::read(bounded(text)?).explain(now, None, open))
}

fn bounded(text: &str) -> Result<&str, Error> {
    if text.len() > MAX_PASTE_BYTES {
        return Err(Error::Invalid { field: "text", reason: "at most 256 KiB can be explained" });
    }
    Ok(text)
}
