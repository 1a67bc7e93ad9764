//! Ways in which a server can write a secret that it echoes: as it is, encoded for a form, for
//! JSON, in base64 within a longer text, in hex.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use url::form_urlencoded;

/// Longer secrets (assertions) are only looked for as they were sent.
const LONGEST_ENCODED: usize = 256;

/// Every spelling once; all at least as long as the secret.
pub(super) fn spellings(secret: &str) -> Vec<String> {
    let form: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let json = serde_json::Value::from(secret).to_string();
    let json = json[1..json.len() - 1].to_owned();
    let mut all =
        vec![secret.to_owned(), form.clone(), lower_percent(&form), json.replace('/', "\\/"), json];
    if secret.len() <= LONGEST_ENCODED {
        all.extend(base64_within(secret));
        all.extend([hex(secret, ""), hex(secret, "").to_uppercase()]);
        all.extend([hex(secret, "%"), hex(secret, "%").to_uppercase()]);
    }
    all.sort();
    all.dedup();
    all
}

fn lower_percent(form: &str) -> String {
    let mut left = 0;
    let lower = |c: char| {
        left = if c == '%' { 3 } else { usize::saturating_sub(left, 1) };
        if left > 0 { c.to_ascii_lowercase() } else { c }
    };
    form.chars().map(lower).collect()
}

/// What base64 makes of the secret at each of its three alignments, without the characters at the
/// ends that depend on what stands before and after. Empty for secrets too short to tell.
fn base64_within(secret: &str) -> Vec<String> {
    let mut all = Vec::new();
    for before in 0..3 {
        let padded = [vec![0; before], secret.as_bytes().to_vec()].concat();
        for engine in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
            let encoded = engine.encode(&padded);
            let from = (before * 8).div_ceil(6);
            let to = padded.len() * 8 / 6;
            if to >= from + 8 {
                all.push(encoded[from..to].to_owned());
            }
        }
    }
    all
}

fn hex(secret: &str, before: &str) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or_default();
    let mut all = String::with_capacity(secret.len() * (before.len() + 2));
    for byte in secret.bytes() {
        all.push_str(before);
        all.extend([digit(byte >> 4), digit(byte & 0xf)]);
    }
    all
}
