//! Nothing that is pasted or dropped makes reading panic.

use proptest::prelude::*;

use crate::Secret;
use crate::keys::samples::{RSA, pbkdf2, pem};
use crate::keys::{MAX_FILE_BYTES, inspect, open};
use pkcs8::pkcs5::pbes2::{EncryptionScheme, Pbkdf2Prf};

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
    ]
}

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
    fn mutated_keys_never_panic_and_open_only_unchanged(
        source in 0_usize..7, at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<bool>(),
    ) {
        let mut bytes = sources().swap_remove(source);
        let index = at.index(bytes.len());
        if cut { bytes.truncate(index) } else { bytes[index] = with }
        let passphrase = Secret::new(crate::keys::samples::PASSPHRASE.to_owned());
        let report = inspect(&bytes, Some(&passphrase));
        if let Ok(opened) = open(&bytes, Some(&passphrase)) {
            prop_assert_eq!(opened.report(), &report);
            prop_assert_eq!(opened.pkcs8_der().expose(), &RSA.pkcs8[..], "never another key");
        }
    }
}
