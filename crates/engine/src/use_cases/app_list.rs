//! Records as a list, and acts on several of them: all of an act is kept, or none.

use credenza_core::apps::{AppDraft, AppId, searchable};
use credenza_vault::{AppSummary, Vault, VaultError};

use super::activity::Event;
use super::apps::{bounded, last_test};
use super::secrets;
use crate::engine::Engine;
use crate::error::Error;
use crate::views::apps::{
    ActivityKind, AppArchiveManyInput, AppListInput, AppSummaryView, AppTagManyInput,
    AppsChangedView, LastTest,
};

impl Engine {
    /// Records in use, or those put away.
    ///
    /// # Errors
    /// When the vault is locked.
    pub fn app_list(&self, input: AppListInput) -> Result<Vec<AppSummaryView>, Error> {
        let now = self.now();
        self.with_vault(|vault| {
            let field = secrets::CLIENT_SECRET;
            Ok(vault.app_summaries(input.archived, field, |one| summary(one, now))?)
        })
    }

    /// Puts records away or takes them back. A record that is gone meanwhile is passed over.
    ///
    /// # Errors
    /// When the database refuses; then nothing has changed.
    pub fn app_archive_many(&self, input: &AppArchiveManyInput) -> Result<AppsChangedView, Error> {
        let now = self.now();
        let kind = if input.archived { ActivityKind::Archived } else { ActivityKind::Restored };
        self.change_many(&input.ids, |vault, id| {
            if vault.app_get(id)?.archived_at.is_some() == input.archived {
                return Ok(false);
            }
            vault.app_set_archived(id, input.archived, now)?;
            Event::new(id, kind).keep(vault, now)?;
            Ok(true)
        })
    }

    /// Gives records labels and takes labels from them.
    ///
    /// # Errors
    /// When a label is empty or a record would have too many; then nothing has changed.
    pub fn app_tag_many(&self, input: &AppTagManyInput) -> Result<AppsChangedView, Error> {
        if input.add.iter().any(|tag| tag.trim().is_empty()) {
            return Err(Error::Invalid { field: "add", reason: "a tag needs a name" });
        }
        let now = self.now();
        self.change_many(&input.ids, |vault, id| {
            let app = vault.app_get(id)?;
            let draft = AppDraft { tags: retagged(&app.draft.tags, input), ..app.draft.clone() };
            if draft.tags == app.draft.tags {
                return Ok(false);
            }
            bounded(&draft)?;
            vault.app_update(id, app.version, &draft, now)?;
            Event::new(id, ActivityKind::Edited).with("fields", "tags").keep(vault, now)?;
            Ok(true)
        })
    }

    fn change_many(
        &self,
        ids: &[AppId],
        change: impl Fn(&Vault, AppId) -> Result<bool, Error>,
    ) -> Result<AppsChangedView, Error> {
        self.with_vault(|vault| {
            vault.write(|vault| {
                let mut changed = Vec::new();
                for id in ids {
                    match change(vault, *id) {
                        Ok(true) => changed.push(*id),
                        Ok(false) | Err(Error::Vault(VaultError::NotFound)) => {}
                        Err(error) => return Err(error),
                    }
                }
                Ok(AppsChangedView { changed })
            })
        })
    }
}

fn retagged(tags: &[String], input: &AppTagManyInput) -> Vec<String> {
    let mut tags: Vec<String> =
        tags.iter().filter(|tag| !input.remove.contains(tag)).cloned().collect();
    for tag in input.add.iter().map(|tag| tag.trim().to_owned()) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

fn has_keys_address(draft: &AppDraft) -> bool {
    draft.service.open_id().is_some_and(|open_id| !open_id.jwks_uri.trim().is_empty())
}

fn summary(one: AppSummary, now: i64) -> AppSummaryView {
    let app = one.app;
    AppSummaryView {
        id: app.id,
        version: app.version,
        last_test: one.last_run.as_ref().map_or(LastTest::Never, last_test),
        key_age_days: one.key_imported_at.map(|at| (now - at).max(0) / 86_400),
        has_key: one.key_imported_at.is_some(),
        has_secret: one.has_secret,
        has_keys_address: has_keys_address(&app.draft),
        archived: app.archived_at.is_some(),
        updated_at: app.updated_at,
        search: searchable(&app.draft),
        environment: app.draft.service.environment(),
        client_id: app.draft.service.client_id().to_owned(),
        name: app.draft.name,
        tags: app.draft.tags,
        owner: app.draft.owner,
    }
}
