//! The address that ends a session (OpenID Connect RP-Initiated Logout 1.0 section 2). LINE WORKS'
//! own address and parameters are NOT FOUND (facts.md 3): the address is a setting of the record.

use thiserror::Error;
use url::Url;

use crate::Secret;

/// What goes into it.
#[derive(Debug, Clone, Copy)]
pub struct LogoutRequest<'a> {
    /// The ID token of the session, expired or not.
    pub id_token_hint: Option<&'a Secret>,
    /// The app's Client ID.
    pub client_id: &'a str,
    /// Where the browser is to come back to; `None` to stay there.
    pub post_logout_redirect_uri: Option<&'a str>,
    /// The app's registered logout URLs.
    pub registered: &'a [String],
    /// Comes back with the browser.
    pub state: Option<&'a str>,
}

/// Why there is no address.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LogoutRefusal {
    /// Compared as text (facts.md 5).
    #[error("the logout URL does not stand in the record to the letter")]
    NotRegistered,
}

/// The address to open. It carries the ID token, so it is a secret itself.
///
/// # Errors
/// When the URL to come back to is none of the registered ones, to the letter.
pub fn logout_url(endpoint: &Url, request: &LogoutRequest<'_>) -> Result<Secret, LogoutRefusal> {
    let back = request.post_logout_redirect_uri;
    if back.is_some_and(|back| !request.registered.iter().any(|url| url == back)) {
        return Err(LogoutRefusal::NotRegistered);
    }
    let pairs = [
        // Exposed to be encoded into the address, which is a secret itself.
        ("id_token_hint", request.id_token_hint.map(Secret::expose)),
        ("client_id", Some(request.client_id)),
        ("post_logout_redirect_uri", back),
        // Without a URL to come back to, nobody would read it.
        ("state", request.state.filter(|_| back.is_some())),
    ];
    let mut url = endpoint.clone();
    {
        let mut query = url.query_pairs_mut();
        query.extend_pairs(pairs.into_iter().filter_map(|(name, value)| Some((name, value?))));
    }
    Ok(Secret::new(url.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BACK: &str = "https://app.example.com/out?a=1&b=ä";

    fn built(back: Option<&str>, endpoint: &str) -> Result<String, LogoutRefusal> {
        let hint = Secret::new("aGVhZA.Ym9keQ.c2ln".to_owned());
        let registered = [BACK.to_owned()];
        let request = LogoutRequest {
            id_token_hint: Some(&hint),
            client_id: "client!+ID",
            post_logout_redirect_uri: back,
            registered: &registered,
            state: Some("TESTstate"),
        };
        let url = logout_url(&Url::parse(endpoint).unwrap(), &request)?;
        Ok(url.expose().to_owned())
    }

    #[test]
    fn each_parameter_stands_once_and_is_encoded_once() {
        let expected = "https://id.example/logout?id_token_hint=aGVhZA.Ym9keQ.c2ln\
            &client_id=client%21%2BID\
            &post_logout_redirect_uri=https%3A%2F%2Fapp.example.com%2Fout%3Fa%3D1%26b%3D%C3%A4\
            &state=TESTstate";
        assert_eq!(built(Some(BACK), "https://id.example/logout").unwrap(), expected);
    }

    #[test]
    fn a_query_of_the_address_itself_is_kept() {
        let url = built(None, "https://id.example/logout?p=1").unwrap();
        assert_eq!(
            url,
            "https://id.example/logout?p=1&id_token_hint=aGVhZA.Ym9keQ.c2ln\
             &client_id=client%21%2BID"
        );
    }

    #[test]
    fn only_a_registered_url_is_sent_to_the_letter() {
        for near in [
            "https://app.example.com/out?a=1&b=%C3%A4",
            "https://app.example.com/out?a=1&b=ä ",
            "https://APP.example.com/out?a=1&b=ä",
            "",
        ] {
            let refused = built(Some(near), "https://id.example/logout");
            assert_eq!(refused, Err(LogoutRefusal::NotRegistered), "{near}");
        }
    }
}
