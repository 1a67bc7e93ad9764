//! Assertions for servers that are not LINE WORKS: one by which a client shows who it is
//! (RFC 7523 section 2.2, OpenID Connect Core section 9), and one that it gets a token for
//! (section 2.1), with whatever claims the server wants. RS256; signing is the caller's.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::assertion::assertion_parts;
use crate::apps::BearerAssertion;
use crate::flow::{AssertionClaim, AssertionView, Part};
use crate::services::line_works::BACKDATE;
use crate::{Secret, UnixSeconds};

/// How long a client assertion holds, in seconds: it is used at once.
const CLIENT_ASSERTION_LIFE: i64 = 300;

/// Header and claims, encoded and not yet signed.
#[derive(Debug, Clone)]
pub struct UnsignedJwt {
    header: Vec<(&'static str, Value)>,
    claims: Vec<(String, Value)>,
    message: String,
}

impl UnsignedJwt {
    fn new(key_id: &str, claims: Vec<(String, Value)>) -> Self {
        let mut header = vec![("alg", json!("RS256")), ("typ", json!("JWT"))];
        header.extend((!key_id.trim().is_empty()).then(|| ("kid", json!(key_id.trim()))));
        let encode = |json: String| URL_SAFE_NO_PAD.encode(json);
        let head = encode(object(header.iter().map(|(name, value)| (*name, value))));
        let body = encode(object(claims.iter().map(|(name, value)| (name.as_str(), value))));
        Self { header, claims, message: format!("{head}.{body}") }
    }

    /// The bytes to sign (RFC 7515 section 5.1).
    pub fn message(&self) -> &[u8] {
        self.message.as_bytes()
    }

    /// The whole assertion, a secret until it ends.
    pub fn signed(&self, signature: &[u8]) -> Secret {
        Secret::new(format!("{}.{}", self.message, URL_SAFE_NO_PAD.encode(signature)))
    }

    /// Its `iat` and `exp`, where both are whole seconds.
    pub fn times(&self) -> Option<(UnixSeconds, UnixSeconds)> {
        let time = |wanted: &str| {
            self.claims.iter().find(|(name, _)| name == wanted).and_then(|(_, v)| v.as_i64())
        };
        Some((time("iat")?, time("exp")?))
    }

    /// Decoded for showing; the signature of `signed` is sealed.
    pub fn view(&self, signed: Option<&Secret>) -> AssertionView {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let is_time = |name: &str| matches!(name, "iat" | "exp" | "nbf");
        let claim = |(name, value): &(String, Value)| AssertionClaim {
            name: name.clone(),
            value: value.to_string(),
            time: value.as_i64().filter(|_| is_time(name)),
        };
        AssertionView {
            header: self.header.iter().map(|(name, v)| ((*name).to_owned(), text(v))).collect(),
            claims: self.claims.iter().map(claim).collect(),
            encoded: match signed {
                None => vec![Part::plain(&self.message)],
                // Exposed to be cut: only header and claims are kept.
                Some(secret) => assertion_parts(secret.expose()),
            },
        }
    }
}

/// A JSON object with its members in this order.
fn object<'a>(members: impl Iterator<Item = (&'a str, &'a Value)>) -> String {
    let member = |(name, value): (&str, &Value)| format!("{}:{value}", json!(name));
    format!("{{{}}}", members.map(member).collect::<Vec<_>>().join(","))
}

/// The assertion by which a client shows who it is. `number` makes it one of its own.
pub fn client_assertion(
    client_id: &str,
    audience: &str,
    key_id: &str,
    number: u128,
    now: UnixSeconds,
) -> UnsignedJwt {
    let iat = now - BACKDATE;
    let claim = |name: &str, value: Value| (name.to_owned(), value);
    let claims = vec![
        claim("iss", json!(client_id)),
        claim("sub", json!(client_id)),
        claim("aud", json!(audience)),
        claim("jti", json!(format!("{number:032x}"))),
        claim("iat", json!(iat)),
        claim("exp", json!(iat + CLIENT_ASSERTION_LIFE)),
    ];
    UnsignedJwt::new(key_id, claims)
}

