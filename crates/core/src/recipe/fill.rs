//! Fills the places of a template. Once over, so that a value is never read as a template.

/// Puts a text in each `⟦name⟧`. An unknown place stays empty.
pub(super) fn fill(template: &str, places: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('⟦') {
        let (name, after) = after.split_once('⟧').unwrap_or((after, ""));
        filled.push_str(before);
        if let Some((_, text)) = places.iter().find(|(known, _)| *known == name) {
            filled.push_str(text);
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// One line for each item.
pub(super) fn lines<T>(items: &[T], line: impl Fn(&T) -> String) -> String {
    items.iter().map(line).collect::<Vec<_>>().join("\n")
}
