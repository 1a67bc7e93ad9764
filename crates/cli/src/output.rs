//! What goes to standard output and standard error: with `--json` one object and nothing else,
//! otherwise text for people. Whatever comes from outside is made visible first (security.md W8).

use std::io::{self, Write};

use credenza_core::jwt::read::visible;
use serde::Serialize;

use crate::failure::Failure;

/// Which form was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Output {
    /// One JSON object instead of text.
    pub(crate) json: bool,
}

impl Output {
    /// Gives the result: the object, or the text that `human` makes.
    pub(crate) fn give(
        self,
        object: &impl Serialize,
        human: impl FnOnce() -> String,
    ) -> Result<(), Failure> {
        let text = if self.json { json_line(object)? } else { safe(&human()) };
        write(io::stdout().lock(), &text)
    }

    /// Tells something beside the result; with `--json` nothing is told.
    pub(crate) fn tell(self, text: &str) {
        if !self.json {
            warn(text);
        }
    }
}

/// Writes to standard error in any case. That nobody reads it is no reason to stop.
pub(crate) fn warn(text: &str) {
    let _ = write(io::stderr().lock(), &safe(text));
}

/// Writes one object in one line, whatever was asked for.
pub(crate) fn give_json(object: &impl Serialize) -> Result<(), Failure> {
    write(io::stdout().lock(), &json_line(object)?)
}

/// A whole object. Characters that can't be seen stand as escapes, which read as the same text.
fn json_line(object: &impl Serialize) -> Result<String, Failure> {
    let json = serde_json::to_string(object).map_err(|_| Failure::Output)?;
    let mut line = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        if c.is_ascii() && c != '\u{7f}' || visible(c.encode_utf8(&mut [0; 4])).starts_with(c) {
            line.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                line.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    Ok(line)
}

fn safe(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}

fn write(mut stream: impl Write, text: &str) -> Result<(), Failure> {
    written(writeln!(stream, "{text}").and_then(|()| stream.flush()))
}

/// A reader that has read enough, such as `head`, is no fault, and changes no exit code.
pub(crate) fn written(done: io::Result<()>) -> Result<(), Failure> {
    match done {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Output),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_hides_no_character_and_stays_the_same_text() {
        let text = "a\u{202e}b\u{e0001}\n\u{7f}日本";
        let line = json_line(&text).unwrap();
        assert_eq!(line, r#""a\u202eb\udb40\udc01\n\u007f日本""#);
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
    }

    #[test]
    fn text_for_people_carries_no_escape_sequence() {
        assert_eq!(safe("a\u{1b}[31mb\nc\u{200b}d"), "a\\u{1b}[31mb\nc\\u{200b}d");
    }
}
