//! The clinic's claims: every rule with its near miss, every difference by its name.

mod compare;
mod judge;
mod properties;
mod sent;

use super::{RuleId, RuleResult, RuleSet, RuleSeverity, judge};

/// The rules that a URL breaks, and how badly.
fn broken(url: &str, set: RuleSet) -> Vec<(RuleId, RuleSeverity)> {
    judge(url, set)
        .into_iter()
        .filter(|rule| !rule.passed)
        .map(|rule| (rule.id, rule.severity))
        .collect()
}

fn rule(url: &str, set: RuleSet, id: RuleId) -> RuleResult {
    judge(url, set).into_iter().find(|rule| rule.id == id).expect("the set has this rule")
}
