//! The rules for one URL, as a table: whose, how bad, from where, and what breaks them. A rule is
//! a function from the URL to what is there (it holds) or to an offence (facts.md 5 and 6.2).

mod address;
mod characters;
mod form;

pub(super) use characters::plain;

use super::rule::RuleSet::{self, LineWorks, LineWorksLogout, Oauth, Sso};
use super::rule::RuleSeverity::{Error, Info, Warning};
use super::rule::{RuleId, RuleResult, RuleSeverity};
use super::source::Source::{self, *};
use super::subject::{Offence, Subject};

type Judge = fn(&Subject<'_>) -> Result<String, Offence>;

struct Rule {
    id: RuleId,
    sets: &'static [RuleSet],
    severity: RuleSeverity,
    expected: &'static str,
    source: Source,
    judge: Judge,
}

const ALL: &[RuleSet] = &[LineWorks, LineWorksLogout, Sso, Oauth];
const CONSOLE: &[RuleSet] = &[LineWorks, LineWorksLogout];

#[rustfmt::skip]
const RULES: &[Rule] = &[
    rule(RuleId::Absolute, ALL, Error, "https://host/path", Rfc6749Redirection, address::absolute),
    rule(RuleId::Https, CONSOLE, Error, "https", LineWorksClientApp, address::https),
    rule(RuleId::Https, &[Sso], Error, "https", LineWorksSso, address::https_or_http),
    rule(RuleId::Https, &[Oauth], Error, "https", Rfc9700NoHttp, address::https_or_native),
    rule(RuleId::SsoPort, &[Sso], Error, "443", LineWorksSso, address::sso_port),
    rule(RuleId::NoFragment, ALL, Error, "", Rfc6749Redirection, address::no_fragment),
    rule(RuleId::NoHidden, ALL, Error, "", Rfc3986Characters, characters::no_hidden),
    rule(RuleId::NoFullWidth, ALL, Error, "", Rfc3986Characters, characters::no_full_width),
    rule(RuleId::Subdomain, CONSOLE, Warning, "", LineWorksClientApp, address::subdomain),
    rule(RuleId::NoPort, CONSOLE, Warning, "", LineWorksClientApp, address::no_port),
    rule(RuleId::NoQuery, CONSOLE, Warning, "", LineWorksClientApp, address::no_query),
    rule(RuleId::NoUserInfo, ALL, Warning, "", Rfc3986Characters, address::no_user_info),
    rule(RuleId::NoIpAddress, CONSOLE, Warning, "", LineWorksClientApp, address::no_ip_address),
    rule(RuleId::NoWildcard, ALL, Warning, "", Rfc9700ExactMatch, address::no_wildcard),
    rule(RuleId::LowerCase, ALL, Warning, "", Rfc3986Normalization, form::lower_case),
    rule(RuleId::AsciiHost, ALL, Warning, "", Rfc3986Characters, characters::ascii_host),
    rule(RuleId::NoLookAlike, ALL, Warning, "", UnicodeSecurity, characters::no_look_alike),
    rule(RuleId::AsciiPath, ALL, Warning, "", Rfc3986Characters, characters::ascii_path),
    rule(RuleId::PercentEncoding, ALL, Warning, "", Rfc3986Normalization, form::percent_encoding),
    rule(RuleId::Unchanged, ALL, Warning, "", Rfc9700ExactMatch, form::unchanged),
];

const fn rule(
    id: RuleId,
    sets: &'static [RuleSet],
    severity: RuleSeverity,
    expected: &'static str,
    source: Source,
    judge: Judge,
) -> Rule {
    Rule { id, sets, severity, expected, source, judge }
}

/// Judges one URL by all rules of a set, in the order of the table. The list that it stands in is
/// judged by [`judge_list`](super::judge_list).
pub fn judge(url: &str, set: RuleSet) -> Vec<RuleResult> {
    let subject = Subject::of(url);
    RULES.iter().filter(|rule| rule.sets.contains(&set)).map(|rule| rule.apply(&subject)).collect()
}

impl Rule {
    fn apply(&self, subject: &Subject<'_>) -> RuleResult {
        let held = RuleResult {
            id: self.id,
            severity: self.severity,
            passed: true,
            expected: self.expected.to_owned(),
            actual: String::new(),
            source: self.source,
            settled: true,
            spans: Vec::new(),
        };
        match (self.judge)(subject) {
            Ok(actual) => RuleResult { actual, ..held },
            Err(offence) => RuleResult {
                passed: false,
                severity: offence.severity.unwrap_or(self.severity),
                source: offence.source.unwrap_or(self.source),
                expected: offence.expected.unwrap_or(held.expected),
                actual: offence.actual,
                settled: offence.settled,
                spans: offence.spans,
                ..held
            },
        }
    }
}

/// What is only worth knowing.
const fn info(offence: Offence) -> Offence {
    offence.severity(Info)
}

const fn warning(offence: Offence) -> Offence {
    offence.severity(Warning)
}
