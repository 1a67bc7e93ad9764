//! Aligned text: names with values, and tables. Width counts columns, not characters.

use credenza_core::jwt::read::visible;
use unicode_width::UnicodeWidthStr;

/// Names with values, one below the other; empty values are left out.
#[derive(Default)]
pub(crate) struct Rows(Vec<(String, String)>);

impl Rows {
    /// Adds a row.
    pub(crate) fn row(mut self, name: &str, value: impl ToString) -> Self {
        let value = visible(&value.to_string());
        if !value.is_empty() {
            self.0.push((visible(name), value));
        }
        self
    }

    /// Adds one row per value; the name stands at the first only.
    pub(crate) fn rows(mut self, name: &str, values: impl IntoIterator<Item = String>) -> Self {
        for (at, value) in values.into_iter().enumerate() {
            self = self.row(if at == 0 { name } else { "" }, value);
        }
        self
    }

    /// The text.
    pub(crate) fn text(self) -> String {
        let width = self.0.iter().map(|(name, _)| name.width()).max().unwrap_or_default();
        let line = |(name, value): &(String, String)| format!("{}  {value}", padded(name, width));
        self.0.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// Columns that a cell of a table is waited for: a longer one breaks its own line alone.
const WIDEST: usize = 60;

/// A table with a head line.
pub(crate) fn table<const N: usize>(head: [&str; N], rows: Vec<[String; N]>) -> String {
    let head = head.map(str::to_owned);
    let rows: Vec<[String; N]> =
        std::iter::once(head).chain(rows).map(|cells| cells.map(|cell| visible(&cell))).collect();
    let widths: [usize; N] = std::array::from_fn(|column| {
        let widths = rows.iter().map(|cells| cells[column].width());
        widths.filter(|width| *width <= WIDEST).max().unwrap_or_default()
    });
    let line = |cells: &[String; N]| {
        let cells: Vec<String> =
            cells.iter().zip(widths).map(|(cell, width)| padded(cell, width)).collect();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_names_keep_the_columns_in_line() {
        let rows = vec![["勤怠".to_owned(), "1".to_owned()], ["ab".to_owned(), "2".to_owned()]];
        assert_eq!(table(["NAME", "ID"], rows), "NAME  ID\n勤怠  1\nab    2");
    }

    #[test]
    fn a_long_name_moves_its_own_line_alone() {
        let long = "n".repeat(WIDEST + 1);
        let rows = vec![[long.clone(), "1".to_owned()], ["ab".to_owned(), "2".to_owned()]];
        assert_eq!(table(["NAME", "ID"], rows), format!("NAME  ID\n{long}  1\nab    2"));
    }

    #[test]
    fn a_value_can_not_make_a_line_of_its_own() {
        let text = Rows::default().row("name", "a\nb\u{1b}[2K").row("x", "").text();
        assert_eq!(text, "name  a\\u{a}b\\u{1b}[2K");
    }
}
