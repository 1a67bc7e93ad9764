//! The service-account assertion of LINE WORKS (facts.md 2.1; RFC 7523 section 3): built from a
//! record and a time, checked before it is sent (facts.md 2.5), shown decoded.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, Header};
use serde::Serialize;

use crate::flow::{AssertionClaim, AssertionView, Part};
use crate::services::line_works::BACKDATE;
use crate::{Secret, UnixSeconds};

/// Claims of the assertion, all times in whole seconds as JSON numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AssertionClaims {
    /// Client ID.
    pub iss: String,
    /// Service account ID.
    pub sub: String,
    /// When it was made.
    pub iat: UnixSeconds,
    /// When it ends.
    pub exp: UnixSeconds,
}

impl AssertionClaims {
    /// Claims made at `now`. `iat` is set back by [`BACKDATE`] and `exp` counts from `iat`, so
    /// that a small skew of this computer's clock never breaks a run.
    pub fn new(client_id: &str, service_account: &str, lifetime: u32, now: UnixSeconds) -> Self {
        let iat = now - BACKDATE;
        let (iss, sub) = (client_id.to_owned(), service_account.to_owned());
        Self { iss, sub, iat, exp: iat + i64::from(lifetime) }
    }
}

/// Header and payload, encoded and not yet signed.
#[derive(Debug, Clone)]
pub struct UnsignedAssertion {
    header: Header,
    claims: AssertionClaims,
    message: String,
}

impl UnsignedAssertion {
    /// Encodes header and claims: base64url without padding (RFC 7515 section 2).
    ///
    /// # Errors
    /// When JSON can't be written, which for these types does not happen.
    pub fn new(claims: AssertionClaims) -> Result<Self, serde_json::Error> {
        let header = Header::new(Algorithm::RS256);
        let encode = |json: String| URL_SAFE_NO_PAD.encode(json);
        let head = encode(serde_json::to_string(&header)?);
        let body = encode(serde_json::to_string(&claims)?);
        Ok(Self { header, claims, message: format!("{head}.{body}") })
    }

    /// The bytes to sign (RFC 7515 section 5.1).
    pub fn message(&self) -> &[u8] {
        self.message.as_bytes()
    }

    /// What it claims.
    pub fn claims(&self) -> &AssertionClaims {
        &self.claims
    }

    /// The whole assertion. It is a secret: whoever has it can ask for a token until it ends.
    pub fn signed(&self, signature: &[u8]) -> Secret {
        Secret::new(format!("{}.{}", self.message, URL_SAFE_NO_PAD.encode(signature)))
    }

    /// Decoded for showing; the signature of `signed` is sealed.
    pub fn view(&self, signed: Option<&Secret>) -> AssertionView {
        let claims = &self.claims;
        AssertionView {
            header: vec![
                ("alg".into(), format!("{:?}", self.header.alg)),
                ("typ".into(), "JWT".into()),
            ],
            claims: vec![
                text_claim("iss", &claims.iss),
                text_claim("sub", &claims.sub),
                time_claim("iat", claims.iat),
                time_claim("exp", claims.exp),
            ],
            encoded: self.encoded(signed),
        }
    }

    fn encoded(&self, signed: Option<&Secret>) -> Vec<Part> {
        match signed {
            None => vec![Part::plain(&self.message)],
            // Exposed to be cut: only header and payload are kept.
            Some(secret) => assertion_parts(secret.expose()),
        }
    }
}

/// An assertion in parts: header and payload plain, the signature sealed.
pub fn assertion_parts(assertion: &str) -> Vec<Part> {
    match assertion.rsplit_once('.') {
        Some((message, signature)) => {
            vec![Part::plain(format!("{message}.")), Part::secret(signature)]
        }
        None => vec![Part::secret(assertion)],
    }
}

fn text_claim(name: &str, value: &str) -> AssertionClaim {
    let value = serde_json::Value::from(value).to_string();
    AssertionClaim { name: name.to_owned(), value, time: None }
}

fn time_claim(name: &str, value: UnixSeconds) -> AssertionClaim {
    AssertionClaim { name: name.to_owned(), value: value.to_string(), time: Some(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unsigned() -> UnsignedAssertion {
        let claims = AssertionClaims::new(
            "TESTclientID00000001",
            "a.serviceaccount@x",
            3_600,
            1_776_231_128,
        );
        UnsignedAssertion::new(claims).unwrap()
    }

    #[test]
    fn header_and_claims_are_exactly_the_documented_ones() {
        let unsigned = unsigned();
        let text = String::from_utf8(unsigned.message().to_vec()).unwrap();
        let decoded: Vec<String> = text
            .split('.')
            .map(|part| String::from_utf8(URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap())
            .collect();
        assert_eq!(decoded[0], r#"{"typ":"JWT","alg":"RS256"}"#);
        let claims = r#"{"iss":"TESTclientID00000001","sub":"a.serviceaccount@x","iat":1776231098,"exp":1776234698}"#;
        assert_eq!(decoded[1], claims);
    }

    #[test]
    fn the_shown_assertion_has_no_signature() {
        let unsigned = unsigned();
        let signed = unsigned.signed(b"TESTSIGNATURE-TESTSIGNATURE-TESTSIGNATURE");
        let signature = signed.expose().rsplit('.').next().unwrap().to_owned();
        let shown = serde_json::to_string(&unsigned.view(Some(&signed))).unwrap();
        assert!(!shown.contains(&signature), "the signature must be sealed");
    }
}
