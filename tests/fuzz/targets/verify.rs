//! Judging a token (first line) by keys (the rest): any of them gives a verdict at any time, and
//! what has no key is never called verified.
#![no_main]

use credenza_core::jwks::KeySet;
use credenza_core::jwt::verify::{Question, inspect};
use credenza_core::{Secret, UnixSeconds};

const TIMES: [UnixSeconds; 3] = [UnixSeconds::MIN, 1_300_819_379, UnixSeconds::MAX];

libfuzzer_sys::fuzz_target!(|text: &str| {
    let (token, keys) = text.split_once('\n').unwrap_or((text, ""));
    let keys = KeySet::read(keys.as_bytes()).ok();
    let access_token = Secret::new(token.to_owned());
    for now in TIMES {
        let keys = keys.as_ref();
        let access_token = Some(&access_token);
        let judged = inspect(token, &Question { keys, access_token, now, ..Question::default() });
        assert!(keys.is_some() || judged.verified.is_none());
        assert!(judged.verified != Some(true) || judged.key.is_some());
    }
});
