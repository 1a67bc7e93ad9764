//! One record: read, add, edit, duplicate, put away, delete and take back.

use credenza_core::apps::{App, AppDraft, AppId, Finding, bounds, check_draft};
use credenza_core::flow::{FlowKind, Outcome};
use credenza_core::services::line_works_scopes::SCOPES;
use credenza_vault::{LastRun, RunSummary, Vault, VaultError};

use super::activity::{self, Event};
use super::{keys, secrets};
use crate::engine::Engine;
use crate::error::Error;
use crate::views::NoView;
use crate::views::apps::{
    ActivityKind, AppArchiveInput, AppDetailView, AppDraftInput, AppUpdateInput, LastTest,
    ScopeView,
};
use crate::views::held::TokenListInput;

impl Engine {
    /// One record with everything but its secrets.
    ///
    /// # Errors
    /// When there is none of that number.
    pub fn app_get(&self, id: AppId) -> Result<AppDetailView, Error> {
        let held = self.shared.memory.tokens.access(id).map(|held| held.view);
        let mut view = self.with_vault(|vault| detail(vault, vault.app_get(id)?))?;
        view.key.iter_mut().for_each(keys::look_at_file);
        let tokens = self.token_list(TokenListInput { app_id: Some(id) })?;
        Ok(AppDetailView { held, tokens, ..view })
    }

    /// What the checks say of a draft. Nothing is stored.
    ///
    /// # Errors
    /// When a field is longer than a record may be.
    pub fn app_check(&self, input: &AppDraftInput) -> Result<Vec<Finding>, Error> {
        bounded(&input.draft)?;
        Ok(check_draft(&input.draft, input.client_secret.as_ref()))
    }

    /// Adds a record, with its client secret where one was typed.
    ///
    /// # Errors
    /// When the name is empty or a field too long.
    pub fn app_add(&self, input: &AppDraftInput) -> Result<AppDetailView, Error> {
        named(&input.draft)?;
        let now = self.now();
        let id = self.with_vault(|vault| {
            vault.write(|vault| {
                let app = vault.app_insert(&input.draft, now)?;
                Event::new(app.id, ActivityKind::Created).keep(vault, now)?;
                if let Some(secret) =
                    input.client_secret.as_ref().filter(|secret| !secret.is_empty())
                {
                    vault.secret_set(app.id, secrets::CLIENT_SECRET, secret, now)?;
                    Event::new(app.id, ActivityKind::SecretSet).keep(vault, now)?;
                }
                Ok::<_, Error>(app.id)
            })
        })?;
        self.app_get(id)
    }

    /// Keeps an edit of the version that the editor saw.
    ///
    /// # Errors
    /// [`Error::EditConflict`] with the record as it is now; nothing of either edit is lost.
    pub fn app_update(&self, input: &AppUpdateInput) -> Result<AppDetailView, Error> {
        named(&input.draft)?;
        let now = self.now();
        self.with_vault(|vault| {
            let edited = vault.write(|vault| {
                let before = vault.app_get(input.id)?;
                let app = vault.app_update(input.id, input.version, &input.draft, now)?;
                let fields = changed_fields(&before.draft, &app.draft);
                Event::new(app.id, ActivityKind::Edited).with("fields", fields).keep(vault, now)
            });
            match edited {
                Err(Error::Vault(VaultError::Conflict { .. })) => {
                    Err(Error::EditConflict(Box::new(vault.app_get(input.id)?)))
                }
                other => other,
            }
        })?;
        self.app_get(input.id)
    }

    /// A copy without secret, key and history.
    ///
    /// # Errors
    /// When there is none of that number.
    pub fn app_duplicate(&self, id: AppId) -> Result<AppDetailView, Error> {
        let now = self.now();
        let copy = self.with_vault(|vault| {
            vault.write(|vault| {
                let original = vault.app_get(id)?;
                let copy = vault.app_insert(&original.draft, now)?;
                Event::new(copy.id, ActivityKind::Duplicated)
                    .with("from", &original.draft.name)
                    .keep(vault, now)?;
                Ok::<_, Error>(copy.id)
            })
        })?;
        self.app_get(copy)
    }

    /// Puts a record away or takes it back.
    ///
    /// # Errors
    /// When there is none of that number.
    pub fn app_archive(&self, input: AppArchiveInput) -> Result<AppDetailView, Error> {
        let now = self.now();
        let kind = if input.archived { ActivityKind::Archived } else { ActivityKind::Restored };
        self.with_vault(|vault| {
            vault.write(|vault| {
                vault.app_set_archived(input.id, input.archived, now)?;
                Event::new(input.id, kind).keep(vault, now)
            })
        })?;
        self.app_get(input.id)
    }

