//! Ways in: each slot, what is told apart, what is refused.

use credenza_vault::keyring::{KeyringState, MemoryKeyring};
use credenza_vault::{FolderState, NewVault, SlotKind, Unlock, UnlockWith, Vault, VaultError};

use crate::fixture::{Home, NOW, PASSPHRASE, draft, secret};

fn no_keyring() -> MemoryKeyring {
    MemoryKeyring::new(KeyringState::NoBus)
}

fn open(home: &Home, with: UnlockWith) -> Result<Vault, VaultError> {
    home.folder().open(with, &home.keyring)
}

#[test]
fn each_slot_opens_the_same_records() {
    let home = Home::new();
    let mut vault = home.create();
    vault.set_passphrase(None, &secret(PASSPHRASE)).unwrap();
    let recovery = vault.create_recovery().unwrap();
    let app = vault.app_insert(&draft("kept"), NOW).unwrap();
    drop(vault);
    let ways = [
        UnlockWith::Keyring,
        UnlockWith::Passphrase(secret(PASSPHRASE)),
        UnlockWith::Recovery(recovery),
    ];
    for with in ways {
        assert_eq!(open(&home, with).unwrap().app_get(app.id).unwrap(), app);
    }
}

#[test]
fn a_passphrase_alone_works_without_any_keyring() {
    let home = Home::new();
    let new = NewVault { name: "P".to_owned(), unlock: Unlock::Passphrase(secret(PASSPHRASE)) };
    let vault = home.folder().create(new, &no_keyring(), NOW).unwrap();
    let app = vault.app_insert(&draft("kept"), NOW).unwrap();
    drop(vault);
    let with = UnlockWith::Passphrase(secret(PASSPHRASE));
    assert_eq!(home.folder().open(with, &no_keyring()).unwrap().app_get(app.id).unwrap(), app);
}

#[test]
fn a_folder_copied_to_another_user_opens_only_by_passphrase_or_recovery_key() {
    let home = Home::new();
    let mut vault = home.create();
    vault.set_passphrase(None, &secret(PASSPHRASE)).unwrap();
    let recovery = vault.create_recovery().unwrap();
    vault.close().unwrap();
    let other_user = Home::new();
    std::fs::create_dir(other_user.path()).unwrap();
    for name in ["vault.json", "vault.db"] {
        std::fs::copy(home.path().join(name), other_user.path().join(name)).unwrap();
    }
    let refused = open(&other_user, UnlockWith::Keyring);
    assert!(matches!(refused, Err(VaultError::KeyringEntryLost)), "{refused:?}");
    open(&other_user, UnlockWith::Passphrase(secret(PASSPHRASE))).unwrap();
    open(&other_user, UnlockWith::Recovery(recovery)).unwrap();
}

#[test]
fn wrong_keys_are_told_from_damage() {
    let home = Home::new();
    let mut vault = home.create_with_passphrase();
    let other = Home::new().create().create_recovery().unwrap();
    let missing = open(&home, UnlockWith::Recovery(secret(other.expose())));
    assert!(matches!(missing, Err(VaultError::NoSuchSlot(SlotKind::Recovery))), "{missing:?}");
    vault.create_recovery().unwrap();
    let wrong = open(&home, UnlockWith::Passphrase(secret("another passphrase")));
    assert!(matches!(wrong, Err(VaultError::WrongPassphrase)), "{wrong:?}");
    let wrong = open(&home, UnlockWith::Recovery(other));
    assert!(matches!(wrong, Err(VaultError::WrongRecoveryKey)), "{wrong:?}");
    let mistyped = open(&home, UnlockWith::Recovery(secret("ABCD-EFGH")));
    assert!(matches!(mistyped, Err(VaultError::RecoveryKeyMistyped)), "{mistyped:?}");
}

#[test]
fn a_changed_passphrase_shuts_out_the_old_one() {
    let home = Home::new();
    let mut vault = home.create_with_passphrase();
    let (old, new) = (secret(PASSPHRASE), secret("ein anderer Satz"));
    let unasked = vault.set_passphrase(None, &new);
    assert!(matches!(unasked, Err(VaultError::PassphraseNeeded)), "{unasked:?}");
    let wrong = vault.set_passphrase(Some(&new), &new);
    assert!(matches!(wrong, Err(VaultError::WrongPassphrase)), "{wrong:?}");
    vault.set_passphrase(Some(&old), &new).unwrap();
    assert!(matches!(open(&home, UnlockWith::Passphrase(old)), Err(VaultError::WrongPassphrase)));
    open(&home, UnlockWith::Passphrase(new)).unwrap();
}

#[test]
fn the_recovery_key_replaces_a_forgotten_passphrase() {
    let home = Home::new();
    let recovery = home.create_with_passphrase().create_recovery().unwrap();
    let mut vault = open(&home, UnlockWith::Recovery(recovery)).unwrap();
    vault.set_passphrase(None, &secret("ein anderer Satz")).unwrap();
    open(&home, UnlockWith::Passphrase(secret("ein anderer Satz"))).unwrap();
}

