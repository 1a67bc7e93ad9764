//! Lists of records from files and to files. A file is read and judged first; only what was
//! confirmed is written, all of it at once, and it can be taken back.

use std::collections::HashMap;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use credenza_core::apps::transfer::{
    self, ImportLine, ImportVerdict, Known, LARGEST_FILE, List, NoList, write_list,
};
use credenza_core::apps::{AppDraft, AppId};
use credenza_vault::Vault;

use super::activity::Event;
use crate::engine::Engine;
use crate::error::Error;
use crate::views::NoView;
use crate::views::apps::{ActivityKind, AppsChangedView};
use crate::views::transfer::{
    ExportInput, ImportHandleInput, ImportPreviewView, ImportReportView, ImportedView,
};

impl Engine {
    /// Reads a file and tells what an import would do. Writes nothing.
    ///
    /// # Errors
    /// When the file can't be read or is no list.
    pub fn import_offer_file(&self, path: &Path) -> Result<ImportPreviewView, Error> {
        let mut bytes = Vec::new();
        let most = u64::try_from(LARGEST_FILE).unwrap_or(u64::MAX);
        fs::File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.import_offer(&name, &bytes)
    }

    /// The same of bytes that are at hand.
    ///
    /// # Errors
    /// When they are no list.
    pub fn import_offer(&self, file_name: &str, bytes: &[u8]) -> Result<ImportPreviewView, Error> {
        let epoch = self.epoch()?;
        let list = transfer::read_list(bytes)?;
        let known = self.with_vault(|vault| known(vault))?;
        let lines = transfer::plan(&list.records, &known);
        let mut view = ImportPreviewView {
            handle: 0,
            file_name: file_name.to_owned(),
            format: list.format,
            encoding: list.encoding,
            not_read: list.not_read.clone(),
            lines,
        };
        // Not into the memory of a vault that was locked meanwhile.
        let held = self.within(epoch, || view.handle = self.shared.memory.hold_list(list));
        if held { Ok(view) } else { Err(Error::Locked) }
    }

    /// Adds what was offered. Judged anew, because the vault may have changed since.
    ///
    /// # Errors
    /// When the list is no longer held or the database refuses; then nothing is added.
    pub fn import_apply(&self, input: ImportHandleInput) -> Result<ImportReportView, Error> {
        self.epoch()?;
        let list: Arc<List> = self.shared.memory.list(input.handle).ok_or(Error::ListGone)?;
        let now = self.now();
        let (lines, added) = self.with_vault(|vault| {
            vault.write(|vault| {
                let lines = transfer::plan(&list.records, &known(vault)?);
                let added = add(vault, &list, &lines, now)?;
                Ok::<_, Error>((lines, added))
            })
        })?;
        self.shared.memory.note_added(input.handle, added.iter().map(|one| one.id).collect());
        Ok(ImportReportView { handle: input.handle, added, lines })
    }

    /// Gives up what was offered.
    pub fn import_discard(&self, input: ImportHandleInput) -> NoView {
        self.shared.memory.drop_list(input.handle);
        NoView {}
    }

    /// Takes an import back: what was edited, tested or given a key or a secret since stays.
    ///
    /// # Errors
    /// When the database refuses; then nothing is taken back.
    pub fn import_undo(&self, input: ImportHandleInput) -> Result<AppsChangedView, Error> {
        self.epoch()?;
        let added = self.shared.memory.take_added(input.handle);
        let now = self.now();
        let taken = self.with_vault(|vault| {
            vault.write(|vault| {
                let mut changed = Vec::new();
                for id in &added {
                    if vault.app_delete_untouched(*id, now)? {
                        changed.push(*id);
                    }
                }
                Ok::<_, Error>(AppsChangedView { changed })
            })
        });
        if taken.is_err() {
            self.shared.memory.note_added(input.handle, added);
        }
        taken
    }

    /// Records as the text of a file, without secrets and keys. One that is gone is left out.
    ///
    /// # Errors
    /// When the vault is locked, or none of them is there.
    pub fn export_text(&self, input: &ExportInput) -> Result<String, Error> {
        let mut drafts: HashMap<AppId, AppDraft> = self
            .with_vault(|vault| known(vault))?
            .into_iter()
            .map(|record| (record.id, record.draft))
            .collect();
        let chosen: Vec<AppDraft> = input.ids.iter().filter_map(|id| drafts.remove(id)).collect();
        if chosen.is_empty() {
            return Err(NoList::Empty.into());
        }
        Ok(write_list(input.format, &chosen))
    }
}

/// Every record, in use or put away.
fn known(vault: &Vault) -> Result<Vec<Known>, Error> {
    let (live, archived) = (vault.app_list(false)?, vault.app_list(true)?);
    let all = live.into_iter().chain(archived);
    Ok(all.map(|app| Known { id: app.id, draft: app.draft }).collect())
}

fn add(
    vault: &Vault,
    list: &List,
    lines: &[ImportLine],
    now: i64,
) -> Result<Vec<ImportedView>, Error> {
    let mut added = Vec::new();
    for (record, line) in list.records.iter().zip(lines) {
        if matches!(line.verdict, ImportVerdict::Add { .. }) {
            let id = vault.app_insert(&record.draft, now)?.id;
            Event::new(id, ActivityKind::Created).keep(vault, now)?;
            added.push(ImportedView { line: line.line, id });
        }
    }
    Ok(added)
}
