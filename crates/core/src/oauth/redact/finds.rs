//! Finds what is a secret by its name or shape: token members of JSON, token fields of a form or
//! an address, Bearer credentials, private keys in PEM, and anything that begins like a JSON Web
//! Token.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{Sealed, Secret};

/// A place to cut.
pub(super) struct Find {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) sealed: Sealed,
}

/// Names whose values are secrets, in JSON, forms and addresses.
const NAMES: [&str; 5] =
    ["access_token", "refresh_token", "id_token", "client_secret", "assertion"];
/// Shorter values under such a name are words such as `null` or `none`.
const SHORTEST: usize = 4;
/// Shorter words behind `Bearer` are words: "Bearer token expected".
const SHORTEST_CREDENTIAL: usize = 12;
/// Most values taken from one JSON text.
const MOST_VALUES: usize = 64;

/// Places of tokens in a text of any kind.
pub(super) fn token_finds(text: &str) -> Vec<Find> {
    let mut finds = Vec::new();
    for name in NAMES {
        for (at, _) in text.match_indices(name) {
            let after = at + name.len();
            finds.extend(value_after(text, after).map(|(from, to)| find(text, from, to)));
        }
    }
    finds.extend(jwt_like(text));
    finds.extend(bearer_like(text));
    finds.extend(pem_like(text));
    finds
}

/// Every text under a member whose name says that it is a secret, at any depth.
pub(super) fn json_values(value: &Value) -> Vec<Secret> {
    let mut found = BTreeSet::new();
    collect(value, false, &mut found);
    found.into_iter().take(MOST_VALUES).map(Secret::new).collect()
}

fn collect(value: &Value, secret: bool, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if secret && text.len() >= SHORTEST => {
            found.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, secret, found)),
        Value::Object(members) => {
            members
                .iter()
                .for_each(|(name, item)| collect(item, secret || is_secret_name(name), found));
        }
        _ => {}
    }
}

fn is_secret_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let says = |word: &str| name.contains(word);
    (says("token") && name != "token_type") || says("secret") || says("assertion")
}

fn find(text: &str, from: usize, to: usize) -> Find {
    Find { from, to, sealed: Sealed::of(&text[from..to]) }
}

/// The value behind a name: a JSON text up to its closing quote or the end of a broken body, or a
/// field of a form or an address up to its separator.
fn value_after(text: &str, after: usize) -> Option<(usize, usize)> {
    let rest = &text[after..];
    let (from, to) = match rest.strip_prefix('=') {
        Some(value) => (after + 1, after + 1 + value.find(is_separator).unwrap_or(value.len())),
        None => json_text(text, after)?,
    };
    (to - from >= SHORTEST).then_some((from, to))
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '&' | '"' | '\'' | '<' | '>' | ';' | '#' | ',')
}

fn json_text(text: &str, after: usize) -> Option<(usize, usize)> {
    let rest = text[after..].strip_prefix(['"', '\''])?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix(['"', '\''])?;
    let from = text.len() - value.len();
    let mut escaped = false;
    let end = value.find(|c: char| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    });
    Some((from, from + end.unwrap_or(value.len())))
}

/// Words with two dots that begin as every JSON header does in base64url.
fn jwt_like(text: &str) -> impl Iterator<Item = Find> {
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let words = text.split(move |c| !inside(c));
    let tokens = words.filter(|word| word.starts_with("eyJ") && word.matches('.').count() >= 2);
    tokens.map(move |word| {
        let from = word.as_ptr() as usize - text.as_ptr() as usize;
        find(text, from, from + word.len())
    })
}

/// What follows the word Bearer (RFC 6750 section 2.1), unless it is a word itself.
fn bearer_like(text: &str) -> impl Iterator<Item = Find> {
    let names = text.match_indices("earer ").filter(|(at, _)| text[..*at].ends_with(['B', 'b']));
    names.filter_map(move |(at, name)| {
        let from = at + name.len();
        let to = from + text[from..].find(is_separator).unwrap_or(text.len() - from);
        (to - from >= SHORTEST_CREDENTIAL).then(|| find(text, from, to))
    })
}

/// From the first line of a private key to its last, or to the end of the text.
fn pem_like(text: &str) -> impl Iterator<Item = Find> {
    text.match_indices("PRIVATE KEY-----").filter_map(move |(at, name)| {
        let from = at + name.len();
        let begins = text[..at].rfind("-----").is_some_and(|dash| text[dash..at].contains("BEGIN"));
        let to = from + text[from..].find("-----END").unwrap_or(text.len() - from);
        (begins && to > from).then(|| find(text, from, to))
    })
}
