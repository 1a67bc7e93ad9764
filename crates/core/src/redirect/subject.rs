//! A URL under judgement: its text, its parts, what a parser makes of it, and by whose rules.

use std::net::IpAddr;

use url::Url;

use super::parts::{Part, Parts, Span};
use super::rule::RuleSeverity;
use super::source::Source;

/// What the rules look at.
pub(super) struct Subject<'a> {
    pub(super) text: &'a str,
    pub(super) parts: Parts<'a>,
    pub(super) parsed: Option<Url>,
}

impl<'a> Subject<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, parts: Parts::of(text), parsed: Url::parse(text).ok() }
    }

    pub(super) fn span(&self, part: Part<'_>) -> Span {
        Span::of_bytes(self.text, part.at, part.end())
    }

    /// A part with the one character before it that brings it in.
    pub(super) fn marked_span(&self, part: Part<'_>) -> Span {
        Span::of_bytes(self.text, part.at.saturating_sub(1), part.end())
    }

    /// All characters that `found` picks, neighbours together.
    pub(super) fn spans_where(&self, found: impl Fn(char) -> bool) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for (at, _) in self.text.chars().enumerate().filter(|(_, c)| found(*c)) {
            match spans.last_mut() {
                Some(last) if last.to == at => last.to += 1,
                _ => spans.push(Span { from: at, to: at + 1 }),
            }
        }
        spans
    }

    pub(super) fn is_localhost(&self) -> bool {
        self.parts.host_name().eq_ignore_ascii_case("localhost")
    }

    pub(super) fn ip(&self) -> Option<IpAddr> {
        self.parts.host_name().parse().ok()
    }

    /// The host as registries know it: in ASCII, in lower case, without a closing dot.
    pub(super) fn ascii_host(&self) -> Option<String> {
        let host = self.parsed.as_ref()?.host_str()?;
        Some(host.trim_end_matches('.').to_owned())
    }
}

/// How a rule is broken. What is not said here stands in the rule.
pub(super) struct Offence {
    pub(super) severity: Option<RuleSeverity>,
    pub(super) source: Option<Source>,
    pub(super) settled: bool,
    pub(super) expected: Option<String>,
    pub(super) actual: String,
    pub(super) spans: Vec<Span>,
}

impl Offence {
    pub(super) fn new(actual: impl Into<String>, spans: Vec<Span>) -> Self {
        let actual = actual.into();
        Self { severity: None, source: None, settled: true, expected: None, actual, spans }
    }

    pub(super) const fn severity(mut self, severity: RuleSeverity) -> Self {
        self.severity = Some(severity);
        self
    }

    pub(super) fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    pub(super) const fn source(mut self, source: Source) -> Self {
        self.source = Some(source);
        self
    }

    /// The source doesn't say; what is known comes from use.
    pub(super) const fn unsettled(mut self) -> Self {
        self.settled = false;
        self
    }
}
