//! Files and folders that only their owner may read, and a replacement that survives a crash at
//! each step. What lies in the files is not known here.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::VaultError;

/// Refuses a symbolic link; a path that does not exist is fine.
pub(crate) fn refuse_symlink(path: &Path) -> Result<(), VaultError> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.file_type().is_symlink() => Err(VaultError::Symlink(path.to_owned())),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Makes an empty private file that did not exist.
pub(crate) fn create(path: &Path) -> Result<File, VaultError> {
    Ok(private_options().write(true).create_new(true).open(path)?)
}

/// Opens a private file for locking, making it if need be.
pub(crate) fn open_or_create(path: &Path) -> Result<File, VaultError> {
    refuse_symlink(path)?;
    Ok(private_options().read(true).write(true).create(true).truncate(false).open(path)?)
}

/// Reads at most `limit` bytes; `None` when there is no such file.
pub(crate) fn read_bounded(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, VaultError> {
    refuse_symlink(path)?;
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut bytes = Vec::new();
    file.take(limit).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// Replaces a file as a whole: after a crash it has the old content or the new, never a mixture.
pub(crate) fn replace(path: &Path, content: &[u8]) -> Result<(), VaultError> {
    let beside = beside(path);
    remove(&beside)?;
    let written = write_synced(&beside, content).and_then(|()| Ok(fs::rename(&beside, path)?));
    if written.is_err() {
        // A full disk must not keep the half-written copy as well.
        let _ = fs::remove_file(&beside);
    }
    written?;
    sync_folder_of(path)
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}

fn write_synced(path: &Path, content: &[u8]) -> Result<(), VaultError> {
    let mut file = create(path)?;
    file.write_all(content)?;
    Ok(file.sync_all()?)
}

/// Removes a file that may be absent.
pub(crate) fn remove(path: &Path) -> Result<(), VaultError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn private_options() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.mode(0o600);
    options
}

// Windows: a file inherits the access list of the profile folder, which is the user's alone.
#[cfg(not(unix))]
fn private_options() -> OpenOptions {
    OpenOptions::new()
}

/// Makes sure that the folder exists and that nobody else may enter it.
#[cfg(unix)]
pub(crate) fn private_folder(path: &Path) -> Result<(), VaultError> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    refuse_symlink(path)?;
    if !path.exists() {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(path)?;
        sync_folder_of(path)?;
    }
    if fs::metadata(path)?.permissions().mode() & 0o077 == 0 {
        return Ok(());
    }
    if holds_folders(path)? {
        return Err(VaultError::FolderShared(path.to_owned()));
    }
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(0o700))?)
}

#[cfg(not(unix))]
pub(crate) fn private_folder(path: &Path) -> Result<(), VaultError> {
    refuse_symlink(path)?;
    Ok(fs::create_dir_all(path)?)
}

// A home or system folder given by mistake must not be shut to everybody else.
#[cfg(unix)]
fn holds_folders(path: &Path) -> Result<bool, VaultError> {
    for entry in fs::read_dir(path)? {
        if entry?.file_type()?.is_dir() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Takes away what others may do with a file, for example after it was unpacked from an archive.
#[cfg(unix)]
pub(crate) fn tighten(path: &Path) -> Result<(), VaultError> {
    use std::os::unix::fs::PermissionsExt;
    let mode = match fs::metadata(path) {
        Ok(found) => found.permissions().mode(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    if mode & 0o077 != 0 {
        fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700))?;
    }
    Ok(())
}

#[cfg(not(unix))]
pub(crate) fn tighten(_path: &Path) -> Result<(), VaultError> {
    Ok(())
}

/// Makes it durable that a file was made or renamed.
#[cfg(unix)]
pub(crate) fn sync_folder_of(path: &Path) -> Result<(), VaultError> {
    // A relative path of one part has an empty parent.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    Ok(File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?)
}

#[cfg(not(unix))]
pub(crate) fn sync_folder_of(_path: &Path) -> Result<(), VaultError> {
    Ok(())
}
