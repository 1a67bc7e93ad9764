//! The verdict on a redirect URL as text: the answer, what differs, and which rules are broken.

use credenza_core::redirect::{Difference, RedirectReport, RuleResult, SentForm};
use serde_json::Value;

use super::columns::Rows;
use crate::words;

/// Everything that is not as it should be; rules that hold are not listed.
pub(crate) fn report(report: &RedirectReport) -> String {
    let broken = report.rules.iter().filter(|rule| !rule.passed);
    let mut rows = Rows::default()
        .row("verdict", words::redirect::verdict(report))
        .row("sent", &report.sent.url)
        .row("", read_from(report));
    if let Some(nearest) = &report.nearest {
        rows = rows
            .row("nearest", &nearest.url)
            .rows("differs", nearest.differences.iter().map(difference));
    }
    rows.rows("rules", broken.flat_map(rule_lines)).text()
}

fn read_from(report: &RedirectReport) -> String {
    let form = match report.sent.form {
        SentForm::Raw => return String::new(),
        form => words::redirect::form(form),
    };
    match report.sent.times {
        0 | 1 => format!("({form})"),
        times => format!("({form}; the first of {times})"),
    }
}

fn difference(found: &Difference) -> String {
    let shown = |text: &str| if text.is_empty() { "nothing".to_owned() } else { quoted(text) };
    format!(
        "character {}: {}: you send {}, registered is {}",
        found.sent_span.from + 1,
        words::redirect::difference(found.kind),
        shown(&found.sent),
        shown(&found.registered),
    )
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn rule_lines(rule: &RuleResult) -> [String; 2] {
    let words = words::redirect::broken(rule);
    let severity = words::redirect::severity(rule.severity);
    let open = if rule.settled { "" } else { "; the source leaves it open" };
    [format!("{severity}: {words}"), format!("    {}{open}", source(rule))]
}

/// The document's title, as it stands in the JSON.
fn source(rule: &RuleResult) -> String {
    match serde_json::to_value(rule.source) {
        Ok(Value::String(title)) => title,
        Ok(_) | Err(_) => String::new(),
    }
}
