//! Reading a server's answer and cutting secrets out of it.
#![no_main]

use credenza_core::Secret;
use credenza_core::oauth::{Hidden, plain_text, read_answer};

const SECRET: &str = "TESTsecretTESTsecret";

libfuzzer_sys::fuzz_target!(|input: (u16, Option<&str>, Option<&str>, &[u8])| {
    let (status, content_type, location, body) = input;
    let _ = read_answer(status, content_type, location, body);
    let mut hidden = Hidden::default();
    hidden.hide(&Secret::new(SECRET.to_owned()));
    for broken in [false, true] {
        assert!(!plain_text(&hidden.body(body, broken)).contains(SECRET));
    }
});
