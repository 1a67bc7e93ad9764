//! Why a call of LINE's channel access tokens failed (facts.md 8.4, rows 50 to 61). LINE's words are
//! documented (facts.md 7.5), so they are taken at their word; what was measured comes with them.

use super::shape::{Shape, by_answer};
use super::{Cause, Confidence, Diagnosis, Fix, word};
use crate::flow::{RuleId, Verdict, VerdictResult};
use crate::line::{Operation, TokenKind};
use crate::oauth::Answer;
use crate::services::line::MAX_TOKENS;

/// What was measured when LINE answered.
#[derive(Debug)]
pub struct LineEvidence<'a> {
    /// What was asked.
    pub operation: Operation,
    /// Status code.
    pub status: u16,
    /// Content type, if one was named.
    pub content_type: Option<&'a str>,
    /// `Retry-After` in seconds.
    pub retry_after: Option<i64>,
    /// What the answer was read as.
    pub answer: &'a Answer,
    /// Path of the address that was called.
    pub path: &'a str,
    /// `kid` of the assertion, where one was sent.
    pub kid: Option<&'a str>,
    /// This computer's clock minus LINE's, in seconds.
    pub skew_seconds: Option<i64>,
    /// Short-lived tokens that were issued here after the one that was sent.
    pub newer_short_lived: usize,
}

/// Why there is no answer to build on.
pub fn of_line_answer(evidence: &LineEvidence<'_>) -> Diagnosis {
    let found = match evidence.answer {
        Answer::OAuthError { error, description } if is_refusal(evidence.status) => {
            let words = description.as_deref().unwrap_or_default();
            of_error(evidence, error, words).with("error", error)
        }
        Answer::Message { message } if is_refusal(evidence.status) => of_message(evidence, message),
        _ => return by_answer(&shape(evidence)),
    };
    found.with("status", evidence.status)
}

fn is_refusal(status: u16) -> bool {
    status < 500 && status != 429
}

fn shape<'a>(evidence: &'a LineEvidence<'_>) -> Shape<'a> {
    Shape {
        status: evidence.status,
        content_type: evidence.content_type,
        retry_after: evidence.retry_after,
        answer: evidence.answer,
        path: evidence.path,
    }
}

fn certain(cause: Cause) -> Diagnosis {
    Diagnosis::new(cause, Confidence::Certain)
}

fn of_message(evidence: &LineEvidence<'_>, message: &str) -> Diagnosis {
    if message.contains("maximum number of access tokens") {
        certain(Cause::TooManyTokens).fix(Fix::ReviewTokens).fix(Fix::UseStateless)
    } else if message.contains("Cannot find channel key") {
        certain(Cause::ChannelKeyUnknown)
            .with("kid", evidence.kid.unwrap_or_default())
            .fix(Fix::RegisterKey)
    } else if message.contains("Authentication failed") {
        // Any call of LINE's API with a token that does not hold (facts.md 7.5).
        Diagnosis::new(Cause::ChannelTokenOver, Confidence::Likely).fix(Fix::IssueChannelToken)
    } else {
        Diagnosis::new(Cause::OtherRefusal, Confidence::Possible).fix(Fix::RunAgain)
    }
}

fn of_error(evidence: &LineEvidence<'_>, error: &str, words: &str) -> Diagnosis {
    let says = |needle: &str| words.contains(needle);
    if says("Invalid exp") {
        let found = certain(Cause::AssertionExpiryRefused).fix(Fix::SyncClock);
        match evidence.skew_seconds {
            Some(apart) => found.with("seconds", apart.abs()),
            None => found.fix(Fix::UseLineClaims),
        }
    } else if says("iss and clientId of key") {
        certain(Cause::ChannelKeyOfAnother).fix(Fix::EditChannel).fix(Fix::RegisterKey)
    } else if says("invalid client_id") {
        certain(Cause::ChannelIdUnknown).fix(Fix::EditChannel).fix(Fix::EditEnvironment)
    } else if says("invalid client_secret") {
        certain(Cause::ChannelSecretWrong).fix(Fix::EditChannel)
    } else if says("not JWS") || says("invalid format") {
        certain(Cause::TokenOfOtherFamily).fix(Fix::UseOtherCall)
    } else if says("malformed") {
        certain(Cause::ChannelTokenBroken).fix(Fix::CopyTokenAgain)
    } else if says("access token expired") || says("access_token invalid") {
        over(evidence)
    } else {
        by_code(evidence, error)
    }
}

