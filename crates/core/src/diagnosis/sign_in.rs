//! Why a member's sign-in brought no token: what came back in the browser, what the token endpoint
//! said to the code, and what the ID token is not (facts.md 8.2).

use super::refusal::{Refused, by_code, other};
use super::shape::{Shape, by_answer};
use super::{Cause, Confidence, Diagnosis, Fix, word};
use crate::flow::{Verdict, VerdictResult};
use crate::oauth::Answer;
use crate::services::line_works::CODE_LIFE;
use crate::sign_in::ReturnRefusal;

/// What was measured when a code was exchanged.
#[derive(Debug)]
pub struct CodeEvidence<'a> {
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
    /// Scopes asked for.
    pub scopes: &'a [String],
    /// Seconds from opening the sign-in to the exchange: the code can't be older.
    pub seconds: i64,
}

/// Why a returned address brings no code.
pub fn of_return(refusal: &ReturnRefusal, scopes: &[String]) -> Diagnosis {
    let certain = |cause| Diagnosis::new(cause, Confidence::Certain);
    match refusal {
        ReturnRefusal::Refused { error, .. } => refused(error, scopes).with("error", error),
        ReturnRefusal::StateMissing | ReturnRefusal::StateDiffers => {
            certain(Cause::StateWrong).fix(Fix::SignInAgain)
        }
        ReturnRefusal::IssuerDiffers { actual } => {
            certain(Cause::AnsweredByAnother).with("actual", actual).fix(Fix::SignInAgain)
        }
        ReturnRefusal::Elsewhere { actual } => certain(Cause::ReturnUnusable)
            .with("problem", refusal.code())
            .with("actual", actual)
            .fix(Fix::CopyWholeAddress)
            .fix(Fix::CheckRedirectUrl),
        _ => certain(Cause::ReturnUnusable)
            .with("problem", refusal.code())
            .fix(Fix::CopyWholeAddress)
            .fix(Fix::SignInAgain),
    }
}

/// Codes of RFC 6749 section 4.1.2.1. LINE WORKS' own list is NOT FOUND (facts.md 1.2).
fn refused(error: &str, scopes: &[String]) -> Diagnosis {
    match error {
        "access_denied" => {
            Diagnosis::new(Cause::SignInDenied, Confidence::Certain).fix(Fix::SignInAgain)
        }
        "invalid_scope" => Diagnosis::new(Cause::ScopeNotAllowed, Confidence::Certain)
            .with("scopes", scopes.join(" "))
            .with("closed", "")
            .fix(Fix::EditScopes)
            .fix(Fix::CheckConsole),
        _ => Diagnosis::new(Cause::SignInRefused, Confidence::Possible)
            .fix(Fix::CheckConsole)
            .fix(Fix::SignInAgain),
    }
}

/// Why a code brought no token.
pub fn of_code_answer(evidence: &CodeEvidence<'_>) -> Diagnosis {
    match evidence.answer {
        Answer::OAuthError { error, description } => {
            let words = description.as_deref().unwrap_or_default();
            code_refused(evidence, error, words)
                .with("error", error)
                .with("status", evidence.status)
        }
        _ => again(by_answer(&Shape {
            status: evidence.status,
            content_type: evidence.content_type,
            retry_after: evidence.retry_after,
            answer: evidence.answer,
            path: evidence.path,
        })),
    }
}

fn code_refused(evidence: &CodeEvidence<'_>, error: &str, words: &str) -> Diagnosis {
    match error {
        "invalid_grant" => {
            let late = evidence.seconds > CODE_LIFE;
            let confidence = if late { Confidence::Likely } else { Confidence::Possible };
            Diagnosis::new(Cause::CodeRefused, confidence)
                .with("seconds", evidence.seconds)
                .with("limit", CODE_LIFE)
                .fix(Fix::SignInAgain)
                .fix(Fix::CheckRedirectUrl)
        }
        "invalid_client" | "invalid_scope" | "invalid_request" => {
            let refused =
                Refused { error, words, scopes: evidence.scopes, key_worked_before: false };
            again(by_code(&refused).unwrap_or_else(|| other(Some(evidence.status))))
        }
        "unauthorized_client" | "unsupported_grant_type" => {
            Diagnosis::new(Cause::SignInRefused, Confidence::Likely).fix(Fix::CheckConsole)
        }
        _ => again(other(Some(evidence.status))),
    }
}

