//! The window and the terminal with the same vault open (security.md C7, C9).

use credenza_core::apps::AppId;
use credenza_vault::VaultError;

use crate::child::{self, Second};
use crate::fixture::{Home, NOW, Shared, draft};

#[test]
fn two_processes_write_at_once_and_both_keep_everything() {
    const ROWS: usize = 60;
    if let Some(root) = child::root() {
        let vault = Shared::at(&root).open();
        child::say("ready");
        child::wait();
        for number in 0..ROWS {
            let name = format!("{} {number}", std::process::id());
            child::say(&vault.app_insert(&draft(&name), NOW).unwrap().id.0.to_string());
        }
        return;
    }
    let temporary = tempfile::tempdir().unwrap();
    let shared = Shared::at(temporary.path());
    let vault = shared.create();
    let test = "two_programs::two_processes_write_at_once_and_both_keep_everything";
    let mut both = [(); 2].map(|()| Second::start(test, temporary.path()));
    for second in &mut both {
        assert_eq!(second.hear().as_deref(), Some("ready"));
    }
    both.iter_mut().for_each(Second::go_on);
    for second in both {
        let ids = second.end();
        assert_eq!(ids.len(), ROWS);
        for id in ids {
            vault.app_get(AppId(id.parse().unwrap())).unwrap();
        }
    }
    assert_eq!(vault.app_list(false).unwrap().len(), 2 * ROWS);
}

#[test]
fn a_change_by_the_other_program_is_seen_and_ones_own_is_not_taken_for_it() {
    let home = Home::new();
    let window = home.create();
    let terminal = home.open();
    let before = window.data_version().unwrap();
    window.app_insert(&draft("own"), NOW).unwrap();
    assert_eq!(window.data_version().unwrap(), before);
    let other = terminal.app_insert(&draft("other"), NOW).unwrap();
    assert_ne!(window.data_version().unwrap(), before);
    assert_eq!(window.app_get(other.id).unwrap(), other);
}

#[test]
fn edits_that_cross_are_found() {
    let home = Home::new();
    let (window, terminal) = (home.create(), home.open());
    let app = window.app_insert(&draft("first"), NOW).unwrap();
    let edited = terminal.app_update(app.id, app.version, &draft("terminal"), NOW + 1).unwrap();
    let crossed = window.app_update(app.id, app.version, &draft("window"), NOW + 2);
    let current = edited.version;
    assert!(matches!(crossed, Err(VaultError::Conflict { current: c }) if c == current));
    assert_eq!(window.app_get(app.id).unwrap(), edited, "the first edit stands");
    window.app_update(app.id, current, &draft("window"), NOW + 2).unwrap();
}

#[test]
fn a_change_of_the_slots_by_the_other_program_is_kept() {
    let home = Home::new();
    let (mut window, mut terminal) = (home.create(), home.open());
    terminal.create_recovery().unwrap();
    window.set_passphrase(None, &crate::fixture::secret(crate::fixture::PASSPHRASE)).unwrap();
    let slots = terminal.slots().unwrap();
    assert!(slots.keyring && slots.passphrase && slots.recovery, "{slots:?}");
}

#[test]
fn a_vault_held_by_the_other_program_is_busy_and_not_damaged() {
    let home = Home::new();
    let (window, terminal) = (home.create(), home.open());
    window
        .write(|window| {
            window.app_insert(&draft("held"), NOW)?;
            let refused = terminal.app_insert(&draft("late"), NOW);
            assert!(matches!(refused, Err(VaultError::Busy)), "{refused:?}");
            Ok::<_, VaultError>(())
        })
        .unwrap();
    terminal.app_insert(&draft("late"), NOW).unwrap();
}
