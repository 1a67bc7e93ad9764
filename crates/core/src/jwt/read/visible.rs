//! Text from outside made safe to look at: what can't be seen or turns the reading direction is
//! written out (security.md W8).

/// Writes control, bidirectional, zero-width and other invisible characters as `\u{202e}`.
pub fn visible(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_invisible(c) {
            shown.push_str(&format!("\\u{{{:x}}}", u32::from(c)));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// The same for a text that is not needed otherwise: what is plain already is not copied.
pub(crate) fn into_visible(text: String) -> String {
    if is_plain(&text) { text } else { visible(&text) }
}

/// Whether a text is of printable ASCII alone, as most are.
pub(crate) fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Characters that can't be seen, or turn the reading direction.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
        // Blanks that look like the ordinary one, or like nothing.
        || (c.is_whitespace() && !matches!(c, ' ' | '\u{3000}'))
}
