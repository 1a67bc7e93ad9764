//! The authorize request: which parameters it has, and the address to open (facts.md 1.2).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

use super::pkce::{CODE_CHALLENGE_METHOD, CodeVerifier};
use crate::apps::{ClientProfile, Endpoints};
use crate::flow::{RuleId, Verdict};
use crate::jwt::checks::Credentials;
use crate::oauth::{check_asked_scopes, check_client};

/// All but the unreserved characters of RFC 3986 section 2.3: a blank becomes %20, which every
/// server reads alike.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Random bytes of one sign-in. State and nonce have 256 bits (security.md O4 wants 128).
pub struct RandomValues {
    /// For `state`.
    pub state: [u8; 32],
    /// For `nonce`.
    pub nonce: [u8; 32],
    /// For the `code_verifier`; `None` to go without PKCE.
    pub verifier: Option<[u8; 32]>,
}

/// An authorize request and what its answer is held to.
#[derive(Debug, Clone)]
pub struct AuthorizeRequest {
    /// The address to open.
    pub url: String,
    /// `client_id`.
    pub client_id: String,
    /// `redirect_uri` as registered and as sent.
    pub redirect_uri: String,
    /// `state`.
    pub state: String,
    /// `nonce`, with the scope `openid`.
    pub nonce: Option<String>,
    /// The secret behind `code_challenge`, where PKCE is used.
    pub verifier: Option<CodeVerifier>,
}

/// The authorize request of a client.
pub fn authorize_request(
    endpoint: &Url,
    client: &ClientProfile,
    redirect_uri: &str,
    random: &RandomValues,
) -> AuthorizeRequest {
    let text = |bytes: &[u8; 32]| URL_SAFE_NO_PAD.encode(bytes);
    let mut request = AuthorizeRequest {
        url: String::new(),
        client_id: client.client_id.clone(),
        redirect_uri: redirect_uri.to_owned(),
        state: text(&random.state),
        nonce: client.with_openid().then(|| text(&random.nonce)),
        verifier: random.verifier.as_ref().map(CodeVerifier::from_random),
    };
    request.url = request.address(endpoint, &client.scope());
    request
}

impl AuthorizeRequest {
    fn address(&self, endpoint: &Url, scope: &str) -> String {
        let challenge = self.verifier.as_ref().map(CodeVerifier::challenge);
        let method = challenge.as_ref().map(|_| CODE_CHALLENGE_METHOD);
        let parameters = [
            ("client_id", Some(self.client_id.as_str())),
            ("redirect_uri", Some(self.redirect_uri.as_str())),
            ("scope", Some(scope).filter(|scope| !scope.is_empty())),
            ("response_type", Some("code")),
            ("state", Some(self.state.as_str())),
            ("nonce", self.nonce.as_deref()),
            ("code_challenge", challenge.as_deref()),
            ("code_challenge_method", method),
        ];
        let pairs = parameters.into_iter().filter_map(|(name, value)| {
            Some(format!("{name}={}", utf8_percent_encode(value?, VALUE)))
        });
        // An address may have parameters of its own (RFC 6749 section 3.1).
        let between = if endpoint.query().is_some() { '&' } else { '?' };
        format!("{endpoint}{between}{}", pairs.collect::<Vec<_>>().join("&"))
    }
}

/// What can be said before the address is opened. `registered`: whether the redirect URL stands
/// in the record, to the letter (facts.md 5).
pub fn check_authorize(
    client: &ClientProfile,
    redirect_uri: &str,
    have: Credentials,
) -> Vec<Verdict> {
    let registered = client.redirect_urls.iter().any(|url| url == redirect_uri);
    let mut verdicts = check_client(client, have, "facts 1.3");
    verdicts.push(Verdict::must(
        RuleId::RedirectUrlRegistered,
        registered,
        client.redirect_urls.join(" "),
        redirect_uri,
        "facts 5",
    ));
    // LINE WORKS wants a scope, and has names of its own for them (facts.md 4).
    if matches!(client.endpoints, Endpoints::LineWorks(_)) {
        verdicts.extend(check_asked_scopes(&client.scopes, "facts 1.2"));
    }
    verdicts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::apps::{LineWorksApp, ScopeSeparator};
    use crate::flow::VerdictResult;

    const REDIRECT: &str = "https://app.example.com/a b?x=1&y=ä";

    const SECRET: Credentials = Credentials { has_secret: true, has_key: false };

    fn client() -> ClientProfile {
        LineWorksApp {
            client_id: " client!+ID ".into(),
            scopes: vec!["openid".into(), "user.read".into()],
            redirect_urls: vec![REDIRECT.into()],
            ..LineWorksApp::default()
        }
        .client()
    }

    fn random(verifier: Option<[u8; 32]>) -> RandomValues {
        RandomValues { state: [1; 32], nonce: [2; 32], verifier }
    }

    fn endpoint() -> Url {
        Url::parse("https://auth.worksmobile.com/oauth2/v2.0/authorize").unwrap()
    }

    #[test]
    fn each_parameter_stands_once_and_is_encoded_once() {
        let request = authorize_request(&endpoint(), &client(), REDIRECT, &random(None));
        let expected = "https://auth.worksmobile.com/oauth2/v2.0/authorize\
            ?client_id=client%21%2BID\
            &redirect_uri=https%3A%2F%2Fapp.example.com%2Fa%20b%3Fx%3D1%26y%3D%C3%A4\
            &scope=openid%20user.read&response_type=code\
            &state=AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE\
            &nonce=AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI";
        assert_eq!(request.url, expected);
    }

    #[test]
    fn there_is_a_nonce_only_with_openid_and_a_challenge_only_with_pkce() {
        let mut client = client();
        client.scopes = vec!["bot".into(), "user".into()];
        client.scope_separator = ScopeSeparator::Comma;
        let request = authorize_request(&endpoint(), &client, REDIRECT, &random(Some([3; 32])));
        assert!(!request.url.contains("nonce"), "{}", request.url);
        assert!(request.url.contains("&scope=bot%2Cuser&"), "{}", request.url);
        let challenge = request.verifier.as_ref().unwrap().challenge();
        let end = format!("&code_challenge={challenge}&code_challenge_method=S256");
        assert!(request.url.ends_with(&end), "{}", request.url);
        let verifier = request.verifier.unwrap();
        assert!(!request.url.contains(verifier.secret().expose()), "the verifier stays here");
    }

    #[test]
    fn a_redirect_url_that_differs_by_a_slash_is_not_registered() {
        let failed = |redirect: &str| -> Vec<RuleId> {
            let verdicts = check_authorize(&client(), redirect, SECRET);
            let failed = verdicts.into_iter().filter(|v| v.result == VerdictResult::Failed);
            failed.map(|verdict| verdict.id).collect()
        };
        assert_eq!(failed(REDIRECT), []);
        assert_eq!(failed("https://app.example.com/a b/"), [RuleId::RedirectUrlRegistered]);
    }

    #[test]
    fn an_invented_scope_name_is_told() {
        let client = ClientProfile { scopes: vec!["user:read".into()], ..client() };
        let verdicts = check_authorize(&client, REDIRECT, SECRET);
        let told = verdicts.iter().find(|verdict| verdict.id == RuleId::ScopeNames).unwrap();
        assert_eq!(told.result, VerdictResult::Warned, "row 32 of facts 8.2");
        assert_eq!(told.actual.as_deref(), Some("user:read"));
    }
}
