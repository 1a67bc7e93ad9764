//! Checks around a refresh (facts.md 1.4, 1.6): before the refresh token is sent, and whether a
//! new one came, as the console's rotation setting says.

use super::RefreshFacts;
use crate::apps::ClientProfile;
use crate::flow::{RuleId, Verdict, VerdictResult};
use crate::jwt::checks::Credentials;
use crate::oauth::{TokenAnswer, check_client};
use crate::{Secret, UnixSeconds};

/// What an answer does to the refresh token that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replacement {
    /// None came: the old one stays (rotation off).
    None,
    /// The very same came again.
    Same,
    /// A new one came: the old one is replaced (rotation on).
    New,
}

/// What came for the refresh token that was sent.
pub fn replacement(answer: &TokenAnswer, sent: &Secret) -> Replacement {
    match &answer.refresh_token {
        None => Replacement::None,
        // Exposed to be compared; both are ours.
        Some(token) if token.expose() == sent.expose() => Replacement::Same,
        Some(_) => Replacement::New,
    }
}

/// What can be said before a refresh token is sent. One whose 90 days are over is sent all the
/// same: the server knows best, and its words are worth having.
pub fn check_before_refresh(
    client: &ClientProfile,
    have: Credentials,
    held: Option<&RefreshFacts>,
    now: UnixSeconds,
) -> Vec<Verdict> {
    let mut verdicts = check_client(client, have, "facts 1.4");
    verdicts.push(check_token_held(held.is_some(), "facts 1.4"));
    if let Some(ends_at) = held.and_then(|held| held.ends_at) {
        verdicts.push(Verdict::should(
            RuleId::RefreshTokenAlive,
            now < ends_at,
            format!("< {ends_at}"),
            now,
            "facts 1.6",
        ));
    }
    verdicts
}

/// That there is a token to send.
pub(super) fn check_token_held(held: bool, source: &str) -> Verdict {
    let actual = if held { "present" } else { "missing" };
    Verdict::must(RuleId::TokenHeld, held, "present", actual, source)
}

/// Whether the answer has a new refresh token where the record says that rotation is on, and none
/// where it says that it is off. A record that doesn't know has nothing to compare with.
pub fn check_rotation(client: &ClientProfile, came: Replacement) -> Verdict {
    let actual = match came {
        Replacement::None => "none",
        Replacement::Same => "same",
        Replacement::New => "new",
    };
    let Some(rotation) = client.refresh_rotation else {
        let result = VerdictResult::NotChecked;
        return Verdict::new(RuleId::RotationAsSet, result, "unknown", actual, "RFC 6749 6");
    };
    let expected = if rotation { "new" } else { "none" };
    let holds = rotation == (came == Replacement::New);
    Verdict::should(RuleId::RotationAsSet, holds, expected, actual, "facts 1.4")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::apps::LineWorksApp;
    use crate::flow::RunId;
    use crate::tokens::TokenOwner;

    fn app(refresh_rotation: bool) -> ClientProfile {
        let client_id = "TESTclient".into();
        LineWorksApp { refresh_rotation, client_id, ..LineWorksApp::default() }.client()
    }

    fn answer(refresh_token: Option<&str>) -> TokenAnswer {
        TokenAnswer {
            access_token: Secret::new("TESTaccess".into()),
            refresh_token: refresh_token.map(|token| Secret::new(token.into())),
            id_token: None,
            token_type: "Bearer".into(),
            expires_in: Some(3_600),
            expires_in_as_text: false,
            scope: None,
            key_id: None,
        }
    }

    #[test]
    fn rotation_is_told_when_it_is_not_as_the_record_says() {
        let sent = Secret::new("TESTold".into());
        let rows = [
            (true, Some("TESTnew"), Replacement::New, VerdictResult::Passed),
            (true, None, Replacement::None, VerdictResult::Warned),
            (true, Some("TESTold"), Replacement::Same, VerdictResult::Warned),
            (false, None, Replacement::None, VerdictResult::Passed),
            (false, Some("TESTold"), Replacement::Same, VerdictResult::Passed),
            (false, Some("TESTnew"), Replacement::New, VerdictResult::Warned),
        ];
        for (rotation, token, came, result) in rows {
            let found = replacement(&answer(token), &sent);
            assert_eq!(found, came, "{token:?}");
            assert_eq!(
                check_rotation(&app(rotation), found).result,
                result,
                "{rotation} {token:?}"
            );
        }
    }

    #[test]
    fn a_record_that_does_not_know_of_rotation_is_held_to_nothing() {
        let client = ClientProfile { refresh_rotation: None, ..app(false) };
        for came in [Replacement::None, Replacement::Same, Replacement::New] {
            assert_eq!(check_rotation(&client, came).result, VerdictResult::NotChecked, "{came:?}");
        }
    }

    #[test]
    fn a_token_past_its_ninety_days_is_told_and_one_that_is_not_held_stops_the_run() {
        let life = Some(90 * 86_400);
        let facts = RefreshFacts::issued(TokenOwner::Member, RunId(1), 0, life, Vec::new(), None);
        let ends_at = facts.ends_at.unwrap();
        let result = |held: Option<&RefreshFacts>, now, id| {
            let have = Credentials { has_secret: true, has_key: false };
            let verdicts = check_before_refresh(&app(false), have, held, now);
            verdicts.into_iter().find(|verdict| verdict.id == id).map(|verdict| verdict.result)
        };
        let alive = |now| result(Some(&facts), now, RuleId::RefreshTokenAlive);
        assert_eq!(alive(ends_at - 1), Some(VerdictResult::Passed));
        assert_eq!(alive(ends_at), Some(VerdictResult::Warned));
        assert_eq!(result(None, 0, RuleId::TokenHeld), Some(VerdictResult::Failed));
    }
}
