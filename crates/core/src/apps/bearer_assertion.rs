//! What the assertion of the JWT bearer grant says at a server that is not LINE WORKS
//! (RFC 7523 section 3). Servers differ in what they want: each member can be left out but `exp`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// Claims of an assertion as a record has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct BearerAssertion {
    /// `iss`; empty: the client ID.
    pub issuer: String,
    /// `sub`: whom the token is for; empty: none.
    pub subject: String,
    /// `aud`; empty: none. RFC 7523 wants one, and servers differ in which.
    pub audience: String,
    /// `exp` minus `iat`, in seconds.
    pub lifetime: u32,
    /// `kid` of the header, also where the client shows who it is by an assertion; empty: none.
    pub key_id: String,
    /// Further claims as a JSON object; empty: none.
    pub claims: String,
}

impl Default for BearerAssertion {
    fn default() -> Self {
        Self {
            issuer: String::new(),
            subject: String::new(),
            audience: String::new(),
            lifetime: 300,
            key_id: String::new(),
            claims: String::new(),
        }
    }
}

impl BearerAssertion {
    /// The further claims. `None` when the text is no JSON object, or names a claim that has a
    /// field of its own.
    pub fn more_claims(&self) -> Option<Map<String, Value>> {
        if self.claims.trim().is_empty() {
            return Some(Map::new());
        }
        let claims: Map<String, Value> = serde_json::from_str(&self.claims).ok()?;
        let own = ["iss", "sub", "aud", "iat", "exp"];
        claims.keys().all(|name| !own.contains(&name.as_str())).then_some(claims)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn further_claims_are_an_object_and_leave_the_known_ones_alone() {
        let of = |claims: &str| {
            let assertion = BearerAssertion { claims: claims.into(), ..Default::default() };
            assertion.more_claims().map(|claims| claims.len())
        };
        let rows = [
            ("", Some(0)),
            (" {} ", Some(0)),
            (r#"{"tenant":"a","level":2}"#, Some(2)),
            ("[1]", None),
            ("tenant", None),
            (r#"{"iss":"another"}"#, None),
        ];
        for (text, count) in rows {
            assert_eq!(of(text), count, "{text}");
        }
    }
}
