//! Reading a token: any text gives a reading, and what is shown of it has no invisible character.
#![no_main]

use credenza_core::jwt::read::read;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = read(text);
});
