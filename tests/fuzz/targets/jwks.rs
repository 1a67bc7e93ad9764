//! Reading keys to verify with: any file gives bounded, usable keys or says why not.
#![no_main]

use credenza_core::SecretBytes;
use credenza_core::jwks::{KeyFamily, KeySet, MAX_KEYS};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(set) = KeySet::read(bytes) {
        assert!((1..=MAX_KEYS).contains(&set.keys.len()));
        let public = set.keys.iter().any(|key| key.family() != KeyFamily::Secret);
        // What is a public key never becomes a shared secret (RFC 8725 section 2.1).
        assert!(!public || KeySet::of_secret(SecretBytes::new(bytes.to_vec())).is_err());
    }
});
