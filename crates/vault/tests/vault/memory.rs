//! After a vault is closed nothing of it is left in the memory of the process (security.md M2,
//! the vault's part of it).

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use credenza_core::{Secret, SecretBytes};
use credenza_vault::{NewKey, UnlockWith};

use crate::child::{self, Second};
use crate::fixture::{NOW, PASSPHRASE, Shared, draft, secret};
use crate::{format, records};

const PLANTED: [&str; 3] = ["client-secret", "private-key", "new-passphrase"];

#[test]
fn a_closed_vault_leaves_no_key_and_no_secret_in_memory() {
    const TEST: &str = "memory::a_closed_vault_leaves_no_key_and_no_secret_in_memory";
    if let Some(root) = child::root() {
        return use_and_close(&root);
    }
    let temporary = tempfile::tempdir().unwrap();
    let shared = Shared::at(temporary.path());
    shared.create().set_passphrase(None, &secret(PASSPHRASE)).unwrap();
    let mut second = Second::start(TEST, temporary.path());
    let mut wanted: Vec<(String, Vec<u8>)> = PLANTED
        .iter()
        .map(|name| ((*name).to_owned(), planted(name).expose().as_bytes().to_vec()))
        .collect();
    let header = fs::read(temporary.path().join("vault/vault.json")).unwrap();
    let key = format::data_key(&header, &shared.keyring);
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    wanted.push(("data key in hex".to_owned(), hex.into_bytes()));
    wanted.push(("data key".to_owned(), key));

    assert_eq!(second.hear().as_deref(), Some("open"));
    let found = found_in_memory(second.process.id(), &wanted);
    assert!(found.contains(&"data key".to_owned()), "the search finds what is there: {found:?}");
    second.go_on();
    assert_eq!(second.hear().as_deref(), Some("closed"));
    let found = found_in_memory(second.process.id(), &wanted);
    assert!(found.is_empty(), "left in memory: {found:?}");
    second.go_on();
    second.end();
}

/// Made at run time, so that the program text does not hold it.
fn planted(name: &str) -> Secret {
    let mut text = String::with_capacity(64);
    for (at, byte) in (0_u8..).zip(name.bytes().cycle().take(40)) {
        text.push(char::from(b'a' + (byte.wrapping_mul(7) ^ at.wrapping_mul(13)) % 26));
    }
    Secret::new(text)
}

fn use_and_close(root: &Path) {
    let shared = Shared::at(root);
    let mut vault = shared.open();
    let app = vault.app_insert(&draft("app"), NOW).unwrap().id;
    vault.secret_set(app, "clientSecret", &planted(PLANTED[0]), NOW).unwrap();
    let pkcs8 = SecretBytes::new(planted(PLANTED[1]).expose().as_bytes().to_vec());
    vault.key_put(app, &NewKey { pkcs8, ..records::key() }, NOW).unwrap();
    vault.set_passphrase(Some(&secret(PASSPHRASE)), &planted(PLANTED[2])).unwrap();
    assert!(vault.secret_get(app, "clientSecret").unwrap().is_some());
    assert!(vault.key_pkcs8(app).unwrap().is_some());
    drop(vault);
    let with = UnlockWith::Passphrase(planted(PLANTED[2]));
    let vault = shared.folder.open(with, &shared.keyring).unwrap();
    child::say("open");
    child::wait();
    drop(vault);
    child::say("closed");
    child::wait();
}

fn found_in_memory(process: u32, wanted: &[(String, Vec<u8>)]) -> Vec<String> {
    let mut memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let mut found = Vec::new();
    for map in maps.lines().filter(|line| line.contains(" rw")) {
        let (range, _) = map.split_once(' ').unwrap();
        let (from, to) = range.split_once('-').unwrap();
        let [from, to] = [from, to].map(|text| u64::from_str_radix(text, 16).unwrap());
        let mut bytes = Vec::new();
        memory.seek(SeekFrom::Start(from)).unwrap();
        // Some regions of the kernel can't be read.
        if memory.by_ref().take(to - from).read_to_end(&mut bytes).is_err() {
            continue;
        }
        for (name, value) in wanted {
            if bytes.windows(value.len()).any(|window| window == value) {
                found.push(name.clone());
            }
        }
    }
    found
}
