//! Private keys: read from a file or a paste, held under a handle until imported. The file stays
//! where it is; whether others can read it is told, and deleting it is offered.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use credenza_core::apps::AppId;
use credenza_core::keys::{
    self, KeyError, KeyFile, KeyProblem, MAX_FILE_BYTES, OpenedKey, SigningKey,
};
use credenza_core::{Secret, SecretBytes};
use credenza_vault::{KeyRow, NewKey, Vault};

use super::activity::Event;
use crate::engine::Engine;
use crate::error::Error;
use crate::memory::Candidate;
use crate::views::NoView;
use crate::views::apps::{ActivityKind, AppDetailView};
use crate::views::channels::ChannelKeyImportInput;
use crate::views::key_desk::KeyFormsView;
use crate::views::keys::{CandidateState, KeyCandidateView, KeyView};

impl Engine {
    /// Reads a file that was chosen or dropped, and holds what it is.
    ///
    /// # Errors
    /// When the file can't be read. What is no key is no error: the view names it.
    pub fn key_offer_file(&self, path: &Path) -> Result<KeyCandidateView, Error> {
        self.offer(read_bounded(path)?, Some(path.to_owned()))
    }

    /// Holds a pasted key.
    ///
    /// # Errors
    /// When the vault is locked.
    pub fn key_offer_text(&self, text: &Secret) -> Result<KeyCandidateView, Error> {
        // Exposed to be read as a key.
        self.offer(SecretBytes::new(text.expose().as_bytes().to_vec()), None)
    }

    /// Opens an encrypted candidate. What comes to light may be of no use for RS256; that is no
    /// error, the view says so.
    ///
    /// # Errors
    /// When the passphrase is wrong or the candidate gone.
    pub fn key_unlock(&self, handle: u32, passphrase: &Secret) -> Result<KeyCandidateView, Error> {
        let epoch = self.epoch()?;
        let held = |candidate: &mut Candidate| (candidate.bytes.clone(), candidate.path.clone());
        let (bytes, path) =
            self.shared.memory.with_candidate(handle, held).ok_or(Error::KeyHandleGone)?;
        // Exposed to be decrypted; outside every lock, because that takes its time.
        let file = Arc::new(KeyFile::read(bytes.expose(), Some(passphrase)));
        if file.report.problems.contains(&KeyProblem::WrongPassphrase) {
            return Err(KeyError::WrongPassphrase.into());
        }
        let mut kept = false;
        self.within(epoch, || {
            let keep = |candidate: &mut Candidate| candidate.file = file.clone();
            kept = self.shared.memory.with_candidate(handle, keep).is_some();
        });
        if !kept {
            return Err(Error::KeyHandleGone);
        }
        self.candidate_view(handle, &file, path.as_deref())
    }

    /// Imports a candidate into a record. A key that was there is replaced; its fingerprint stays
    /// in the activity. A channel of LINE has several keys: it gets one more, without a name.
    ///
    /// # Errors
    /// When the candidate is gone, still encrypted or refused, or the record is of a kind that has
    /// no key.
    pub fn key_import(&self, id: AppId, handle: u32) -> Result<AppDetailView, Error> {
        let (file, path) = self.candidate(handle)?;
        let record = self.with_vault(|vault| Ok(vault.app_get(id)?))?;
        if record.draft.service.line_channel().is_some() {
            let kid = String::new();
            self.channel_key_import(&ChannelKeyImportInput { app_id: id, handle, kid })?;
            return self.app_get(id);
        }
        if record.draft.service.customer_sso().is_some() {
            // No call of such a server is signed: the key would only be lost sight of.
            let reason = "a customer's SSO server has no private key";
            return Err(Error::Invalid { field: "app", reason });
        }
        self.store_key(id, file.opened()?, path.as_deref())?;
        self.shared.memory.discard(handle);
        self.shared.memory.drop_signing_key(id);
        self.app_get(id)
    }

