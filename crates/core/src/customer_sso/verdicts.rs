//! What a single run says of the answers, as verdicts of its steps. The same judgement as the
//! conformance list's, under the names that runs have for it.

use super::check::{Check, CheckId, CheckResult};
use super::limits::{CallTimes, Gauge, Leg};
use super::source;
use crate::flow::{RuleId, Verdict, VerdictResult};

/// Lines of the list as verdicts; those that a run has no name for are left out.
pub fn verdicts(checks: &[Check]) -> Vec<Verdict> {
    checks.iter().filter_map(verdict).collect()
}

fn verdict(check: &Check) -> Option<Verdict> {
    let result = match check.result {
        CheckResult::Passed => VerdictResult::Passed,
        CheckResult::Warning => VerdictResult::Warned,
        CheckResult::Failed => VerdictResult::Failed,
        CheckResult::NotRun => return None,
        CheckResult::NotJudged => VerdictResult::NotChecked,
    };
    Some(Verdict {
        id: rule(check.id)?,
        result,
        expected: check.expected.clone(),
        actual: check.actual.clone(),
        source: check.source.clone(),
    })
}

fn rule(id: CheckId) -> Option<RuleId> {
    Some(match id {
        CheckId::RedirectUnchanged => RuleId::ReturnedToRedirectUrl,
        CheckId::StateKept => RuleId::StateMatches,
        CheckId::CodeReturned | CheckId::MailCode => RuleId::CodeReturned,
        CheckId::TokenJson | CheckId::UserInfoJson => RuleId::ContentTypeJson,
        CheckId::AccessToken => RuleId::TokenPresent,
        CheckId::TokenType => RuleId::TokenTypeBearer,
        CheckId::ExpiresIn => RuleId::ExpiresInReadable,
        CheckId::UserId => RuleId::UserIdPresent,
        CheckId::UserIdExpected => RuleId::UserIdExpected,
        CheckId::LogoutReturns => RuleId::LogoutReturned,
        _ => return None,
    })
}

/// The two limits of LINE WORKS as verdicts.
pub fn time_verdicts(times: CallTimes) -> Vec<Verdict> {
    let legs = [
        (RuleId::ConnectWithinLimit, Leg::Connect, times.connect_us),
        (RuleId::ReadWithinLimit, Leg::Read, times.read_us),
    ];
    let measured = legs.into_iter().filter_map(|(id, leg, us)| Some((id, leg, us?)));
    measured
        .map(|(id, leg, us)| {
            let result = match leg.gauge(us) {
                Gauge::Within => VerdictResult::Passed,
                Gauge::Near => VerdictResult::Warned,
                Gauge::Over => VerdictResult::Failed,
            };
            let expected = format!("{} ms", leg.limit_us() / 1_000);
            let actual = format!("{} ms", us.div_ceil(1_000));
            Verdict::new(id, result, expected, actual, source::TOKEN)
        })
        .collect()
}
