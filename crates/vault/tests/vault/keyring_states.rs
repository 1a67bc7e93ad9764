//! What each answer of the keyring means for a vault (security.md S10, S11).

use credenza_vault::keyring::{Keyring, KeyringState};
use credenza_vault::{FolderState, NewVault, SlotKind, Unlock, UnlockWith, VaultError};

use crate::fixture::{Home, NOW, PASSPHRASE, secret};

const UNUSABLE: [KeyringState; 5] = [
    KeyringState::Absent,
    KeyringState::Locked,
    KeyringState::Denied,
    KeyringState::TimedOut,
    KeyringState::NoBus,
];

#[test]
fn an_unusable_keyring_is_named_and_makes_no_vault() {
    for state in UNUSABLE {
        let home = Home::new();
        home.keyring.set_state(state);
        let new = NewVault { name: "K".to_owned(), unlock: Unlock::Keyring };
        let refused = home.folder().create(new, &home.keyring, NOW);
        assert!(matches!(refused, Err(VaultError::Keyring(s)) if s == state), "{refused:?}");
        assert_eq!(home.folder().state().unwrap(), FolderState::Absent, "no fall-back: {state}");
        assert!(!home.path().join("vault.db").exists());
    }
}

#[test]
fn a_keyring_that_stops_answering_is_named_and_the_passphrase_still_opens() {
    let home = Home::new();
    home.create().set_passphrase(None, &secret(PASSPHRASE)).unwrap();
    for state in UNUSABLE {
        home.keyring.set_state(state);
        let refused = home.folder().open(UnlockWith::Keyring, &home.keyring);
        assert!(matches!(refused, Err(VaultError::Keyring(s)) if s == state), "{refused:?}");
    }
    let with = UnlockWith::Passphrase(secret(PASSPHRASE));
    home.folder().open(with, &home.keyring).unwrap();
}

#[test]
fn a_lost_entry_is_lost_and_not_a_new_start() {
    let home = Home::new();
    let vault = home.create();
    let id = vault.id().to_owned();
    drop(vault);
    home.keyring.delete(&id).unwrap();
    let lost = home.folder().open(UnlockWith::Keyring, &home.keyring);
    assert!(matches!(lost, Err(VaultError::KeyringEntryLost)), "{lost:?}");
    home.keyring.set(&id, &[7; 32]).unwrap();
    let replaced = home.folder().open(UnlockWith::Keyring, &home.keyring);
    assert!(matches!(replaced, Err(VaultError::KeyringEntryLost)), "{replaced:?}");
}

#[test]
fn a_lost_entry_is_mended_from_inside() {
    let home = Home::new();
    let mut vault = home.create();
    vault.set_passphrase(None, &secret(PASSPHRASE)).unwrap();
    home.keyring.delete(vault.id()).unwrap();
    vault.add_keyring(&home.keyring).unwrap();
    drop(vault);
    home.open();
}

#[test]
fn adding_a_slot_that_works_changes_nothing() {
    let home = Home::new();
    let mut vault = home.create();
    let before = std::fs::read(home.path().join("vault.json")).unwrap();
    vault.add_keyring(&home.keyring).unwrap();
    assert_eq!(std::fs::read(home.path().join("vault.json")).unwrap(), before);
}

#[test]
fn a_removed_slot_leaves_nothing_in_the_keyring() {
    let home = Home::new();
    let mut vault = home.create();
    let current = secret(PASSPHRASE);
    vault.set_passphrase(None, &current).unwrap();
    vault.remove_slot(SlotKind::Keyring, Some(&current), &home.keyring).unwrap();
    assert!(home.keyring.get(vault.id()).unwrap().is_none());
}

#[test]
fn the_keyring_holds_one_entry_of_32_bytes_that_is_not_the_data_key() {
    let home = Home::new();
    let vault = home.create();
    let kept = home.keyring.get(vault.id()).unwrap().unwrap();
    let (_, vault_key) = (vault, kept);
    let plain = rusqlite::Connection::open(home.path().join("vault.db")).unwrap();
    let hex: String = vault_key.iter().map(|byte| format!("{byte:02x}")).collect();
    plain
        .execute_batch(&format!("PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{hex}'\""))
        .unwrap();
    let read = plain.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()));
    assert!(read.is_err(), "what lies in the keyring only wraps the data key");
}