    /// Drops a candidate.
    pub fn key_discard(&self, handle: u32) -> NoView {
        self.shared.memory.discard(handle);
        NoView {}
    }

    /// Deletes the file that a key was imported from.
    ///
    /// # Errors
    /// When it is not known, not there, or no longer the imported key.
    pub fn key_file_delete(&self, id: AppId) -> Result<AppDetailView, Error> {
        let now = self.now();
        // Files may lie on a slow share: nothing waits for them while the vault is held.
        let row = self
            .with_vault(|vault| Ok(vault.key_get(id)?))?
            .ok_or(Error::NotFound("private key"))?;
        let path = file_path(&row).ok_or(Error::NotFound("key file"))?;
        still_the_same(&path, &row)?;
        fs::remove_file(&path)?;
        self.with_vault(|vault| {
            vault.key_forget_file(id)?;
            let name = row.file_name.unwrap_or_default();
            Event::new(id, ActivityKind::KeyFileDeleted).with("file", name).keep(vault, now)
        })?;
        self.app_get(id)
    }

    /// The parsed key of a record, kept until the vault locks.
    pub(crate) fn signing_key(&self, id: AppId) -> Result<Option<Arc<SigningKey>>, Error> {
        if let Some(key) = self.shared.memory.signing_key(id) {
            return Ok(Some(key));
        }
        let epoch = self.epoch()?;
        let Some(pkcs8) = self.with_vault(|vault| Ok(vault.key_pkcs8(id)?))? else {
            return Ok(None);
        };
        let key = Arc::new(SigningKey::from_pkcs8(&pkcs8)?);
        self.within(epoch, || self.shared.memory.keep_signing_key(id, key.clone()));
        Ok(Some(key))
    }

    /// Holds a file that was read.
    pub(super) fn offer(
        &self,
        bytes: SecretBytes,
        path: Option<PathBuf>,
    ) -> Result<KeyCandidateView, Error> {
        let epoch = self.epoch()?;
        // Exposed to be read as a key.
        let file = Arc::new(KeyFile::read(bytes.expose(), None));
        let candidate = Candidate { bytes, path: path.clone(), file: file.clone() };
        let mut handle = 0;
        if !self.within(epoch, || handle = self.shared.memory.offer(candidate)) {
            return Err(Error::Locked);
        }
        self.candidate_view(handle, &file, path.as_deref())
    }

    /// What was found in a candidate, and where it lies.
    pub(super) fn candidate(&self, handle: u32) -> Result<(Arc<KeyFile>, Option<PathBuf>), Error> {
        self.epoch()?;
        let held = |candidate: &mut Candidate| (candidate.file.clone(), candidate.path.clone());
        self.shared.memory.with_candidate(handle, held).ok_or(Error::KeyHandleGone)
    }

    pub(super) fn candidate_view(
        &self,
        handle: u32,
        file: &KeyFile,
        path: Option<&Path>,
    ) -> Result<KeyCandidateView, Error> {
        let report = file.report.clone();
        let state = match file.key() {
            Some(_) => CandidateState::Ready,
            None if report.problems.contains(&KeyProblem::NeedsPassphrase) => {
                CandidateState::NeedsPassphrase
            }
            None => CandidateState::Refused,
        };
        let owner = match &report.spki_sha256 {
            Some(spki) => self.with_vault(|vault| Ok(vault.key_owner(spki)?))?,
            None => None,
        };
        Ok(KeyCandidateView {
            handle,
            file_name: path.and_then(file_name),
            state,
            report,
            stored_as: owner.map(|(_, name)| name),
            readable_by_others: path.is_some_and(readable_by_others),
        })
    }

