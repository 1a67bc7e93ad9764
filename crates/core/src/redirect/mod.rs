//! Redirect URLs: judged by the rules of whoever they are registered with, compared as text with
//! what is registered, and cut out of what people paste. Nothing is fetched and nothing is
//! normalised; words live in the message catalogues (facts.md 5 and 6.2).

mod compare;
mod list;
mod parts;
mod paste;
mod report;
mod rule;
mod rules;
mod sent;
mod source;
mod subject;

#[cfg(test)]
mod tests;

pub use compare::{Difference, DifferenceKind, differences};
pub use list::{ListReport, UrlReport, judge_list};
pub use parts::{PartName, Span, UrlPart, url_parts};
pub use paste::{rows_in, urls_in};
pub use report::{Nearest, RedirectReport, Registered, Verdict, check, check_address};
pub use rule::{RuleId, RuleResult, RuleSet, RuleSeverity};
pub use rules::judge;
pub use sent::{SentForm, SentUrl, sent};
pub use source::Source;
