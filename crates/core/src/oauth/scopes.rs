//! The scopes that a record asks for, whichever flow asks: that there are some, and their form.

use crate::flow::{RuleId, Verdict};

/// `source`: where the flow's documents ask for a scope. The form of a name is of facts.md 4.
pub(crate) fn check_asked_scopes(scopes: &[String], source: &str) -> [Verdict; 2] {
    let names = scopes.iter().map(String::as_str);
    let malformed: Vec<&str> = names.filter(|scope| scope.contains([':', ' ', ','])).collect();
    let names = if malformed.is_empty() { scopes.join(" ") } else { malformed.join(" ") };
    let holds = malformed.is_empty();
    [
        Verdict::must(RuleId::ScopePresent, !scopes.is_empty(), ">= 1", scopes.len(), source),
        Verdict::should(RuleId::ScopeNames, holds, "resource.operation", names, "facts 4"),
    ]
}
