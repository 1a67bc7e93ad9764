//! Importing a key: any file is named for what it is, with and without a passphrase.
#![no_main]

use credenza_core::{Secret, keys};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let report = keys::inspect(bytes, None);
    let opened = keys::open(bytes, Some(&Secret::new("TEST passphrase".to_owned())));
    if report.is_usable() {
        // A key that can be used unencrypted can't become unreadable by a passphrase.
        assert!(opened.is_ok());
    }
});
