//! Damage is told from wrong keys, and never answered with a new vault (security.md C4).

use std::fs;
use std::path::Path;

use credenza_vault::{FolderState, HeaderFault, UnlockWith, Vault, VaultError};

use crate::fixture::{Home, NOW, PASSPHRASE, draft, secret};

fn open(home: &Home) -> Result<Vault, VaultError> {
    home.folder().open(UnlockWith::Keyring, &home.keyring)
}

fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at] ^= 1;
    fs::write(path, bytes).unwrap();
}

fn filled(home: &Home) {
    let vault = home.create();
    for number in 0..40 {
        vault.app_insert(&draft(&format!("app {number}")), NOW).unwrap();
    }
    vault.close().unwrap();
}

#[test]
fn a_flipped_bit_anywhere_in_the_header_is_damage_or_means_nothing() {
    let home = Home::new();
    home.create_with_passphrase();
    let path = home.path().join("vault.json");
    let sound = fs::read(&path).unwrap();
    let FolderState::Present(before) = home.folder().state().unwrap() else { panic!("absent") };
    let mut found = 0;
    for at in 0..sound.len() {
        flip(&path, at);
        match home.folder().state() {
            // A blank that became another blank, or unused bits at the end of a base64 text.
            Ok(state) => assert_eq!(state, FolderState::Present(before.clone()), "byte {at}"),
            Err(VaultError::DamagedHeader(_)) => found += 1,
            // The first digit of the format number: 1 became 0 or more.
            Err(VaultError::TooNew { .. }) => {}
            Err(other) => panic!("byte {at}: {other:?}"),
        }
        fs::write(&path, &sound).unwrap();
    }
    assert!(found > sound.len() * 3 / 4, "{found} of {}", sound.len());
}

#[test]
fn a_damaged_header_is_not_called_a_wrong_passphrase() {
    let home = Home::new();
    home.create_with_passphrase();
    let path = home.path().join("vault.json");
    let mut text = fs::read_to_string(&path).unwrap();
    let sealed = text.find("\"sealed\": \"").unwrap() + 15;
    // Another letter of base64, so that the header still reads and only its checksum is wrong.
    let other = if text.as_bytes()[sealed] == b'A' { "B" } else { "A" };
    text.replace_range(sealed..=sealed, other);
    fs::write(&path, text).unwrap();
    let with = UnlockWith::Passphrase(secret(PASSPHRASE));
    let refused = home.folder().open(with, &home.keyring);
    assert!(
        matches!(refused, Err(VaultError::DamagedHeader(HeaderFault::Checksum))),
        "{refused:?}"
    );
}

#[test]
fn a_truncated_or_empty_header_is_damage() {
    let home = Home::new();
    filled(&home);
    let path = home.path().join("vault.json");
    let sound = fs::read(&path).unwrap();
    for length in [0, 1, sound.len() / 2, sound.len() - 3] {
        fs::write(&path, &sound[..length]).unwrap();
        let refused = open(&home);
        assert!(
            matches!(refused, Err(VaultError::DamagedHeader(HeaderFault::Unreadable))),
            "{length} bytes: {refused:?}"
        );
    }
}

#[test]
fn a_database_without_header_is_damage_and_no_place_for_a_new_vault() {
    let home = Home::new();
    filled(&home);
    fs::remove_file(home.path().join("vault.json")).unwrap();
    let before = fs::read(home.path().join("vault.db")).unwrap();
    let missing = |r: &VaultError| matches!(r, VaultError::DamagedHeader(HeaderFault::Missing));
    assert!(missing(&home.folder().state().unwrap_err()));
    let new = credenza_vault::NewVault {
        name: "new".to_owned(),
        unlock: credenza_vault::Unlock::Keyring,
    };
    assert!(missing(&home.folder().create(new, &home.keyring, NOW).unwrap_err()));
    assert!(fs::read(home.path().join("vault.db")).unwrap() == before, "nothing was touched");
}

#[test]
fn a_flipped_bit_in_any_page_of_the_database_is_damage() {
    let home = Home::new();
    filled(&home);
    let path = home.path().join("vault.db");
    let sound = fs::read(&path).unwrap();
    assert_eq!(sound.len() % 4096, 0);
    for page in 0..sound.len() / 4096 {
        flip(&path, page * 4096 + 1000);
        let refused = open(&home);
        assert!(matches!(refused, Err(VaultError::DamagedDatabase)), "page {page}: {refused:?}");
        fs::write(&path, &sound).unwrap();
    }
    open(&home).unwrap();
}

#[test]
fn a_truncated_database_is_damage() {
    let home = Home::new();
    filled(&home);
    let path = home.path().join("vault.db");
    let sound = fs::read(&path).unwrap();
    for length in [0, 100, 4096, sound.len() / 2, sound.len() - 4096, sound.len() - 1] {
        fs::write(&path, &sound[..length]).unwrap();
        let refused = open(&home);
        assert!(matches!(refused, Err(VaultError::DamagedDatabase)), "{length}: {refused:?}");
        assert!(fs::read(&path).unwrap() == sound[..length], "{length}: nothing was mended");
    }
}

#[test]
fn a_missing_database_is_damage_and_not_made_anew() {
    let home = Home::new();
    filled(&home);
    fs::remove_file(home.path().join("vault.db")).unwrap();
    assert!(matches!(open(&home), Err(VaultError::DamagedDatabase)));
    assert!(!home.path().join("vault.db").exists());
}

#[test]
fn the_database_of_another_vault_is_damage() {
    let (home, other) = (Home::new(), Home::new());
    filled(&home);
    filled(&other);
    fs::copy(other.path().join("vault.db"), home.path().join("vault.db")).unwrap();
    assert!(matches!(open(&home), Err(VaultError::DamagedDatabase)));
}

#[test]
fn a_newer_header_is_refused_with_both_versions() {
    let home = Home::new();
    filled(&home);
    let path = home.path().join("vault.json");
    let text = fs::read_to_string(&path).unwrap();
    let newer = text.replace("\"format\": 1", "\"format\": 2").replace("0.1.0", "9.1.0");
    fs::write(&path, newer).unwrap();
    let refused = home.folder().state();
    assert!(
        matches!(&refused, Err(VaultError::TooNew { file: 2, known: 1, app }) if app == "9.1.0"),
        "{refused:?}"
    );
}
