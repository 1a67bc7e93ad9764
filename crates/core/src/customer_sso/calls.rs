//! The calls that LINE WORKS makes to a customer's server, byte for byte (facts.md 6.5, 6.6), and
//! the same with something wrong on purpose, for the conformance probes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use url::Url;

use super::login::with_parameters;
use crate::Secret;
use crate::flow::{Part, ShownRequest};
use crate::oauth::{Field, Method, TokenRequest, form_request};
use crate::services::line_works::AUTHORIZATION_CODE;

/// Fields of the Access Token Return API. What is `None` is left out.
#[derive(Debug, Clone, Copy)]
pub struct TokenFields<'a> {
    /// `grant_type`.
    pub grant_type: Option<&'a str>,
    /// `client_id`.
    pub client_id: Option<&'a str>,
    /// `client_secret`.
    pub client_secret: Option<&'a Secret>,
    /// `code`.
    pub code: Option<&'a Secret>,
}

impl<'a> TokenFields<'a> {
    /// As LINE WORKS fills them: four fields, no `redirect_uri`.
    pub fn proper(client_id: &'a str, client_secret: &'a Secret, code: &'a Secret) -> Self {
        Self {
            grant_type: Some(AUTHORIZATION_CODE),
            client_id: Some(client_id),
            client_secret: Some(client_secret),
            code: Some(code),
        }
    }

    fn fields(&self) -> Vec<Field<'a>> {
        let plain = [("grant_type", self.grant_type), ("client_id", self.client_id)];
        let secret = [("client_secret", self.client_secret), ("code", self.code)];
        let plain = plain.into_iter().filter_map(|(name, value)| Some(Field::plain(name, value?)));
        let secret =
            secret.into_iter().filter_map(|(name, value)| Some(Field::secret(name, value?)));
        plain.chain(secret).collect()
    }
}

/// Fields of the User Information Return API. What is `None` is left out.
#[derive(Debug, Clone, Copy)]
pub struct UserInfoFields<'a> {
    /// `client_id`.
    pub client_id: Option<&'a str>,
    /// `client_secret`.
    pub client_secret: Option<&'a Secret>,
    /// `access_token`.
    pub access_token: Option<&'a Secret>,
}

/// POST to the Access Token Return API.
pub fn token_request(url: Url, fields: &TokenFields<'_>) -> TokenRequest {
    form_request(url, &fields.fields())
}

/// POST to the User Information Return API.
pub fn user_info_request(url: Url, fields: &UserInfoFields<'_>) -> TokenRequest {
    let secret = [("client_secret", fields.client_secret), ("access_token", fields.access_token)];
    let plain = fields.client_id.map(|id| Field::plain("client_id", id));
    let secret = secret.into_iter().filter_map(|(name, value)| Some(Field::secret(name, value?)));
    form_request(url, &plain.into_iter().chain(secret).collect::<Vec<_>>())
}

/// A token request in JSON, which the documents do not know. For probes with invented values only:
/// nothing in it is sealed.
pub fn json_token_request(url: Url, client_id: &str, invented: &str) -> TokenRequest {
    let body = serde_json::json!({
        "grant_type": AUTHORIZATION_CODE,
        "client_id": client_id,
        "client_secret": invented,
        "code": invented,
    })
    .to_string();
    let headers = vec![
        ("content-type".to_owned(), "application/json".to_owned()),
        ("accept".to_owned(), "application/json".to_owned()),
    ];
    let shown = ShownRequest {
        method: "POST".to_owned(),
        url: url.to_string(),
        query: Vec::new(),
        headers: headers.clone(),
        body: vec![Part::plain(body.clone())],
    };
    TokenRequest {
        method: Method::Post,
        url,
        query: None,
        headers,
        authorization: None,
        body: Secret::new(body),
        shown,
    }
}

/// A GET whose address carries a secret, and how it may be shown.
#[derive(Debug, Clone)]
pub struct SecretGet {
    /// The address.
    pub address: Secret,
    /// The same with its secrets cut out.
    pub shown: ShownRequest,
}

