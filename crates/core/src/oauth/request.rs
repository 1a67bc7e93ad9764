//! Token requests, byte for byte (facts.md 1.3, 1.4, 1.7, 2.2; RFC 6749 sections 4.1.3 and 6;
//! RFC 7009 section 2.1; RFC 7523 section 2.1): form fields in the body, each once, encoded once.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

use super::client::{ASSERTION_TYPE, Client, ClientProof, basic};
use super::form::{Field, TokenRequest, encoded, form_request};
use crate::Secret;
use crate::jwt::assertion::assertion_parts;
use crate::services::line_works::{AUTHORIZATION_CODE, JWT_BEARER, REFRESH_TOKEN};
use crate::sign_in::CodeVerifier;

/// Grant type of a client for itself (RFC 6749 section 4.4.2).
pub const CLIENT_CREDENTIALS: &str = "client_credentials";
/// The request for a service-account token. `scope` is already joined.
pub fn service_account_request(
    url: Url,
    client_id: &str,
    client_secret: &Secret,
    assertion: &Secret,
    scope: &str,
) -> TokenRequest {
    // Exposed to be encoded into the body, which is a secret itself.
    let fields = [
        Field::with_parts("assertion", assertion.expose(), assertion_parts(assertion.expose())),
        Field::plain("grant_type", JWT_BEARER),
        Field::plain("client_id", client_id),
        Field::secret("client_secret", client_secret),
        Field::plain("scope", scope),
    ];
    form_request(url, &fields)
}

/// The request that changes a code into tokens. HTTP Basic is NOT FOUND in the documents of
/// LINE WORKS, so its clients say who they are in the body (facts.md 1.3).
pub fn code_request(
    url: Url,
    client: Client<'_>,
    code: &Secret,
    redirect_uri: &str,
    verifier: Option<&CodeVerifier>,
) -> TokenRequest {
    let mut fields = vec![
        Field::plain("grant_type", AUTHORIZATION_CODE),
        Field::secret("code", code),
        Field::plain("redirect_uri", redirect_uri),
    ];
    let verifier = verifier.map(|verifier| Field::secret("code_verifier", verifier.secret()));
    fields.extend(client_fields(client));
    fields.extend(verifier);
    client_request(url, client, &fields)
}

/// The request for a new access token. `scope` is left out: the answer has what was granted first
/// (RFC 6749 section 6).
pub fn refresh_request(url: Url, client: Client<'_>, refresh_token: &Secret) -> TokenRequest {
    let mut fields = vec![
        Field::plain("grant_type", REFRESH_TOKEN),
        Field::secret("refresh_token", refresh_token),
    ];
    fields.extend(client_fields(client));
    client_request(url, client, &fields)
}

/// Which kind of token is ended: `token_type_hint` (RFC 7009 section 2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RevokedToken {
    /// The access token.
    AccessToken,
    /// The refresh token.
    RefreshToken,
}

impl RevokedToken {
    /// As it is sent.
    pub fn hint(self) -> &'static str {
        match self {
            Self::AccessToken => "access_token",
            Self::RefreshToken => "refresh_token",
        }
    }
}

/// The request that ends a token. Its fields are inferred (facts.md 1.7).
pub fn revoke_request(
    url: Url,
    client: Client<'_>,
    token: &Secret,
    kind: RevokedToken,
) -> TokenRequest {
    token_about(url, client, token, kind)
}

/// The request that asks whether a token holds (RFC 7662 section 2.1).
pub fn introspection_request(
    url: Url,
    client: Client<'_>,
    token: &Secret,
    kind: RevokedToken,
) -> TokenRequest {
    token_about(url, client, token, kind)
}

fn token_about(url: Url, client: Client<'_>, token: &Secret, kind: RevokedToken) -> TokenRequest {
    let mut fields =
        vec![Field::secret("token", token), Field::plain("token_type_hint", kind.hint())];
    fields.extend(client_fields(client));
    client_request(url, client, &fields)
}

/// The request for a token for the client itself (RFC 6749 section 4.4.2). `scope` is already
/// joined; an empty one is left out.
pub fn client_credentials_request(url: Url, client: Client<'_>, scope: &str) -> TokenRequest {
    let mut fields = vec![Field::plain("grant_type", CLIENT_CREDENTIALS)];
    fields.extend((!scope.is_empty()).then(|| Field::plain("scope", scope)));
    fields.extend(client_fields(client));
    client_request(url, client, &fields)
}

/// The request for a token for an assertion (RFC 7523 section 2.1), of any server but LINE WORKS.
pub fn jwt_bearer_request(
    url: Url,
    client: Client<'_>,
    assertion: &Secret,
    scope: &str,
) -> TokenRequest {
    // Exposed to be encoded into the body, which is a secret itself.
    let parts = assertion_parts(assertion.expose());
    let mut fields = vec![
        Field::plain("grant_type", JWT_BEARER),
        Field::with_parts("assertion", assertion.expose(), parts),
    ];
    fields.extend((!scope.is_empty()).then(|| Field::plain("scope", scope)));
    fields.extend(client_fields(client));
    client_request(url, client, &fields)
}

