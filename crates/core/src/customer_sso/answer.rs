//! What a customer's API answered, read and not judged. Property names of all APIs are read alike:
//! the documents carry errors in the JSON and say nothing of the HTTP status (facts.md 6.5).

use serde_json::{Map, Value};

use crate::Secret;

/// What stands before the body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ApiHead {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// `Cache-Control`.
    pub cache_control: Option<String>,
    /// `Location`.
    pub location: Option<String>,
}

/// What the body is.
#[derive(Clone, PartialEq)]
pub enum ApiBody {
    /// A JSON object.
    Object(Map<String, Value>),
    /// Other JSON.
    OtherJson,
    /// A web page.
    Html,
    /// Nothing.
    Empty,
    /// Anything else.
    Other,
}

impl std::fmt::Debug for ApiBody {
    /// Without values: there are tokens among them.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Object(members) => f.debug_set().entries(members.keys()).finish(),
            Self::OtherJson => f.write_str("OtherJson"),
            Self::Html => f.write_str("Html"),
            Self::Empty => f.write_str("Empty"),
            Self::Other => f.write_str("Other"),
        }
    }
}

/// An error as answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError {
    /// `error`, also where it is a number.
    pub error: String,
    /// `error_description`.
    pub description: Option<String>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct ApiAnswer {
    /// What stands before the body.
    pub head: ApiHead,
    /// The body.
    pub body: ApiBody,
    /// Whether it is UTF-8.
    pub utf8: bool,
    /// Whether it repeats a secret that was sent.
    pub echoes: bool,
}

/// `expires_in` as answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ExpiresIn {
    Number(i64),
    Text(i64),
    Missing,
    Unreadable(String),
}

/// Longest value that is shown, in characters.
const LONGEST_SHOWN: usize = 60;

impl ApiAnswer {
    /// Reads. `sent`: secrets that must not come back.
    pub fn read(head: ApiHead, body: &[u8], sent: &[&Secret]) -> Self {
        let text = String::from_utf8_lossy(body);
        let parsed = match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
            Ok(Value::Object(members)) => ApiBody::Object(members),
            Ok(_) => ApiBody::OtherJson,
            Err(_) if text.trim().is_empty() => ApiBody::Empty,
            Err(_) if text.trim_start().starts_with('<') => ApiBody::Html,
            Err(_) => ApiBody::Other,
        };
        // Exposed to be looked for in the answer.
        let repeated = |secret: &&Secret| !secret.is_empty() && text.contains(secret.expose());
        let echoes = sent.iter().any(repeated);
        Self { head, body: parsed, utf8: std::str::from_utf8(body).is_ok(), echoes }
    }

    /// A property.
    fn get(&self, name: &str) -> Option<&Value> {
        match &self.body {
            ApiBody::Object(members) => members.get(name),
            _ => None,
        }
    }

    /// A property that is a text and not empty.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str().filter(|text| !text.is_empty())
    }

    /// Whether a property is there at all.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// `access_token`.
    pub fn access_token(&self) -> Option<Secret> {
        self.text("access_token").map(|token| Secret::new(token.to_owned()))
    }

    /// `code` of the IMAP/CalDAV login API; an empty one is a refusal.
    pub fn code(&self) -> Option<Secret> {
        self.text("code").map(|code| Secret::new(code.to_owned()))
    }

    /// The error, if the answer is one.
    pub fn error(&self) -> Option<ApiError> {
        let error = match self.get("error")? {
            Value::String(text) if !text.is_empty() => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        Some(ApiError { error, description: self.text("error_description").map(str::to_owned) })
    }

    /// Whether the status is one of a redirect.
    pub fn is_redirect(&self) -> bool {
        (300..400).contains(&self.head.status)
    }

    /// Whether the content type says JSON.
    pub fn says_json(&self) -> bool {
        let kind = self.head.content_type.as_deref().unwrap_or_default();
        let essence = kind.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case("application/json")
    }

    /// What the content type says of the character set, if not UTF-8.
    pub(super) fn foreign_charset(&self) -> Option<String> {
        let kind = self.head.content_type.as_deref()?.to_ascii_lowercase();
        let charset = kind.split("charset=").nth(1)?.trim_matches(['"', ' ', ';']).to_owned();
        (charset != "utf-8" && charset != "utf8").then_some(charset)
    }

    pub(super) fn expires_in(&self) -> ExpiresIn {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        match self.get("expires_in") {
            None | Some(Value::Null) => ExpiresIn::Missing,
            Some(Value::Number(number)) => match number.as_i64().filter(|seconds| *seconds > 0) {
                Some(seconds) => ExpiresIn::Number(seconds),
                None => ExpiresIn::Unreadable(shown(&number.to_string())),
            },
            Some(Value::String(text)) => match text.parse() {
                Ok(seconds) if digits(text) && seconds > 0 => ExpiresIn::Text(seconds),
                _ => ExpiresIn::Unreadable(shown(text)),
            },
            Some(other) => ExpiresIn::Unreadable(shown(&other.to_string())),
        }
    }

    /// `expires_in` in seconds, where it can be read.
    pub fn expires_in_seconds(&self) -> Option<i64> {
        match self.expires_in() {
            ExpiresIn::Number(seconds) | ExpiresIn::Text(seconds) => Some(seconds),
            ExpiresIn::Missing | ExpiresIn::Unreadable(_) => None,
        }
    }

    /// What the body is, in a word.
    pub(super) fn kind(&self) -> &'static str {
        match &self.body {
            ApiBody::Object(_) => "JSON",
            ApiBody::OtherJson => "JSON, no object",
            ApiBody::Html => "HTML",
            ApiBody::Empty => "empty",
            ApiBody::Other => "text",
        }
    }

    /// The names of the properties, for saying what came in the place of one.
    pub(super) fn names(&self) -> String {
        match &self.body {
            ApiBody::Object(members) => {
                shown(&members.keys().map(String::as_str).collect::<Vec<_>>().join(", "))
            }
            _ => self.kind().to_owned(),
        }
    }
}

