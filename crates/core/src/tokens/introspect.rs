//! Asking a server whether a token holds (RFC 7662): what can be said before, and what its answer
//! says.

use serde_json::{Map, Value};

use super::refresh::check_token_held;
use crate::apps::ClientProfile;
use crate::flow::{RuleId, Verdict};
use crate::jwt::checks::Credentials;
use crate::oauth::{check_client, check_head};

const SOURCE: &str = "RFC 7662 2.2";

/// What can be said before a token is sent to be looked into.
pub fn check_before_introspection(
    client: &ClientProfile,
    have: Credentials,
    has_token: bool,
) -> Vec<Verdict> {
    let mut verdicts = check_client(client, have, "RFC 7662 2.1");
    verdicts.push(check_token_held(has_token, "RFC 7662 2.1"));
    verdicts
}

/// Verdicts on an answer that says whether the token holds; `None` for one that does not say.
pub fn check_introspected(
    status: u16,
    content_type: Option<&str>,
    body: &[u8],
    client_id: &str,
) -> Option<Vec<Verdict>> {
    let answer: Map<String, Value> = serde_json::from_slice(body).ok()?;
    let active = answer.get("active")?.as_bool().filter(|_| status == 200)?;
    let mut verdicts = check_head(status, content_type);
    let found = if active { "true" } else { "false" };
    verdicts.push(Verdict::should(RuleId::TokenActive, active, "true", found, SOURCE));
    // A member that a server may leave out.
    let other = answer.get("client_id").and_then(Value::as_str);
    verdicts.extend(other.map(|other| {
        Verdict::should(RuleId::TokenOfThisClient, other == client_id, client_id, other, SOURCE)
    }));
    Some(verdicts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::VerdictResult::{Passed, Warned};

    #[test]
    fn an_answer_that_does_not_say_is_no_answer_and_false_is_no_pass() {
        let rows: [(u16, &str, Option<Vec<_>>); 7] = [
            (200, r#"{"active":true,"client_id":"c"}"#, Some(vec![Passed, Passed])),
            (200, r#"{"active":true}"#, Some(vec![Passed])),
            (200, r#"{"active":false}"#, Some(vec![Warned])),
            (200, r#"{"active":true,"client_id":"d"}"#, Some(vec![Passed, Warned])),
            (200, r#"{"active":"true"}"#, None),
            (401, r#"{"active":true}"#, None),
            (200, "[]", None),
        ];
        for (status, body, expected) in rows {
            let found = check_introspected(status, Some("application/json"), body.as_bytes(), "c");
            let found = found.map(|list| list.iter().skip(2).map(|one| one.result).collect());
            assert_eq!(found, expected, "{status} {body}");
        }
    }
}