    fn store_key(&self, id: AppId, opened: &OpenedKey, path: Option<&Path>) -> Result<(), Error> {
        let now = self.now();
        let key = NewKey {
            pkcs8: opened.pkcs8_der().clone(),
            report: opened.report().clone(),
            file_name: path.and_then(file_name),
            // Only a name that can be kept exactly: another file must never be meant.
            file_folder: path.and_then(Path::parent).and_then(Path::to_str).map(str::to_owned),
        };
        let new = opened.report().spki_sha256.clone().unwrap_or_default();
        self.with_vault(|vault| {
            vault.write(|vault| {
                let old = vault.key_get(id)?.and_then(|row| row.report.spki_sha256);
                vault.key_put(id, &key, now)?;
                let event = match old {
                    Some(old) => Event::new(id, ActivityKind::KeyReplaced).with("old", old),
                    None => Event::new(id, ActivityKind::KeyImported),
                };
                event.with("new", &new).keep(vault, now)
            })
        })
    }
}

/// Adds what the file system says now; not to be called while the vault is held.
pub(super) fn look_at_file(view: &mut KeyView) {
    let (Some(folder), Some(name)) = (&view.file_folder, &view.file_name) else { return };
    let path = Path::new(folder).join(name);
    view.file_still_there = path.is_file();
    view.file_readable_by_others = readable_by_others(&path);
}

/// What is known of a record's key, but for its file.
pub(super) fn view(vault: &Vault, id: AppId) -> Result<Option<KeyView>, Error> {
    let (Some(row), Some(pkcs8)) = (vault.key_get(id)?, vault.key_pkcs8(id)?) else {
        return Ok(None);
    };
    // Exposed to derive the public half.
    let public = KeyFormsView::of(keys::open(pkcs8.expose(), None)?.public_key());
    Ok(Some(KeyView {
        imported_at: row.imported_at,
        file_still_there: false,
        file_readable_by_others: false,
        file_name: row.file_name,
        file_folder: row.file_folder,
        report: row.report,
        public,
    }))
}

fn file_path(row: &KeyRow) -> Option<PathBuf> {
    Some(Path::new(row.file_folder.as_ref()?).join(row.file_name.as_ref()?))
}

fn file_name(path: &Path) -> Option<String> {
    path.file_name().map(|name| name.to_string_lossy().into_owned())
}

/// At most 1 MiB and one byte is read, so that a larger file is named and not swallowed.
pub(super) fn read_bounded(path: &Path) -> Result<SecretBytes, Error> {
    // Looked at before it is opened: opening a pipe would wait for somebody to write into it.
    if !fs::metadata(path)?.is_file() {
        return Err(Error::File(std::io::ErrorKind::IsADirectory));
    }
    let file = fs::File::open(path)?;
    let mut bytes = Vec::new();
    file.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(SecretBytes::new(bytes))
}

/// A file that was replaced since is not ours to delete. An encrypted one can't be compared by its
/// key, so it must at least still be an encrypted private key.
fn still_the_same(path: &Path, row: &KeyRow) -> Result<(), Error> {
    let refused = |reason| Err(Error::Invalid { field: "file", reason });
    let data = fs::symlink_metadata(path)?;
    if data.is_symlink() {
        return refused("the file is a link to another place; delete it there");
    }
    if data.modified().is_ok_and(|at| seconds_of(at) > row.imported_at) {
        return refused("the file was changed since the key was imported");
    }
    let bytes = read_bounded(path)?;
    let found = keys::inspect(bytes.expose(), None);
    let same = match &found.spki_sha256 {
        Some(spki) => Some(spki) == row.report.spki_sha256.as_ref(),
        None => found.encrypted,
    };
    if same { Ok(()) } else { refused("the file no longer holds the imported key") }
}

fn seconds_of(time: std::time::SystemTime) -> i64 {
    let since = time.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(unix)]
pub(super) fn readable_by_others(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).is_ok_and(|data| data.mode() & 0o044 != 0)
}

/// Access lists of other systems are not read here; the page says nothing rather than guess.
#[cfg(not(unix))]
pub(super) fn readable_by_others(_path: &Path) -> bool {
    false
}