/// A code is good once: to run again is to sign in again.
pub fn again(mut found: Diagnosis) -> Diagnosis {
    for fix in &mut found.fixes {
        if matches!(fix, Fix::RunAgain | Fix::WaitAndRetry) {
            *fix = Fix::SignInAgain;
        }
    }
    found
}

/// Why an ID token is not accepted: the first line that failed.
pub fn of_id_token(verdicts: &[Verdict]) -> Option<Diagnosis> {
    let failed = verdicts.iter().find(|verdict| verdict.result == VerdictResult::Failed)?;
    let found = Diagnosis::new(Cause::IdTokenRefused, Confidence::Certain)
        .with("rule", word(&failed.id))
        .with("expected", failed.expected.as_deref().unwrap_or_default())
        .with("actual", failed.actual.as_deref().unwrap_or_default());
    Some(found.fix(Fix::CheckIssuerAndKeys).fix(Fix::SignInAgain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::RuleId;

    fn of_error(error: &str, seconds: i64) -> Diagnosis {
        let answer = Answer::OAuthError { error: error.to_owned(), description: None };
        of_code_answer(&CodeEvidence {
            status: 400,
            content_type: Some("application/json"),
            retry_after: None,
            answer: &answer,
            path: "/oauth2/v2.0/token",
            scopes: &[],
            seconds,
        })
    }

    #[test]
    fn a_code_that_is_older_than_ten_minutes_is_likely_refused_for_that() {
        let rows = [(600, Confidence::Possible), (601, Confidence::Likely)];
        for (seconds, confidence) in rows {
            let found = of_error("invalid_grant", seconds);
            assert_eq!((found.cause, found.confidence), (Cause::CodeRefused, confidence));
        }
    }

    #[test]
    fn a_refusal_at_the_token_endpoint_is_named_by_its_code() {
        let rows = [
            ("invalid_client", Cause::ClientSecretWrong),
            ("invalid_scope", Cause::ScopeNotAllowed),
            ("unauthorized_client", Cause::SignInRefused),
            ("something_new", Cause::OtherRefusal),
        ];
        for (error, cause) in rows {
            assert_eq!(of_error(error, 1).cause, cause, "{error}");
        }
    }

    #[test]
    fn nothing_offers_to_send_the_same_code_again() {
        for error in ["invalid_grant", "invalid_client", "server_error", "something_new"] {
            assert!(!of_error(error, 1).fixes.contains(&Fix::RunAgain), "{error}");
        }
    }

    #[test]
    fn a_refusal_in_the_browser_is_told_apart_from_an_answer_to_somebody_else() {
        let said = |error: &str| ReturnRefusal::Refused { error: error.into(), description: None };
        let rows = [
            (said("access_denied"), Cause::SignInDenied),
            (said("invalid_scope"), Cause::ScopeNotAllowed),
            (said("server_error"), Cause::SignInRefused),
            (ReturnRefusal::StateMissing, Cause::StateWrong),
            (ReturnRefusal::StateDiffers, Cause::StateWrong),
            (
                ReturnRefusal::IssuerDiffers { actual: "https://evil.example".into() },
                Cause::AnsweredByAnother,
            ),
            (ReturnRefusal::NoQuery, Cause::ReturnUnusable),
        ];
        for (refusal, cause) in rows {
            assert_eq!(of_return(&refusal, &[]).cause, cause, "{refusal}");
        }
    }

    #[test]
    fn the_first_line_that_failed_is_the_cause() {
        let line = |id, holds| Verdict::must(id, holds, "a", "b", "facts 3");
        let passed = line(RuleId::IdTokenAlgorithm, true);
        assert!(of_id_token(std::slice::from_ref(&passed)).is_none());
        let found = of_id_token(&[passed, line(RuleId::IdTokenNonce, false)]).unwrap();
        assert_eq!(found.params["rule"], "idTokenNonce");
    }
}
