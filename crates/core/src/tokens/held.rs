//! What is known of a refresh token beside its text.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{IdTokenIdentity, Replacement};
use crate::UnixSeconds;
use crate::flow::{FlowKind, RunId};

/// In whose name a token speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TokenOwner {
    /// The app's service account.
    ServiceAccount,
    /// The client itself: nobody signed in, and there is no service account either.
    Client,
    /// A member who signed in.
    Member,
}

impl TokenOwner {
    /// All of them, in the order in which one is looked for that nobody named.
    pub const ALL: [Self; 3] = [Self::Member, Self::ServiceAccount, Self::Client];

    /// Whose token a flow brings; `None` for flows that go on with an earlier one.
    pub fn of(flow: FlowKind) -> Option<Self> {
        match flow {
            FlowKind::ServiceAccount => Some(Self::ServiceAccount),
            FlowKind::ClientCredentials | FlowKind::JwtBearer => Some(Self::Client),
            FlowKind::AuthorizationCode => Some(Self::Member),
            _ => None,
        }
    }
}

/// What is kept beside a refresh token. Never the token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RefreshFacts {
    /// In whose name it speaks.
    pub owner: TokenOwner,
    /// The run that brought it.
    pub run_id: RunId,
    /// When it was issued.
    pub issued_at: UnixSeconds,
    /// When it ends: with LINE WORKS after 90 days (facts.md 1.6), with another server nobody knows.
    pub ends_at: Option<UnixSeconds>,
    /// When it, or the one before it, last brought an access token.
    pub refreshed_at: Option<UnixSeconds>,
    /// What was granted with it.
    pub scope: Vec<String>,
    /// Who the ID token of the sign-in was about.
    pub identity: Option<IdTokenIdentity>,
}

impl RefreshFacts {
    /// Of a refresh token that has just been issued. `life` in seconds, where it is known.
    pub fn issued(
        owner: TokenOwner,
        run_id: RunId,
        now: UnixSeconds,
        life: Option<i64>,
        scope: Vec<String>,
        identity: Option<IdTokenIdentity>,
    ) -> Self {
        let ends_at = life.map(|life| now.saturating_add(life));
        Self { owner, run_id, issued_at: now, ends_at, refreshed_at: None, scope, identity }
    }

    /// After a refresh: its life begins anew only with a new token (facts.md 1.6).
    pub fn after(self, replacement: Replacement, run_id: RunId, now: UnixSeconds) -> Self {
        let refreshed_at = Some(now);
        match replacement {
            Replacement::New => {
                let life = self.ends_at.map(|ends_at| ends_at - self.issued_at);
                let ends_at = life.map(|life| now.saturating_add(life));
                Self { run_id, issued_at: now, ends_at, refreshed_at, ..self }
            }
            Replacement::None | Replacement::Same => Self { refreshed_at, ..self },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;

    #[test]
    fn the_ninety_days_begin_anew_with_a_new_token_only() {
        let scope = vec!["bot".to_owned()];
        let life = Some(90 * DAY);
        let first = RefreshFacts::issued(TokenOwner::Member, RunId(1), 0, life, scope, None);
        assert_eq!(first.ends_at, Some(90 * DAY));
        for kept in [Replacement::None, Replacement::Same] {
            let after = first.clone().after(kept, RunId(2), 10 * DAY);
            assert_eq!((after.issued_at, after.ends_at), (0, Some(90 * DAY)), "{kept:?}");
            assert_eq!((after.run_id, after.refreshed_at), (RunId(1), Some(10 * DAY)));
        }
        let after = first.after(Replacement::New, RunId(2), 10 * DAY);
        assert_eq!((after.issued_at, after.ends_at), (10 * DAY, Some(100 * DAY)));
        assert_eq!(after.run_id, RunId(2));
    }
}
