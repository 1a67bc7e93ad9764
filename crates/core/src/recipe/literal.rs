//! Text literals of the four languages. Japanese stays readable; what can't be seen or turns the
//! reading direction is written as an escape, so that a program does what it seems to do.

use crate::jwt::read::is_invisible;

/// A word of bash and zsh. Single quotes where they do, else `$'…'` with the bytes of UTF-8, which
/// does not depend on the locale.
pub(super) fn shell(text: &str) -> String {
    if !text.chars().any(is_invisible) {
        return format!("'{}'", text.replace('\'', r"'\''"));
    }
    let mut word = String::from("$'");
    for c in text.chars() {
        match c {
            '\'' | '\\' => word.extend(['\\', c]),
            c if is_invisible(c) => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    // Octal of three digits ends by itself, whatever follows.
                    word.push_str(&format!("\\{byte:03o}"));
                }
            }
            c => word.push(c),
        }
    }
    word.push('\'');
    word
}

/// A Python string.
pub(super) fn python(text: &str) -> String {
    quoted(text, |code| match code {
        0..=0xffff => format!("\\u{code:04x}"),
        code => format!("\\U{code:08x}"),
    })
}

/// A JavaScript string.
pub(super) fn javascript(text: &str) -> String {
    quoted(text, |code| format!("\\u{{{code:x}}}"))
}

/// A Rust string.
pub(super) fn rust(text: &str) -> String {
    quoted(text, |code| format!("\\u{{{code:x}}}"))
}

fn quoted(text: &str, escape: impl Fn(u32) -> String) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => literal.extend(['\\', c]),
            '\n' => literal.push_str("\\n"),
            '\t' => literal.push_str("\\t"),
            c if is_invisible(c) => literal.push_str(&escape(u32::from(c))),
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}
