//! Who an ID token is about, and whether one that comes with a refresh is about the same member
//! (OpenID Connect Core 12.2).

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::flow::{RuleId, Verdict};
use crate::jwks::KeySet;
use crate::jwt::read;
use crate::jwt::verify::members::{find, text_of};
use crate::jwt::verify::{Expectations, Question, SignatureAlgorithm};
use crate::sign_in::judge_id_token;
use crate::{Secret, UnixSeconds};

/// The claims that must not change from one ID token to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdTokenIdentity {
    /// Who issued it.
    pub iss: String,
    /// The member.
    pub sub: String,
    /// Whom it is for: a text, or a list in JSON.
    pub aud: String,
}

impl IdTokenIdentity {
    /// Of an ID token that was accepted; `None` where it lacks one of the three.
    pub fn of(id_token: &Secret) -> Option<Self> {
        // Exposed to be read; names of people are kept, no signature.
        let reading = read::read(id_token.expose());
        let claims = reading.claims.as_deref();
        let text = |name| find(claims, name).text().map(Cow::into_owned);
        let aud = find(claims, "aud").once()?;
        let aud = text_of(aud).map_or_else(|| aud.value_json.clone(), Cow::into_owned);
        Some(Self { iss: text("iss")?, sub: text("sub")?, aud })
    }
}

/// When an ID token ends: its `exp`.
pub fn id_token_end(id_token: &Secret) -> Option<UnixSeconds> {
    // Exposed to be read.
    let reading = read::read(id_token.expose());
    find(reading.claims.as_deref(), "exp").once()?.time
}

/// Judges an ID token that came with a refresh. `before`: who the first one was about. Its nonce is
/// not that of a request (OpenID Connect Core 12.2), so that line is left out. `keys`: the issuer's,
/// where they could be read; without them the signature is not checked.
pub fn check_refreshed_id_token(
    id_token: &Secret,
    access_token: &Secret,
    client_id: &str,
    before: Option<&IdTokenIdentity>,
    keys: Option<KeySet>,
    now: UnixSeconds,
) -> Vec<Verdict> {
    let question = Question {
        keys: keys.as_ref(),
        // From the documents, never from the token's header (security.md V2).
        algorithm: Some(SignatureAlgorithm::Rs256),
        expect: Expectations {
            iss: before.map(|before| before.iss.clone()),
            aud: Some(client_id.to_owned()),
            nonce: None,
        },
        access_token: Some(access_token),
        now,
    };
    let mut verdicts = judge_id_token(id_token, &question, false);
    verdicts.retain(|verdict| verdict.id != RuleId::IdTokenNonce);
    let now_about = IdTokenIdentity::of(id_token);
    if let (Some(before), Some(after)) = (before, &now_about) {
        let source = "OpenID Connect Core 12.2";
        let same = before.sub == after.sub;
        verdicts.push(Verdict::must(RuleId::IdTokenSubject, same, &before.sub, &after.sub, source));
        if before.aud != after.aud {
            verdicts.retain(|verdict| verdict.id != RuleId::IdTokenAudience);
            verdicts.push(Verdict::must(
                RuleId::IdTokenAudience,
                false,
                &before.aud,
                &after.aud,
                source,
            ));
        }
    }
    verdicts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::VerdictResult;
    use crate::jwt::verify::tests::signer::rs256;

    const NOW: i64 = 1_800_000_000;

    fn id_token(change: (&str, serde_json::Value)) -> Secret {
        let header = serde_json::json!({"alg": "RS256", "typ": "JWT", "kid": "one"}).to_string();
        let mut claims = serde_json::json!({
            "iss": "https://issuer.example", "sub": "TESTmember", "aud": "TESTclient",
            "iat": NOW, "exp": NOW + 3_600,
        });
        claims[change.0] = change.1;
        Secret::new(rs256(&header, &claims.to_string()))
    }

    fn failed(after: &Secret) -> Vec<RuleId> {
        let before = IdTokenIdentity::of(&id_token(("name", "x".into()))).unwrap();
        let access = Secret::new("TESTaccess".to_owned());
        let verdicts =
            check_refreshed_id_token(after, &access, "TESTclient", Some(&before), None, NOW);
        let failed = verdicts.into_iter().filter(|it| it.result == VerdictResult::Failed);
        failed.map(|verdict| verdict.id).collect()
    }

    #[test]
    fn an_id_token_of_a_refresh_is_about_the_same_member_app_and_issuer() {
        assert_eq!(failed(&id_token(("nonce", "another".into()))), [], "a nonce is not compared");
        let rows = [
            ("iss", serde_json::json!("https://evil.example"), RuleId::IdTokenIssuer),
            ("sub", serde_json::json!("TESTother"), RuleId::IdTokenSubject),
            ("aud", serde_json::json!("TESTotherClient"), RuleId::IdTokenAudience),
            ("aud", serde_json::json!(["TESTclient", "more"]), RuleId::IdTokenAudience),
            ("exp", serde_json::json!(NOW - 1), RuleId::IdTokenExpiry),
        ];
        for (name, value, rule) in rows {
            assert_eq!(failed(&id_token((name, value))), [rule], "{name}");
        }
    }

    #[test]
    fn without_an_earlier_one_there_is_nothing_to_compare() {
        let access = Secret::new("TESTaccess".to_owned());
        let token = id_token(("sub", "anybody".into()));
        let verdicts = check_refreshed_id_token(&token, &access, "TESTclient", None, None, NOW);
        assert!(verdicts.iter().all(|it| it.result != VerdictResult::Failed), "{verdicts:?}");
        assert!(verdicts.iter().all(|it| it.id != RuleId::IdTokenSubject));
    }
}
