//! Nothing that is pasted or dropped makes reading panic.

use std::sync::LazyLock;

use p12_keystore::{KeyStore, KeyStoreEntry, PrivateKey, PrivateKeyChain};
use pkcs8::pkcs5::pbes2::{EncryptionScheme, Pbkdf2Prf};
use proptest::prelude::*;

use crate::Secret;
use crate::keys::samples::{PASSPHRASE, RSA, pbkdf2, pem};
use crate::keys::{KeyFile, MAX_FILE_BYTES, compare, inspect, open};

fn sources() -> Vec<Vec<u8>> {
    let cipher = EncryptionScheme::Aes128Cbc { iv: [1; 16] };
    let encrypted = RSA.encrypted(pbkdf2(Pbkdf2Prf::HmacWithSha256, 1, cipher));
    vec![
        RSA.pem().into_bytes(),
        RSA.pkcs8.clone(),
        RSA.pkcs1(),
        RSA.spki.clone(),
        RSA.jwk().to_string().into_bytes(),
        pem("ENCRYPTED PRIVATE KEY", &encrypted).into_bytes(),
        encrypted,
        serde_json::json!({"keys": [RSA.jwk(), {"kty": "oct", "k": "AAAA"}]}).to_string().into(),
        PKCS12.clone(),
    ]
}

static PKCS12: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut store = KeyStore::new();
    let chain = PrivateKeyChain::new("1", PrivateKey::from_der(&RSA.pkcs8).unwrap(), []);
    store.add_entry("one", KeyStoreEntry::PrivateKeyChain(chain));
    store.writer(PASSPHRASE).encryption_iterations(1).mac_iterations(1).write().unwrap()
});

#[test]
fn a_megabyte_of_boundaries_is_read_once_each() {
    for repeated in
        ["BEGIN ", "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "\\n", "-"]
    {
        let bytes = repeated.repeat(MAX_FILE_BYTES / repeated.len());
        assert!(!inspect(bytes.as_bytes(), None).is_usable());
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let report = inspect(&bytes, None);
        prop_assert!(!report.is_usable(), "no key appears by chance");
    }

    #[test]
    fn arbitrary_text_around_boundaries_never_panics(
        before in ".{0,40}", label in "[A-Z ]{0,20}", body in "[A-Za-z0-9+/=\\s\\\\n\"-]{0,200}",
        after in ".{0,40}",
    ) {
        inspect(format!("{before}-----BEGIN {label}-----{body}-----END {label}-----{after}").as_bytes(), None);
        inspect(format!("{before}BEGIN {label}{body}END {label}-{after}").as_bytes(), None);
    }

    #[test]
    fn arbitrary_encrypted_blocks_never_panic(
        cipher in "(AES-128-CBC|DES-EDE3-CBC|DES-CBC|[A-Z0-9-]{0,8})", iv in "[0-9A-F+]{0,40}",
        body in "[A-Za-z0-9+/=\\s]{0,200}", gap in "[\\s]{0,2}",
    ) {
        let text = format!(
            "-----BEGIN RSA PRIVATE KEY-----{gap}Proc-Type: 4,ENCRYPTED{gap}DEK-Info:{gap}{cipher},{iv}{gap}{body}-----END RSA PRIVATE KEY-----"
        );
        let passphrase = Secret::new(PASSPHRASE.to_owned());
        prop_assert!(!inspect(text.as_bytes(), Some(&passphrase)).is_usable());
    }

    #[test]
    fn arbitrary_sets_never_panic(keys in "[\\[\\]{}\":,a-zA-Z0-9.é-]{0,120}", kid in ".{0,40}") {
        let file = KeyFile::read(format!("{{\"keys\":[{keys}]}}").as_bytes(), None);
        compare(&file, &file);
        let set = serde_json::json!({"keys": [{"kty": "RSA", "n": kid, "e": keys, "kid": kid}]});
        let file = KeyFile::read(set.to_string().as_bytes(), None);
        compare(&file, &file);
    }

    #[test]
    fn mutated_keys_never_panic_and_open_only_unchanged(
        source in 0_usize..9, at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<bool>(),
    ) {
        let mut bytes = sources().swap_remove(source);
        let index = at.index(bytes.len());
        if cut { bytes.truncate(index) } else { bytes[index] = with }
        let passphrase = Secret::new(PASSPHRASE.to_owned());
        let report = inspect(&bytes, Some(&passphrase));
        if let Ok(opened) = open(&bytes, Some(&passphrase)) {
            prop_assert_eq!(opened.report(), &report);
            prop_assert_eq!(opened.pkcs8_der().expose(), &RSA.pkcs8[..], "never another key");
        }
    }
}
