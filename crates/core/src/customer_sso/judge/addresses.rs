//! Ports and certificates (facts.md 6.2).

use url::Url;

use crate::customer_sso::check::{Check, CheckId, CheckResult};
use crate::customer_sso::evidence::{Evidence, ProbeAnswer};
use crate::diagnosis::Cause;

const PORTS: &str = "facts 6.2";
const TLS: &str = "security N2";
/// Fewer days than this are worth a warning.
const FEW_DAYS: i64 = 30;

pub(super) fn lines(found: &Evidence) -> Vec<Check> {
    if found.practice {
        let open = |id| Check::not_judged(id, "practice server", PORTS);
        return [CheckId::Addresses, CheckId::TlsTrusted, CheckId::TlsDaysLeft].map(open).into();
    }
    vec![ports(found), trusted(found), days_left(found)]
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

fn trusted(found: &Evidence) -> Check {
    let tls = found.answers.iter().filter_map(ProbeAnswer::failure).find_map(tls_problem);
    let id = CheckId::TlsTrusted;
    match tls {
        Some(problem) => Check::new(id, CheckResult::Failed, "trusted", problem, TLS),
        // Credenza itself speaks TLS 1.2 and 1.3 and nothing older.
        None if found.certificate_days.is_some() => {
            Check::new(id, CheckResult::Passed, "trusted", "TLS 1.2 / 1.3", TLS)
        }
        None => Check::not_run(id, TLS),
    }
}

fn tls_problem(cause: Cause) -> Option<&'static str> {
    match cause {
        Cause::TlsExpired => Some("expired"),
        Cause::TlsNotYetValid => Some("not yet valid"),
        Cause::TlsUntrusted => Some("untrusted"),
        Cause::TlsWrongHost => Some("another host"),
        Cause::TlsOther => Some("no TLS"),
        _ => None,
    }
}

fn days_left(found: &Evidence) -> Check {
    let id = CheckId::TlsDaysLeft;
    let Some(days) = found.certificate_days else { return Check::not_run(id, TLS) };
    let result = if days >= FEW_DAYS {
        CheckResult::Passed
    } else if days >= 0 {
        CheckResult::Warning
    } else {
        CheckResult::Failed
    };
    Check::new(id, result, format!("{FEW_DAYS} d"), format!("{days} d"), TLS)
}
