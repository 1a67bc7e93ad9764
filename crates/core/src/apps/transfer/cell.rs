//! One cell of a CSV list: guarded so that a spreadsheet does not take it for a formula, and lists
//! written into a cell. Both are read back as the same text.

/// What begins a formula in a spreadsheet, in half and in full width, and the blanks that some
/// programs skip before they look.
const BEGINS_FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
/// What stands between values, as people type it.
const BETWEEN: [char; 6] = [';', ',', '\n', '；', '，', '、'];

/// The text as a cell that no spreadsheet calculates: an apostrophe goes before it.
pub fn guarded(text: &str) -> String {
    if needs_guard(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text of a guarded cell.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if needs_guard(text) => text,
        _ => cell,
    }
}

/// Also when apostrophes stand before it already: reading takes exactly one away.
fn needs_guard(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(BEGINS_FORMULA)
}

/// Values as one text, with `; ` between; a value that would not be read back the same is quoted.
pub fn joined(values: &[String]) -> String {
    let quoted = |value: &String| {
        let plain = !value.is_empty()
            && value.trim() == value
            && !value.starts_with('"')
            && !value.contains(BETWEEN);
        if plain { value.clone() } else { format!("\"{}\"", value.replace('"', "\"\"")) }
    };
    values.iter().map(quoted).collect::<Vec<_>>().join("; ")
}

/// The values of a text. Blanks around a value are left out, and so are empty values; what is
/// quoted is taken as it is.
pub fn split(text: &str) -> Vec<String> {
    let mut values = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (value, after) = quoted(rest).unwrap_or_else(|| plain(rest));
        values.extend(value);
        rest = after.trim_start();
    }
    values
}

/// A quoted value with what comes after it; `None` when this is none.
fn quoted(text: &str) -> Option<(Option<String>, &str)> {
    let mut value = String::new();
    let mut rest = text.strip_prefix('"')?;
    loop {
        let (part, after) = rest.split_once('"')?;
        value.push_str(part);
        match after.strip_prefix('"') {
            Some(more) => {
                value.push('"');
                rest = more;
            }
            None => {
                rest = after.trim_start_matches([' ', '\t', '\r']);
                break;
            }
        }
    }
    let after = if rest.is_empty() { rest } else { rest.strip_prefix(BETWEEN)? };
    Some((Some(value), after))
}

fn plain(text: &str) -> (Option<String>, &str) {
    let (value, rest) = match text.find(BETWEEN) {
        Some(at) => {
            let mut rest = text[at..].chars();
            rest.next();
            (&text[..at], rest.as_str())
        }
        None => (text, ""),
    };
    let value = value.trim();
    ((!value.is_empty()).then(|| value.to_owned()), rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_guarded() {
        for text in ["=1+1", "+81", "-2", "@SUM", "\tx", "＝１", "'=1", "''-"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["", "a=1", "'quoted'", "勤怠", " x", "1-2"] {
            assert_eq!(guarded(text), text);
        }
    }

    #[test]
    fn lists_are_read_as_people_type_them() {
        let rows: [(&str, &[&str]); 7] = [
            ("hr; batch", &["hr", "batch"]),
            ("hr,batch", &["hr", "batch"]),
            ("人事、 勤怠", &["人事", "勤怠"]),
            ("a\nb\r\n\nc", &["a", "b", "c"]),
            (" ; ,", &[]),
            ("\"a;b\"; c", &["a;b", "c"]),
            ("\"open; c", &["\"open", "c"]),
        ];
        for (text, values) in rows {
            assert_eq!(split(text), values, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_cell_is_read_back_the_same(text in "['=+@\\-\t\r\n＝a勤 \"]{0,12}") {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(&cell), text);
            prop_assert!(!cell.starts_with(BEGINS_FORMULA));
        }

        #[test]
        fn a_list_is_read_back_the_same(values in prop::collection::vec("[\";,、 a勤\n]{0,6}", 0..5)) {
            prop_assert_eq!(split(&joined(&values)), values);
        }

        #[test]
        fn no_cell_panics(text in "\\PC{0,40}") {
            split(unguarded(&text));
        }
    }
}
