//! The token request, byte for byte (facts.md 2.2; RFC 7523 section 2.1): form fields in the body,
//! each once, encoded once.

use url::{Url, form_urlencoded};

use crate::Secret;
use crate::flow::{Part, ShownRequest};
use crate::jwt::assertion::assertion_parts;
use crate::services::line_works::JWT_BEARER;

/// A request that is ready to be sent, and how it may be shown.
#[derive(Debug, Clone)]
pub struct TokenRequest {
    /// Token endpoint.
    pub url: Url,
    /// Header fields beside Host and Content-Length.
    pub headers: Vec<(String, String)>,
    /// The form body.
    pub body: Secret,
    /// The same with secrets sealed.
    pub shown: ShownRequest,
}

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
        Field::with_parts(
            "client_secret",
            client_secret.expose(),
            vec![Part::Secret(client_secret.sealed())],
        ),
        Field::plain("scope", scope),
    ];
    let headers = vec![
        ("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned()),
        ("accept".to_owned(), "application/json".to_owned()),
    ];
    let (body, shown) = encode(&fields);
    let shown = ShownRequest {
        method: "POST".to_owned(),
        url: url.to_string(),
        headers: headers.clone(),
        body: shown,
    };
    TokenRequest { url, headers, body, shown }
}

struct Field<'a> {
    name: &'static str,
    value: &'a str,
    shown: Vec<Part>,
}

impl<'a> Field<'a> {
    fn plain(name: &'static str, value: &'a str) -> Self {
        Self { name, value, shown: vec![Part::plain(encoded(value))] }
    }

    fn with_parts(name: &'static str, value: &'a str, shown: Vec<Part>) -> Self {
        Self { name, value, shown }
    }
}

fn encoded(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect()
}

fn encode(fields: &[Field<'_>]) -> (Secret, Vec<Part>) {
    let mut form = form_urlencoded::Serializer::new(String::new());
    let mut shown = Vec::new();
    for (index, field) in fields.iter().enumerate() {
        form.append_pair(field.name, field.value);
        let separator = if index == 0 { "" } else { "&" };
        shown.push(Part::plain(format!("{separator}{}=", field.name)));
        shown.extend(field.shown.iter().cloned());
    }
    (Secret::new(form.finish()), shown)
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
}
