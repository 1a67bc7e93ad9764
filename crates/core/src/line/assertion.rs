//! The assertion by which a channel says who it is (facts.md 7.3): built from a record and a time,
//! shown decoded. A fresh one for each call.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;

use crate::flow::{AssertionClaim, AssertionView, Part};
use crate::jwt::assertion::assertion_parts;
use crate::services::line::{AUDIENCE, MAX_ASSERTION_LIFE};
use crate::{Secret, UnixSeconds};

/// How long before the limit an assertion ends, in seconds, so that a small skew of this computer's
/// clock never makes it too long. LINE's own tolerance is NOT FOUND.
const MARGIN: i64 = 60;

/// What the assertion says, all times and lengths in whole seconds as JSON numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChannelClaims {
    /// Channel ID.
    pub iss: String,
    /// The same channel ID.
    pub sub: String,
    /// LINE's API, with the final slash.
    pub aud: String,
    /// When the assertion ends.
    pub exp: UnixSeconds,
    /// How long the token is to live; a length of time, no date. Of v2.1 alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_exp: Option<i64>,
}

impl ChannelClaims {
    /// Claims made at `now`. `token_life` in seconds, for a token of v2.1.
    pub fn new(channel_id: &str, token_life: Option<i64>, now: UnixSeconds) -> Self {
        let (iss, sub) = (channel_id.to_owned(), channel_id.to_owned());
        let exp = now + MAX_ASSERTION_LIFE - MARGIN;
        Self { iss, sub, aud: AUDIENCE.to_owned(), exp, token_exp: token_life }
    }
}

#[derive(Serialize)]
struct Header<'a> {
    alg: &'static str,
    typ: &'static str,
    kid: &'a str,
}

/// Header and payload, encoded and not yet signed.
#[derive(Debug, Clone)]
pub struct ChannelAssertion {
    kid: String,
    claims: ChannelClaims,
    message: String,
}

impl ChannelAssertion {
    /// Encodes header and claims. `kid`: as LINE's console gave it for the key that will sign.
    ///
    /// # Errors
    /// When JSON can't be written, which for these types does not happen.
    pub fn new(kid: &str, claims: ChannelClaims) -> Result<Self, serde_json::Error> {
        let encode = |json: String| URL_SAFE_NO_PAD.encode(json);
        let header = Header { alg: "RS256", typ: "JWT", kid };
        let head = encode(serde_json::to_string(&header)?);
        let body = encode(serde_json::to_string(&claims)?);
        Ok(Self { kid: kid.to_owned(), claims, message: format!("{head}.{body}") })
    }

    /// The bytes to sign (RFC 7515 section 5.1).
    pub fn message(&self) -> &[u8] {
        self.message.as_bytes()
    }

    /// What it claims.
    pub fn claims(&self) -> &ChannelClaims {
        &self.claims
    }

    /// The key's name at LINE.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The whole assertion. It is a secret: whoever has it can ask for a token until it ends.
    pub fn signed(&self, signature: &[u8]) -> Secret {
        Secret::new(format!("{}.{}", self.message, URL_SAFE_NO_PAD.encode(signature)))
    }

    /// Decoded for showing; the signature of `signed` is sealed.
    pub fn view(&self, signed: Option<&Secret>) -> AssertionView {
        let claims = &self.claims;
        let mut shown =
            vec![text("iss", &claims.iss), text("sub", &claims.sub), text("aud", &claims.aud)];
        shown.push(number("exp", claims.exp, Some(claims.exp)));
        shown.extend(claims.token_exp.map(|life| number("token_exp", life, None)));
        let header = [("alg", "RS256"), ("typ", "JWT"), ("kid", &self.kid)];
        AssertionView {
            header: header.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
            claims: shown,
            encoded: match signed {
                None => vec![Part::plain(&self.message)],
                // Exposed to be cut: only header and payload are kept.
                Some(signed) => assertion_parts(signed.expose()),
            },
        }
    }
}

fn text(name: &str, value: &str) -> AssertionClaim {
    let value = serde_json::Value::from(value).to_string();
    AssertionClaim { name: name.to_owned(), value, time: None }
}

fn number(name: &str, value: i64, time: Option<UnixSeconds>) -> AssertionClaim {
    AssertionClaim { name: name.to_owned(), value: value.to_string(), time }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KID: &str = "536e453c-aa93-4449-8e90-add2608783c6";
    const NOW: UnixSeconds = 1_776_231_128;

    fn decoded(assertion: &ChannelAssertion) -> Vec<String> {
        let text = String::from_utf8(assertion.message().to_vec()).unwrap();
        let decode = |part| String::from_utf8(URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
        text.split('.').map(decode).collect()
    }

    #[test]
    fn header_and_claims_are_exactly_the_documented_ones() {
        let claims = ChannelClaims::new("1573163733", Some(2_592_000), NOW);
        let parts = decoded(&ChannelAssertion::new(KID, claims).unwrap());
        assert_eq!(parts[0], format!(r#"{{"alg":"RS256","typ":"JWT","kid":"{KID}"}}"#));
        assert_eq!(
            parts[1],
            r#"{"iss":"1573163733","sub":"1573163733","aud":"https://api.line.me/","exp":1776232868,"token_exp":2592000}"#
        );
    }

    #[test]
    fn a_stateless_assertion_asks_for_no_life() {
        let claims = ChannelClaims::new("1573163733", None, NOW);
        let parts = decoded(&ChannelAssertion::new(KID, claims).unwrap());
        assert!(!parts[1].contains("token_exp"), "{}", parts[1]);
    }

    #[test]
    fn the_shown_assertion_has_no_signature() {
        let claims = ChannelClaims::new("1573163733", Some(60), NOW);
        let assertion = ChannelAssertion::new(KID, claims).unwrap();
        let signed = assertion.signed(b"TESTSIGNATURE-TESTSIGNATURE-TESTSIGNATURE");
        let signature = signed.expose().rsplit('.').next().unwrap().to_owned();
        let shown = serde_json::to_string(&assertion.view(Some(&signed))).unwrap();
        assert!(!shown.contains(&signature), "the signature must be sealed");
        assert!(shown.contains(KID));
    }
}
