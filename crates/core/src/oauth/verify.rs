//! Checks of what came back with a token (facts.md 1.5, 1.6). None of them takes the token away:
//! they are told beside it.

use super::TokenAnswer;
use crate::apps::ClientProfile;
use crate::flow::{RuleId, Verdict, VerdictResult};

/// Clocks further apart than this are worth a word, in seconds.
const SKEW_WORTH_A_WORD: i64 = 30;

/// Verdicts on the head of an answer.
pub fn check_head(status: u16, content_type: Option<&str>) -> Vec<Verdict> {
    let kind = content_type.unwrap_or("none");
    let is_json = kind.to_ascii_lowercase().starts_with("application/json");
    vec![
        Verdict::must(RuleId::StatusOk, status == 200, 200, status, "RFC 6749 5.1"),
        Verdict::should(RuleId::ContentTypeJson, is_json, "application/json", kind, "RFC 6749 5.1"),
    ]
}

/// Verdicts on a token, against what was asked for and what the console was told.
pub fn check_token(
    token: &TokenAnswer,
    client: &ClientProfile,
    skew_seconds: Option<i64>,
) -> Vec<Verdict> {
    let mut verdicts = check_access_token(token, client, skew_seconds);
    let refresh = if token.refresh_token.is_some() { "present" } else { "missing" };
    verdicts.push(Verdict::should(
        RuleId::RefreshTokenPresent,
        token.refresh_token.is_some(),
        "present",
        refresh,
        "facts 2.2",
    ));
    verdicts
}

/// The same without a word on the refresh token: a refresh need not bring one (facts.md 1.4).
pub fn check_access_token(
    token: &TokenAnswer,
    client: &ClientProfile,
    skew_seconds: Option<i64>,
) -> Vec<Verdict> {
    let mut verdicts = vec![granted(token, client)];
    verdicts.extend(lifetime(token, client));
    let is_bearer = token.token_type.eq_ignore_ascii_case("bearer");
    verdicts.push(Verdict::should(
        RuleId::TokenTypeBearer,
        is_bearer,
        "Bearer",
        &token.token_type,
        "RFC 6750",
    ));
    verdicts.push(clock(skew_seconds));
    verdicts
}

/// Scopes that were asked for and not granted. An answer without `scope` grants what was asked
/// (RFC 6749 section 5.1).
pub fn scopes_missing(token: &TokenAnswer, client: &ClientProfile) -> Vec<String> {
    let Some(granted) = &token.scope else { return Vec::new() };
    client.scopes.iter().filter(|scope| !granted.contains(scope)).cloned().collect()
}

fn granted(token: &TokenAnswer, client: &ClientProfile) -> Verdict {
    let actual =
        token.scope.as_ref().map_or_else(|| client.scopes.join(" "), |scope| scope.join(" "));
    let all = scopes_missing(token, client).is_empty();
    Verdict::should(RuleId::ScopesGranted, all, client.scopes.join(" "), actual, "facts 1.5")
}

fn lifetime(token: &TokenAnswer, client: &ClientProfile) -> Vec<Verdict> {
    let Some(seconds) = token.expires_in else {
        let id = RuleId::ExpiresInReadable;
        return vec![Verdict::should(id, false, "seconds", "unknown", "facts 1.5")];
    };
    let readable =
        Verdict::should(RuleId::ExpiresInReadable, true, "seconds", seconds, "facts 1.5");
    let as_set = client.access_token_seconds.map(|as_set| {
        Verdict::should(RuleId::LifetimeAsSet, seconds == as_set, as_set, seconds, "facts 1.6")
    });
    std::iter::once(readable).chain(as_set).collect()
}

fn clock(skew_seconds: Option<i64>) -> Verdict {
    match skew_seconds {
        None => Verdict::new(
            RuleId::ClockAgrees,
            VerdictResult::NotChecked,
            "Date",
            "none",
            "facts 8.1",
        ),
        Some(skew) => {
            let near = skew.abs() <= SKEW_WORTH_A_WORD;
            Verdict::should(
                RuleId::ClockAgrees,
                near,
                format!("<= {SKEW_WORTH_A_WORD} s"),
                format!("{skew:+} s"),
                "facts 8.1",
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;
    use crate::apps::LineWorksApp;

    fn token(expires_in: Option<i64>, scope: Option<&[&str]>) -> TokenAnswer {
        TokenAnswer {
            access_token: Secret::new("TESTtoken".into()),
            refresh_token: Some(Secret::new("TESTrefresh".into())),
            id_token: None,
            token_type: "bearer".into(),
            expires_in,
            expires_in_as_text: false,
            scope: scope.map(|list| list.iter().map(|scope| (*scope).to_owned()).collect()),
            key_id: None,
        }
    }

    fn client() -> ClientProfile {
        LineWorksApp { scopes: vec!["bot".into(), "user.read".into()], ..LineWorksApp::default() }
            .client()
    }

    fn warned(token: &TokenAnswer, skew: Option<i64>) -> Vec<RuleId> {
        let verdicts = check_token(token, &client(), skew);
        verdicts.into_iter().filter(|v| v.result == VerdictResult::Warned).map(|v| v.id).collect()
    }

    #[test]
    fn a_token_as_asked_for_has_nothing_to_say() {
        assert_eq!(warned(&token(Some(86_400), Some(&["bot", "user.read"])), Some(0)), []);
        assert_eq!(warned(&token(Some(86_400), None), Some(30)), []);
    }

    #[test]
    fn each_difference_is_told() {
        use RuleId::{ClockAgrees, ExpiresInReadable, LifetimeAsSet, ScopesGranted};
        let all: Option<&[&str]> = Some(&["bot", "user.read"]);
        assert_eq!(warned(&token(Some(3_600), all), None), [LifetimeAsSet]);
        assert_eq!(warned(&token(None, all), None), [ExpiresInReadable]);
        assert_eq!(warned(&token(Some(86_400), Some(&["bot"])), None), [ScopesGranted]);
        assert_eq!(warned(&token(Some(86_400), all), Some(-31)), [ClockAgrees]);
    }
}
