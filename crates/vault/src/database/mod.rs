//! Opening the SQLCipher database: raw key, settings, migrations, damage. No table is read here.

pub mod integrity;
mod migrate;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Once;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::slots::data_key::DataKey;
use crate::{VaultError, private_file};

pub(crate) use migrate::{bring_up_to_date, is_outdated, refuse_newer};

/// How long a write waits for another program (security.md C7).
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Page size of SQLCipher 4; the least that a database can be.
const PAGE_BYTES: u64 = 4096;

/// Security C1. `fullfsync` has a meaning on macOS only. Pages that SQLite frees are wiped
/// (`cipher_memory_security`), deleted rows are overwritten (`secure_delete`), and nothing is
/// sorted in temporary files.
const SETTINGS: &str = "
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -65536;
    PRAGMA trusted_schema = OFF;
";

/// Before the key: no line of SQLCipher on standard error, and its memory wiped from the start.
const QUIET: &str = "
    PRAGMA cipher_log_level = NONE;
    PRAGMA cipher_memory_security = ON;
";

/// Makes a new, empty database.
pub(crate) fn create(path: &Path, key: &DataKey) -> Result<Connection, VaultError> {
    // Made here, because SQLite would make it with the permissions of the umask.
    private_file::create(path)?.sync_all()?;
    let connection = connect(path, key)?;
    migrate::create_schema(&connection)?;
    private_file::sync_folder_of(path)?;
    Ok(connection)
}

/// Opens a database that must be there, sound and not empty. Its schema may still be an old one.
pub(crate) fn open(path: &Path, key: &DataKey) -> Result<Connection, VaultError> {
    // Opened, an empty file would become a new database; damage is never a new start.
    if !path.metadata().is_ok_and(|found| found.len() >= PAGE_BYTES) {
        return Err(VaultError::DamagedDatabase);
    }
    for file in with_companions(path) {
        private_file::refuse_symlink(&file)?;
        private_file::tighten(&file)?;
    }
    let connection = connect(path, key)?;
    if migrate::version(&connection)? == 0 {
        return Err(VaultError::DamagedDatabase);
    }
    integrity::refuse_damage(&connection)?;
    Ok(connection)
}

/// The database file and the files that SQLite keeps beside it.
pub(crate) fn with_companions(path: &Path) -> [std::path::PathBuf; 3] {
    ["", "-wal", "-shm"].map(|suffix| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        name.into()
    })
}

/// SQLite counts as started before SQLCipher has: of two first openings at once, one would be
/// told that its key is unusable.
static STARTED: Once = Once::new();

fn connect(path: &Path, key: &DataKey) -> Result<Connection, VaultError> {
    // What this one is refused, the opening below is refused as well, and says so.
    STARTED.call_once(|| drop(Connection::open_in_memory()));
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    // SQLite refuses a link anywhere in the path; folders above the vault may well be links.
    let connection = Connection::open_with_flags(path.canonicalize()?, flags)?;
    connection.execute_batch(QUIET)?;
    connection.execute_batch(&key.pragma())?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    connection.execute_batch(SETTINGS)?;
    Ok(connection)
}
