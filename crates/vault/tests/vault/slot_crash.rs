//! kill -9 while slots are changed and vaults are made (security.md S8).

use std::thread;
use std::time::Duration;

use credenza_vault::{FolderState, SlotKind, UnlockWith, Vault};

use crate::child::{self, Second};
use crate::fixture::{Dice, PASSPHRASE, Shared, secret};

#[test]
fn a_slot_change_that_is_cut_off_leaves_the_old_slots_or_the_new() {
    if let Some(root) = child::root() {
        let shared = Shared::at(&root);
        let vault = shared.folder.open(UnlockWith::Passphrase(secret(PASSPHRASE)), &shared.keyring);
        return change_for_ever(vault.unwrap(), &shared);
    }
    let temporary = tempfile::tempdir().unwrap();
    let shared = Shared::at(temporary.path());
    shared.create().set_passphrase(None, &secret(PASSPHRASE)).unwrap();
    let mut dice = Dice(0xd1ce);
    let mut recovery: Option<String> = None;
    for round in 0..30 {
        let test = "slot_crash::a_slot_change_that_is_cut_off_leaves_the_old_slots_or_the_new";
        let mut second = Second::start(test, temporary.path());
        let mut said = vec![second.hear().unwrap()];
        // Not a wait for anything: the moment of death is to be a random one.
        thread::sleep(Duration::from_micros(dice.below(400_000)));
        said.extend(second.kill());
        let replacing = said.last().unwrap() == "recovery begins";
        let done = said.iter().rev().find_map(|line| line.strip_prefix("recovery is "));
        recovery = done.map(str::to_owned).or(recovery);
        check(&shared, recovery.as_deref().filter(|_| !replacing), round);
    }
    assert!(recovery.is_some(), "no change was ever finished: the test tests nothing");
}

fn change_for_ever(mut vault: Vault, shared: &Shared) {
    loop {
        child::say("recovery begins");
        let key = vault.create_recovery().unwrap();
        child::say(&format!("recovery is {}", key.expose()));
        if vault.slots().unwrap().keyring {
            let current = secret(PASSPHRASE);
            vault.remove_slot(SlotKind::Keyring, Some(&current), &shared.keyring).unwrap();
        }
        vault.add_keyring(&shared.keyring).unwrap();
    }
}

fn check(shared: &Shared, recovery: Option<&str>, round: u32) {
    let open = |with| shared.folder.open(with, &shared.keyring);
    let vault = open(UnlockWith::Passphrase(secret(PASSPHRASE)));
    let slots = vault.unwrap_or_else(|e| panic!("round {round}: {e}")).slots().unwrap();
    if slots.keyring {
        open(UnlockWith::Keyring).unwrap_or_else(|e| panic!("round {round}: keyring: {e}"));
    }
    if let Some(key) = recovery {
        let opened = open(UnlockWith::Recovery(secret(key)));
        opened.unwrap_or_else(|e| panic!("round {round}: recovery key: {e}"));
    }
}

#[test]
fn a_creation_that_is_cut_off_leaves_no_vault_or_a_whole_one() {
    if let Some(root) = child::root() {
        child::say("begins");
        drop(Shared::at(&root).create());
        child::say("made");
        return child::wait();
    }
    let mut dice = Dice(0xc0de);
    let mut cut_off = 0;
    for round in 0..40 {
        let temporary = tempfile::tempdir().unwrap();
        let test = "slot_crash::a_creation_that_is_cut_off_leaves_no_vault_or_a_whole_one";
        let mut second = Second::start(test, temporary.path());
        let mut said = vec![second.hear().unwrap()];
        // Not a wait for anything: the moment of death is to be a random one.
        thread::sleep(Duration::from_micros(dice.below(60_000)));
        said.extend(second.kill());
        let shared = Shared::at(temporary.path());
        match shared.folder.state().unwrap_or_else(|e| panic!("round {round}: {e}")) {
            FolderState::Present(_) => drop(shared.open()),
            FolderState::Absent => {
                assert!(!said.contains(&"made".to_owned()), "round {round}: acknowledged and lost");
                cut_off += 1;
                drop(shared.create());
                drop(shared.open());
            }
        }
    }
    assert!(cut_off > 3, "only {cut_off} creations were cut off: the test tests nothing");
}
