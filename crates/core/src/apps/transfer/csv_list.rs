//! Lists as CSV: read with commas, semicolons or tabs between, written as spreadsheets in every
//! language read it (byte order mark, CRLF).

use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};

use super::column::{COLUMNS, Column};
use super::{ImportRefusal, ListRecord, MOST_RECORDS, NoList, RefusedBecause, cell};
use crate::apps::AppDraft;

/// Columns that are not read, and the records.
pub(super) fn read(text: &str) -> Result<(Vec<String>, Vec<ListRecord>), NoList> {
    let between = delimiter(text);
    if let Some(begins) = open_quote(text, between) {
        let mut lines = Lines { rest: text.as_bytes(), passed: 0, line: 1 };
        return Err(NoList::OpenQuote(lines.at(begins)));
    }
    let mut reader = ReaderBuilder::new()
        .delimiter(between)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut rows = reader.records();
    // From a text that is valid, every row is.
    let Some(Ok(head)) = rows.next() else { return Err(NoList::Empty) };
    let columns: Vec<Option<Column>> = head.iter().map(|name| Column::named(name.trim())).collect();
    if !columns.contains(&Some(Column::Name)) {
        return Err(NoList::NoNameColumn);
    }
    let named = |(name, column): (&str, &Option<Column>)| {
        (column.is_none() && !name.trim().is_empty()).then(|| name.trim().to_owned())
    };
    let not_read = head.iter().zip(&columns).filter_map(named).collect();
    let mut records = Vec::new();
    let mut lines = Lines { rest: text.as_bytes(), passed: 0, line: 1 };
    for row in rows.flatten().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())) {
        if records.len() == MOST_RECORDS {
            return Err(NoList::TooLarge);
        }
        let begins = row.position().map_or(0, csv::Position::byte);
        records.push(record(&row, lines.at(begins), &columns));
    }
    Ok((not_read, records))
}

fn record(row: &StringRecord, line: u64, columns: &[Option<Column>]) -> ListRecord {
    let (mut draft, mut refused) = (AppDraft::default(), None);
    // The kind first: the others are fields of it.
    let cells = || row.iter().zip(columns).filter_map(|(cell, column)| Some((cell, (*column)?)));
    let is_kind = |column| column == Column::Kind;
    let kinds = cells().filter(|(_, column)| is_kind(*column));
    for (cell, column) in kinds.chain(cells().filter(|(_, column)| !is_kind(*column))) {
        if column.set(&mut draft, cell::unguarded(cell)).is_err() {
            refused.get_or_insert(ImportRefusal::of(RefusedBecause::BadValue, column.name()));
        }
    }
    if row.iter().skip(columns.len()).any(|cell| !cell.trim().is_empty()) {
        refused.get_or_insert(ImportRefusal::whole(RefusedBecause::ExtraCells));
    }
    ListRecord { line, draft, refused }
}

/// Where in a cell a byte stands; the number is where the cell's quote is.
#[derive(Clone, Copy)]
enum Cell {
    Begin,
    Plain,
    Quoted(u64),
    Closed(u64),
}

/// Where the quote stands that is never closed; the reader takes the rest of the file for its cell.
/// A quote opens at the beginning of a cell only, and two of them inside stand for one.
fn open_quote(text: &str, between: u8) -> Option<u64> {
    let mut cell = Cell::Begin;
    for (at, byte) in (0_u64..).zip(text.bytes()) {
        cell = match (cell, byte) {
            (Cell::Quoted(begins), b'"') => Cell::Closed(begins),
            (Cell::Quoted(begins), _) => Cell::Quoted(begins),
            (Cell::Closed(begins), b'"') => Cell::Quoted(begins),
            (Cell::Begin, b'"') => Cell::Quoted(at),
            (_, b'\r' | b'\n') => Cell::Begin,
            (_, byte) if byte == between => Cell::Begin,
            _ => Cell::Plain,
        };
    }
    match cell {
        Cell::Quoted(begins) => Some(begins),
        Cell::Begin | Cell::Plain | Cell::Closed(_) => None,
    }
}

/// Counts lines as an editor does. The reader's own count takes CRLF for two ends of which the
/// second begins the next record, and puts a record after an empty line at that line.
struct Lines<'a> {
    rest: &'a [u8],
    passed: u64,
    line: u64,
}

impl Lines<'_> {
    /// The line of the first text at or after this byte; bytes are asked for in growing order.
    fn at(&mut self, byte: u64) -> u64 {
        while let Some((first, rest)) = self.rest.split_first() {
            if self.passed >= byte && !matches!(first, b'\r' | b'\n') {
                break;
            }
            let ends = *first == b'\n' || (*first == b'\r' && rest.first() != Some(&b'\n'));
            (self.rest, self.passed, self.line) =
                (rest, self.passed + 1, self.line + u64::from(ends));
        }
        self.line
    }
}

/// What stands between in the first line: the one with which most columns are known.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or_default();
    let known = |between: u8| {
        let cells = line.split(char::from(between));
        cells.filter(|cell| Column::named(cell.trim().trim_matches('"')).is_some()).count()
    };
    // The first of equals: a comma, unless another one fits better.
    let mut best = b',';
    for between in [b'\t', b';'] {
        if known(between) > known(best) {
            best = between;
        }
    }
    best
}

/// The list as CSV in UTF-8 with a byte order mark, without which Excel takes it for Shift_JIS.
pub fn write_csv(drafts: &[AppDraft]) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory can't fail.
    let _ = writer.write_record(COLUMNS.map(|(_, name, _)| name));
    for draft in drafts {
        let cells = COLUMNS.map(|(column, ..)| cell::guarded(&column.text(draft)));
        let _ = writer.write_record(cells);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}