fn over(evidence: &LineEvidence<'_>) -> Diagnosis {
    let newer = evidence.newer_short_lived;
    let found = if newer >= MAX_TOKENS {
        Diagnosis::new(Cause::PushedOut, Confidence::Likely).with("newer", newer)
    } else {
        certain(Cause::ChannelTokenOver)
    };
    found.fix(Fix::IssueChannelToken)
}

/// Without words that are known.
fn by_code(evidence: &LineEvidence<'_>, error: &str) -> Diagnosis {
    match (evidence.operation, error) {
        (Operation::RevokeOlder, "invalid_request") => {
            Diagnosis::new(Cause::ChannelTokenBroken, Confidence::Likely).fix(Fix::CopyTokenAgain)
        }
        (_, "invalid_client") if evidence.kid.is_some() => {
            Diagnosis::new(Cause::ChannelAssertionRefused, Confidence::Likely).fix(Fix::RegisterKey)
        }
        (_, "invalid_client") => {
            Diagnosis::new(Cause::ChannelSecretWrong, Confidence::Possible).fix(Fix::EditChannel)
        }
        (_, "invalid_request") => {
            Diagnosis::new(Cause::RequestRefused, Confidence::Possible).fix(Fix::EditChannel)
        }
        _ => Diagnosis::new(Cause::OtherRefusal, Confidence::Possible).fix(Fix::RunAgain),
    }
}

/// Why nothing was sent: the rules that failed, in their order.
pub fn of_line_checks(verdicts: &[Verdict]) -> Option<Diagnosis> {
    let failed = verdicts.iter().filter(|verdict| verdict.result == VerdictResult::Failed);
    Diagnosis::first_of(failed.map(of_check).collect())
}

/// Why one broken rule keeps a call from being sent.
pub(super) fn of_check(failed: &Verdict) -> Diagnosis {
    let (cause, fix) = match failed.id {
        RuleId::ChannelIdPresent | RuleId::ChannelSecretPresent => {
            (Cause::ChannelIncomplete, Fix::EditChannel)
        }
        RuleId::KeyPresent | RuleId::AssertionKeyIdPresent | RuleId::SignatureConfirmed => {
            (Cause::ChannelIncomplete, Fix::RegisterKey)
        }
        RuleId::TokenHeld => (Cause::ChannelIncomplete, Fix::IssueChannelToken),
        RuleId::TokenFormFits => (Cause::TokenOfOtherFamily, Fix::UseOtherCall),
        RuleId::TokenLifeIsDuration | RuleId::TokenLifeWithinLimit => {
            (Cause::ChannelAssertionWrong, Fix::ShortenTokenLife)
        }
        RuleId::IssuerIsChannel | RuleId::SubjectIsIssuer => {
            (Cause::ChannelAssertionWrong, Fix::EditChannel)
        }
        RuleId::AudienceIsLine => (Cause::ChannelAssertionWrong, Fix::UseLineClaims),
        _ => (Cause::ChannelAssertionWrong, Fix::SyncClock),
    };
    certain(cause)
        .with("rule", word(&failed.id))
        .with("expected", failed.expected.as_deref().unwrap_or_default())
        .with("actual", failed.actual.as_deref().unwrap_or_default())
        .fix(fix)
}

