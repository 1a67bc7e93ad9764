//! The report as Markdown. What comes from a server is text: nothing in it is markup.

use credenza_core::jwt::read::visible;

use super::content::{Content, Table};

pub(super) fn written(content: &Content) -> String {
    let mut text = format!("# {}\n\n", escaped(&content.title));
    for (name, value) in &content.facts {
        text.push_str(&format!("- **{name}**: {}\n", escaped(value)));
    }
    if let Some(note) = content.note {
        text.push_str(&format!("\n**{note}**\n"));
    }
    for section in &content.sections {
        text.push_str(&format!("\n## {}\n\n", section.heading));
        text.push_str(&table(&section.table));
    }
    text
}

fn table(table: &Table) -> String {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = row(table.head.iter().map(|cell| (*cell).to_owned()).collect());
    text.push_str(&row(table.head.iter().map(|_| "---".to_owned()).collect()));
    for cells in &table.rows {
        text.push_str(&row(cells.iter().map(|cell| escaped(cell)).collect()));
    }
    text
}

/// Every character that Markdown or HTML could take for its own, and none that can't be seen.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in visible(text).chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '~' => {
                safe.push('\\');
                safe.push(letter);
            }
            '&' => safe.push_str("&amp;"),
            letter => safe.push(letter),
        }
    }
    safe
}
