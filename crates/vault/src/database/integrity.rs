//! Is the database sound? Every page carries an HMAC, so that torn, flipped and missing pages are
//! found before their content is used (security.md C4).

use std::thread;
use std::time::Duration;

use rusqlite::Connection;

use crate::VaultError;

/// What a full check found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IntegrityReport {
    /// Words of SQLite and SQLCipher, without content; empty when all is well.
    pub problems: Vec<String>,
}

impl IntegrityReport {
    /// Whether nothing was found.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

/// Checks every page and every index.
pub(crate) fn full(connection: &Connection) -> Result<IntegrityReport, VaultError> {
    let mut problems = page_problems(connection)?;
    let found = lines(connection, "PRAGMA integrity_check")?;
    problems.extend(found.into_iter().filter(|line| line != "ok"));
    Ok(IntegrityReport { problems })
}

/// Refuses a database with a bad page.
pub(crate) fn refuse_damage(connection: &Connection) -> Result<(), VaultError> {
    if page_problems(connection)?.is_empty() { Ok(()) } else { Err(VaultError::DamagedDatabase) }
}

/// The check reads the file past SQLite's locks: a page that the log still holds, or that another
/// program is writing back at this moment, is not damage. Hence the write-back and the new try.
fn page_problems(connection: &Connection) -> Result<Vec<String>, VaultError> {
    const TRIES: u32 = 3;
    const PAUSE: Duration = Duration::from_millis(100);
    let mut problems = Vec::new();
    for attempt in 0..TRIES {
        if attempt > 0 {
            thread::sleep(PAUSE);
        }
        connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        problems = lines(connection, "PRAGMA cipher_integrity_check")?;
        if problems.is_empty() {
            break;
        }
    }
    Ok(problems)
}

fn lines(connection: &Connection, pragma: &str) -> Result<Vec<String>, VaultError> {
    let mut statement = connection.prepare(pragma)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
