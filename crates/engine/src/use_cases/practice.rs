//! The practice vault: an own folder, an own key that lives in this process only, and sample
//! records that the shell brings along with the sandbox.

use std::path::PathBuf;

use credenza_core::Secret;
use credenza_core::apps::AppDraft;
use credenza_core::line::LedgerFacts;
use credenza_vault::VaultFolder;

use crate::engine::{Engine, Practice};
use crate::error::Error;
use crate::views::apps::{AppDetailView, AppDraftInput};
use crate::views::channels::ChannelKeyImportInput;
use crate::views::customer_sso::SsoPasswordInput;
use crate::views::vault::{LockReason, VaultStatusView};

/// A sample record with what belongs to it.
pub struct PracticeRecord {
    /// The record.
    pub draft: AppDraft,
    /// Its client secret.
    pub client_secret: Secret,
    /// Its private key in PEM, where it has one.
    pub private_key_pem: Option<Secret>,
    /// What a channel of LINE has beside it.
    pub channel: Option<PracticeLedger>,
    /// The password of its test account, where it has one.
    pub account_password: Option<Secret>,
}

/// What is kept of a practice channel of LINE beside its record.
pub struct PracticeLedger {
    /// The name of its key at LINE.
    pub kid: String,
    /// Tokens from before.
    pub tokens: Vec<(Secret, LedgerFacts)>,
}

impl Engine {
    /// Locks what is open and opens a new practice vault in an empty folder.
    ///
    /// # Errors
    /// When the folder can't be used.
    pub fn practice_open(
        &self,
        folder: PathBuf,
        name: &str,
        records: &[PracticeRecord],
    ) -> Result<VaultStatusView, Error> {
        self.vault_lock(LockReason::Asked, false)?;
        let (vault, key) = VaultFolder::at(&folder).create_practice(name.to_owned(), self.now())?;
        self.door().practice = Some(Practice { folder, key });
        self.enter(vault)?;
        for record in records {
            self.practice_add(record)?;
        }
        self.vault_status()
    }

    /// Leaves the practice vault; its key is gone with it.
    ///
    /// # Errors
    /// When the real vault's header is damaged.
    pub fn practice_leave(&self) -> Result<VaultStatusView, Error> {
        self.vault_lock(LockReason::Asked, false)?;
        let mut door = self.door();
        door.practice = None;
        door.lock_reason = None;
        door.wiped = None;
        drop(door);
        self.vault_status()
    }

    /// Whether the practice vault is the one in use.
    pub fn is_practice(&self) -> bool {
        self.door().practice.is_some()
    }

    fn practice_add(&self, record: &PracticeRecord) -> Result<AppDetailView, Error> {
        let input = AppDraftInput {
            draft: record.draft.clone(),
            client_secret: Some(record.client_secret.clone()),
        };
        let app = self.app_add(&input)?;
        if let Some(password) = record.account_password.clone() {
            self.sso_password_set(&SsoPasswordInput { app_id: app.id, account: None, password })?;
        }
        let Some(pem) = &record.private_key_pem else { return Ok(app) };
        let handle = self.key_offer_text(pem)?.handle;
        let Some(ledger) = &record.channel else { return self.key_import(app.id, handle) };
        let kid = ledger.kid.clone();
        self.channel_key_import(&ChannelKeyImportInput { app_id: app.id, handle, kid })?;
        self.with_vault(|vault| {
            for (token, facts) in &ledger.tokens {
                vault.channel_token_add(app.id, Some(token), facts, None)?;
            }
            Ok(())
        })?;
        self.app_get(app.id)
    }
}