/// The fields that say who the client is. With HTTP Basic there are none: it stands in one place
/// only (RFC 6749 section 2.3).
fn client_fields<'a>(client: Client<'a>) -> Vec<Field<'a>> {
    let id = || Field::plain("client_id", client.id);
    match client.proof {
        ClientProof::Basic(_) => Vec::new(),
        ClientProof::Public => vec![id()],
        ClientProof::Post(secret) => vec![id(), Field::secret("client_secret", secret)],
        ClientProof::Assertion(assertion) => vec![
            id(),
            Field::plain("client_assertion_type", ASSERTION_TYPE),
            // Exposed to be encoded into the body, which is a secret itself.
            Field::with_parts(
                "client_assertion",
                assertion.expose(),
                assertion_parts(assertion.expose()),
            ),
        ],
    }
}

fn client_request(url: Url, client: Client<'_>, fields: &[Field<'_>]) -> TokenRequest {
    let mut request = form_request(url, fields);
    if let ClientProof::Basic(secret) = client.proof {
        let field = basic(client.id, secret);
        // What the field is made of, and nothing of the secret.
        let shown = format!("Basic base64({}:client_secret)", encoded(client.id));
        request.shown.headers.push(("authorization".to_owned(), shown));
        request.authorization = Some(field);
    }
    request
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> TokenRequest {
        let url = Url::parse("https://auth.worksmobile.com/oauth2/v2.0/token").unwrap();
        let secret = Secret::new("SECRET?%Gclient".to_owned());
        let assertion = Secret::new("aGVhZA.Ym9keQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ".to_owned());
        service_account_request(url, "client!+ID", &secret, &assertion, "bot user.read")
    }

    #[test]
    fn awkward_values_are_encoded_once_and_each_field_stands_once() {
        let expected = "assertion=aGVhZA.Ym9keQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ\
            &grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer\
            &client_id=client%21%2BID&client_secret=SECRET%3F%25Gclient&scope=bot+user.read";
        assert_eq!(request().body.expose(), expected);
    }

    #[test]
    fn the_shown_request_has_neither_secret_nor_signature() {
        let shown = serde_json::to_string(&request().shown).unwrap();
        for hidden in ["SECRET?%Gclient", "SECRET%3F%25Gclient", "c2lnbmF0dXJlLXNpZ25hdHVyZQ"] {
            assert!(!shown.contains(hidden), "{hidden} must be sealed");
        }
        assert!(shown.contains("client%21%2BID"), "public values are shown as sent");
    }

    #[test]
    fn the_code_request_encodes_what_a_code_and_a_verifier_are_made_of() {
        let url = Url::parse("https://auth.worksmobile.com/oauth2/v2.0/token").unwrap();
        let secret = Secret::new("SECRET?%Gclient".to_owned());
        let proof = ClientProof::Post(secret);
        let client = Client { id: "client!+ID", proof: &proof };
        let code = Secret::new("a+b/c==".to_owned());
        let verifier = CodeVerifier::from_random(&[0; 32]);
        let redirect = "https://app.example.com/cb?x=1";
        let request = code_request(url, client, &code, redirect, Some(&verifier));
        let expected = "grant_type=authorization_code&code=a%2Bb%2Fc%3D%3D\
            &redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb%3Fx%3D1&client_id=client%21%2BID\
            &client_secret=SECRET%3F%25Gclient\
            &code_verifier=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        assert_eq!(request.body.expose(), expected);
        let shown = serde_json::to_string(&request.shown).unwrap();
        for hidden in ["a%2Bb", "SECRET", "AAAAAAAAAAAAAAA"] {
            assert!(!shown.contains(hidden), "{hidden} must be sealed");
        }
    }
    #[test]
    fn a_refresh_token_is_percent_encoded_whatever_it_is_made_of() {
        let url = Url::parse("https://auth.worksmobile.com/oauth2/v2.0/token").unwrap();
        let secret = Secret::new("SECRET?%Gclient".to_owned());
        let proof = ClientProof::Post(secret);
        let client = Client { id: "client!+ID", proof: &proof };
        let token = Secret::new("jp1AAAAexampleR+x/y==.a%2B".to_owned());
        let request = refresh_request(url.clone(), client, &token);
        let encoded = "jp1AAAAexampleR%2Bx%2Fy%3D%3D.a%252B";
        let expected = format!(
            "grant_type=refresh_token&refresh_token={encoded}\
             &client_id=client%21%2BID&client_secret=SECRET%3F%25Gclient"
        );
        assert_eq!(request.body.expose(), expected);
        let shown = serde_json::to_string(&request.shown).unwrap();
        assert!(!shown.contains("exampleR"), "the token must be sealed");
        for (kind, hint) in [
            (RevokedToken::AccessToken, "access_token"),
            (RevokedToken::RefreshToken, "refresh_token"),
        ] {
            let request = revoke_request(url.clone(), client, &token, kind);
            let expected = format!(
                "token={encoded}&token_type_hint={hint}\
                 &client_id=client%21%2BID&client_secret=SECRET%3F%25Gclient"
            );
            assert_eq!(request.body.expose(), expected);
        }
    }
}
