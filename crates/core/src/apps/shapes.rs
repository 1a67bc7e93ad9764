//! Shapes that the values were seen in (facts.md 1.10). Used for hints, never for refusals.

/// `xxxxx.serviceaccount@domain`; the domain part may have no dot.
pub(crate) fn is_service_account(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, domain)| {
        !domain.is_empty()
            && local.strip_suffix(".serviceaccount").is_some_and(|name| !name.is_empty())
    })
}

/// Client ID: 20 characters `[A-Za-z0-9_]`.
pub(super) fn is_client_id(text: &str) -> bool {
    text.len() == 20 && is_word(text)
}

/// Client Secret: 10 characters `[A-Za-z0-9_]`.
pub(super) fn is_client_secret(text: &str) -> bool {
    text.len() == 10 && is_word(text)
}

/// API 1.0 API ID: `jp1` or `kr1` and letters, 13 in the documented example.
pub(crate) fn is_api_one_id(text: &str) -> bool {
    (text.starts_with("jp1") || text.starts_with("kr1"))
        && (11..=15).contains(&text.len())
        && is_word(text)
}

/// An address or a header name of API 1.0.
pub(crate) fn is_api_one_text(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    ["consumerkey", "apis.worksmobile.com", "/ba/", "/server/token"]
        .iter()
        .any(|sign| lower.contains(sign))
}

/// A PEM private key, or the beginning of one.
pub(super) fn is_private_key(text: &str) -> bool {
    text.contains("PRIVATE KEY-----")
}

/// Domain ID: 8 or 9 digits, 6 also seen.
pub(super) fn is_domain_id(text: &str) -> bool {
    (6..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Full-width forms and the ideographic space.
pub(super) fn is_full_width(character: char) -> bool {
    matches!(character, '\u{FF01}'..='\u{FF60}' | '\u{3000}')
}

/// Characters that don't show: controls, zero-width, bidi, byte-order mark, no-break space.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{00AD}' | '\u{00A0}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
        || (character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
}

fn is_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