/// A value of the server, bounded.
pub(super) fn shown(text: &str) -> String {
    text.chars().take(LONGEST_SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &[u8]) -> ApiAnswer {
        ApiAnswer::read(ApiHead::default(), body, &[&Secret::new("TESTSECRET0".into())])
    }

    #[test]
    fn both_forms_of_an_error_are_read_and_an_empty_one_is_none() {
        let error = |body: &str| read(body.as_bytes()).error().map(|error| error.error);
        assert_eq!(error(r#"{"error":"301","error_description":"x"}"#).as_deref(), Some("301"));
        assert_eq!(error(r#"{"error":301}"#).as_deref(), Some("301"));
        assert_eq!(error(r#"{"error":"invalid_access"}"#).as_deref(), Some("invalid_access"));
        assert_eq!(error(r#"{"error":"","access_token":"x"}"#), None);
        assert_eq!(error(r#"{"error":null}"#), None);
    }

    #[test]
    fn expires_in_is_a_number_or_a_text_of_digits() {
        let rows = [
            ("86400", ExpiresIn::Number(86_400)),
            ("\"86400\"", ExpiresIn::Text(86_400)),
            ("null", ExpiresIn::Missing),
            ("0", ExpiresIn::Unreadable("0".into())),
            ("\"1 day\"", ExpiresIn::Unreadable("1 day".into())),
            ("1.5", ExpiresIn::Unreadable("1.5".into())),
            ("\"+5\"", ExpiresIn::Unreadable("+5".into())),
        ];
        for (value, expected) in rows {
            let found = read(format!(r#"{{"expires_in":{value}}}"#).as_bytes()).expires_in();
            assert_eq!(found, expected, "{value}");
        }
    }

    #[test]
    fn what_is_no_object_is_told_apart_and_an_echo_is_seen() {
        let rows: [(&[u8], &str); 5] = [
            (b"{}", "JSON"),
            (b"[1]", "JSON, no object"),
            (b" <html>", "HTML"),
            (b"\n", "empty"),
            (b"OK", "text"),
        ];
        for (body, expected) in rows {
            assert_eq!(read(body).kind(), expected);
        }
        assert!(read(br#"{"error":"TESTSECRET0?"}"#).echoes);
        assert!(!read(br#"{"error":"301"}"#).echoes);
        assert!(!read(b"{\"error\":\"\x83\x65\"}").utf8);
    }

    #[test]
    fn an_empty_code_is_none_and_debug_shows_no_value() {
        assert!(read(br#"{"code":""}"#).code().is_none());
        let answer = read(br#"{"access_token":"TESTtoken"}"#);
        assert!(!format!("{answer:?}").contains("TESTtoken"), "{answer:?}");
    }
}
