//! Rules for a whole list: how many, the same twice, twins that are easily confused, and whether
//! the list may be there at all.

use serde::Serialize;
use ts_rs::TS;

use super::parts::Span;
use super::rule::RuleSet::{LineWorks, LineWorksLogout};
use super::rule::{RuleId, RuleResult, RuleSet, RuleSeverity};
use super::rules::judge;
use super::source::Source;
use crate::services::line_works::MAX_REDIRECT_URLS;

/// A list under judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ListReport {
    /// The URLs in their order.
    pub urls: Vec<UrlReport>,
    /// What concerns the list itself.
    pub rules: Vec<RuleResult>,
}

impl ListReport {
    /// How many URLs have this as their worst broken rule; a broken rule about the list itself is
    /// one place more.
    pub fn places_at(&self, severity: RuleSeverity) -> usize {
        let urls = self.urls.iter().filter(|url| worst(&url.rules) == Some(severity)).count();
        let own = self.rules.iter().filter(|rule| !rule.passed && rule.severity == severity);
        urls + own.count()
    }
}

/// The worst severity among the broken rules.
pub(super) fn worst(rules: &[RuleResult]) -> Option<RuleSeverity> {
    rules.iter().filter(|rule| !rule.passed).map(|rule| rule.severity).max()
}

/// One URL of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UrlReport {
    /// As it was typed.
    pub url: String,
    /// All rules, those about its neighbours last.
    pub rules: Vec<RuleResult>,
}

/// Judges every URL by itself and beside the others. `openid` says whether that scope is there.
pub fn judge_list(urls: &[String], set: RuleSet, openid: bool) -> ListReport {
    let bare: Vec<String> = urls.iter().map(|url| bare(url)).collect();
    let judged = urls.iter().enumerate().map(|(at, url)| {
        let mut rules = judge(url, set);
        rules.push(no_duplicate(urls, at));
        rules.push(no_twin(urls, &bare, at));
        UrlReport { url: url.clone(), rules }
    });
    ListReport { urls: judged.collect(), rules: of_the_list(urls, set, openid) }
}

pub(super) fn of_the_list(urls: &[String], set: RuleSet, openid: bool) -> Vec<RuleResult> {
    let mut rules = Vec::new();
    if matches!(set, LineWorks | LineWorksLogout) {
        let actual = urls.len();
        let passed = actual <= MAX_REDIRECT_URLS;
        let values = (MAX_REDIRECT_URLS.to_string(), actual.to_string());
        rules.push(result(RuleId::Count, RuleSeverity::Error, passed, values));
    }
    if set == LineWorksLogout {
        let passed = openid || urls.is_empty();
        let values = ("openid".to_owned(), if openid { "openid" } else { "" }.to_owned());
        rules.push(result(RuleId::NeedsOpenid, RuleSeverity::Error, passed, values));
    }
    rules
}

/// The second of two is at fault, so that taking it away mends the list.
fn no_duplicate(urls: &[String], at: usize) -> RuleResult {
    let url = &urls[at];
    let first = urls[..at].iter().position(|other| other == url);
    let number = first.map_or_else(String::new, |first| (first + 1).to_string());
    let mut rule =
        result(RuleId::NoDuplicate, RuleSeverity::Error, first.is_none(), (String::new(), number));
    if first.is_some() {
        rule.spans = vec![Span { from: 0, to: url.chars().count() }];
    }
    rule
}

/// Both may be wanted; but the wrong one is easily sent.
fn no_twin(urls: &[String], bare: &[String], at: usize) -> RuleResult {
    let is_twin = |other: &usize| urls[*other] != urls[at] && bare[*other] == bare[at];
    let twin = (0..urls.len()).find(is_twin);
    let actual = twin.map_or_else(String::new, |twin| urls[twin].clone());
    result(RuleId::NoTwin, RuleSeverity::Warning, twin.is_none(), (String::new(), actual))
}

/// What twins have in common.
fn bare(url: &str) -> String {
    url.strip_suffix('/').unwrap_or(url).to_lowercase()
}

fn result(
    id: RuleId,
    severity: RuleSeverity,
    passed: bool,
    (expected, actual): (String, String),
) -> RuleResult {
    let source = Source::LineWorksClientApp;
    RuleResult { id, severity, passed, expected, actual, source, settled: true, spans: Vec::new() }
}
