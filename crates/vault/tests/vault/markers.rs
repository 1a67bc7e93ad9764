//! No planted value in clear in any file, in any usual writing (security.md S1).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use credenza_core::SecretBytes;
use credenza_core::apps::{AppDraft, LineWorksApp};
use credenza_core::flow::RunId;
use credenza_vault::{NewActivity, NewKey, Vault};

use crate::child::{self, Second};
use crate::fixture::{NOW, PASSPHRASE, Shared, secret};
use crate::records;

const MARKERS: [&str; 9] = [
    "Planted-Name-Xk29vQ",
    "Planted-Client-Id-7Hw2Lp",
    "Planted-Secret-mZ81qRtA",
    "Planted-Key-Bytes-c4Yb0N",
    "Planted-Notes-Uu63sDk1",
    "Planted-Activity-eR9wJ2f",
    "Planted-Words-Of-Server-p0Qa",
    "Planted-Setting-h7Gt5Zs",
    PASSPHRASE,
];

#[test]
fn no_planted_value_is_in_clear_in_any_file() {
    const TEST: &str = "markers::no_planted_value_is_in_clear_in_any_file";
    if let Some(root) = child::root() {
        let mut vault = Shared::at(&root).create();
        plant(&mut vault);
        child::say("open");
        child::wait();
        drop(vault);
        child::say("closed");
        return child::wait();
    }
    let temporary = tempfile::tempdir().unwrap();
    let scratch = temporary.path().join("scratch");
    fs::create_dir(&scratch).unwrap();
    let shell = format!("export TMPDIR='{0}' SQLITE_TMPDIR='{0}'", scratch.display());
    let mut second = Second::start_under(&shell, TEST, temporary.path());
    for state in ["open", "closed"] {
        assert_eq!(second.hear().as_deref(), Some(state));
        let files = files_below(temporary.path());
        assert!(files.iter().any(|file| file.ends_with("vault.db")), "{files:?}");
        assert_eq!(state == "open", files.iter().any(|file| file.ends_with("vault.db-wal")));
        for file in files {
            assert_clear_of_markers(&file, state);
        }
        second.go_on();
    }
    second.end();
}

#[test]
fn the_search_for_markers_finds_each_writing() {
    let temporary = tempfile::tempdir().unwrap();
    let file = temporary.path().join("clear");
    for writing in writings("Planted-Name-Xk29vQ") {
        fs::write(&file, [b"..".as_slice(), &writing, b".."].concat()).unwrap();
        assert!(found_in(&file).is_some());
    }
}

fn plant(vault: &mut Vault) {
    vault.set_passphrase(None, &secret(PASSPHRASE)).unwrap();
    for number in 0..30 {
        let line_works = LineWorksApp { client_id: MARKERS[1].to_owned(), ..Default::default() };
        let name = format!("{} {number}", MARKERS[0]);
        let notes = MARKERS[4].to_owned();
        let draft = AppDraft { name, notes, service: line_works.into(), ..Default::default() };
        let app = vault.app_insert(&draft, NOW).unwrap().id;
        vault.secret_set(app, "clientSecret", &secret(MARKERS[2]), NOW).unwrap();
        let pkcs8 = SecretBytes::new(MARKERS[3].as_bytes().to_vec());
        let key = NewKey { pkcs8, ..records::key() };
        vault.key_put(app, &key, NOW).unwrap();
        let id = vault.run_reserve(app).unwrap();
        vault.run_put(&run_with_words(id, app)).unwrap();
        let params = BTreeMap::from([("was".to_owned(), MARKERS[5].to_owned())]);
        let kind = "edited".to_owned();
        let event = NewActivity { app_id: app, at: NOW, kind, params, run_id: Some(id) };
        vault.activity_add(&event).unwrap();
        if number % 3 == 0 {
            vault.app_delete(app, NOW).unwrap();
        }
    }
    vault.setting_set("proxy", &MARKERS[7]).unwrap();
    vault.purge_deleted(NOW + 1).unwrap();
    // Sorting more than fits would use temporary files, if they were not kept in memory.
    assert_eq!(vault.app_list(false).unwrap().len(), 20);
}

fn run_with_words(id: RunId, app: credenza_core::apps::AppId) -> credenza_core::flow::Run {
    let server_words = Some(MARKERS[6].to_owned());
    credenza_core::flow::Run { server_words, ..records::run(id, app) }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}

fn assert_clear_of_markers(file: &Path, state: &str) {
    assert_eq!(found_in(file), None, "{} while {state}", file.display());
}

fn found_in(file: &Path) -> Option<&'static str> {
    let bytes = fs::read(file).unwrap();
    let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    MARKERS.into_iter().find(|marker| writings(marker).iter().any(|writing| holds(writing)))
}

/// UTF-8, UTF-16 in both orders, hex in both cases, base64 at each of its three offsets.
fn writings(marker: &str) -> Vec<Vec<u8>> {
    let hex: String = marker.bytes().map(|byte| format!("{byte:02x}")).collect();
    let mut writings = vec![
        marker.as_bytes().to_vec(),
        marker.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        marker.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        hex.to_uppercase().into_bytes(),
        hex.into_bytes(),
    ];
    for offset in 0..3 {
        let padded = [&b"\0\0"[..offset], marker.as_bytes()].concat();
        let text = STANDARD.encode(padded);
        // The characters at both ends depend on the neighbours.
        writings.push(text.as_bytes()[4..text.len() - 4].to_vec());
    }
    writings
}
