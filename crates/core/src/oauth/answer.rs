//! Reads what a token endpoint answered: a token, one of the error shapes of facts.md 1.8 and
//! 7.5, or something that is not an answer at all. Judges nothing.

use serde_json::{Map, Value};

use crate::Secret;

/// A token as answered (facts.md 1.5).
#[derive(Debug, Clone)]
pub struct TokenAnswer {
    /// The access token.
    pub access_token: Secret,
    /// The refresh token, if one came along.
    pub refresh_token: Option<Secret>,
    /// The ID token, if one came along.
    pub id_token: Option<Secret>,
    /// `token_type`, empty when missing.
    pub token_type: String,
    /// `expires_in` in seconds; `None` when missing or unreadable (security.md O8).
    pub expires_in: Option<i64>,
    /// Whether it was there as a text.
    pub expires_in_as_text: bool,
    /// Granted scopes; `None` when the answer does not say.
    pub scope: Option<Vec<String>>,
    /// `key_id`, which LINE gives with a token of v2.1 (facts.md 7.2).
    pub key_id: Option<String>,
}

/// What came back.
#[derive(Debug, Clone)]
pub enum Answer {
    /// A token.
    Token(Box<TokenAnswer>),
    /// `{"error", "error_description"}` (RFC 6749 section 5.2).
    OAuthError {
        /// Error code.
        error: String,
        /// The server's words.
        description: Option<String>,
    },
    /// `{"returnCode", "returnMessage"}` (facts.md 1.4).
    ReturnCode {
        /// Usually 99.
        code: String,
        /// The server's words.
        message: String,
    },
    /// `{"code", "description"}`, the shape of the resource API.
    ResourceApi {
        /// Error code.
        code: String,
        /// The server's words.
        description: String,
    },
    /// `{"message"}`, the second shape of LINE (facts.md 7.5).
    Message {
        /// The server's words.
        message: String,
    },
    /// A redirect; never followed.
    Redirect {
        /// The Location field.
        location: Option<String>,
    },
    /// A web page.
    Html,
    /// JSON that ends in the middle.
    TruncatedJson,
    /// Not JSON.
    NotJson,
    /// JSON of no known shape.
    UnknownJson,
}

impl Answer {
    /// The server's own words, where it has some. They may repeat a secret.
    pub fn words(&self) -> Option<String> {
        let (code, words) = match self {
            Self::OAuthError { error, description } => {
                (error, description.as_deref().unwrap_or(""))
            }
            Self::ReturnCode { code, message: words }
            | Self::ResourceApi { code, description: words } => (code, words.as_str()),
            Self::Message { message } => return Some(message.clone()),
            _ => return None,
        };
        Some(if words.is_empty() { code.clone() } else { format!("{code}: {words}") })
    }
}

/// Reads an answer. `location` is the Location field, if there is one.
pub fn read_answer(
    status: u16,
    content_type: Option<&str>,
    location: Option<&str>,
    body: &[u8],
) -> Answer {
    if (300..400).contains(&status) {
        return Answer::Redirect { location: location.map(str::to_owned) };
    }
    match serde_json::from_slice::<Value>(body) {
        Ok(Value::Object(members)) => read_members(status, &members),
        Ok(_) => Answer::UnknownJson,
        Err(error) if error.is_eof() && starts_like_json(body) => Answer::TruncatedJson,
        Err(_) if is_html(content_type, body) => Answer::Html,
        Err(_) => Answer::NotJson,
    }
}

fn read_members(status: u16, members: &Map<String, Value>) -> Answer {
    let text = |name: &str| members.get(name).map(as_text);
    if let Some(error) = text("error") {
        return Answer::OAuthError { error, description: text("error_description") };
    }
    if let Some(code) = text("returnCode") {
        return Answer::ReturnCode { code, message: text("returnMessage").unwrap_or_default() };
    }
    if let (Some(code), true) = (text("code"), status >= 400) {
        return Answer::ResourceApi { code, description: text("description").unwrap_or_default() };
    }
    if let (Some(message), true) = (text("message"), status >= 400) {
        return Answer::Message { message };
    }
    match members.get("access_token") {
        Some(Value::String(token)) if !token.is_empty() && (200..300).contains(&status) => {
            Answer::Token(Box::new(read_token(token, members)))
        }
        _ => Answer::UnknownJson,
    }
}

fn read_token(token: &str, members: &Map<String, Value>) -> TokenAnswer {
    let text = |name: &str| members.get(name).and_then(Value::as_str);
    let expires_in = members.get("expires_in");
    TokenAnswer {
        access_token: Secret::new(token.to_owned()),
        refresh_token: text("refresh_token").map(|text| Secret::new(text.to_owned())),
        id_token: text("id_token").map(|text| Secret::new(text.to_owned())),
        token_type: text("token_type").unwrap_or_default().to_owned(),
        expires_in: expires_in.and_then(seconds),
        expires_in_as_text: expires_in.is_some_and(Value::is_string),
        scope: text("scope").map(split_scope),
        key_id: text("key_id").map(str::to_owned),
    }
}