    /// Deletes a record. It can be taken back for an hour; after that it is gone for good when the
    /// vault is next opened.
    ///
    /// # Errors
    /// When there is none of that number.
    pub fn app_delete(&self, id: AppId) -> Result<NoView, Error> {
        let now = self.now();
        self.with_vault(|vault| Ok(vault.app_delete(id, now)?))?;
        self.shared.memory.forget(id);
        Ok(NoView {})
    }

    /// Takes a deletion back.
    ///
    /// # Errors
    /// When it was purged.
    pub fn app_undelete(&self, id: AppId) -> Result<AppDetailView, Error> {
        let now = self.now();
        self.with_vault(|vault| {
            vault.app_undelete(id)?;
            Event::new(id, ActivityKind::Restored).keep(vault, now)
        })?;
        self.app_get(id)
    }

    /// The known scopes.
    pub fn scope_list(&self) -> Vec<ScopeView> {
        let view = |fact: &credenza_core::services::line_works_scopes::ScopeFact| ScopeView {
            resource: fact.resource.to_owned(),
            read: fact.read(),
            write: fact.write(),
            service_account: fact.service_account,
            documented: fact.documented,
            needs_openid: fact.needs_openid,
        };
        SCOPES.iter().map(view).collect()
    }
}

fn named(draft: &AppDraft) -> Result<(), Error> {
    if draft.name.trim().is_empty() {
        return Err(Error::Invalid { field: "name", reason: "a record needs a name" });
    }
    bounded(draft)
}

pub(super) fn bounded(draft: &AppDraft) -> Result<(), Error> {
    match bounds::too_long(draft) {
        None => Ok(()),
        Some(_) => Err(Error::Invalid {
            field: "draft",
            reason: "a field is longer than 16 KiB, or a list than 500",
        }),
    }
}

/// Names of the fields that differ, as the page names them.
fn changed_fields(before: &AppDraft, after: &AppDraft) -> String {
    let json = |draft: &AppDraft| serde_json::to_value(draft).unwrap_or_default();
    let (before, after) = (json(before), json(after));
    let mut fields = differing(&before, &after);
    fields.retain(|field| field != "service");
    fields.extend(differing(&before["service"], &after["service"]));
    fields.join(" ")
}

fn differing(before: &serde_json::Value, after: &serde_json::Value) -> Vec<String> {
    let Some(members) = after.as_object() else { return Vec::new() };
    members
        .iter()
        .filter(|(name, value)| before.get(name.as_str()) != Some(*value))
        .map(|(name, _)| name.clone())
        .collect()
}

fn detail(vault: &Vault, app: App) -> Result<AppDetailView, Error> {
    let runs = vault.run_list(Some(app.id), 10)?;
    let is_test = |run: &RunSummary| {
        run.outcome != Outcome::Running && !FlowKind::ABOUT_A_TOKEN.contains(&run.flow)
    };
    let last = runs.into_iter().find(is_test).map(|run| LastRun {
        id: run.id,
        started_at_ms: run.started_at_ms,
        duration_us: run.duration_us,
        outcome: run.outcome,
        cause: run.cause,
    });
    Ok(AppDetailView {
        id: app.id,
        version: app.version,
        archived_at: app.archived_at,
        created_at: app.created_at,
        updated_at: app.updated_at,
        findings: check_draft(&app.draft, None),
        client_secret: secrets::state(vault, app.id)?,
        key: keys::view(vault, app.id)?,
        last_test: last.as_ref().map_or(LastTest::Never, last_test),
        held: None,
        tokens: Vec::new(),
        activity: activity::list(vault, app.id)?,
        environment: app.draft.service.environment(),
        draft: app.draft,
    })
}

pub(super) fn last_test(run: &LastRun) -> LastTest {
    let at = run.started_at_ms.div_euclid(1_000);
    let (run_id, duration_ms) = (run.id, run.duration_us / 1_000);
    match (run.outcome, run.cause) {
        (Outcome::Passed, _) => LastTest::Passed { at, duration_ms, run_id },
        (Outcome::Failed, cause) => {
            let cause = cause.unwrap_or(credenza_core::diagnosis::Cause::Other);
            LastTest::Failed { at, duration_ms, run_id, cause }
        }
        _ => LastTest::Cancelled { at, run_id },
    }
}
