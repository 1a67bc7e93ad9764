//! Rules about scheme, host, port, query and fragment.

use std::net::IpAddr;

use super::super::parts::Span;
use super::super::rule::RuleSeverity;
use super::super::source::Source;
use super::super::subject::{Offence, Subject};
use super::{info, warning};

/// Schemes that run something instead of coming back (RFC 8252 knows none of them).
const NEVER: &[&str] = &["javascript", "data", "vbscript", "file", "blob", "about"];

pub(super) fn absolute(subject: &Subject<'_>) -> Result<String, Offence> {
    let Some(scheme) = subject.parts.scheme else {
        return Err(Offence::new(subject.text, subject.spans_where(|_| true)));
    };
    let is_web = subject.parts.is_scheme("https") || subject.parts.is_scheme("http");
    let has_host = !subject.parts.host_name().is_empty();
    let gap =
        is_web && subject.parts.host_name().trim_end_matches('.').split('.').any(str::is_empty);
    if (is_web && !has_host) || gap || subject.parsed.is_none() {
        let after = subject.text.get(scheme.end()..).unwrap_or_default();
        return Err(Offence::new(after, subject.spans_where(|_| true)));
    }
    Ok(scheme.text.to_owned())
}

pub(super) fn https(subject: &Subject<'_>) -> Result<String, Offence> {
    let offence = match is_https(subject) {
        Ok(scheme) => return Ok(scheme),
        Err(offence) => offence,
    };
    // Against the written rule, and reported as accepted (facts.md 5).
    let reported = subject.parts.is_scheme("http") && subject.is_localhost();
    Err(if reported { warning(offence).unsettled() } else { offence })
}

/// Newer pages say https only, older ones port 80 as well (facts.md 6.2).
pub(super) fn https_or_http(subject: &Subject<'_>) -> Result<String, Offence> {
    is_https(subject).map_err(|offence| {
        if subject.parts.is_scheme("http") { warning(offence).unsettled() } else { offence }
    })
}

/// A client on the user's own computer may listen on loopback or own a scheme (RFC 8252, 7).
pub(super) fn https_or_native(subject: &Subject<'_>) -> Result<String, Offence> {
    let offence = match is_https(subject) {
        Ok(scheme) => return Ok(scheme),
        Err(offence) => offence,
    };
    if subject.parts.is_scheme("http") {
        return match subject.ip() {
            Some(ip) if ip.is_loopback() => Ok(offence.actual),
            _ if subject.is_localhost() => {
                Err(warning(offence.expected("http://127.0.0.1").source(Source::Rfc8252Loopback)))
            }
            _ => Err(offence),
        };
    }
    private_scheme(offence)
}

fn private_scheme(offence: Offence) -> Result<String, Offence> {
    let scheme = offence.actual.to_ascii_lowercase();
    if scheme.is_empty() || NEVER.contains(&scheme.as_str()) {
        return Err(offence);
    }
    if scheme.contains('.') {
        return Ok(offence.actual);
    }
    let expected = format!("com.example.{scheme}");
    Err(warning(offence.expected(expected).source(Source::Rfc8252PrivateScheme)))
}

fn is_https(subject: &Subject<'_>) -> Result<String, Offence> {
    match subject.parts.scheme {
        Some(scheme) if subject.parts.is_scheme("https") => Ok(scheme.text.to_owned()),
        Some(scheme) => Err(Offence::new(scheme.text, vec![subject.span(scheme)])),
        None => Err(Offence::new("", subject.spans_where(|_| true))),
    }
}

pub(super) fn sso_port(subject: &Subject<'_>) -> Result<String, Offence> {
    let default = if subject.parts.is_scheme("http") { "80" } else { "443" };
    let written = subject.parts.port;
    let port = written.map_or(default, |port| port.text);
    let part = written.or(subject.parts.scheme);
    let spans = part.map(|part| subject.span(part)).into_iter().collect();
    match port {
        "443" => Ok(port.to_owned()),
        "80" => Err(warning(Offence::new(port, spans)).unsettled()),
        _ => Err(Offence::new(port, spans)),
    }
}

pub(super) fn no_fragment(subject: &Subject<'_>) -> Result<String, Offence> {
    match subject.parts.fragment {
        None => Ok(String::new()),
        Some(part) => {
            let spans = vec![subject.marked_span(part)];
            Err(Offence::new(format!("#{}", part.text), spans))
        }
    }
}

/// The rule says that a subdomain must be specified; it doesn't plainly refuse an apex host
/// (facts.md 5).
pub(super) fn subdomain(subject: &Subject<'_>) -> Result<String, Offence> {
    let (Some(host), Some(part)) = (subject.ascii_host(), subject.parts.host) else {
        return Ok(String::new());
    };
    // An address has no domain to be below of, and a rule of its own.
    if part.text.is_empty() || address(subject).is_some() {
        return Ok(host);
    }
    match psl::domain_str(&host) {
        Some(domain) if domain != host => Ok(host),
        _ => {
            let expected = format!("<sub>.{host}");
            let offence = Offence::new(host, vec![subject.span(part)]);
            Err(offence.expected(expected).unsettled())
        }
    }
}

/// A port was seen with localhost only; the documents don't speak of it (facts.md 5).
pub(super) fn no_port(subject: &Subject<'_>) -> Result<String, Offence> {
    let Some(port) = subject.parts.port else { return Ok(String::new()) };
    let offence = Offence::new(format!(":{}", port.text), vec![subject.marked_span(port)]);
    if port.text.parse::<u16>().is_err() {
        return Err(offence.severity(RuleSeverity::Error).source(Source::Rfc3986Characters));
    }
    let offence = offence.unsettled();
    Err(if subject.is_localhost() { info(offence) } else { offence })
}

pub(super) fn no_query(subject: &Subject<'_>) -> Result<String, Offence> {
    match subject.parts.query {
        None => Ok(String::new()),
        Some(query) => {
            let spans = vec![subject.marked_span(query)];
            Err(Offence::new(format!("?{}", query.text), spans).unsettled())
        }
    }
}

/// What stands before `@` is easily taken for the host.
pub(super) fn no_user_info(subject: &Subject<'_>) -> Result<String, Offence> {
    match subject.parts.user_info {
        None => Ok(String::new()),
        // Not repeated: it may be a password.
        Some(part) => {
            let marked = Span::of_bytes(subject.text, part.at, part.end() + 1);
            Err(Offence::new("@", vec![marked]).unsettled())
        }
    }
}

/// What a browser takes for an address is one, also `0x7f.1`.
pub(super) fn no_ip_address(subject: &Subject<'_>) -> Result<String, Offence> {
    let Some(part) = subject.parts.host else { return Ok(String::new()) };
    match address(subject) {
        None => Ok(part.text.to_owned()),
        Some(ip) => Err(Offence::new(ip.to_string(), vec![subject.span(part)]).unsettled()),
    }
}

fn address(subject: &Subject<'_>) -> Option<IpAddr> {
    match subject.parsed.as_ref().and_then(url::Url::host) {
        Some(url::Host::Ipv4(ip)) => Some(IpAddr::V4(ip)),
        Some(url::Host::Ipv6(ip)) => Some(IpAddr::V6(ip)),
        _ => subject.ip(),
    }
}

/// Compared as text, so that a pattern matches nothing but itself.
pub(super) fn no_wildcard(subject: &Subject<'_>) -> Result<String, Offence> {
    let Some(part) = subject.parts.host.filter(|host| host.text.contains('*')) else {
        return Ok(String::new());
    };
    Err(Offence::new(part.text, vec![subject.span(part)]))
}
