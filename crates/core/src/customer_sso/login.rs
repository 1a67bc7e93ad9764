//! The login address that LINE WORKS sends a member's browser or app to (facts.md 6.3).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

/// All but the unreserved characters of RFC 3986 section 2.3.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Where the member signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "SsoLoginKind")]
pub enum LoginKind {
    /// In a web browser.
    Web,
    /// In the browser inside the LINE WORKS app: `userAgent` and `sessionKey` come along.
    Application,
}

/// A login address and what its answer is held to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginRequest {
    /// The address to open.
    pub url: String,
    /// `redirect_uri` as sent: it carries the state, and the server adds nothing but `code`.
    pub redirect_uri: String,
    /// The state inside.
    pub state: String,
}

/// The login address. `redirect`: where LINE WORKS is come back to, without the state. `random`:
/// for the state, and 32 more for the session key of an application.
pub fn login_request(
    kind: LoginKind,
    login_url: &Url,
    client_id: &str,
    redirect: &Url,
    works_id: Option<&str>,
    random: &[[u8; 32]; 2],
) -> LoginRequest {
    let state = URL_SAFE_NO_PAD.encode(random[0]);
    let mut redirect_uri = redirect.clone();
    redirect_uri.query_pairs_mut().append_pair("state", &state);
    let redirect_uri = redirect_uri.to_string();
    let session_key = URL_SAFE_NO_PAD.encode(random[1]);
    let application = kind == LoginKind::Application;
    let parameters = [
        ("response_type", Some("code")),
        ("client_id", Some(client_id)),
        ("redirect_uri", Some(redirect_uri.as_str())),
        ("worksId", works_id.filter(|id| !id.is_empty())),
        ("userAgent", application.then_some("LineWorks")),
        ("sessionKey", application.then_some(session_key.as_str())),
    ];
    let url = with_parameters(login_url, &parameters);
    LoginRequest { url, redirect_uri, state }
}

/// An address with parameters behind those that it has, each encoded once.
pub(super) fn with_parameters(url: &Url, parameters: &[(&str, Option<&str>)]) -> String {
    let pairs = parameters.iter().filter_map(|(name, value)| {
        Some(format!("{name}={}", utf8_percent_encode((*value)?, VALUE)))
    });
    let separator = if url.query().is_some() { '&' } else { '?' };
    format!("{url}{separator}{}", pairs.collect::<Vec<_>>().join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATE: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE";

    fn request(kind: LoginKind, login: &str, works_id: Option<&str>) -> LoginRequest {
        let url = |text| Url::parse(text).unwrap();
        let redirect = url("https://auth.worksmobile.com/back?a=1");
        login_request(kind, &url(login), "client!+ID", &redirect, works_id, &[[1; 32], [2; 32]])
    }

    #[test]
    fn the_redirect_uri_carries_the_state_and_is_encoded_once() {
        let sent = request(LoginKind::Web, "https://sso.example.com/login", None);
        assert_eq!(
            sent.redirect_uri,
            format!("https://auth.worksmobile.com/back?a=1&state={STATE}")
        );
        let expected = format!(
            "https://sso.example.com/login?response_type=code&client_id=client%21%2BID\
             &redirect_uri=https%3A%2F%2Fauth.worksmobile.com%2Fback%3Fa%3D1%26state%3D{STATE}"
        );
        assert_eq!(sent.url, expected);
    }

    #[test]
    fn an_application_says_what_it_is_and_a_query_of_the_login_url_stays() {
        let sent =
            request(LoginKind::Application, "https://sso.example.com/l?t=1", Some("a@b.example"));
        assert!(sent.url.starts_with("https://sso.example.com/l?t=1&response_type=code&"));
        let end = "&worksId=a%40b.example&userAgent=LineWorks\
                   &sessionKey=AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI";
        assert!(sent.url.ends_with(end), "{}", sent.url);
    }
}
