//! What is answered to calls that are wrong on purpose (facts.md 6.5 b, c).

use crate::customer_sso::answer::{ApiAnswer, shown};
use crate::customer_sso::check::{Check, CheckId, CheckResult};
use crate::customer_sso::error_code::DocumentedError::{
    self, AccessDenied, InvalidAccess, InvalidAuthorization, InvalidRequest, UnauthorizedClient,
    UnsupportedGrantType,
};
use crate::customer_sso::evidence::{Evidence, ProbeAnswer};
use crate::customer_sso::probe::Probe;
use crate::customer_sso::source::{TOKEN, USER};

/// A rule: the call, the documented errors that are right, and the property of a success.
struct Rule {
    id: CheckId,
    probe: Probe,
    accepted: &'static [DocumentedError],
    success: &'static str,
    source: &'static str,
}

/// The ID of a client that nobody has is wrong in two ways of the table: 101 and 301.
const RULES: [Rule; 9] = [
    token(CheckId::UnknownClient, Probe::TokenUnknownClient, &[AccessDenied, UnauthorizedClient]),
    token(CheckId::MissingParameter, Probe::TokenMissingCode, &[InvalidRequest]),
    token(CheckId::WrongGrantType, Probe::TokenWrongGrant, &[UnsupportedGrantType]),
    token(CheckId::WrongSecret, Probe::TokenWrongSecret, &[UnauthorizedClient]),
    token(CheckId::MadeUpCode, Probe::TokenMadeUpCode, &[InvalidAuthorization]),
    user(
        CheckId::UserInfoUnknownClient,
        Probe::UserInfoUnknownClient,
        &[AccessDenied, UnauthorizedClient],
    ),
    user(CheckId::UserInfoMissingParameter, Probe::UserInfoMissingToken, &[InvalidRequest]),
    user(CheckId::UserInfoWrongSecret, Probe::UserInfoWrongSecret, &[UnauthorizedClient]),
    user(CheckId::WrongToken, Probe::UserInfoWrongToken, &[InvalidAccess]),
];

const fn token(id: CheckId, probe: Probe, accepted: &'static [DocumentedError]) -> Rule {
    Rule { id, probe, accepted, success: "access_token", source: TOKEN }
}

const fn user(id: CheckId, probe: Probe, accepted: &'static [DocumentedError]) -> Rule {
    Rule { id, probe, accepted, success: "user_id", source: USER }
}

pub(super) fn lines(found: &Evidence) -> Vec<Check> {
    let mut lines: Vec<Check> = RULES.iter().map(|rule| line(found, rule)).collect();
    lines.push(other_ways(found, Probe::TokenByGet, CheckId::PostOnly, CheckResult::Failed));
    lines.push(other_ways(found, Probe::TokenAsJson, CheckId::FormOnly, CheckResult::Warning));
    lines
}

fn line(found: &Evidence, rule: &Rule) -> Check {
    let probe = found.first(rule.probe);
    let answer = probe.and_then(ProbeAnswer::answer).filter(|answer| !answer.is_redirect());
    let (Some(answer), Some(probe)) = (answer, probe) else {
        return Check::not_run(rule.id, rule.source);
    };
    let (holds, actual) = refusal(answer, rule.accepted, rule.success);
    let named = answer.error().and_then(|error| DocumentedError::of(&error.error));
    let also_wrong = matches!(named, Some(InvalidAuthorization | InvalidAccess));
    if !holds && probe.made_up && also_wrong {
        // The code was made up too, and the documents do not say what is looked at first.
        return Check::not_judged(rule.id, actual, rule.source);
    }
    let expected = rule.accepted.first().map(|error| error.shown()).unwrap_or_default();
    Check::must(rule.id, holds, expected, actual, rule.source)
}

/// Whether an answer refuses as documented, and what it says.
pub(super) fn refusal(
    answer: &ApiAnswer,
    accepted: &[DocumentedError],
    success: &str,
) -> (bool, String) {
    if answer.text(success).is_some() {
        return (false, success.to_owned());
    }
    let Some(error) = answer.error() else { return (false, answer.names()) };
    match DocumentedError::of(&error.error) {
        Some(named) => (accepted.contains(&named), named.shown()),
        None => (false, shown(&error.error)),
    }
}

/// A call in a way that the documents do not know: read or not.
fn other_ways(found: &Evidence, probe: Probe, id: CheckId, broken: CheckResult) -> Check {
    let answer = found.first(probe).and_then(ProbeAnswer::answer);
    let Some(answer) = answer.filter(|answer| !answer.is_redirect()) else {
        return Check::not_run(id, TOKEN);
    };
    let error = answer.error().and_then(|error| DocumentedError::of(&error.error));
    let was_read = answer.access_token().is_some()
        || matches!(error, Some(UnauthorizedClient | InvalidAuthorization | UnsupportedGrantType));
    let result = if was_read { broken } else { CheckResult::Passed };
    let actual = match error {
        Some(error) => error.shown(),
        None => answer.head.status.to_string(),
    };
    Check::new(id, result, "refused", actual, TOKEN)
}
