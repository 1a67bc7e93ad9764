//! Who signed in, as an accepted ID token or a userinfo answer names the member (OpenID Connect Core
//! 5.1). Kept with the run; never a credential, and never what a decision is made on.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

use crate::Secret;
use crate::jwt::read;

/// Longest name or address that is kept, in characters.
const LONGEST: usize = 320;

/// The member as the server names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    /// `sub`.
    pub sub: String,
    /// `name`, where the server tells it.
    pub name: Option<String>,
    /// `email`, where the server tells it.
    pub email: Option<String>,
    /// `email_verified`; `None` where the server does not say.
    pub email_verified: Option<bool>,
}

impl SignedIn {
    /// Of an ID token that was accepted; `None` without a `sub`.
    pub fn of_id_token(id_token: &Secret) -> Option<Self> {
        // Exposed to be read; names of people are kept, no signature.
        let claims = read::read(id_token.expose()).claims?;
        let claim = |name: &str| {
            let mut named = claims.iter().filter(|claim| claim.name == name);
            // A member that is there twice says nothing.
            let only = named.next().filter(|_| named.next().is_none())?;
            serde_json::from_str::<Value>(&only.value_json).ok()
        };
        Self::of(claim)
    }

    /// Of the claims of a userinfo answer; `None` without a `sub`.
    pub fn of_claims(claims: &Map<String, Value>) -> Option<Self> {
        Self::of(|name| claims.get(name).cloned())
    }

    fn of(claim: impl Fn(&str) -> Option<Value>) -> Option<Self> {
        let text = |name: &str| {
            let kept: String = claim(name)?.as_str()?.chars().take(LONGEST).collect();
            Some(kept).filter(|text| !text.is_empty())
        };
        // Some servers write the truth value as a text.
        let email_verified = claim("email_verified").and_then(|value| match &value {
            Value::String(text) => text.parse().ok(),
            value => value.as_bool(),
        });
        Some(Self { sub: text("sub")?, name: text("name"), email: text("email"), email_verified })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jwt::verify::tests::signer::rs256;
    use serde_json::json;

    fn of(claims: &Value) -> Option<SignedIn> {
        SignedIn::of_claims(claims.as_object().unwrap())
    }

    #[test]
    fn a_member_is_named_by_both_kinds_of_answer_alike() {
        let claims = json!({
            "sub": "m-1", "name": "田中 結衣", "email": "yui@example.com", "email_verified": "false",
        });
        let told = of(&claims).unwrap();
        assert_eq!(told.name.as_deref(), Some("田中 結衣"));
        assert_eq!(told.email.as_deref(), Some("yui@example.com"));
        assert_eq!(told.email_verified, Some(false));
        let token = Secret::new(rs256(r#"{"alg":"RS256"}"#, &claims.to_string()));
        assert_eq!(SignedIn::of_id_token(&token), Some(told));
    }

    #[test]
    fn nobody_is_named_without_a_sub_or_with_two() {
        assert_eq!(of(&json!({"name": "Tanaka"})), None);
        assert_eq!(of(&json!({"sub": 7})), None);
        let twice = Secret::new(rs256(r#"{"alg":"RS256"}"#, r#"{"sub":"m-1","sub":"m-2"}"#));
        assert_eq!(SignedIn::of_id_token(&twice), None);
    }

    #[test]
    fn what_is_missing_stays_unknown_and_what_is_long_is_cut() {
        let told = of(&json!({"sub": "m-1", "name": "x".repeat(1_000), "email": ""})).unwrap();
        assert_eq!(told.name.map(|name| name.len()), Some(LONGEST));
        assert_eq!((told.email, told.email_verified), (None, None));
    }
}
