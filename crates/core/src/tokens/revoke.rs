//! Ending a token before its time (facts.md 1.7; RFC 7009). The address and the fields are known
//! from programs only, and so said.

use super::refresh::check_token_held;
use crate::apps::{ClientProfile, Endpoints};
use crate::flow::{RuleId, Verdict, VerdictResult};
use crate::jwt::checks::Credentials;
use crate::oauth::{Answer, RevokedToken, check_client};

/// What can be said before a token is sent to be ended.
pub fn check_before_revoke(
    client: &ClientProfile,
    have: Credentials,
    has_token: bool,
) -> Vec<Verdict> {
    let mut verdicts = check_client(client, have, "facts 1.7");
    verdicts.push(check_token_held(has_token, "facts 1.7"));
    if matches!(client.endpoints, Endpoints::LineWorks(_)) {
        verdicts.push(Verdict::new(
            RuleId::RevokeAddressDocumented,
            VerdictResult::NotChecked,
            "documented",
            "inferred",
            "facts 1.1",
        ));
    }
    verdicts
}

/// Whether an answer says that it is done: 2xx (RFC 7009 section 2.2), without an error in it.
pub fn revoked(status: u16, answer: &Answer) -> bool {
    let error = matches!(answer, Answer::OAuthError { .. } | Answer::ReturnCode { .. });
    (200..300).contains(&status) && !error
}

/// Verdicts on the answer.
pub fn check_revoked(status: u16, answer: &Answer, kind: RevokedToken) -> Vec<Verdict> {
    let done = revoked(status, answer);
    let mut verdicts = vec![Verdict::must(RuleId::StatusOk, done, "2xx", status, "facts 1.7")];
    if done && kind == RevokedToken::RefreshToken {
        verdicts.push(Verdict::new(
            RuleId::AccessTokensEndToo,
            VerdictResult::NotChecked,
            "documented",
            "unknown",
            "facts 1.7",
        ));
    }
    verdicts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::apps::LineWorksApp;

    #[test]
    fn any_2xx_without_an_error_is_done_whatever_its_body() {
        let code = Answer::ReturnCode { code: "99".into(), message: "UnexpectedError".into() };
        let rows = [
            (200, Answer::NotJson, true),
            (204, Answer::NotJson, true),
            (200, Answer::UnknownJson, true),
            (200, code, false),
            (302, Answer::Redirect { location: None }, false),
            (404, Answer::Html, false),
        ];
        for (status, answer, done) in rows {
            assert_eq!(revoked(status, &answer), done, "{status} {answer:?}");
        }
    }

    #[test]
    fn what_is_not_known_is_said_to_be_not_checked() {
        let ends = |kind| {
            let verdicts = check_revoked(200, &Answer::NotJson, kind);
            verdicts.iter().any(|verdict| verdict.id == RuleId::AccessTokensEndToo)
        };
        assert!(ends(RevokedToken::RefreshToken));
        assert!(!ends(RevokedToken::AccessToken));
        let have = Credentials { has_secret: true, has_key: false };
        let before = check_before_revoke(&LineWorksApp::default().client(), have, true);
        let address = before.iter().find(|it| it.id == RuleId::RevokeAddressDocumented).unwrap();
        assert_eq!(address.result, VerdictResult::NotChecked);
    }
}
