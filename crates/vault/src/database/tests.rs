//! Schema snapshot and migrations, on real files.

use std::path::PathBuf;

use rusqlite::Connection;

use super::migrate::{backup_path, bring_to, version};
use super::{create, open};
use crate::VaultError;
use crate::slots::data_key::DataKey;

const SECOND: &str = "ALTER TABLE settings ADD COLUMN note TEXT;";
const BROKEN: &str = "ALTER TABLE settings ADD COLUMN other TEXT; SELECT no_such_function();";

struct Old {
    _folder: tempfile::TempDir,
    path: PathBuf,
    key: DataKey,
    connection: Connection,
}

fn old_database() -> Old {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    let key = DataKey::random().unwrap();
    let connection = create(&path, &key).unwrap();
    connection.execute("INSERT INTO settings VALUES ('kept', '1')", []).unwrap();
    Old { _folder: folder, path, key, connection }
}

/// The version of this program.
fn newest() -> u32 {
    u32::try_from(super::migrate::MIGRATIONS.len()).unwrap()
}

fn with(more: &'static str) -> Vec<&'static str> {
    super::migrate::MIGRATIONS.iter().copied().chain([more]).collect()
}

fn kept(connection: &Connection) -> i64 {
    connection
        .query_row("SELECT count(*) FROM settings WHERE key = 'kept'", [], |r| r.get(0))
        .unwrap()
}

#[test]
fn schema_of_a_new_database_is_the_one_on_record() {
    let old = old_database();
    let mut statement = old
        .connection
        .prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name")
        .unwrap();
    let lines = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let schema: Vec<String> = lines.map(Result::unwrap).collect();
    let text =
        format!("user_version {}\n\n{}\n", version(&old.connection).unwrap(), schema.join("\n\n"));
    let recorded = include_str!("schema.snapshot.sql");
    assert_eq!(text, recorded, "a schema changes by a new migration, and its snapshot with it");
}

#[test]
fn an_old_database_is_brought_up_to_date_and_its_copy_kept() {
    let old = old_database();
    bring_to(&old.connection, &with(SECOND), &old.path, &old.key).unwrap();
    assert_eq!(version(&old.connection).unwrap(), newest() + 1);
    assert_eq!(kept(&old.connection), 1);
    old.connection.query_row("SELECT count(note) FROM settings", [], |_| Ok(())).unwrap();
    let copy = open(&backup_path(&old.path, newest()), &old.key).unwrap();
    assert_eq!(
        (version(&copy).unwrap(), kept(&copy)),
        (newest(), 1),
        "the copy is the old database"
    );
}

#[test]
fn a_database_of_the_first_version_gets_the_tables_of_every_later_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    let key = DataKey::random().unwrap();
    drop(create(&path, &key).unwrap());
    let old = open(&path, &key).unwrap();
    let names = "SELECT group_concat('DROP TABLE ' || name, ';') FROM sqlite_master
                 WHERE type = 'table' AND (name LIKE 'channel_%' OR name = 'sso_checks')";
    let drops: String = old.query_row(names, [], |row| row.get(0)).unwrap();
    old.execute_batch(&drops).unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    bring_to(&old, super::migrate::MIGRATIONS, &path, &key).unwrap();
    assert_eq!(version(&old).unwrap(), newest());
    for table in ["channel_keys", "channel_tokens", "sso_checks"] {
        old.prepare(&format!("SELECT app_id FROM {table}")).unwrap();
    }
}

#[test]
fn a_failing_migration_changes_nothing() {
    let old = old_database();
    assert!(bring_to(&old.connection, &with(BROKEN), &old.path, &old.key).is_err());
    assert_eq!(version(&old.connection).unwrap(), newest());
    assert!(old.connection.prepare("SELECT other FROM settings").is_err(), "rolled back");
    assert_eq!(kept(&old.connection), 1);
}

#[test]
fn a_database_that_is_up_to_date_is_not_copied() {
    let old = old_database();
    bring_to(&old.connection, super::migrate::MIGRATIONS, &old.path, &old.key).unwrap();
    assert!(!backup_path(&old.path, newest()).exists());
}

#[test]
fn a_newer_database_is_refused_with_both_versions() {
    let old = old_database();
    old.connection.pragma_update(None, "user_version", 70).unwrap();
    let refused = super::refuse_newer(&old.connection, "9.1.0");
    assert!(
        matches!(&refused, Err(VaultError::TooNew { file: 70, known, app }) if app == "9.1.0" && *known == newest()),
        "{refused:?}"
    );
}

#[test]
fn memory_that_sqlite_frees_is_wiped() {
    let old = old_database();
    let on: String =
        old.connection.query_row("PRAGMA cipher_memory_security", [], |row| row.get(0)).unwrap();
    assert_eq!(on, "1");
}

#[test]
fn writes_reach_the_disk_before_they_are_acknowledged() {
    let old = old_database();
    let read = |pragma: &str| -> String {
        let sql = format!("PRAGMA {pragma}");
        let value = |row: &rusqlite::Row<'_>| row.get::<_, rusqlite::types::Value>(0);
        format!("{:?}", old.connection.query_row(&sql, [], value).unwrap())
    };
    assert_eq!(read("journal_mode"), "Text(\"wal\")");
    assert_eq!(read("synchronous"), "Integer(2)");
    assert_eq!(read("foreign_keys"), "Integer(1)");
    assert_eq!(read("secure_delete"), "Integer(1)");
    assert_eq!(read("temp_store"), "Integer(2)");
    assert_eq!(read("busy_timeout"), "Integer(5000)");
}
