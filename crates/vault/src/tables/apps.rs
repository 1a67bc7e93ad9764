//! Records of client apps, without their secrets and keys. A deleted record stays, hidden, until
//! it is purged, so that a deletion can be undone.

use credenza_core::UnixSeconds;
use credenza_core::apps::{App, AppDraft, AppId, Service};
use rusqlite::{OptionalExtension, Row, named_params};
use serde_json::{Map, Value};

use super::text;
use crate::{Vault, VaultError};

/// Name of the column, and of the member of a service in JSON.
const KIND: &str = "kind";

const COLUMNS: &str =
    "id, version, kind, name, tags, owner, notes, body, created_at, updated_at, archived_at";

pub(super) fn app(row: &Row<'_>) -> rusqlite::Result<App> {
    Ok(App {
        id: AppId(row.get("id")?),
        version: row.get("version")?,
        draft: AppDraft {
            name: row.get("name")?,
            tags: text::from_json(row, "tags")?,
            owner: row.get("owner")?,
            notes: row.get("notes")?,
            service: Columns::read(row)?,
        },
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        archived_at: row.get("archived_at")?,
    })
}

/// A service in its two columns: `kind` says which fields `body` has.
struct Columns {
    kind: String,
    body: String,
}

impl Columns {
    fn of(service: &Service) -> Result<Self, serde_json::Error> {
        let mut body = serde_json::to_value(service)?;
        let kind = body.as_object_mut().and_then(|members| members.remove(KIND));
        let kind = kind.and_then(|kind| kind.as_str().map(str::to_owned)).unwrap_or_default();
        Ok(Self { kind, body: body.to_string() })
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Service> {
        let mut members: Map<String, Value> = text::from_json(row, "body")?;
        members.insert(KIND.to_owned(), Value::String(row.get(KIND)?));
        let service = serde_json::from_value(Value::Object(members));
        service.map_err(|error| text::unreadable(row, "body", error))
    }
}

impl Vault {
    /// The records in use, or the archived ones, by name.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn app_list(&self, archived: bool) -> Result<Vec<App>, VaultError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM apps
             WHERE deleted_at IS NULL AND (archived_at IS NOT NULL) = :archived
             ORDER BY name COLLATE NOCASE, id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(named_params! {":archived": archived}, app)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One record, archived or not.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] when there is none, or it is deleted.
    pub fn app_get(&self, id: AppId) -> Result<App, VaultError> {
        let sql = format!("SELECT {COLUMNS} FROM apps WHERE id = :id AND deleted_at IS NULL");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_row(named_params! {":id": id.0}, app).optional()?;
        found.ok_or(VaultError::NotFound)
    }

    /// Keeps a new record, as version 1.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn app_insert(&self, draft: &AppDraft, now: UnixSeconds) -> Result<App, VaultError> {
        let service = Columns::of(&draft.service)?;
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO apps
               (version, kind, name, tags, owner, notes, body, created_at, updated_at)
             VALUES (1, :kind, :name, :tags, :owner, :notes, :body, :now, :now)",
        )?;
        let id = statement.insert(named_params! {
            ":kind": service.kind,
            ":name": draft.name,
            ":tags": serde_json::to_string(&draft.tags)?,
            ":owner": draft.owner,
            ":notes": draft.notes,
            ":body": service.body,
            ":now": now,
        })?;
        self.app_get(AppId(id))
    }

    /// Keeps an edit of the version that its author saw.
    ///
    /// # Errors
    /// [`VaultError::Conflict`] when it was edited meanwhile, [`VaultError::NotFound`].
    pub fn app_update(
        &self,
        id: AppId,
        expected_version: u32,
        draft: &AppDraft,
        now: UnixSeconds,
    ) -> Result<App, VaultError> {
        let service = Columns::of(&draft.service)?;
        let mut statement = self.connection.prepare_cached(
            "UPDATE apps SET version = version + 1, kind = :kind, name = :name, tags = :tags, owner = :owner,
               notes = :notes, body = :body, updated_at = :now
             WHERE id = :id AND version = :expected AND deleted_at IS NULL",
        )?;
        let changed = statement.execute(named_params! {
            ":id": id.0,
            ":expected": expected_version,
            ":kind": service.kind,
            ":name": draft.name,
            ":tags": serde_json::to_string(&draft.tags)?,
            ":owner": draft.owner,
            ":notes": draft.notes,
            ":body": service.body,
            ":now": now,
        })?;
        let app = self.app_get(id)?;
        if changed == 0 {
            return Err(VaultError::Conflict { current: app.version });
        }
        Ok(app)
    }

    /// Puts a record away, or takes it back. Not an edit: the version stays.
    ///
    /// # Errors
    /// [`VaultError::NotFound`].
    pub fn app_set_archived(
        &self,
        id: AppId,
        archived: bool,
        now: UnixSeconds,
    ) -> Result<App, VaultError> {
        self.change_app(
            "UPDATE apps SET archived_at = :at WHERE id = :id AND deleted_at IS NULL",
            id,
            archived.then_some(now),
        )?;
        self.app_get(id)
    }

    /// Hides a record until it is purged.
    ///
    /// # Errors
    /// [`VaultError::NotFound`].
    pub fn app_delete(&self, id: AppId, now: UnixSeconds) -> Result<(), VaultError> {
        self.change_app(
            "UPDATE apps SET deleted_at = :at WHERE id = :id AND deleted_at IS NULL",
            id,
            Some(now),
        )
    }

    /// Hides a record that is as it was added: never edited or tested, without key and secrets.
    /// False when it is not so any more.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn app_delete_untouched(&self, id: AppId, now: UnixSeconds) -> Result<bool, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "UPDATE apps SET deleted_at = :at
             WHERE id = :id AND version = 1 AND deleted_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM keys WHERE app_id = :id)
               AND NOT EXISTS (SELECT 1 FROM secrets WHERE app_id = :id)
               AND NOT EXISTS (SELECT 1 FROM runs WHERE app_id = :id)",
        )?;
        Ok(statement.execute(named_params! {":id": id.0, ":at": now})? == 1)
    }

    /// Takes a deletion back.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] when it was purged, or is not deleted.
    pub fn app_undelete(&self, id: AppId) -> Result<App, VaultError> {
        self.change_app(
            "UPDATE apps SET deleted_at = :at WHERE id = :id AND deleted_at IS NOT NULL",
            id,
            None,
        )?;
        self.app_get(id)
    }

    /// Deletes hidden records for good, with their secrets, keys, runs and activity: those that
    /// were deleted before this time. Gives their number. The window calls it when it locks; a
    /// time in the past leaves another program its undo.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn purge_deleted(&self, deleted_before: UnixSeconds) -> Result<usize, VaultError> {
        let mut statement =
            self.connection.prepare_cached("DELETE FROM apps WHERE deleted_at < :before")?;
        Ok(statement.execute(named_params! {":before": deleted_before})?)
    }

    fn change_app(&self, sql: &str, id: AppId, at: Option<UnixSeconds>) -> Result<(), VaultError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        match statement.execute(named_params! {":id": id.0, ":at": at})? {
            0 => Err(VaultError::NotFound),
            _ => Ok(()),
        }
    }
}
