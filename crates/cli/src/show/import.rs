//! What an import did with each record, as people read it.

use credenza_core::apps::transfer::{
    ImportLine, ImportRefusal, ImportVerdict, RefusedBecause, TextEncoding,
};

use super::columns::{Rows, table};
use crate::verbs::app_import::Imported;

/// The report: each record that was not simply added, then the sums.
pub(crate) fn text(imported: &Imported) -> String {
    let notable =
        |line: &&ImportLine| imported.dry_run || !matches!(line.verdict, ImportVerdict::Add { .. });
    let rows: Vec<[String; 4]> = imported.lines.iter().filter(notable).map(row).collect();
    let mut text = if rows.is_empty() {
        String::new()
    } else {
        table(["LINE", "NAME", "CLIENT ID", "WHAT"], rows) + "\n\n"
    };
    text.push_str(&sums(imported));
    text
}

fn row(line: &ImportLine) -> [String; 4] {
    [line.line.to_string(), line.name.clone(), line.client_id.clone(), verdict(&line.verdict)]
}

fn sums(imported: &Imported) -> String {
    let count = |fits: fn(&ImportVerdict) -> bool| {
        let counted = imported.lines.iter().filter(|line| fits(&line.verdict)).count();
        if counted == 0 { String::new() } else { counted.to_string() }
    };
    let encoding = match imported.encoding {
        TextEncoding::Utf8 => "",
        TextEncoding::Utf16 => "UTF-16",
        TextEncoding::ShiftJis => "Shift_JIS",
    };
    let add = if imported.dry_run { "would be added" } else { "added" };
    Rows::default()
        .row("read as", encoding)
        .row(add, count(|verdict| matches!(verdict, ImportVerdict::Add { .. })))
        .row("there already", count(|verdict| matches!(verdict, ImportVerdict::Same { .. })))
        .row(
            "twice in the file",
            count(|verdict| matches!(verdict, ImportVerdict::Repeated { .. })),
        )
        .row("refused", count(|verdict| matches!(verdict, ImportVerdict::Refused(_))))
        .row("columns not read", imported.not_read.join(", "))
        .text()
}

fn verdict(verdict: &ImportVerdict) -> String {
    match verdict {
        ImportVerdict::Add { look_at: 0 } => "add".to_owned(),
        ImportVerdict::Add { look_at } => format!("add; {look_at} to look at"),
        ImportVerdict::Same { id, name } => format!("there already: {} {name}", id.0),
        ImportVerdict::Repeated { line } => format!("the same as line {line}"),
        ImportVerdict::Refused(refusal) => format!("REFUSED: {}", because(refusal)),
    }
}

fn because(refusal: &ImportRefusal) -> String {
    let field = refusal.field.as_deref().unwrap_or_default();
    match refusal.because {
        RefusedBecause::NoName => "it has no name".to_owned(),
        RefusedBecause::BadValue => format!("{field} can't have this value"),
        RefusedBecause::TooLong => format!("{field} is longer than a record may hold"),
        RefusedBecause::PrivateKey => format!("a private key stands in {field}"),
        RefusedBecause::ExtraCells => "more cells than the first line names".to_owned(),
        RefusedBecause::NotARecord => "not a JSON object".to_owned(),
    }
}
