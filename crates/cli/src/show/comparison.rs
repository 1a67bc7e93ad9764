//! Two runs side by side as people read them: both values of what changed below each other,
//! because they can be long.

use credenza_core::comparison::{Change, ComparedRow, ComparedValue};
use credenza_engine::views::runs::{RunComparisonView, RunSummaryView};

use super::columns::Rows;
use crate::local_time;
use crate::words;

/// The comparison.
pub(crate) fn whole(view: &RunComparisonView) -> String {
    let head = Rows::default().row("earlier", run(&view.from)).row("later", run(&view.to)).text();
    let mut parts = vec![head];
    parts.push(changed(&of(view, Change::Changed)));
    let varies = |row: &ComparedRow| format!("{} -> {}", value(&row.from), value(&row.to));
    parts.extend(group(Change::Varies, &of(view, Change::Varies), varies));
    parts.extend(group(Change::Same, &of(view, Change::Same), |row| value(&row.to)));
    parts.join("\n\n")
}

fn run(run: &RunSummaryView) -> String {
    let started = local_time::milliseconds(run.started_at_ms);
    format!(
        "run {} of {}, {started}, {}",
        run.id.0,
        run.app_name,
        words::step::outcome(run.outcome)
    )
}

fn of(view: &RunComparisonView, change: Change) -> Vec<&ComparedRow> {
    view.rows.iter().filter(|row| row.change == change).collect()
}

fn changed(rows: &[&ComparedRow]) -> String {
    if rows.is_empty() {
        return "Nothing changed that could be compared.".to_owned();
    }
    let row = |row: &&ComparedRow| {
        let both = Rows::default()
            .row("    earlier", value(&row.from))
            .row("    later", value(&row.to))
            .text();
        format!("  {}\n{both}", words::subject::subject(&row.subject))
    };
    let rows: Vec<String> = rows.iter().map(row).collect();
    format!("{}\n{}", words::subject::change(Change::Changed), rows.join("\n"))
}

fn group(
    change: Change,
    rows: &[&ComparedRow],
    shown: impl Fn(&ComparedRow) -> String,
) -> Option<String> {
    if rows.is_empty() {
        return None;
    }
    let lines = rows.iter().fold(Rows::default(), |lines, row| {
        lines.row(&format!("  {}", words::subject::subject(&row.subject)), shown(row))
    });
    Some(format!("{}\n{}", words::subject::change(change), lines.text()))
}

fn value(value: &Option<ComparedValue>) -> String {
    match value {
        None => "-".to_owned(),
        Some(ComparedValue::Text { text }) if text.is_empty() => "(empty)".to_owned(),
        Some(ComparedValue::Text { text }) => text.clone(),
        Some(ComparedValue::Secret(sealed)) => super::run::seal(sealed),
        Some(ComparedValue::Seconds { seconds }) => format!("{seconds} s"),
        Some(ComparedValue::Micros { us }) => local_time::length(*us),
        Some(ComparedValue::Time { at }) => format!("{at} ({})", local_time::seconds(*at)),
        Some(ComparedValue::Outcome { outcome }) => words::step::outcome(*outcome).to_owned(),
        Some(ComparedValue::Cause { cause }) => words::cause::words(*cause).short.to_owned(),
        Some(ComparedValue::Environment { environment }) => super::app::environment(environment),
        Some(ComparedValue::Clock { clock }) => words::subject::clock(*clock).to_owned(),
    }
}
