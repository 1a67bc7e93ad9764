//! The two limits of LINE WORKS, each measured apart (facts.md 6.2).

use crate::customer_sso::check::{Check, CheckId, CheckResult};
use crate::customer_sso::evidence::{Evidence, ProbeAnswer};
use crate::customer_sso::limits::{Gauge, Leg};
use crate::customer_sso::probe::Probe;
use crate::customer_sso::source::{TOKEN, USER};
use crate::diagnosis::Cause;

pub(super) fn lines(found: &Evidence) -> Vec<Check> {
    vec![
        connect(found),
        read(found, Probe::Token, CheckId::TokenTime, TOKEN),
        read(found, Probe::UserInfo, CheckId::UserInfoTime, USER),
    ]
}

fn connect(found: &Evidence) -> Check {
    let id = CheckId::ConnectTime;
    let failed = found.answers.iter().filter_map(ProbeAnswer::failure);
    let unconnected = failed.into_iter().find_map(|cause| match cause {
        Cause::ConnectTimeout => Some("> 1000 ms"),
        Cause::ConnectRefused => Some("refused"),
        Cause::DnsFailed => Some("no such host"),
        _ => None,
    });
    if let Some(actual) = unconnected {
        return Check::new(id, CheckResult::Failed, limit(Leg::Connect), actual, TOKEN);
    }
    let slowest = found.answers.iter().filter_map(|answer| answer.times.connect_us).max();
    judged(id, Leg::Connect, slowest, TOKEN)
}

fn read(found: &Evidence, probe: Probe, id: CheckId, source: &str) -> Check {
    let late = |answer: &ProbeAnswer| {
        matches!(answer.failure(), Some(Cause::HeadersTimeout | Cause::BodyTimeout))
    };
    if found.all(probe).any(late) {
        let actual = format!("> {} ms", Leg::Read.limit_us() / 1_000);
        return Check::new(id, CheckResult::Failed, limit(Leg::Read), actual, source);
    }
    judged(id, Leg::Read, found.all(probe).filter_map(|answer| answer.times.read_us).max(), source)
}

fn judged(id: CheckId, leg: Leg, slowest: Option<u64>, source: &str) -> Check {
    let Some(us) = slowest else { return Check::not_run(id, source) };
    let result = match leg.gauge(us) {
        Gauge::Within => CheckResult::Passed,
        Gauge::Near => CheckResult::Warning,
        Gauge::Over => CheckResult::Failed,
    };
    Check::new(id, result, limit(leg), format!("{} ms", us.div_ceil(1_000)), source)
}

fn limit(leg: Leg) -> String {
    format!("{} ms", leg.limit_us() / 1_000)
}
