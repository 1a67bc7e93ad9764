//! Ports and certificates (facts.md 6.2).

use url::Url;

use crate::customer_sso::check::{Check, CheckId, CheckResult};
use crate::customer_sso::evidence::{Evidence, ProbeAnswer};
use crate::customer_sso::source::{TLS, TOKEN as PORTS};
use crate::diagnosis::Cause;

/// Fewer days than this are worth a warning.
const FEW_DAYS: i64 = 30;

pub(super) fn lines(found: &Evidence) -> Vec<Check> {
    if found.practice && !found.addresses.iter().any(|address| is_https(address)) {
        let open = |id| Check::not_judged(id, "practice server", PORTS);
        return [CheckId::Addresses, CheckId::TlsTrusted, CheckId::TlsDaysLeft].map(open).into();
    }
    let ports = if found.practice { practice_ports(found) } else { ports(found) };
    vec![ports, trusted(found), days_left(found)]
}

/// A program of this computer may not take port 443, but all is https or nothing is.
fn practice_ports(found: &Evidence) -> Check {
    match found.addresses.iter().find(|address| !is_https(address)) {
        Some(address) => {
            let (id, failed) = (CheckId::Addresses, CheckResult::Failed);
            Check::new(id, failed, "https 443", origin(address), PORTS)
        }
        None => Check::not_judged(CheckId::Addresses, "https, practice server", PORTS),
    }
}

fn is_https(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| url.scheme() == "https")
}

fn ports(found: &Evidence) -> Check {
    let worst = found.addresses.iter().map(|address| (port(address), address));
    let Some((result, address)) = worst.max_by_key(|(result, _)| *result as u8) else {
        return Check::not_run(CheckId::Addresses, PORTS);
    };
    let actual = match result {
        CheckResult::Passed => "https 443".to_owned(),
        _ => origin(address),
    };
    Check::new(CheckId::Addresses, result, "https 443", actual, PORTS)
}

fn port(address: &str) -> CheckResult {
    match Url::parse(address) {
        Ok(url) => match (url.scheme(), url.port_or_known_default()) {
            ("https", Some(443)) => CheckResult::Passed,
            ("http" | "https", Some(80 | 443)) => CheckResult::Warning,
            _ => CheckResult::Failed,
        },
        Err(_) => CheckResult::Failed,
    }
}

fn origin(address: &str) -> String {
    Url::parse(address).map_or_else(|_| String::new(), |url| url.origin().ascii_serialization())
}

/// A certificate whose time is over has the line below.
fn trusted(found: &Evidence) -> Check {
    let id = CheckId::TlsTrusted;
    if let Some(problem) = failures(found).find_map(trust_problem) {
        return Check::new(id, CheckResult::Failed, "trusted", problem, TLS);
    }
    let mut versions: Vec<&str> =
        found.tls.iter().filter_map(|server| server.shown.version.as_deref()).collect();
    versions.sort_unstable();
    versions.dedup();
    if versions.is_empty() {
        return Check::not_run(id, TLS);
    }
    let longest = found.tls.iter().map(|server| server.shown.chain.len()).max().unwrap_or(0);
    let actual = format!("{}, chain of {longest}", versions.join(" / "));
    Check::new(id, CheckResult::Passed, "trusted", actual, TLS)
}

fn failures(found: &Evidence) -> impl Iterator<Item = Cause> {
    found.answers.iter().filter_map(ProbeAnswer::failure)
}

fn trust_problem(cause: Cause) -> Option<&'static str> {
    match cause {
        Cause::TlsUntrusted => Some("untrusted"),
        Cause::TlsWrongHost => Some("another host"),
        Cause::TlsOther => Some("no TLS"),
        _ => None,
    }
}

fn time_problem(cause: Cause) -> Option<&'static str> {
    match cause {
        Cause::TlsExpired => Some("expired"),
        Cause::TlsNotYetValid => Some("not yet valid"),
        _ => None,
    }
}

/// The certificate of all chains that ends first.
fn days_left(found: &Evidence) -> Check {
    let line = |result, actual| {
        Check::new(CheckId::TlsDaysLeft, result, format!("{FEW_DAYS} d"), actual, TLS)
    };
    let ends = found.tls.iter().filter_map(|server| server.shown.first_to_end());
    let first = ends.min_by_key(|one| one.until);
    let told = first.and_then(|one| Some((one.days_left?, &one.subject)));
    let told = told.map(|(days, subject)| (days, format!("{days} d, {subject}")));
    match (failures(found).find_map(time_problem), told) {
        (Some(problem), Some((days, told))) if days < 0 => {
            line(CheckResult::Failed, format!("{problem}: {told}"))
        }
        (Some(problem), _) => line(CheckResult::Failed, problem.to_owned()),
        (None, Some((days, told))) if days >= FEW_DAYS => line(CheckResult::Passed, told),
        (None, Some((days, told))) if days >= 0 => line(CheckResult::Warning, told),
        (None, Some((_, told))) => line(CheckResult::Failed, told),
        (None, None) => Check::not_run(CheckId::TlsDaysLeft, TLS),
    }
}
