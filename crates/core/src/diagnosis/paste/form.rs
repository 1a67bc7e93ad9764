//! The fields of a token request within a pasted text: a form, or the data options of a curl
//! command.

use url::form_urlencoded;

use crate::Secret;

/// Fields of a token request (RFC 6749, RFC 7523), and of LINE's calls (facts.md 7.2, 7.7).
const NAMES: [&str; 15] = [
    "grant_type",
    "assertion",
    "client_id",
    "client_secret",
    "scope",
    "code",
    "refresh_token",
    "redirect_uri",
    "client_assertion",
    "client_assertion_type",
    "access_token",
    "id_token",
    "code_verifier",
    "error",
    "error_description",
];
/// Fields whose values are secrets.
const SECRET: [&str; 8] = [
    "assertion",
    "client_secret",
    "code",
    "refresh_token",
    "client_assertion",
    "access_token",
    "id_token",
    "code_verifier",
];
/// A shorter one is an example or a placeholder, and would be found in words.
const SHORTEST_SECRET: usize = 4;

/// Fields in their order, decoded once.
#[derive(Default)]
pub(super) struct Form {
    fields: Vec<(String, String)>,
}

impl Form {
    /// Reads the fields, wherever they stand.
    pub(super) fn find(text: &str) -> Self {
        let mut fields = Vec::new();
        for word in words(text) {
            let word = word.trim_start_matches("--data-urlencode=").trim_start_matches("--data=");
            let word = word.split_once('?').map_or(word, |(_, query)| query);
            // A query in a request line ends before the version.
            let word = word.split(" HTTP/").next().unwrap_or(word);
            if !NAMES.iter().any(|name| begins_with_field(word, name)) {
                continue;
            }
            let pairs = form_urlencoded::parse(word.as_bytes());
            let known = pairs.filter(|(name, _)| NAMES.contains(&name.as_ref()));
            fields.extend(known.map(|(name, value)| (name.into_owned(), value.into_owned())));
        }
        Self { fields }
    }

    /// The first value of a field.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A field that is there twice.
    pub(super) fn doubled(&self) -> Option<&str> {
        let names: Vec<&str> = self.fields.iter().map(|(name, _)| name.as_str()).collect();
        names.iter().enumerate().find(|(at, name)| names[..*at].contains(*name)).map(|(_, it)| *it)
    }

    /// Whether it asks for a token with an assertion.
    pub(super) fn is_assertion_request(&self) -> bool {
        self.get("assertion").is_some()
            || self.get("grant_type").is_some_and(|grant| grant.contains("jwt-bearer"))
    }

    /// Whether it is a token request of any kind.
    pub(super) fn is_request(&self) -> bool {
        ["grant_type", "assertion", "client_assertion"].iter().any(|name| self.get(name).is_some())
    }

    /// What must not be shown.
    pub(super) fn secrets(&self) -> impl Iterator<Item = Secret> {
        let secret = |(name, value): &&(String, String)| {
            SECRET.contains(&name.as_str()) && value.len() >= SHORTEST_SECRET
        };
        self.fields.iter().filter(secret).map(|(_, value)| Secret::new(value.clone()))
    }
}

/// A scope text may have blanks; a quoted word keeps them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(['"', '\'', '\n', '\r']).flat_map(|piece| {
        let whole = NAMES.iter().any(|name| begins_with_field(piece, name));
        let inside = if whole { None } else { Some(piece.split_whitespace()) };
        whole.then_some(piece).into_iter().chain(inside.into_iter().flatten())
    })
}

fn begins_with_field(word: &str, name: &str) -> bool {
    word.split('&').any(|pair| pair.strip_prefix(name).is_some_and(|rest| rest.starts_with('=')))
}
