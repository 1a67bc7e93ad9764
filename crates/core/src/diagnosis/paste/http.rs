//! An HTTP answer within a pasted text: `curl -i`, `curl -v`, or copied from a developer tool.

use crate::UnixSeconds;
use crate::oauth::{Answer, read_answer};

/// A server's answer as pasted.
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: String,
}

impl Response {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(header, _)| header.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The server's time (RFC 9110 section 6.6.1).
    pub(super) fn server_now(&self) -> Option<UnixSeconds> {
        let time = httpdate::parse_http_date(self.header("date")?.trim()).ok()?;
        let since = time.duration_since(std::time::UNIX_EPOCH).ok()?;
        i64::try_from(since.as_secs()).ok()
    }

    pub(super) fn answer(&self) -> Answer {
        let (kind, location) = (self.header("content-type"), self.header("location"));
        read_answer(self.status, kind, location, self.body.trim().as_bytes())
    }
}

/// What stands before the last status line, and the answer that it begins. An earlier status line
/// is that of a proxy, or of `100 Continue`.
pub(super) fn split(text: &str) -> (String, Option<Response>) {
    let verbose = text.lines().any(|line| line.starts_with("< HTTP/"));
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !verbose || !is_noise(line))
        .map(|line| bare(line, verbose))
        .collect();
    let Some((at, status)) = last_status(&lines) else { return (lines.join("\n"), None) };
    let mut rest = lines[at + 1..].iter().copied();
    let mut headers = Vec::new();
    for line in rest.by_ref() {
        if line.trim().is_empty() {
            break;
        }
        match line.split_once(':') {
            Some((name, value)) => headers.push((name.trim().to_owned(), value.trim().to_owned())),
            None => break,
        }
    }
    let body = rest.collect::<Vec<_>>().join("\n");
    (lines[..at].join("\n"), Some(Response { status, headers, body }))
}

fn last_status(lines: &[&str]) -> Option<(usize, u16)> {
    let found = lines.iter().enumerate().rev();
    found.filter_map(|(at, line)| Some((at, status_of(line)?))).next()
}

/// `HTTP/1.1 400 Bad Request` (RFC 9112 section 4).
fn status_of(line: &str) -> Option<u16> {
    let rest = line.trim_start().strip_prefix("HTTP")?;
    let version = rest.split([' ', '\t']).next()?;
    let known = version.is_empty() || version.starts_with('/');
    let code = rest[version.len()..].split_whitespace().next()?;
    let status = code.parse().ok().filter(|status| (100..600).contains(status));
    status.filter(|_| known && code.len() == 3)
}

/// What curl says about itself.
fn is_noise(line: &str) -> bool {
    line.starts_with("* ") || line.starts_with("{ [") || line.starts_with("} [")
}

fn bare(line: &str, verbose: bool) -> &str {
    if !verbose {
        return line;
    }
    line.strip_prefix("< ").or(line.strip_prefix("> ")).unwrap_or(match line {
        "<" | ">" => "",
        line => line,
    })
}
