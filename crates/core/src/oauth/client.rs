//! How a client shows a token endpoint who it is (RFC 6749 section 2.3, RFC 7523 section 2.2), and
//! whether a record has what that takes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded::byte_serialize;

use crate::Secret;
use crate::apps::{ClientAuthentication, ClientProfile};
use crate::flow::{RuleId, Verdict};
use crate::jwt::checks::Credentials;

/// `client_assertion_type` (RFC 7523 section 2.2).
pub(crate) const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The client that a request speaks for.
#[derive(Debug, Clone, Copy)]
pub struct Client<'a> {
    /// Client ID.
    pub id: &'a str,
    /// What shows that it is the client.
    pub proof: &'a ClientProof,
}

/// What shows who a client is.
#[derive(Debug, Clone)]
pub enum ClientProof {
    /// Nothing: a public client.
    Public,
    /// The secret in the `Authorization` field.
    Basic(Secret),
    /// The secret as a form field.
    Post(Secret),
    /// An assertion that the client signed.
    Assertion(Secret),
}

impl ClientProof {
    /// What is secret in it.
    pub fn secret(&self) -> Option<&Secret> {
        match self {
            Self::Public => None,
            Self::Basic(secret) | Self::Post(secret) | Self::Assertion(secret) => Some(secret),
        }
    }
}

/// The value of the `Authorization` field. ID and secret are form-encoded before they are joined
/// (RFC 6749 section 2.3.1): a colon or a percent sign in them is no other one.
pub(super) fn basic(id: &str, secret: &Secret) -> Secret {
    let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    // Exposed to be encoded into the field, which is a secret itself.
    let pair = format!("{}:{}", encoded(id), encoded(secret.expose()));
    Secret::new(format!("Basic {}", STANDARD.encode(pair)))
}

/// Whether the record has a client, and what it shows itself by.
pub fn check_client(client: &ClientProfile, have: Credentials, source: &str) -> Vec<Verdict> {
    let is_there = |id, holds: bool| {
        Verdict::must(id, holds, "present", if holds { "present" } else { "missing" }, source)
    };
    let mut verdicts = vec![is_there(RuleId::ClientIdPresent, !client.client_id.is_empty())];
    verdicts.extend(match client.authentication {
        ClientAuthentication::None => None,
        ClientAuthentication::ClientSecretBasic | ClientAuthentication::ClientSecretPost => {
            Some(is_there(RuleId::ClientSecretPresent, have.has_secret))
        }
        ClientAuthentication::PrivateKeyJwt => Some(is_there(RuleId::KeyPresent, have.has_key)),
    });
    verdicts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::apps::OauthServerApp;
    use crate::flow::VerdictResult;

    #[test]
    fn id_and_secret_are_form_encoded_before_they_are_joined() {
        let decoded = |id: &str, secret: &str| {
            let value = basic(id, &Secret::new(secret.to_owned()));
            let bytes = STANDARD.decode(value.expose().strip_prefix("Basic ").unwrap()).unwrap();
            String::from_utf8(bytes).unwrap()
        };
        // The pair of RFC 6749 section 2.3.1.
        assert_eq!(
            decoded("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw"),
            "s6BhdRkqt3:7Fjfp0ZBr1KtDRbnfVdmIw"
        );
        assert_eq!(decoded("a:b", "p%c+d e日"), "a%3Ab:p%25c%2Bd+e%E6%97%A5");
    }

    #[test]
    fn each_authentication_wants_its_own_credential() {
        use ClientAuthentication as A;
        let rows = [
            (A::None, false, false, None),
            (A::ClientSecretBasic, false, true, Some(RuleId::ClientSecretPresent)),
            (A::ClientSecretPost, false, true, Some(RuleId::ClientSecretPresent)),
            (A::PrivateKeyJwt, true, false, Some(RuleId::KeyPresent)),
            (A::PrivateKeyJwt, false, true, None),
        ];
        for (authentication, has_secret, has_key, missing) in rows {
            let client_id = "client".to_owned();
            let app = OauthServerApp { client_id, authentication, ..OauthServerApp::default() };
            let have = Credentials { has_secret, has_key };
            let verdicts = check_client(&app.client(), have, "test");
            let failed = verdicts.iter().find(|one| one.result == VerdictResult::Failed);
            assert_eq!(failed.map(|one| one.id), missing, "{authentication:?}");
        }
    }
}
