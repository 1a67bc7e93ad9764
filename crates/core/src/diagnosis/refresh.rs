//! Why a refresh token brought no new token, and why a token was not ended (facts.md 8.2 rows 26 to
//! 30). The age of the token is measured; what else ends one can only be listed.

use super::refusal::{Refused, by_code, other};
use super::shape::{Shape, by_answer};
use super::{Cause, Confidence, Diagnosis, Fix, RuledOut};
use crate::UnixSeconds;
use crate::oauth::Answer;
use crate::tokens::{RefreshFacts, TokenOwner};

/// Seconds of a day.
const DAY: i64 = 86_400;

/// What was measured when a held token was sent.
#[derive(Debug)]
pub struct RefreshEvidence<'a> {
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
    /// Scopes of the record.
    pub scopes: &'a [String],
    /// What is known of the refresh token.
    pub held: Option<&'a RefreshFacts>,
    /// Whether the record says that rotation is on.
    pub rotation: bool,
    /// This computer's time when the answer came.
    pub now: UnixSeconds,
}

impl RefreshEvidence<'_> {
    fn shape(&self) -> Shape<'_> {
        Shape {
            status: self.status,
            content_type: self.content_type,
            retry_after: self.retry_after,
            answer: self.answer,
            path: self.path,
        }
    }

    fn refused<'a>(&'a self, error: &'a str, words: &'a str) -> Refused<'a> {
        Refused { error, words, scopes: self.scopes, key_worked_before: false }
    }
}

/// Why a refresh brought no token.
pub fn of_refresh_answer(evidence: &RefreshEvidence<'_>) -> Diagnosis {
    match evidence.answer {
        Answer::OAuthError { error, description } => {
            let words = description.as_deref().unwrap_or_default();
            let found = match error.as_str() {
                "invalid_grant" => refused(evidence),
                _ => by_code(&evidence.refused(error, words))
                    .unwrap_or_else(|| other(Some(evidence.status))),
            };
            found.with("error", error).with("status", evidence.status)
        }
        Answer::ReturnCode { code, .. } if evidence.status < 500 && evidence.status != 429 => {
            // This program encodes it: what is left is something on the way, or the kept text.
            let found = Diagnosis::new(Cause::RefreshTokenUnreadable, Confidence::Likely)
                .with("code", code)
                .with("status", evidence.status)
                .fix(Fix::OpenNetworkSettings)
                .fix(anew(evidence));
            Diagnosis { ruled_out: vec![RuledOut::RefreshTokenWasEncoded], ..found }
        }
        _ => by_answer(&evidence.shape()),
    }
}

/// A new token from the beginning, as whoever this one speaks for.
fn anew(evidence: &RefreshEvidence<'_>) -> Fix {
    match evidence.held.map(|held| held.owner) {
        Some(TokenOwner::Member) => Fix::SignInAgain,
        _ => Fix::GetNewToken,
    }
}

fn refused(evidence: &RefreshEvidence<'_>) -> Diagnosis {
    let Some(held) = evidence.held else { return other(Some(evidence.status)) };
    let days = (evidence.now - held.issued_at).max(0) / DAY;
    // Of another server only its word is known.
    let Some(ends_at) = held.ends_at else {
        let found = Diagnosis::new(Cause::RefreshTokenRefused, Confidence::Possible);
        return found.fix(anew(evidence)).with("days", days);
    };
    let found = if evidence.now >= ends_at {
        Diagnosis::new(Cause::RefreshTokenExpired, Confidence::Certain)
            .fix(anew(evidence))
            .fix(Fix::TurnRotationOn)
    } else {
        Diagnosis { ruled_out: vec![RuledOut::RefreshTokenAlive], ..still_alive(evidence, held) }
    };
    found
        .with("days", days)
        .with("limit", (ends_at - held.issued_at) / DAY)
        .with("ended", ends_at)
        .with("rotation", if evidence.rotation { "on" } else { "off" })
}

/// Not too old: what else is known to end a refresh token, the likeliest first.
fn still_alive(evidence: &RefreshEvidence<'_>, held: &RefreshFacts) -> Diagnosis {
    let possible = |cause| Diagnosis::new(cause, Confidence::Possible);
    let mut found = if evidence.rotation {
        let again = held.refreshed_at.is_some();
        let confidence = if again { Confidence::Likely } else { Confidence::Possible };
        Diagnosis::new(Cause::RefreshTokenReplaced, confidence)
            .fix(anew(evidence))
            .fix(Fix::RefreshInOnePlace)
    } else {
        possible(Cause::RefreshTokenRefused).fix(anew(evidence)).fix(Fix::CheckConsole)
    };
    if held.owner == TokenOwner::Member {
        found.also = vec![
            possible(Cause::PasswordChanged).fix(Fix::SignInAgain),
            possible(Cause::ConsentOutdated).fix(Fix::SignInAgain).fix(Fix::CheckConsole),
        ];
    }
    found
}