/// Why a token of this kind is not sent at all; `None` for a kind that can be.
pub fn of_line_kind(kind: TokenKind) -> Option<Diagnosis> {
    let stateless = kind == TokenKind::Stateless;
    stateless.then(|| certain(Cause::StatelessOnly).fix(Fix::LetItEnd))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::Authentication;
    use crate::oauth::read_answer;

    fn diagnosed(operation: Operation, status: u16, body: &str, newer: usize) -> Diagnosis {
        let answer = read_answer(status, Some("application/json"), None, body.as_bytes());
        of_line_answer(&LineEvidence {
            operation,
            status,
            content_type: Some("application/json"),
            retry_after: None,
            answer: &answer,
            path: operation.path(),
            kid: (operation.authentication() == Some(Authentication::Assertion)).then_some("kid"),
            skew_seconds: Some(-3_600),
            newer_short_lived: newer,
        })
    }

    fn error(code: &str, words: &str) -> String {
        format!(r#"{{"error":"{code}","error_description":"{words}"}}"#)
    }

    #[test]
    fn each_documented_error_has_its_own_cause() {
        use Operation::*;
        let stateless = IssueStateless { by: Authentication::Assertion };
        let no_key = r#"{"message":"Cannot find channel key that satisfies the conditions"}"#;
        let full = r#"{"message":"The maximum number of access tokens has already been issued"}"#;
        let client = |words| error("invalid_client", words);
        let request = |words| error("invalid_request", words);
        let rows = [
            (IssueV21, 400, full.to_owned(), Cause::TooManyTokens),
            (IssueV21, 404, no_key.to_owned(), Cause::ChannelKeyUnknown),
            (stateless, 404, no_key.to_owned(), Cause::ChannelKeyUnknown),
            (
                IssueV21,
                400,
                client("iss and clientId of key do not match"),
                Cause::ChannelKeyOfAnother,
            ),
            (KeyIds, 400, client("Invalid exp"), Cause::AssertionExpiryRefused),
            (KeyIds, 400, client("Invalid signature"), Cause::ChannelAssertionRefused),
            (VerifyV21, 400, request("The access token expired"), Cause::ChannelTokenOver),
            (VerifyV21, 400, request("The access token not JWS"), Cause::TokenOfOtherFamily),
            (RevokeV21, 400, request("The access token not JWS"), Cause::TokenOfOtherFamily),
            (RevokeV21, 400, request("The access token malformed"), Cause::ChannelTokenBroken),
            (stateless, 400, request("Invalid 'client_credentials'."), Cause::RequestRefused),
            (IssueShortLived, 400, client("invalid client_id"), Cause::ChannelIdUnknown),
            (IssueShortLived, 400, client("invalid client_secret"), Cause::ChannelSecretWrong),
            (
                IssueShortLived,
                400,
                request("some parameters missed or invalid"),
                Cause::RequestRefused,
            ),
            (IssueShortLived, 429, "{}".to_owned(), Cause::RateLimited),
            (VerifyOlder, 400, request("access_token invalid"), Cause::ChannelTokenOver),
            (
                VerifyOlder,
                400,
                request("access_token in invalid format"),
                Cause::TokenOfOtherFamily,
            ),
            (
                RevokeOlder,
                400,
                r#"{"error":"invalid_request"}"#.to_owned(),
                Cause::ChannelTokenBroken,
            ),
        ];
        for (operation, status, body, cause) in rows {
            let found = diagnosed(operation, status, &body, 0);
            assert_eq!(found.cause, cause, "{operation:?} {body}");
            assert!(!found.fixes.is_empty(), "{cause:?} says what to do");
        }
    }

    #[test]
    fn a_short_lived_token_with_thirty_newer_ones_was_pushed_out() {
        let body = error("invalid_request", "access_token invalid");
        let cause = |newer| diagnosed(Operation::VerifyOlder, 400, &body, newer).cause;
        assert_eq!(cause(29), Cause::ChannelTokenOver);
        assert_eq!(cause(30), Cause::PushedOut);
    }

    #[test]
    fn a_refused_exp_comes_with_how_far_the_clocks_are_apart() {
        let found = diagnosed(Operation::KeyIds, 400, &error("invalid_client", "Invalid exp"), 0);
        assert_eq!(found.params["seconds"], "3600");
    }

    #[test]
    fn only_stateless_tokens_are_never_sent() {
        let kinds = TokenKind::ALL.into_iter().filter(|kind| of_line_kind(*kind).is_some());
        assert_eq!(kinds.collect::<Vec<_>>(), [TokenKind::Stateless]);
    }
}
