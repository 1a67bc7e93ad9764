//! Schema versions. Migrations are numbered and append-only; each runs in one transaction after a
//! copy of the database was made; a newer database is refused.

use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::slots::data_key::DataKey;
use crate::{VaultError, private_file};

/// All migrations in order; the number of a migration is its place, starting at 1.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_tables.sql"),
    include_str!("migrations/0002_line_channels.sql"),
    include_str!("migrations/0003_sso_checks.sql"),
];

/// The schema of this program in a new database.
pub(super) fn create_schema(connection: &Connection) -> Result<(), VaultError> {
    apply(connection, MIGRATIONS)
}

/// The schema version of a database; 0 is an empty one.
pub(super) fn version(connection: &Connection) -> Result<u32, VaultError> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Whether migrations are to be run.
pub(crate) fn is_outdated(connection: &Connection) -> Result<bool, VaultError> {
    Ok(version(connection)? < number(MIGRATIONS.len()))
}

/// Refuses a database of a newer program; `made_by` is the version that wrote the header.
pub(crate) fn refuse_newer(connection: &Connection, made_by: &str) -> Result<(), VaultError> {
    let (file, known) = (version(connection)?, number(MIGRATIONS.len()));
    if file > known {
        return Err(VaultError::TooNew { file, known, app: made_by.to_owned() });
    }
    Ok(())
}

/// Brings an old database up to date, after copying it. The caller holds the change lock.
pub(crate) fn bring_up_to_date(
    connection: &Connection,
    path: &Path,
    key: &DataKey,
) -> Result<(), VaultError> {
    bring_to(connection, MIGRATIONS, path, key)
}

pub(super) fn bring_to(
    connection: &Connection,
    migrations: &[&str],
    path: &Path,
    key: &DataKey,
) -> Result<(), VaultError> {
    let file = version(connection)?;
    if file < number(migrations.len()) {
        back_up(connection, &backup_path(path, file), key)?;
        apply(connection, migrations)?;
    }
    Ok(())
}

/// Where the copy of an old database lies.
pub(super) fn backup_path(path: &Path, version: u32) -> PathBuf {
    path.with_extension(format!("v{version}.backup.db"))
}

fn apply(connection: &Connection, migrations: &[&str]) -> Result<(), VaultError> {
    use rusqlite::Transaction;
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    // Read again inside the transaction: another program may have been faster.
    let done = version(&transaction)?;
    for (number, sql) in (1..).zip(migrations).skip_while(|(number, _)| *number <= done) {
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", number)?;
    }
    Ok(transaction.commit()?)
}

/// Copies the live database, encrypted with the same key, and opens the copy to see that it reads.
fn back_up(from: &Connection, to: &Path, key: &DataKey) -> Result<(), VaultError> {
    private_file::remove(to)?;
    private_file::create(to)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut copy = Connection::open_with_flags(to, flags)?;
    copy.execute_batch(&key.pragma())?;
    let done = Backup::new(from, &mut copy)?.step(-1)?;
    if done != StepResult::Done {
        return Err(VaultError::Busy);
    }
    super::integrity::refuse_damage(&copy)?;
    drop(copy);
    private_file::sync_folder_of(to)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
