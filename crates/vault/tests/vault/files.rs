//! Who may read the files of a vault (security.md S6).

use std::fs;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt, symlink};
use std::path::Path;

use credenza_vault::{NewVault, Unlock, UnlockWith, VaultError};

use crate::child::{self, Second};
use crate::fixture::{Home, NOW, Shared, draft};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[test]
fn nobody_else_may_read_under_umask_000() {
    const TEST: &str = "files::nobody_else_may_read_under_umask_000";
    if let Some(root) = child::root() {
        let mut vault = Shared::at(&root).create();
        vault.app_insert(&draft("written"), NOW).unwrap();
        vault.create_recovery().unwrap();
        child::say("written");
        return child::wait();
    }
    let temporary = tempfile::tempdir().unwrap();
    let mut second = Second::start_under("umask 000", TEST, temporary.path());
    assert_eq!(second.hear().as_deref(), Some("written"));
    let folder = temporary.path().join("vault");
    assert_eq!(mode(&temporary.path().join("keyring")), 0o777, "the umask is really 000");
    assert_eq!(mode(&folder), 0o700);
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        names.push(path.file_name().unwrap().to_str().unwrap().to_owned());
    }
    names.sort();
    assert_eq!(names, ["vault.db", "vault.db-shm", "vault.db-wal", "vault.json", "vault.lock"]);
    second.go_on();
    second.end();
}

#[test]
fn an_empty_folder_that_others_may_enter_is_made_private() {
    let home = Home::new();
    fs::DirBuilder::new().mode(0o755).create(home.path()).unwrap();
    drop(home.create());
    assert_eq!(mode(&home.path()), 0o700);
}

#[test]
fn a_folder_that_is_more_than_a_vault_is_left_as_it_is() {
    let home = Home::new();
    fs::DirBuilder::new().mode(0o755).create(home.path()).unwrap();
    fs::create_dir(home.path().join("Documents")).unwrap();
    let new = NewVault { name: "home".to_owned(), unlock: Unlock::Keyring };
    let refused = home.folder().create(new, &home.keyring, NOW);
    assert!(matches!(refused, Err(VaultError::FolderShared(_))), "{refused:?}");
    assert_eq!(mode(&home.path()), 0o755);
}

#[test]
fn files_that_came_back_readable_are_made_private_when_the_vault_opens() {
    let home = Home::new();
    drop(home.create());
    for name in ["vault.db", "vault.json"] {
        let open_to_all = fs::Permissions::from_mode(0o644);
        fs::set_permissions(home.path().join(name), open_to_all).unwrap();
    }
    drop(home.open());
    assert_eq!(mode(&home.path().join("vault.db")), 0o600);
    assert_eq!(mode(&home.path().join("vault.json")), 0o600);
}

#[test]
fn a_symbolic_link_in_place_of_a_file_is_refused() {
    for name in ["vault.db", "vault.json", "vault.db-wal"] {
        let home = Home::new();
        drop(home.create());
        let elsewhere = home.temporary.path().join("elsewhere");
        let path = home.path().join(name);
        if path.exists() {
            fs::rename(&path, &elsewhere).unwrap();
        } else {
            fs::write(&elsewhere, "").unwrap();
        }
        symlink(&elsewhere, &path).unwrap();
        let refused = home.folder().open(UnlockWith::Keyring, &home.keyring);
        assert!(matches!(refused, Err(VaultError::Symlink(_))), "{name}: {refused:?}");
    }
}

#[test]
fn a_symbolic_link_in_place_of_the_folder_is_refused() {
    let home = Home::new();
    drop(home.create());
    let elsewhere = home.temporary.path().join("elsewhere");
    fs::rename(home.path(), &elsewhere).unwrap();
    symlink(&elsewhere, home.path()).unwrap();
    let refused = home.folder().state();
    assert!(matches!(refused, Err(VaultError::Symlink(_))), "{refused:?}");
}

#[test]
fn a_link_above_the_folder_is_the_users_own_affair() {
    let home = Home::new();
    let real = home.temporary.path().join("real");
    fs::create_dir(&real).unwrap();
    symlink(&real, home.path()).unwrap();
    let folder = credenza_vault::VaultFolder::at(home.path().join("inner"));
    let new = NewVault { name: "inner".to_owned(), unlock: Unlock::Keyring };
    drop(folder.create(new, &home.keyring, NOW).unwrap());
    folder.open(UnlockWith::Keyring, &home.keyring).unwrap();
}