/// A life past this is a mistake of the server, and would be no date any more: ten years.
const LONGEST_LIFE: i64 = 10 * 366 * 86_400;

/// Seconds from an integer or a digit string; anything else is unknown (security.md O8).
fn seconds(value: &Value) -> Option<i64> {
    let number = match value {
        Value::String(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
        Value::Number(number) => number.as_i64(),
        _ => None,
    };
    number.filter(|seconds| (0..=LONGEST_LIFE).contains(seconds))
}

/// Splits a scope text at spaces and commas (facts.md 4: both are seen).
fn split_scope(text: &str) -> Vec<String> {
    text.split([' ', ',']).filter(|scope| !scope.is_empty()).map(str::to_owned).collect()
}

fn as_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn starts_like_json(body: &[u8]) -> bool {
    body.iter()
        .find(|byte| !byte.is_ascii_whitespace())
        .is_some_and(|byte| matches!(byte, b'{' | b'['))
}

fn is_html(content_type: Option<&str>, body: &[u8]) -> bool {
    let named = content_type.is_some_and(|kind| kind.to_ascii_lowercase().starts_with("text/html"));
    named || body.trim_ascii_start().starts_with(b"<")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(body: &str) -> TokenAnswer {
        match read_answer(200, Some("application/json"), None, body.as_bytes()) {
            Answer::Token(token) => *token,
            other => panic!("expected a token, got {other:?}"),
        }
    }

    #[test]
    fn expires_in_is_read_as_number_or_digit_string_and_nothing_else() {
        let rows = [
            (r#""86400""#, Some(86_400), true),
            ("3600", Some(3_600), false),
            (r#""1 hour""#, None, true),
            ("-1", None, false),
            ("3600.5", None, false),
            ("null", None, false),
            ("9000000000000000000", None, false),
        ];
        for (value, expected, as_text) in rows {
            let read = token(&format!(r#"{{"access_token":"TESTtoken","expires_in":{value}}}"#));
            assert_eq!((read.expires_in, read.expires_in_as_text), (expected, as_text), "{value}");
        }
    }

    #[test]
    fn scopes_are_split_at_spaces_and_commas() {
        let read = token(r#"{"access_token":"TESTtoken","scope":"bot, user.read calendar"}"#);
        assert_eq!(read.scope.unwrap(), ["bot", "user.read", "calendar"]);
    }

    #[test]
    fn a_code_without_words_stands_alone() {
        for (body, words) in [
            (r#"{"code":"TOO_MANY_REQUESTS"}"#, "TOO_MANY_REQUESTS"),
            (r#"{"code":"UNAUTHORIZED","description":"no"}"#, "UNAUTHORIZED: no"),
            (r#"{"error":"invalid_grant","error_description":""}"#, "invalid_grant"),
        ] {
            let answer = read_answer(400, Some("application/json"), None, body.as_bytes());
            assert_eq!(answer.words().as_deref(), Some(words), "{body}");
        }
    }

    #[test]
    fn each_documented_error_shape_is_told_apart() {
        let read =
            |status, kind, body: &str| read_answer(status, Some(kind), Some("/x"), body.as_bytes());
        let json = "application/json";
        assert!(matches!(
            read(400, json, r#"{"error":"invalid_grant"}"#),
            Answer::OAuthError { description: None, .. }
        ));
        assert!(matches!(
            read(200, json, r#"{"returnCode":"99","returnMessage":"UnexpectedError"}"#),
            Answer::ReturnCode { .. }
        ));
        assert!(matches!(
            read(401, json, r#"{"code":"UNAUTHORIZED","description":"x"}"#),
            Answer::ResourceApi { .. }
        ));
        assert!(matches!(read(404, json, r#"{"message":"x"}"#), Answer::Message { .. }));
        assert!(matches!(read(404, "text/html", "<html>404</html>"), Answer::Html));
        assert!(matches!(read(307, json, ""), Answer::Redirect { location: Some(_) }));
        assert!(matches!(read(200, json, r#"{"access_token":"abc"#), Answer::TruncatedJson));
        assert!(matches!(read(200, json, "OK"), Answer::NotJson));
        assert!(matches!(read(200, json, r#"{"access_token":""}"#), Answer::UnknownJson));
        assert!(matches!(read(500, json, r#"{"access_token":"TESTtoken"}"#), Answer::UnknownJson));
    }
}
