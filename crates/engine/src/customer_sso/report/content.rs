//! What stands in the report, as tables and lines, before it is Markdown or HTML.

use credenza_core::customer_sso::{
    CONNECT_LIMIT_US, CheckResult, Conformance, READ_LIMIT_US, Statistics,
};

use super::words::Words;
use super::{ReportLanguage, check_advice, check_title};

/// A table.
pub(super) struct Table {
    pub(super) head: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
}

/// A heading with what stands below it.
pub(super) struct Section {
    pub(super) heading: &'static str,
    pub(super) table: Table,
}

/// The whole report.
pub(super) struct Content {
    pub(super) tag: &'static str,
    pub(super) title: String,
    /// Name and value.
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) note: Option<&'static str>,
    pub(super) sections: Vec<Section>,
}

impl Content {
    pub(super) fn of(found: &Conformance, language: ReportLanguage, date: &str) -> Self {
        let words = Words::of(language);
        let mut sections = Vec::new();
        let advice = advice(found, words, language);
        if !advice.table.rows.is_empty() {
            sections.push(advice);
        }
        sections.push(checks(found, words, language));
        sections.push(times(found, words));
        sections.extend(session(found, words));
        Self {
            tag: words.tag,
            title: format!("{}: {}", words.title, found.app_name),
            facts: facts(found, words, date),
            note: found.cancelled.then_some(words.cancelled),
            sections,
        }
    }
}

fn facts(found: &Conformance, words: &'static Words, date: &str) -> Vec<(&'static str, String)> {
    let hosts = found.hosts.join(", ");
    let server = if found.practice { format!("{hosts} ({})", words.practice) } else { hosts };
    let results = [
        (CheckResult::Failed, found.counts.failed),
        (CheckResult::Warning, found.counts.warnings),
        (CheckResult::Passed, found.counts.passed),
        (CheckResult::NotRun, found.counts.not_run),
        (CheckResult::NotJudged, found.counts.not_judged),
    ];
    let summary = results.map(|(result, count)| format!("{} {count}", words.result(result)));
    vec![
        (words.server, server),
        (words.checked_at, date.to_owned()),
        (words.rounds, found.rounds.to_string()),
        (words.summary, summary.join(" / ")),
        (words.program, format!("Credenza {}", found.version)),
    ]
}

fn advice(found: &Conformance, words: &'static Words, language: ReportLanguage) -> Section {
    let broken = |result| matches!(result, CheckResult::Failed | CheckResult::Warning);
    let checks = found.checks.iter().filter(|check| broken(check.result));
    let rows = checks.map(|check| {
        vec![
            words.result(check.result).to_owned(),
            check_title(check.id, language).to_owned(),
            check.actual.clone().unwrap_or_default(),
            check_advice(check.id, language).to_owned(),
        ]
    });
    let head = vec![words.result, words.check, words.found, words.advice];
    Section { heading: words.advice, table: Table { head, rows: rows.collect() } }
}

fn checks(found: &Conformance, words: &'static Words, language: ReportLanguage) -> Section {
    let rows = found.checks.iter().map(|check| {
        vec![
            words.result(check.result).to_owned(),
            check_title(check.id, language).to_owned(),
            check.expected.clone().unwrap_or_default(),
            check.actual.clone().unwrap_or_default(),
            check.source.clone(),
        ]
    });
    let head = vec![words.result, words.check, words.expected, words.found, words.source];
    Section { heading: words.checks, table: Table { head, rows: rows.collect() } }
}

fn times(found: &Conformance, words: &'static Words) -> Section {
    let row = |name: &str, limit: u64, of: &Statistics| {
        vec![
            name.to_owned(),
            milliseconds(Some(limit)),
            milliseconds(of.slowest_us),
            milliseconds(of.p95_us),
            format!("{} / {}", of.failures, of.calls),
        ]
    };
    let gauges = &found.gauges;
    let rows = vec![
        row(words.connect, CONNECT_LIMIT_US, &gauges.connect),
        row(words.token, READ_LIMIT_US, &gauges.token),
        row(words.user_info, READ_LIMIT_US, &gauges.user_info),
    ];
    let head = vec![words.leg, words.limit, words.slowest, words.p95, words.failures];
    Section { heading: words.times, table: Table { head, rows } }
}

fn session(found: &Conformance, words: &'static Words) -> Option<Section> {
    let session = found.session.as_ref()?;
    let lengths = [session.web, session.mobile, session.desktop];
    let hours = |seconds: i64| match seconds % 3_600 {
        0 => format!("{} {}", seconds / 3_600, words.hours),
        _ => format!("{seconds} s"),
    };
    let table = Table {
        head: vec![words.web, words.mobile, words.desktop],
        rows: vec![lengths.map(hours).into()],
    };
    Some(Section { heading: words.session, table })
}

fn milliseconds(us: Option<u64>) -> String {
    us.map_or_else(|| "-".to_owned(), |us| format!("{} ms", us.div_ceil(1_000)))
}
