//! Lists of records as files: CSV and JSON, read and written. No secret is ever in such a file:
//! a column that could hold one is not read, and none is written.

mod cell;
mod column;
mod csv_list;
mod customer;
mod decode;
mod json_list;
mod plan;
mod shared;
#[cfg(test)]
mod tests;
mod value;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use csv_list::write_csv;
pub use decode::TextEncoding;
pub use json_list::{JSON_FORMAT, write_json};
pub use plan::{ImportLine, ImportVerdict, Known, plan};

use super::AppDraft;

/// Most records in one file.
pub const MOST_RECORDS: usize = 50_000;
/// Largest file in bytes.
pub const LARGEST_FILE: usize = 64 * 1024 * 1024;

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ListFormat {
    /// RFC 4180, as spreadsheets read it.
    Csv,
    /// One JSON object.
    Json,
}

/// Why a file is no list at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[serde(rename_all = "camelCase")]
pub enum NoList {
    /// Neither UTF-8 nor UTF-16 nor Shift_JIS.
    #[error("the file is neither UTF-8 nor UTF-16 nor Shift_JIS text")]
    Encoding,
    /// No record in it.
    #[error("the file has no records")]
    Empty,
    /// The first line has no column for the name.
    #[error("the first line names no column `name`")]
    NoNameColumn,
    /// A quoted cell that goes on to the end of the file: every record after it would be lost in it.
    #[error("a quote that begins in line {0} is never closed")]
    OpenQuote(u64),
    /// JSON that breaks off or holds something else.
    #[error("the file is not JSON with a list of apps")]
    Json,
    /// Larger than [`LARGEST_FILE`] or more records than [`MOST_RECORDS`].
    #[error("the file is larger than 64 MiB or has more than 50,000 records")]
    TooLarge,
}

/// Why one record of a file can't be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RefusedBecause {
    /// It has no name.
    NoName,
    /// The field can't have this value.
    BadValue,
    /// The field is longer than a record may hold.
    TooLong,
    /// A private key stands in the field.
    PrivateKey,
    /// More cells than the first line names.
    ExtraCells,
    /// Not a JSON object.
    NotARecord,
}

/// A refused record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportRefusal {
    /// Why.
    pub because: RefusedBecause,
    /// The field, where it is about one.
    pub field: Option<String>,
}

impl ImportRefusal {
    fn of(because: RefusedBecause, field: &str) -> Self {
        Self { because, field: Some(field.to_owned()) }
    }

    fn whole(because: RefusedBecause) -> Self {
        Self { because, field: None }
    }
}

/// One record of a file, as far as it can be read by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRecord {
    /// Line of a CSV file where it begins, or place in a JSON list; from 1.
    pub line: u64,
    /// What was read, also of a refused record: so that it can be named.
    pub draft: AppDraft,
    /// Why it can't be taken.
    pub refused: Option<ImportRefusal>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// CSV or JSON.
    pub format: ListFormat,
    /// How its text was written.
    pub encoding: TextEncoding,
    /// Columns or members that are not read, as the file names them.
    pub not_read: Vec<String>,
    /// Its records in order.
    pub records: Vec<ListRecord>,
}

/// Reads a list; what begins as JSON is JSON.
///
/// # Errors
/// When it is none.
pub fn read_list(bytes: &[u8]) -> Result<List, NoList> {
    if bytes.len() > LARGEST_FILE {
        return Err(NoList::TooLarge);
    }
    let (text, encoding) = decode::decode(bytes).ok_or(NoList::Encoding)?;
    let format = match text.trim_start().starts_with(['{', '[']) {
        true => ListFormat::Json,
        false => ListFormat::Csv,
    };
    let (not_read, records) = match format {
        ListFormat::Json => json_list::read(&text)?,
        ListFormat::Csv => csv_list::read(&text)?,
    };
    if records.is_empty() {
        return Err(NoList::Empty);
    }
    Ok(List { format, encoding, not_read, records })
}

/// What of these records no secret is in, as a file.
pub fn write_list(format: ListFormat, drafts: &[AppDraft]) -> String {
    match format {
        ListFormat::Csv => write_csv(drafts),
        ListFormat::Json => write_json(drafts),
    }
}
