//! The verdict on a `redirect_uri`: by the rules, against what is registered, and which of the
//! registered ones was probably meant.

use serde::Serialize;
use ts_rs::TS;

use super::compare::{Difference, differences, distance};
use super::list::{of_the_list, worst};
use super::rule::{RuleId, RuleResult, RuleSet, RuleSeverity};
use super::rules::judge;
use super::sent::{SentUrl, sent};
use super::source::Source;

/// What the server will say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "RedirectVerdict")]
pub enum Verdict {
    /// Registered as it is, or not asked, and no rule is broken.
    Allowed,
    /// It may work; a rule advises against it.
    Warned,
    /// Not registered like this, or against a rule.
    Refused,
}

/// What is known to be registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registered<'a> {
    /// Nothing is said about it: only the rules judge.
    Unknown,
    /// Exactly these.
    These(&'a [String]),
    /// The list of a record, which may be one that must not be there.
    OfRecord {
        /// Exactly these.
        urls: &'a [String],
        /// Whether `openid` is among the record's scopes.
        openid: bool,
    },
}

/// The answer to: will it be taken?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RedirectReport {
    /// The answer.
    pub verdict: Verdict,
    /// What was read out of the pasted text.
    pub sent: SentUrl,
    /// The registered URL that is the same, byte for byte.
    pub matched: Option<String>,
    /// Every rule of the set.
    pub rules: Vec<RuleResult>,
    /// The registered URL that comes nearest, when none is the same.
    pub nearest: Option<Nearest>,
}

/// The registered URL that was probably meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Nearest {
    /// The URL.
    pub url: String,
    /// Its place in the list, from 0.
    #[ts(type = "number")]
    pub index: usize,
    /// What differs, in reading order.
    pub differences: Vec<Difference>,
}

/// Judges what is sent. Identical means byte-identical, nothing less (facts.md 5).
pub fn check(text: &str, registered: Registered<'_>, set: RuleSet) -> RedirectReport {
    let sent = sent(text, set);
    let mut rules = vec![sent_once(&sent)];
    if sent.times == 0 {
        return RedirectReport {
            verdict: Verdict::Refused,
            sent,
            matched: None,
            rules,
            nearest: None,
        };
    }
    rules.extend(judge(&sent.url, set));
    let urls = match registered {
        Registered::Unknown => None,
        Registered::These(urls) => Some(urls),
        Registered::OfRecord { urls, openid } => {
            rules.extend(of_the_list(urls, set, openid));
            Some(urls)
        }
    };
    let (matched, nearest) = match urls {
        None => (None, None),
        Some(urls) => match urls.iter().find(|url| **url == sent.url) {
            Some(url) => (Some(url.clone()), None),
            None => (None, nearest(&sent.url, urls)),
        },
    };
    let is_missing = matched.is_none() && urls.is_some();
    let verdict = if is_missing { Verdict::Refused } else { by_rules(&rules) };
    RedirectReport { verdict, sent, matched, rules, nearest }
}

/// The verdict on an address that stands for itself: no request is cut out of it.
pub fn check_address(url: &str, set: RuleSet) -> Verdict {
    by_rules(&judge(url, set))
}

/// Which one a server takes of two is its own affair, and one that takes either of them is a way
/// around the check.
fn sent_once(sent: &SentUrl) -> RuleResult {
    RuleResult {
        id: RuleId::SentOnce,
        severity: RuleSeverity::Error,
        passed: sent.times == 1,
        expected: "1".to_owned(),
        actual: sent.times.to_string(),
        source: Source::Rfc6749Parameters,
        settled: true,
        spans: Vec::new(),
    }
}

fn by_rules(rules: &[RuleResult]) -> Verdict {
    match worst(rules) {
        Some(RuleSeverity::Error) => Verdict::Refused,
        Some(RuleSeverity::Warning) => Verdict::Warned,
        Some(RuleSeverity::Info) | None => Verdict::Allowed,
    }
}

fn nearest(url: &str, registered: &[String]) -> Option<Nearest> {
    let by_distance = |(index, other): (usize, &String)| (distance(url, other), index);
    let (_, index) = registered.iter().enumerate().map(by_distance).min()?;
    let other = registered.get(index)?;
    Some(Nearest { url: other.clone(), index, differences: differences(url, other) })
}
