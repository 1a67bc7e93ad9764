//! No space left: an error, nothing changed, usable again afterwards (security.md C3). The space
//! is bounded by a limit of the process on the size of its files.

use std::process::Command;

use credenza_vault::{FolderState, NewVault, Unlock, VaultError};

use crate::child::{self, Second};
use crate::fixture::{NOW, Shared, draft};

#[test]
fn a_write_without_space_changes_nothing_and_works_once_there_is_space() {
    const TEST: &str =
        "disk_full::a_write_without_space_changes_nothing_and_works_once_there_is_space";
    if let Some(root) = child::root() {
        return fill_up(&Shared::at(&root));
    }
    let temporary = tempfile::tempdir().unwrap();
    let shared = Shared::at(temporary.path());
    drop(shared.create());
    // 400 KiB in blocks of 512 bytes; past it writes fail instead of killing the program.
    let shell = "trap '' XFSZ; ulimit -S -f 800";
    let mut second = Second::start_under(shell, TEST, temporary.path());
    let before = second.hear().unwrap();
    let pid = second.process.id().to_string();
    let lifted = Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited"]).status();
    assert!(lifted.unwrap().success(), "prlimit (util-linux) is needed");
    second.go_on();
    second.end();
    let vault = shared.open();
    let rows = vault.app_list(false).unwrap().len();
    assert_eq!(rows.to_string(), format!("{}", before.parse::<usize>().unwrap() + 1));
    assert!(vault.integrity_check().unwrap().is_sound());
}

fn fill_up(shared: &Shared) {
    let vault = shared.open();
    let big = draft(&"x".repeat(20_000));
    let mut rows = 0;
    let full = loop {
        match vault.write(|vault| vault.app_insert(&big, NOW)) {
            Ok(_) => rows += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(full, VaultError::DiskFull), "{full:?}");
    assert!(rows > 0, "there was space for some");
    assert_eq!(vault.app_list(false).unwrap().len(), rows, "the refused row left no trace");
    child::say(&rows.to_string());
    child::wait();
    vault.app_insert(&draft("afterwards"), NOW).unwrap();
}

#[test]
fn a_vault_that_finds_no_space_is_not_half_made() {
    const TEST: &str = "disk_full::a_vault_that_finds_no_space_is_not_half_made";
    if let Some(root) = child::root() {
        let shared = Shared::at(&root);
        let new = NewVault { name: "Tests".to_owned(), unlock: Unlock::Keyring };
        let refused = shared.folder.create(new, &shared.keyring, NOW);
        assert!(matches!(refused, Err(VaultError::DiskFull)), "{refused:?}");
        return;
    }
    // Not even the header fits; only the header fits; half of the database fits.
    for blocks in [1, 8, 60] {
        let temporary = tempfile::tempdir().unwrap();
        let shell = format!("trap '' XFSZ; ulimit -S -f {blocks}");
        Second::start_under(&shell, TEST, temporary.path()).end();
        let shared = Shared::at(temporary.path());
        assert_eq!(shared.folder.state().unwrap(), FolderState::Absent, "{blocks} blocks");
        drop(shared.create());
        drop(shared.open());
    }
}