#[test]
fn a_new_recovery_key_replaces_the_older_one() {
    let home = Home::new();
    let mut vault = home.create();
    let first = vault.create_recovery().unwrap();
    let second = vault.create_recovery().unwrap();
    let old = open(&home, UnlockWith::Recovery(first));
    assert!(matches!(old, Err(VaultError::WrongRecoveryKey)), "{old:?}");
    open(&home, UnlockWith::Recovery(second)).unwrap();
}

#[test]
fn a_short_passphrase_is_refused_and_makes_nothing() {
    let home = Home::new();
    // Eleven characters, more bytes.
    let new = NewVault {
        name: "P".to_owned(),
        unlock: Unlock::Passphrase(secret("パスフレーズです十一字")),
    };
    let refused = home.folder().create(new, &home.keyring, NOW);
    assert!(matches!(refused, Err(VaultError::TooShort { least: 12 })), "{refused:?}");
    assert_eq!(home.folder().state().unwrap(), FolderState::Absent);
    let refused = home.create().set_passphrase(None, &secret("elf Zeichen"));
    assert!(matches!(refused, Err(VaultError::TooShort { .. })), "{refused:?}");
}

#[test]
fn the_last_way_in_stays() {
    let home = Home::new();
    let mut vault = home.create();
    vault.create_recovery().unwrap();
    let refused = vault.remove_slot(SlotKind::Keyring, None, &home.keyring);
    assert!(matches!(refused, Err(VaultError::LastSlot)), "a recovery key is none: {refused:?}");
    let current = secret(PASSPHRASE);
    vault.set_passphrase(None, &current).unwrap();
    vault.remove_slot(SlotKind::Keyring, Some(&current), &home.keyring).unwrap();
    let refused = vault.remove_slot(SlotKind::Passphrase, Some(&current), &home.keyring);
    assert!(matches!(refused, Err(VaultError::LastSlot)), "{refused:?}");
    vault.remove_slot(SlotKind::Recovery, Some(&current), &home.keyring).unwrap();
    let slots = vault.slots().unwrap();
    assert!(slots.passphrase && !slots.keyring && !slots.recovery, "{slots:?}");
}

#[test]
fn a_slot_is_removed_only_by_who_knows_the_passphrase() {
    let home = Home::new();
    let mut vault = home.create();
    vault.set_passphrase(None, &secret(PASSPHRASE)).unwrap();
    let refused = vault.remove_slot(SlotKind::Passphrase, None, &home.keyring);
    assert!(matches!(refused, Err(VaultError::PassphraseNeeded)), "{refused:?}");
    let wrong = secret("another passphrase");
    let refused = vault.remove_slot(SlotKind::Passphrase, Some(&wrong), &home.keyring);
    assert!(matches!(refused, Err(VaultError::WrongPassphrase)), "{refused:?}");
    assert!(vault.slots().unwrap().passphrase);
}

#[test]
fn a_vault_is_never_made_over_another() {
    let home = Home::new();
    drop(home.create());
    let new = NewVault { name: "second".to_owned(), unlock: Unlock::Keyring };
    let refused = home.folder().create(new, &home.keyring, NOW);
    assert!(matches!(refused, Err(VaultError::Exists)), "{refused:?}");
    assert_eq!(home.open().name(), "Tests");
}

#[test]
fn a_folder_without_vault_is_absent() {
    let home = Home::new();
    assert_eq!(home.folder().state().unwrap(), FolderState::Absent);
    assert!(matches!(open(&home, UnlockWith::Keyring), Err(VaultError::Absent)));
    assert!(!home.path().exists(), "looking makes nothing");
}

#[test]
fn the_header_says_what_must_be_known_before_unlocking() {
    let home = Home::new();
    let mut vault = home.create();
    vault.create_recovery().unwrap();
    let FolderState::Present(info) = home.folder().state().unwrap() else { panic!("absent") };
    assert_eq!((info.name.as_str(), info.created_at, info.practice), ("Tests", NOW, false));
    assert_eq!(info.keyring_name.as_deref(), Some("memory"));
    assert_eq!((info.slots, info.id.as_str()), (vault.slots().unwrap(), vault.id()));
}

#[test]
fn a_practice_vault_opens_with_its_key_in_memory_only() {
    let home = Home::new();
    let (mut vault, key) = home.folder().create_practice("Practice".to_owned(), NOW).unwrap();
    let app = vault.app_insert(&draft("kept"), NOW).unwrap();
    assert!(vault.is_practice());
    assert!(matches!(vault.create_recovery(), Err(VaultError::Practice)));
    drop(vault);
    assert!(matches!(open(&home, UnlockWith::Keyring), Err(VaultError::NoSuchSlot(_))));
    assert_eq!(home.folder().open_with_key(&key).unwrap().app_get(app.id).unwrap(), app);
    let (_, other) = Home::new().folder().create_practice("Other".to_owned(), NOW).unwrap();
    assert!(matches!(home.folder().open_with_key(&other), Err(VaultError::WrongKey)));
    let header = std::fs::read_to_string(home.path().join("vault.json")).unwrap();
    assert!(header.contains(r#""keyring": null"#) && header.contains(r#""passphrase": null"#));
}
