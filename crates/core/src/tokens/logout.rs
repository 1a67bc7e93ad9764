//! The address that ends a session (OpenID Connect RP-Initiated Logout 1.0 section 2). LINE WORKS'
//! own address and parameters are NOT FOUND (facts.md 3): the address is a setting of the record.

use thiserror::Error;
use url::{Url, form_urlencoded};

use crate::Secret;
use crate::flow::Part;

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

/// An address that ends a session.
#[derive(Debug, Clone)]
pub struct LogoutAddress {
    /// The address to open. It carries the ID token, so it is a secret itself.
    pub url: Secret,
    /// The same with the ID token sealed.
    pub shown: Vec<Part>,
}

/// Builds the address.
///
/// # Errors
/// When the URL to come back to is none of the registered ones, to the letter.
pub fn logout_url(
    endpoint: &Url,
    request: &LogoutRequest<'_>,
) -> Result<LogoutAddress, LogoutRefusal> {
    let back = request.post_logout_redirect_uri;
    if back.is_some_and(|back| !request.registered.iter().any(|url| url == back)) {
        return Err(LogoutRefusal::NotRegistered);
    }
    let others = [
        ("client_id", Some(request.client_id)),
        ("post_logout_redirect_uri", back),
        // Without a URL to come back to, nobody would read it.
        ("state", request.state.filter(|_| back.is_some())),
    ];
    let others = others.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let rest = form_urlencoded::Serializer::new(String::new()).extend_pairs(others).finish();
    let mut address = endpoint.clone();
    address.set_fragment(None);
    let start = match address.query() {
        Some(query) if !query.is_empty() => format!("{address}&"),
        _ => format!("{}?", address.as_str().trim_end_matches('?')),
    };
    let Some(hint) = request.id_token_hint else {
        let url = format!("{start}{rest}");
        return Ok(LogoutAddress { shown: vec![Part::plain(&url)], url: Secret::new(url) });
    };
    // Exposed to be encoded into the address, which is a secret itself.
    let encoded: String = form_urlencoded::byte_serialize(hint.expose().as_bytes()).collect();
    let shown = vec![
        Part::plain(format!("{start}id_token_hint=")),
        Part::Secret(hint.sealed()),
        Part::plain(format!("&{rest}")),
    ];
    let url = Secret::new(format!("{start}id_token_hint={encoded}&{rest}"));
    Ok(LogoutAddress { url, shown })
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
        let built = logout_url(&Url::parse(endpoint).unwrap(), &request)?;
        let shown = serde_json::to_string(&built.shown).unwrap();
        assert!(!shown.contains("aGVhZA"), "the hint must be sealed");
        Ok(built.url.expose().to_owned())
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

    #[test]
    fn without_a_hint_the_app_says_who_it_is_by_its_client_id_alone() {
        let request = LogoutRequest {
            id_token_hint: None,
            client_id: "TESTclient",
            post_logout_redirect_uri: None,
            registered: &[],
            state: Some("TESTstate"),
        };
        let built = logout_url(&Url::parse("https://id.example/logout#x").unwrap(), &request);
        let expected = "https://id.example/logout?client_id=TESTclient";
        assert_eq!(built.unwrap().url.expose(), expected, "nobody would read a state");
    }
}