impl SecretGet {
    fn new(address: String, shown_url: String) -> Self {
        let shown = ShownRequest {
            method: "GET".to_owned(),
            url: shown_url,
            query: Vec::new(),
            headers: vec![("accept".to_owned(), "application/json".to_owned())],
            body: Vec::new(),
        };
        Self { address: Secret::new(address), shown }
    }
}

/// A token request by GET, which the documents do not know. For probes with invented values only.
pub fn query_token_request(url: &Url, client_id: &str, invented: &str) -> SecretGet {
    let parameters = [
        ("grant_type", Some(AUTHORIZATION_CODE)),
        ("client_id", Some(client_id)),
        ("client_secret", Some(invented)),
        ("code", Some(invented)),
    ];
    let address = with_parameters(url, &parameters);
    SecretGet::new(address.clone(), address)
}

/// A test account of a mail or calendar program.
#[derive(Debug, Clone)]
pub struct MailAccount {
    /// E-mail address.
    pub email: String,
    /// Password.
    pub password: Secret,
}

/// GET to the IMAP/CalDAV login API: both values in Base64 of their UTF-8, then URL-encoded.
pub fn mail_code_request(url: &Url, account: &MailAccount) -> SecretGet {
    let email = STANDARD.encode(&account.email);
    // Exposed to be encoded into the address, which is a secret itself.
    let password = STANDARD.encode(account.password.expose());
    let address = with_parameters(url, &[("email", Some(&email)), ("password", Some(&password))]);
    let shown = with_parameters(url, &[("email", Some(&email))]);
    SecretGet::new(address, format!("{shown}&password=…"))
}

/// GET to the logout URL (facts.md 6.6).
pub fn logout_request(url: &Url, redirect_uri: &str) -> String {
    with_parameters(url, &[("redirect_uri", Some(redirect_uri))])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(path: &str) -> Url {
        Url::parse(&format!("https://sso.example.com/{path}")).unwrap()
    }

    fn secret(text: &str) -> Secret {
        Secret::new(text.to_owned())
    }

    #[test]
    fn the_token_request_has_the_four_documented_fields_and_no_redirect_uri() {
        let (client_secret, code) = (secret("SECRET?%Gclient"), secret("a+b/c=="));
        let fields = TokenFields::proper("client!+ID", &client_secret, &code);
        let request = token_request(url("accessToken"), &fields);
        let expected = "grant_type=authorization_code&client_id=client%21%2BID\
            &client_secret=SECRET%3F%25Gclient&code=a%2Bb%2Fc%3D%3D";
        assert_eq!(request.body.expose(), expected);
        let shown = serde_json::to_string(&request.shown).unwrap();
        assert!(!shown.contains("SECRET") && !shown.contains("a%2Bb"), "{shown}");
        let without = token_request(url("accessToken"), &TokenFields { code: None, ..fields });
        assert!(!without.body.expose().contains("code="), "a missing field is not sent empty");
    }

    #[test]
    fn the_user_information_request_has_the_three_documented_fields() {
        let (client_secret, token) = (secret("SECRET?%Gclient"), secret("tok+en"));
        let fields = UserInfoFields {
            client_id: Some("client!+ID"),
            client_secret: Some(&client_secret),
            access_token: Some(&token),
        };
        let expected = "client_id=client%21%2BID&client_secret=SECRET%3F%25Gclient\
                        &access_token=tok%2Ben";
        assert_eq!(user_info_request(url("userInfo"), &fields).body.expose(), expected);
    }

    #[test]
    fn mail_values_are_base64_and_then_url_encoded_and_the_password_is_not_shown() {
        let account =
            MailAccount { email: "taro@aoba.example".into(), password: secret("päss?>~word") };
        let request = mail_code_request(&url("imap"), &account);
        let expected = "https://sso.example.com/imap?email=dGFyb0Bhb2JhLmV4YW1wbGU%3D\
                        &password=cMOkc3M%2FPn53b3Jk";
        assert_eq!(request.address.expose(), expected);
        assert!(request.shown.url.ends_with("&password=…"), "{}", request.shown.url);
        assert!(!format!("{request:?}").contains("cMOkc3M"));
    }
}
