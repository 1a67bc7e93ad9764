//! Making and opening a vault: by passphrase, recovery key, and what is refused.

use std::fs;

use crate::fixture::{Home, members};

#[test]
fn a_new_vault_is_opened_by_its_passphrase_and_its_recovery_key() {
    let home = Home::new();
    let passphrase = home.path("passphrase");
    let init = ["init", "--name", "Team", "--json", "--passphrase-file", &passphrase];
    let made = home.run(&[&init[..], &["--recovery-key-file", &home.path("recovery")]].concat());
    let made = made.exits(0).json();
    assert_eq!(members(&made), ["folder", "name", "recoveryKeyFile", "slots", "state"]);
    assert_eq!(made["state"], "open");
    assert_eq!(made["name"], "Team");
    assert_eq!(made["folder"], home.path("vault").as_str());
    let slots = serde_json::json!({"keyring": false, "passphrase": true, "recovery": true});
    assert_eq!(made["slots"], slots);
    home.run(&["app", "list", "--passphrase-file", &passphrase]).exits(0);
    home.run(&["app", "list", "--recovery-key-file", &home.path("recovery")]).exits(0);
}

#[test]
fn a_wrong_passphrase_is_3() {
    let home = Home::with_vault();
    let wrong = home.write("wrong", "not the passphrase at all");
    let ran = home.run(&["app", "list", "--json", "--passphrase-file", &wrong]).exits(3);
    assert_eq!(ran.json()["error"]["code"], "passphraseWrong");
    let ran = home.run(&["app", "list", "--passphrase-file", &wrong]).exits(3);
    assert!(ran.stdout.is_empty(), "what failed gives no result: {}", ran.stdout);
    assert!(ran.stderr.contains("does not open this vault"), "{}", ran.stderr);
}

#[test]
fn a_wrong_recovery_key_is_3() {
    let home = Home::with_vault();
    let key = fs::read_to_string(home.path("recovery")).unwrap();
    let other = if key.starts_with('0') { "1" } else { "0" };
    let wrong = home.write("wrong", format!("{other}{}", &key[1..]));
    let ran = home.run(&["run", "list", "--json", "--recovery-key-file", &wrong]).exits(3);
    assert_eq!(ran.json()["error"]["code"], "recoveryKeyWrong");
}

#[test]
fn a_folder_without_a_vault_is_3() {
    let home = Home::new();
    for way in [&["--passphrase-file", &home.path("passphrase")][..], &[]] {
        let ran = home.run(&[&["app", "list", "--json"], way].concat()).exits(3);
        assert_eq!(ran.json()["error"]["code"], "vaultAbsent", "{way:?}");
    }
}

#[test]
fn a_file_in_place_of_the_folder_is_3_and_named() {
    let home = Home::new();
    let file = home.write("vault.txt", "x");
    let passphrase = home.path("passphrase");
    for verb in [&["app", "list"][..], &["init", "--name", "x"]] {
        let asked = [verb, &["--vault", &file, "--passphrase-file", &passphrase]].concat();
        let told = home.run(&asked).exits(3).stderr;
        assert!(told.contains("vault.txt is a file, and a vault is a folder"), "{told}");
        let object = home.run(&[&asked[..], &["--json"]].concat()).exits(3).json();
        assert_eq!(object["error"]["code"], "vaultAbsent");
    }
}

#[test]
fn a_damaged_vault_is_3() {
    let home = Home::with_vault();
    home.write("vault/vault.json", "{}");
    let ran = home.open(&["app", "list", "--json"]).exits(3);
    assert_eq!(ran.json()["error"]["code"], "vaultDamaged");
}

#[test]
fn without_a_terminal_the_way_out_is_named() {
    let home = Home::with_vault();
    let ran = home.run(&["app", "list"]).exits(3);
    assert!(ran.stderr.contains("--passphrase-file"), "{}", ran.stderr);
    let ran = home.run(&["app", "list", "--json"]).exits(3);
    assert_eq!(ran.json()["error"]["code"], "passphraseNeeded");
    let ran = Home::new().run(&["init", "--name", "Team", "--json"]).exits(3);
    assert_eq!(ran.json()["error"]["code"], "passphraseNeeded");
}

#[test]
fn a_keyring_that_does_not_answer_is_3() {
    let home = Home::with_vault();
    let ran = home.run(&["app", "list", "--keyring", "--json"]);
    assert_eq!(ran.exits(3).json()["error"]["code"], "notFound", "the vault has no such slot");
    let ran = Home::new().run(&["init", "--name", "Team", "--keyring", "--json"]).exits(3);
    let code = ran.json()["error"]["code"].as_str().unwrap().to_owned();
    assert!(code.starts_with("keyring"), "{code}");
}

#[test]
fn only_one_way_to_open_may_be_named() {
    let home = Home::with_vault();
    let passphrase = home.path("passphrase");
    let ran = home.open(&["app", "list", "--json", "--passphrase-file", &passphrase]).exits(2);
    assert_eq!(ran.json()["error"]["code"], "invalidInput");
}

#[test]
fn the_passphrase_may_come_from_standard_input() {
    let home = Home::with_vault();
    let list = ["app", "list", "--passphrase-file", "-"];
    home.fed(&list, format!("{}\r\n", crate::fixture::PASSPHRASE)).exits(0);
    home.fed(&list, "something else entirely\n").exits(3);
}

#[test]
fn a_named_folder_goes_before_the_environment() {
    let home = Home::with_vault();
    let elsewhere = home.path("elsewhere");
    let ran = home.open(&["app", "list", "--json", "--vault", &elsewhere]).exits(3);
    assert_eq!(ran.json()["error"]["code"], "vaultAbsent");
}

#[test]
fn a_vault_is_never_made_over_another() {
    let home = Home::with_vault();
    let passphrase = home.path("passphrase");
    let ran =
        home.run(&["init", "--name", "Again", "--json", "--passphrase-file", &passphrase]).exits(2);
    assert_eq!(ran.json()["error"]["code"], "vaultExists");
    home.open(&["app", "list"]).exits(0);
}

#[test]
fn a_file_is_never_overwritten_by_a_recovery_key() {
    let home = Home::new();
    let precious = home.write("recovery", "something else");
    let passphrase = home.path("passphrase");
    let init = ["init", "--name", "Team", "--json", "--passphrase-file", &passphrase];
    home.run(&[&init[..], &["--recovery-key-file", &precious]].concat()).exits(2);
    assert_eq!(fs::read_to_string(&precious).unwrap(), "something else");
    assert!(!home.folder.path().join("vault").exists(), "nor is there a vault without one");
}

#[test]
fn a_short_passphrase_makes_neither_vault_nor_recovery_key() {
    let home = Home::new();
    let short = home.write("short", "too short");
    let init = ["init", "--name", "Team", "--json", "--passphrase-file", &short];
    let recovery = home.path("recovery");
    let ran = home.run(&[&init[..], &["--recovery-key-file", &recovery]].concat()).exits(2);
    assert_eq!(ran.json()["error"]["code"], "passphraseTooShort");
    assert!(!std::path::Path::new(&recovery).exists(), "no empty file is left");
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_the_recovery_key() {
    use std::os::unix::fs::MetadataExt;
    let home = Home::with_vault();
    assert_eq!(fs::metadata(home.path("recovery")).unwrap().mode() & 0o777, 0o600);
}
