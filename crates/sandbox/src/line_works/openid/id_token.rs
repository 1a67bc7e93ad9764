//! ID tokens (facts 3), and what the faults make of them.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

use super::keys::SigningKeys;
use crate::fault::Fault;
use crate::line_works::member::PracticeUser;

/// How long an ID token lives, in seconds (facts 3).
const LIFE: i64 = 3600;
/// An issuer that is not this server.
const OTHER_ISSUER: &str = "https://other.practice.invalid";
/// A client that does not exist.
const OTHER_CLIENT: &str = "another_app_00000000";
/// A key that no set has.
const OTHER_KID: &str = "no-such-key";

/// What an ID token says.
pub(in crate::line_works) struct IdToken<'a> {
    pub(in crate::line_works) issuer: &'a str,
    pub(in crate::line_works) client_id: &'a str,
    pub(in crate::line_works) member: &'a PracticeUser,
    pub(in crate::line_works) scopes: &'a [String],
    pub(in crate::line_works) nonce: Option<&'a str>,
    pub(in crate::line_works) access_token: &'a str,
    /// Unix seconds by the server's clock.
    pub(in crate::line_works) now: i64,
}

impl IdToken<'_> {
    /// The token as a compact JWS; exactly one thing about it is wrong under a fault that is about it.
    pub(in crate::line_works) fn write(
        &self,
        keys: &SigningKeys,
        fault: Option<Fault>,
    ) -> Result<String, Unspecified> {
        let key = keys.current();
        let claims = self.claims(fault);
        let rs256 = |kid: &str| json!({"alg": "RS256", "typ": "JWT", "kid": kid});
        let (header, secret) = match fault {
            Some(Fault::UnknownKid) => (rs256(OTHER_KID), None),
            Some(Fault::AlgNone) => {
                let input = input(&json!({"alg": "none", "typ": "JWT"}), &claims);
                return Ok(format!("{input}."));
            }
            Some(Fault::Hs256PublicKey) => {
                let header = json!({"alg": "HS256", "typ": "JWT", "kid": key.kid});
                (header, Some(hmac::Key::new(hmac::HMAC_SHA256, key.public_pem()?.as_bytes())))
            }
            _ => (rs256(&key.kid), None),
        };
        let input = input(&header, &claims);
        let signature = match secret {
            Some(secret) => hmac::sign(&secret, input.as_bytes()).as_ref().to_vec(),
            None => key.sign(&input)?,
        };
        Ok(format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    fn claims(&self, fault: Option<Fault>) -> Value {
        // Issued an hour before its end either way: an expired one is told by `exp` alone.
        let issued =
            if fault == Some(Fault::ExpiredIdToken) { self.now - 2 * LIFE } else { self.now };
        let mut claims = Map::new();
        let mut say = |name: &str, value: Value| claims.insert(name.to_owned(), value);
        say("iss", Value::from(or(fault, Fault::WrongIssuer, OTHER_ISSUER, self.issuer)));
        say("sub", Value::from(self.member.user_id.as_str()));
        say("aud", Value::from(or(fault, Fault::WrongAudience, OTHER_CLIENT, self.client_id)));
        say("iat", Value::from(issued));
        say("exp", Value::from(issued + LIFE));
        if fault == Some(Fault::WrongNonce) {
            say("nonce", Value::from(format!("{}-other", self.nonce.unwrap_or_default())));
        } else if let Some(nonce) = self.nonce {
            say("nonce", Value::from(nonce));
        }
        let hashed = or(fault, Fault::WrongAtHash, "another token", self.access_token);
        say("at_hash", Value::from(at_hash(hashed)));
        if self.has("email") {
            say("email", Value::from(self.member.account.as_str()));
        }
        if self.has("profile") {
            say("name", Value::from(self.member.name.as_str()));
            say("locale", Value::from(self.member.locale.as_str()));
        }
        Value::from(claims)
    }

    fn has(&self, scope: &str) -> bool {
        self.scopes.iter().any(|granted| granted == scope)
    }
}

fn or<'a>(fault: Option<Fault>, under: Fault, wrong: &'a str, right: &'a str) -> &'a str {
    if fault == Some(under) { wrong } else { right }
}

fn input(header: &Value, claims: &Value) -> String {
    [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string())).join(".")
}

/// The left half of the SHA-256 digest (OpenID Connect Core section 3.1.3.6).
fn at_hash(access_token: &str) -> String {
    let digest = digest(&SHA256, access_token.as_bytes());
    let (left, _) = digest.as_ref().split_at(digest.as_ref().len() / 2);
    URL_SAFE_NO_PAD.encode(left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_hash_of_openid_connect_core_a3() {
        let token = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
        assert_eq!(at_hash(token), "77QmUPtjPfzWtF2AnpK9RQ");
    }
}