/// The assertion that a token is asked for with; `None` when the record's further claims are no
/// JSON object.
pub fn bearer_assertion(
    assertion: &BearerAssertion,
    client_id: &str,
    now: UnixSeconds,
) -> Option<UnsignedJwt> {
    let iat = now - BACKDATE;
    let text = |name: &str, value: &str| {
        (!value.trim().is_empty()).then(|| (name.to_owned(), json!(value.trim())))
    };
    let issuer = Some(assertion.issuer.as_str()).filter(|issuer| !issuer.trim().is_empty());
    let mut claims: Vec<(String, Value)> = [
        text("iss", issuer.unwrap_or(client_id)),
        text("sub", &assertion.subject),
        text("aud", &assertion.audience),
    ]
    .into_iter()
    .flatten()
    .collect();
    claims.push(("iat".to_owned(), json!(iat)));
    claims.push(("exp".to_owned(), json!(iat + i64::from(assertion.lifetime))));
    claims.extend(assertion.more_claims()?);
    Some(UnsignedJwt::new(&assertion.key_id, claims))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_800_000_030;

    fn decoded(unsigned: &UnsignedJwt) -> Vec<String> {
        let text = String::from_utf8(unsigned.message().to_vec()).unwrap();
        let decode = |part: &str| String::from_utf8(URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
        text.split('.').map(decode).collect()
    }

    #[test]
    fn a_client_assertion_has_the_claims_of_openid_connect_core_9() {
        let made = client_assertion("c", "https://id.example.com/token", "one", 255, NOW);
        let expected = r#"{"iss":"c","sub":"c","aud":"https://id.example.com/token","jti":"000000000000000000000000000000ff","iat":1800000000,"exp":1800000300}"#;
        let header = r#"{"alg":"RS256","typ":"JWT","kid":"one"}"#;
        assert_eq!(decoded(&made), [header, expected]);
    }

    #[test]
    fn a_bearer_assertion_says_what_the_record_says_and_nothing_else() {
        let mut assertion = BearerAssertion { lifetime: 60, ..BearerAssertion::default() };
        let claims = |assertion: &BearerAssertion| {
            decoded(&bearer_assertion(assertion, "c", NOW).unwrap()).remove(1)
        };
        assert_eq!(claims(&assertion), r#"{"iss":"c","iat":1800000000,"exp":1800000060}"#);
        assertion.issuer = "i".into();
        assertion.subject = " s@x ".into();
        assertion.audience = "https://a.example.com".into();
        assertion.claims = r#"{"tenant":{"id":7}}"#.into();
        let expected = r#"{"iss":"i","sub":"s@x","aud":"https://a.example.com","iat":1800000000,"exp":1800000060,"tenant":{"id":7}}"#;
        assert_eq!(claims(&assertion), expected);
        assertion.claims = "[]".into();
        assert!(bearer_assertion(&assertion, "c", NOW).is_none());
    }

    #[test]
    fn the_shown_assertion_has_no_signature_and_knows_its_times() {
        let made = client_assertion("c", "a", "", 1, NOW);
        let signed = made.signed(b"TESTSIGNATURE-TESTSIGNATURE-TESTSIGNATURE");
        let signature = signed.expose().rsplit('.').next().unwrap().to_owned();
        let view = made.view(Some(&signed));
        assert!(!serde_json::to_string(&view).unwrap().contains(&signature));
        let times: Vec<_> = view.claims.iter().filter_map(|claim| claim.time).collect();
        assert_eq!(times, [1_800_000_000, 1_800_000_300]);
        assert_eq!(view.header, [("alg".into(), "RS256".into()), ("typ".into(), "JWT".into())]);
    }
}
