//! The ledger of LINE channels: the tokens that are known here, with what is known of each.

use credenza_core::Secret;
use credenza_core::apps::AppId;
use credenza_core::flow::RunId;
use credenza_core::line::{LedgerEntry, LedgerFacts};
use rusqlite::{OptionalExtension, Row, named_params};
use zeroize::Zeroizing;

use super::text;
use crate::{Vault, VaultError};

/// Permanent number of a token in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChannelTokenId(pub i64);

/// A row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelTokenRow {
    /// Number and what is known.
    pub entry: LedgerEntry<ChannelTokenId>,
    /// Whether its text is kept; that of a stateless token is not.
    pub kept: bool,
    /// The run that brought it.
    pub run: Option<RunId>,
}

fn token_row(row: &Row<'_>) -> rusqlite::Result<ChannelTokenRow> {
    let (id, facts) = (ChannelTokenId(row.get("id")?), text::from_json(row, "facts")?);
    let run: Option<i64> = row.get("run_id")?;
    Ok(ChannelTokenRow {
        entry: LedgerEntry { id, facts },
        kept: row.get("kept")?,
        run: run.map(RunId),
    })
}

impl Vault {
    /// Puts a token into the ledger; without its text where that is not to be kept.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] when there is no such record.
    pub fn channel_token_add(
        &self,
        app: AppId,
        token: Option<&Secret>,
        facts: &LedgerFacts,
        run: Option<RunId>,
    ) -> Result<ChannelTokenId, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO channel_tokens (app_id, token, facts, run_id)
             SELECT id, :token, :facts, :run FROM apps WHERE id = :app AND deleted_at IS NULL
             RETURNING id",
        )?;
        let parameters = named_params! {
            ":app": app.0,
            // Exposed to be stored: the database encrypts it.
            ":token": token.map(|token| token.expose().as_bytes()),
            ":facts": serde_json::to_string(facts)?,
            ":run": run.map(|run| run.0),
        };
        let id = statement.query_row(parameters, |row| row.get(0)).optional()?;
        id.map(ChannelTokenId).ok_or(VaultError::NotFound)
    }

    /// The ledger of a channel, the newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn channel_token_list(&self, app: AppId) -> Result<Vec<ChannelTokenRow>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, facts, token IS NOT NULL AS kept, run_id FROM channel_tokens
             WHERE app_id = :app ORDER BY id DESC",
        )?;
        let rows = statement.query_map(named_params! {":app": app.0}, token_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The text of a token; `None` when it is not kept.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] when the ledger has no such token.
    pub fn channel_token_get(
        &self,
        app: AppId,
        token: ChannelTokenId,
    ) -> Result<Option<Secret>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT token FROM channel_tokens WHERE app_id = :app AND id = :token",
        )?;
        let parameters = named_params! {":app": app.0, ":token": token.0};
        let bytes = statement
            .query_row(parameters, |row| Ok(row.get::<_, Option<Vec<u8>>>(0)?.map(Zeroizing::new)));
        let Some(bytes) = bytes.optional()?.ok_or(VaultError::NotFound)? else { return Ok(None) };
        let text = std::str::from_utf8(&bytes).map_err(|_| VaultError::DamagedDatabase)?;
        Ok(Some(Secret::new(text.to_owned())))
    }

    /// Changes what is known of a token.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] when the ledger has no such token.
    pub fn channel_token_note(
        &self,
        app: AppId,
        token: ChannelTokenId,
        facts: &LedgerFacts,
    ) -> Result<(), VaultError> {
        let mut statement = self.connection.prepare_cached(
            "UPDATE channel_tokens SET facts = :facts WHERE app_id = :app AND id = :token",
        )?;
        let facts = serde_json::to_string(facts)?;
        let parameters = named_params! {":app": app.0, ":token": token.0, ":facts": facts};
        match statement.execute(parameters)? {
            0 => Err(VaultError::NotFound),
            _ => Ok(()),
        }
    }

    /// Takes a token out of the ledger.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] when the ledger has no such token.
    pub fn channel_token_delete(
        &self,
        app: AppId,
        token: ChannelTokenId,
    ) -> Result<(), VaultError> {
        let mut statement = self
            .connection
            .prepare_cached("DELETE FROM channel_tokens WHERE app_id = :app AND id = :token")?;
        match statement.execute(named_params! {":app": app.0, ":token": token.0})? {
            0 => Err(VaultError::NotFound),
            _ => Ok(()),
        }
    }
}