/// Why a token was not ended.
pub fn of_revoke_answer(evidence: &RefreshEvidence<'_>) -> Diagnosis {
    let refused = Diagnosis::new(Cause::RevokeRefused, Confidence::Possible).fix(Fix::CheckConsole);
    match evidence.answer {
        Answer::OAuthError { error, description } => {
            let words = description.as_deref().unwrap_or_default();
            let found = match error.as_str() {
                "invalid_client" => by_code(&evidence.refused(error, words)).unwrap_or(refused),
                _ if evidence.status >= 500 => other(Some(evidence.status)),
                _ => refused,
            };
            found.with("error", error).with("status", evidence.status)
        }
        Answer::ReturnCode { code, .. } if evidence.status < 500 && evidence.status != 429 => {
            refused.with("error", code).with("status", evidence.status)
        }
        _ => by_answer(&evidence.shape()),
    }
}

/// A new refresh token came and could not be stored; the old one is still kept (security.md O9).
pub fn refresh_not_kept(reason: &str) -> Diagnosis {
    Diagnosis::new(Cause::RefreshTokenNotKept, Confidence::Certain)
        .with("detail", reason)
        .fix(Fix::RunAgain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::RunId;

    fn held(owner: TokenOwner, refreshed: bool) -> RefreshFacts {
        let facts = RefreshFacts::issued(owner, RunId(1), 0, Some(90 * DAY), Vec::new(), None);
        RefreshFacts { refreshed_at: refreshed.then_some(DAY), ..facts }
    }

    fn evidence<'a>(
        answer: &'a Answer,
        held: &'a RefreshFacts,
        rotation: bool,
        days: i64,
    ) -> RefreshEvidence<'a> {
        RefreshEvidence {
            status: 400,
            content_type: Some("application/json"),
            retry_after: None,
            answer,
            path: "/oauth2/v2.0/token",
            scopes: &[],
            held: Some(held),
            rotation,
            now: days * DAY,
        }
    }

    fn error(code: &str) -> Answer {
        Answer::OAuthError { error: code.into(), description: None }
    }

    #[test]
    fn a_refresh_token_older_than_ninety_days_is_certainly_refused_for_that() {
        let (refused, held) = (error("invalid_grant"), held(TokenOwner::Member, false));
        let found = of_refresh_answer(&evidence(&refused, &held, false, 90));
        assert_eq!(found.cause, Cause::RefreshTokenExpired);
        assert_eq!(found.confidence, Confidence::Certain);
        assert_eq!((found.params["days"].as_str(), found.params["limit"].as_str()), ("90", "90"));
        assert_eq!(found.fixes, [Fix::SignInAgain, Fix::TurnRotationOn]);
        let younger = of_refresh_answer(&evidence(&refused, &held, false, 89));
        assert_ne!(younger.cause, Cause::RefreshTokenExpired, "89 days are not 90");
    }

    #[test]
    fn with_rotation_on_a_newer_token_is_likely_once_one_was_refreshed() {
        let refused = error("invalid_grant");
        let rows = [(false, Confidence::Possible), (true, Confidence::Likely)];
        for (refreshed, confidence) in rows {
            let held = held(TokenOwner::Member, refreshed);
            let found = of_refresh_answer(&evidence(&refused, &held, true, 2));
            assert_eq!(found.cause, Cause::RefreshTokenReplaced);
            assert_eq!(found.confidence, confidence, "{refreshed}");
            assert_eq!(found.ruled_out, [RuledOut::RefreshTokenAlive]);
        }
    }

    #[test]
    fn what_else_ends_a_members_token_is_listed_and_not_chosen() {
        let refused = error("invalid_grant");
        let member = held(TokenOwner::Member, true);
        let found = of_refresh_answer(&evidence(&refused, &member, false, 2));
        let also: Vec<Cause> = found.also.iter().map(|it| it.cause).collect();
        assert_eq!(found.cause, Cause::RefreshTokenRefused);
        assert_eq!(also, [Cause::PasswordChanged, Cause::ConsentOutdated]);
        assert!(found.also.iter().all(|it| it.confidence == Confidence::Possible));
        let account = held(TokenOwner::ServiceAccount, true);
        let found = of_refresh_answer(&evidence(&refused, &account, false, 2));
        assert!(found.also.is_empty(), "a service account has no password and gives no consent");
        assert_eq!(found.fixes[0], Fix::GetNewToken);
    }

    #[test]
    fn return_code_99_is_about_the_tokens_encoding_and_ours_is_right() {
        let answer = Answer::ReturnCode { code: "99".into(), message: "UnexpectedError".into() };
        let held = held(TokenOwner::Member, false);
        let found = of_refresh_answer(&evidence(&answer, &held, false, 2));
        assert_eq!(found.cause, Cause::RefreshTokenUnreadable);
        assert_eq!(found.params["code"], "99");
        assert_eq!(found.ruled_out, [RuledOut::RefreshTokenWasEncoded]);
    }

    #[test]
    fn a_refusal_to_end_a_token_names_the_client_where_it_is_about_the_client() {
        let held = held(TokenOwner::Member, false);
        let rows = [
            (error("invalid_client"), Cause::ClientSecretWrong),
            (error("invalid_grant"), Cause::RevokeRefused),
            (Answer::Html, Cause::WrongContentType),
        ];
        for (answer, cause) in rows {
            assert_eq!(of_revoke_answer(&evidence(&answer, &held, false, 1)).cause, cause);
        }
    }
}
