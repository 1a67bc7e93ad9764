//! Rules about forms that mean the same to a parser and differ as text.

use super::super::parts::Span;
use super::super::rule::RuleSeverity;
use super::super::source::Source;
use super::super::subject::{Offence, Subject};

pub(super) fn lower_case(subject: &Subject<'_>) -> Result<String, Offence> {
    let parts = [subject.parts.scheme, subject.parts.host];
    let upper: Vec<_> = parts
        .into_iter()
        .flatten()
        .filter(|part| part.text.chars().any(|c| c.is_ascii_uppercase()))
        .collect();
    if upper.is_empty() {
        return Ok(String::new());
    }
    let actual: Vec<&str> = upper.iter().map(|part| part.text).collect();
    let actual = actual.join(", ");
    let spans = upper.iter().map(|part| subject.span(*part)).collect();
    let expected = actual.to_ascii_lowercase();
    Err(Offence::new(actual, spans).expected(expected))
}

pub(super) fn percent_encoding(subject: &Subject<'_>) -> Result<String, Offence> {
    let found: Vec<(usize, Triplet)> = triplets(subject.text)
        .into_iter()
        .filter(|(_, triplet)| !matches!(triplet, Triplet::Needed))
        .collect();
    if found.is_empty() {
        return Ok(String::new());
    }
    // Three characters, of which a broken one may have fewer, or some of several bytes.
    let span = |at: usize| {
        let from = Span::of_bytes(subject.text, 0, at).to;
        let width = subject.text.get(at..).map_or(0, |rest| rest.chars().take(3).count());
        Span { from, to: from + width }
    };
    let spans: Vec<Span> = found.iter().map(|(at, _)| span(*at)).collect();
    let broken = found.iter().any(|(_, triplet)| matches!(triplet, Triplet::Broken));
    let first = spans.first().map(|span| (span.from, span.to)).unwrap_or_default();
    let actual: String = subject.text.chars().skip(first.0).take(first.1 - first.0).collect();
    if broken {
        let offence = Offence::new(actual, spans).expected("%25").source(Source::Rfc3986Characters);
        return Err(offence.severity(RuleSeverity::Error));
    }
    let expected = normal(&actual);
    Err(Offence::new(actual, spans).expected(expected))
}

/// A percent sign in an address.
enum Triplet {
    /// Not followed by two hexadecimal digits.
    Broken,
    /// In lower case: `%2f`.
    LowerCase,
    /// Encodes what needs no encoding: `%41`.
    Vain,
    /// As it should be.
    Needed,
}

fn triplets(text: &str) -> Vec<(usize, Triplet)> {
    text.match_indices('%').map(|(at, _)| (at, triplet(text.as_bytes(), at))).collect()
}

fn triplet(bytes: &[u8], at: usize) -> Triplet {
    let digits = bytes.get(at + 1..at + 3).unwrap_or_default();
    let Some(byte) = decode(digits) else { return Triplet::Broken };
    if is_unreserved(byte) {
        Triplet::Vain
    } else if digits.iter().any(u8::is_ascii_lowercase) {
        Triplet::LowerCase
    } else {
        Triplet::Needed
    }
}

fn decode(digits: &[u8]) -> Option<u8> {
    let text = std::str::from_utf8(digits).ok()?;
    (text.len() == 2 && digits.iter().all(u8::is_ascii_hexdigit))
        .then(|| u8::from_str_radix(text, 16).ok())?
}

/// RFC 3986, 2.3.
const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn normal(triplet: &str) -> String {
    match decode(triplet.as_bytes().get(1..).unwrap_or_default()) {
        Some(byte) if is_unreserved(byte) => char::from(byte).to_string(),
        _ => triplet.to_ascii_uppercase(),
    }
}

/// Many clients parse and print before they send; what they send is then not what is registered.
pub(super) fn unchanged(subject: &Subject<'_>) -> Result<String, Offence> {
    match &subject.parsed {
        Some(parsed) if parsed.as_str() != subject.text => {
            Err(Offence::new(parsed.as_str(), Vec::new()).expected(subject.text))
        }
        _ => Ok(String::new()),
    }
}
