//! A browser without pictures: asks, reads the ticket out of a form, sends the form, and stops
//! where it is sent away.

use credenza_sandbox::{PracticeApp, Sandbox};

use crate::raw::{FORM, Received, request, send};
use crate::request::encoded;

pub const AUTHORIZE: &str = "/oauth2/v2.0/authorize";
pub const LOGIN: &str = "/oauth2/v2.0/login";
pub const CONSENT: &str = "/oauth2/v2.0/consent";

pub type Fields = Vec<(&'static str, String)>;

/// The fields with one replaced, or added; `None` leaves it out.
pub fn but(mut fields: Fields, name: &'static str, value: Option<&str>) -> Fields {
    fields.retain(|(field, _)| *field != name);
    fields.extend(value.map(|value| (name, value.to_owned())));
    fields
}

/// A good authorize request for `app`.
pub fn asked(app: &PracticeApp) -> Fields {
    vec![
        ("response_type", "code".to_owned()),
        ("client_id", app.client_id.clone()),
        ("redirect_uri", app.redirect_urls[0].clone()),
        ("scope", app.sign_in_scopes.join(" ")),
        ("state", "st+te/=&勤".to_owned()),
        ("nonce", "n-0S6_WzA2Mj".to_owned()),
    ]
}

pub async fn get(sandbox: &Sandbox, target: &str, language: &str) -> Received {
    let head = format!(
        "GET {target} HTTP/1.1\r\nHost: practice\r\nAccept-Language: {language}\r\n\
         Connection: close\r\n\r\n"
    );
    send(sandbox, head.as_bytes()).await
}

pub async fn post(sandbox: &Sandbox, path: &str, fields: &Fields) -> Received {
    send(sandbox, &request("POST", path, FORM, encoded(fields).as_bytes())).await
}

pub async fn authorize(sandbox: &Sandbox, fields: &Fields) -> Received {
    get(sandbox, &format!("{AUTHORIZE}?{}", encoded(fields)), "en").await
}

/// The hidden field of a page's form.
pub fn ticket(page: &Received) -> String {
    let rest = page.text().split("name=\"ticket\" value=\"").nth(1).expect("a form");
    rest.split('"').next().unwrap().to_owned()
}

/// The reason on the server's own page.
pub fn reason(page: &Received) -> String {
    let rest = page.text().split("data-reason=\"").nth(1).unwrap_or_default();
    rest.split('"').next().unwrap().to_owned()
}

/// A right answer to the login page with this ticket.
pub fn typed(sandbox: &Sandbox, ticket: &str) -> Fields {
    let user = sandbox.practice_user();
    vec![
        ("ticket", ticket.to_owned()),
        ("account", user.account.clone()),
        ("password", user.password.clone()),
    ]
}

/// Signs in with `fields` and gives this answer to the consent page.
pub async fn answered(sandbox: &Sandbox, fields: &Fields, answer: &str) -> Received {
    let ticket = ticket(&authorize(sandbox, fields).await);
    let asks = post(sandbox, LOGIN, &typed(sandbox, &ticket)).await;
    assert_eq!(asks.status, 200, "{}", asks.text());
    let answer = vec![("ticket", ticket), ("answer", answer.to_owned())];
    post(sandbox, CONSENT, &answer).await
}

/// Where the browser is sent, and with what.
pub struct SentTo {
    pub url: String,
    pub parameters: Vec<(String, String)>,
}

impl SentTo {
    pub fn of(address: &str) -> SentTo {
        let (url, query) = address.split_once('?').unwrap_or((address, ""));
        let parameters = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap();
            (name.to_owned(), unescaped(value))
        });
        SentTo { url: url.to_owned(), parameters: parameters.collect() }
    }

    pub fn by(answer: &Received) -> SentTo {
        assert_eq!(answer.status, 302, "{}", answer.text());
        SentTo::of(answer.header("location").unwrap())
    }

    pub fn get(&self, name: &str) -> &str {
        let found = self.parameters.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    pub fn names(&self) -> Vec<&str> {
        self.parameters.iter().map(|(name, _)| name.as_str()).collect()
    }
}

fn unescaped(value: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), value.as_bytes());
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        if *first == b'%' {
            let digits = std::str::from_utf8(&tail[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            rest = &tail[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// A fresh code for `fields`.
pub async fn code(sandbox: &Sandbox, fields: &Fields) -> String {
    SentTo::by(&answered(sandbox, fields, "allow").await).get("code").to_owned()
}

/// The token request that redeems `code`.
pub fn redeeming(app: &PracticeApp, code: &str) -> Fields {
    vec![
        ("grant_type", "authorization_code".to_owned()),
        ("code", code.to_owned()),
        ("client_id", app.client_id.clone()),
        ("client_secret", app.client_secret.clone()),
        ("redirect_uri", app.redirect_urls[0].clone()),
    ]
}

/// The token request that refreshes with `token`.
pub fn refreshing(app: &PracticeApp, token: &str) -> Fields {
    vec![
        ("grant_type", "refresh_token".to_owned()),
        ("refresh_token", token.to_owned()),
        ("client_id", app.client_id.clone()),
        ("client_secret", app.client_secret.clone()),
    ]
}
