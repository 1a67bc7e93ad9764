//! A conformance check as people read it. The titles of the lines are those of the report.

use credenza_core::customer_sso::{
    Call, CheckResult, Conformance, Planned, ServerTls, SessionLength, SessionRule, Statistics,
};
use credenza_core::jwt::read::visible;
use credenza_engine::customer_sso::{ReportLanguage, check_advice, check_title};

/// What will be sent, and how fast: the practice server is nobody's production.
pub(crate) fn plan(calls: &[Planned], practice: bool) -> String {
    let names: Vec<String> = calls.iter().map(|call| named(*call)).collect();
    let pace = if practice { "without a pause (practice server)" } else { "one a second" };
    format!("{} calls, {pace}: {}", calls.len(), names.join(", "))
}

/// A call that has ended.
pub(crate) fn call(call: &Call) -> String {
    let ms = |us: Option<u64>| us.map_or("-".to_owned(), |us| format!("{} ms", us.div_ceil(1_000)));
    let came = match (call.status, call.cause) {
        (Some(status), _) => status.to_string(),
        (None, Some(cause)) => word(&cause),
        (None, None) => "-".to_owned(),
    };
    let (connect, read) = (ms(call.times.connect_us), ms(call.times.read_us));
    format!("  {}: {came}, connect {connect}, read {read}", named(call.planned))
}

/// The lines, the times, the sum.
pub(crate) fn conformance(found: &Conformance) -> String {
    let mut lines: Vec<String> = Vec::new();
    for check in &found.checks {
        let title = check_title(check.id, ReportLanguage::English);
        // A line end in what a server says must not begin a line that looks like one of ours.
        let actual = visible(check.actual.as_deref().unwrap_or_default());
        lines.push(format!("{:<10} {title}: {actual}", result(check.result)));
        if matches!(check.result, CheckResult::Failed | CheckResult::Warning) {
            let advice = check_advice(check.id, ReportLanguage::English);
            lines.push(format!("{:<10} {advice} ({})", "", check.source));
        }
    }
    lines.push(String::new());
    lines.push(times("connect, limit 1 s", &found.gauges.connect));
    lines.push(times("read token, limit 3 s", &found.gauges.token));
    lines.push(times("read user information, limit 3 s", &found.gauges.user_info));
    lines.extend(found.tls.iter().flat_map(tls));
    lines.extend([&found.session, &found.session_switched].into_iter().flatten().map(session));
    let counts = found.counts;
    lines.push(format!(
        "{} failed, {} warnings, {} passed, {} not run, {} not judged",
        counts.failed, counts.warnings, counts.passed, counts.not_run, counts.not_judged
    ));
    if found.cancelled {
        lines.push("The check was stopped before its end.".to_owned());
    }
    lines.join("\n")
}

/// A server's TLS and each certificate of its chain.
fn tls(server: &ServerTls) -> Vec<String> {
    let version = server.shown.version.as_deref().unwrap_or("TLS refused");
    let mut lines = vec![format!("{}: {version}", server.server)];
    lines.extend(server.shown.chain.iter().map(|one| {
        let days = one.days_left.map_or_else(|| "-".to_owned(), |days| days.to_string());
        let (subject, issuer) = (visible(&one.subject), visible(&one.issuer));
        format!("  {subject}, signed by {issuer}, days left: {days}")
    }));
    lines
}

fn session(session: &SessionLength) -> String {
    let hours = |seconds: i64| match seconds % 3_600 {
        0 => format!("{} h", seconds / 3_600),
        _ => format!("{seconds} s"),
    };
    let (web, mobile, desktop) =
        (hours(session.web), hours(session.mobile), hours(session.desktop));
    let switch = if session.rule == SessionRule::ExpireTimeOff { "off" } else { "on" };
    format!(
        "session with \"Set Expire Time\" {switch}: browser {web}, mobile app {mobile}, desktop app {desktop}"
    )
}

fn times(name: &str, of: &Statistics) -> String {
    let ms = |us: Option<u64>| us.map_or("-".to_owned(), |us| format!("{} ms", us.div_ceil(1_000)));
    let (slowest, p95) = (ms(of.slowest_us), ms(of.p95_us));
    format!(
        "{name}: slowest {slowest}, 95th percentile {p95}, {} of {} failed",
        of.failures, of.calls
    )
}

fn result(result: CheckResult) -> &'static str {
    match result {
        CheckResult::Passed => "ok",
        CheckResult::Warning => "look",
        CheckResult::Failed => "FAILED",
        CheckResult::NotRun => "-",
        CheckResult::NotJudged => "not judged",
    }
}

fn named(call: Planned) -> String {
    match call.round {
        0 | 1 => word(&call.probe),
        round => format!("{} ({round})", word(&call.probe)),
    }
}

/// A choice by its name in JSON.
fn word(choice: &impl serde::Serialize) -> String {
    let word = serde_json::to_value(choice).ok();
    word.and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}
