//! Several URLs at once, out of a pasted list: lines, blanks, commas, quotes, JSON.

/// Cuts a pasted text into URLs, in their order, each once. Text without any is no URL.
pub fn urls_in(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for piece in text.split(is_between).map(|piece| piece.trim_matches(is_around)) {
        if !piece.is_empty() && !found.iter().any(|known| known == piece) {
            found.push(piece.to_owned());
        }
    }
    found
}

/// What a text becomes when it is put into a list: one row for each URL where it holds several,
/// else the text as it is. A blank in the middle of one URL is a fault to be told, not a border.
pub fn rows_in(text: &str) -> Vec<String> {
    let found = urls_in(text);
    if found.iter().all(|url| url.contains("://")) {
        return found;
    }
    vec![text.trim().to_owned()]
}

/// A comma may stand in a URL, but in lists of URLs it separates far more often.
const fn is_between(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | ' ' | '\u{3000}' | ',' | ';' | '\u{3001}')
}

const fn is_around(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '<' | '>' | '[' | ']' | '{' | '}' | '\u{300c}' | '\u{300d}')
}
