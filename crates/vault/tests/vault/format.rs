//! The files by their documented format, read without the vault's own code (security.md S2).

use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use credenza_vault::keyring::Keyring;
use rusqlite::Connection;
use serde_json::Value;

use crate::fixture::{Home, NOW, draft};

/// The data key, unwrapped by hand from the keyring slot.
pub fn data_key(header: &[u8], keyring: &dyn Keyring) -> Vec<u8> {
    let header: Value = serde_json::from_slice(header).unwrap();
    let id = header["vault"]["id"].as_str().unwrap();
    let slot = &header["vault"]["slots"]["keyring"];
    let bytes = |name: &str| STANDARD.decode(slot[name].as_str().unwrap()).unwrap();
    let with = keyring.get(id).unwrap().unwrap();
    let cipher = RandomizedNonceKey::new(&AES_256_GCM, with.as_slice()).unwrap();
    let aad = Aad::from(format!("credenza vault slot 1\n{id}\nkeyring\n"));
    let nonce = Nonce::try_assume_unique_for_key(&bytes("nonce")).unwrap();
    let mut sealed = bytes("sealed");
    cipher.open_in_place(nonce, aad, &mut sealed).unwrap().to_vec()
}

fn text(connection: &Connection, sql: &str) -> String {
    let value = connection.query_row(sql, [], |row| row.get::<_, rusqlite::types::Value>(0));
    match value.unwrap() {
        rusqlite::types::Value::Text(text) => text,
        other => format!("{other:?}"),
    }
}

#[test]
fn the_database_is_a_standard_sqlcipher_4_file() {
    let home = Home::new();
    let vault = home.create();
    vault.app_insert(&draft("readable by sqlcipher"), NOW).unwrap();
    vault.close().unwrap();
    let plain = Connection::open(home.path().join("vault.db")).unwrap();
    let header = std::fs::read(home.path().join("vault.json")).unwrap();
    let key = data_key(&header, &home.keyring);
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    plain.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"")).unwrap();
    // Fails if any setting differs from the defaults of SQLCipher 4.
    plain.execute_batch("PRAGMA cipher_compatibility = 4").unwrap();
    assert_eq!(text(&plain, "SELECT name FROM apps"), "readable by sqlcipher");
    assert!(text(&plain, "PRAGMA cipher_version").starts_with("4."));
    assert_eq!(text(&plain, "PRAGMA cipher_page_size"), "4096");
    assert_eq!(text(&plain, "PRAGMA cipher_use_hmac"), "1");
    assert_eq!(text(&plain, "PRAGMA cipher_hmac_algorithm"), "HMAC_SHA512");
    assert_eq!(text(&plain, "PRAGMA cipher_plaintext_header_size"), "0");
}

#[test]
fn every_page_looks_random() {
    let home = Home::new();
    let vault = home.create();
    vault.app_insert(&draft(&"a".repeat(40_000)), NOW).unwrap();
    vault.close().unwrap();
    let bytes = std::fs::read(home.path().join("vault.db")).unwrap();
    assert!(!bytes.starts_with(b"SQLite format 3"));
    for (number, page) in bytes.chunks(4096).enumerate() {
        let mut counts = [0_u32; 256];
        page.iter().for_each(|byte| counts[usize::from(*byte)] += 1);
        let most = counts.iter().max().unwrap();
        assert!(*most < 64, "page {number}: one value {most} times, 16 are expected");
    }
}
