//! What stands in the report, as tables and lines, before it is Markdown or HTML.

use credenza_core::certificate::ChainCertificate;
use credenza_core::customer_sso::{
    CONNECT_LIMIT_US, CheckResult, Conformance, READ_LIMIT_US, ServerTls, SessionLength,
    SessionRule, Statistics,
};

use super::words::Words;
use super::{ReportLanguage, check_advice, check_title, values};

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
        sections.extend(tls(found, words));
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
            values::actual(check, language),
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
            values::expected(check, language),
            values::actual(check, language),
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

/// As the console is set, and as it would be if it were set otherwise (facts 6.5 b).
fn session(found: &Conformance, words: &'static Words) -> Option<Section> {
    let lengths = [found.session.as_ref()?, found.session_switched.as_ref()?];
    let hours = |seconds: i64| match seconds % 3_600 {
        0 => format!("{}{}", seconds / 3_600, words.hours),
        _ => format!("{seconds}{}", words.seconds),
    };
    let row = |session: &SessionLength| {
        let off = session.rule == SessionRule::ExpireTimeOff;
        let mut row = vec![if off { words.off } else { words.on }.to_owned()];
        row.extend([session.web, session.mobile, session.desktop].map(hours));
        row
    };
    let head = vec![words.expire_time, words.web, words.mobile, words.desktop];
    let table = Table { head, rows: lengths.map(row).into() };
    Some(Section { heading: words.session, table })
}

/// Every certificate that a server showed.
fn tls(found: &Conformance, words: &'static Words) -> Option<Section> {
    let of_server = |server: &ServerTls| {
        let version = server.shown.version.clone().unwrap_or_else(|| "-".to_owned());
        let name = server.server.clone();
        let certificate = move |one: &ChainCertificate| {
            let days = one.days_left.map_or_else(|| "-".to_owned(), |days| days.to_string());
            vec![name.clone(), version.clone(), one.subject.clone(), one.issuer.clone(), days]
        };
        server.shown.chain.iter().map(certificate).collect::<Vec<_>>()
    };
    let rows: Vec<Vec<String>> = found.tls.iter().flat_map(of_server).collect();
    let head = vec![words.server, words.version, words.subject, words.issuer, words.days_left];
    let section = Section { heading: words.tls, table: Table { head, rows } };
    (!section.table.rows.is_empty()).then_some(section)
}

fn milliseconds(us: Option<u64>) -> String {
    us.map_or_else(|| "-".to_owned(), |us| format!("{} ms", us.div_ceil(1_000)))
}
