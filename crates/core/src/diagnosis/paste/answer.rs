//! An error answer that was pasted without its status line, and the credentials that may stand in
//! any pasted text.

use crate::flow::Part;
use crate::oauth::{Answer, read_answer};
use crate::{Sealed, Secret};

/// How opaque tokens of LINE WORKS begin (facts.md 1.10).
const TOKEN_STARTS: [&str; 2] = ["jp1AAAA", "kr1AAAA"];
/// A JSON text is looked for at so many braces.
const MOST_BRACES: usize = 64;
/// Header fields that carry credentials, and curl's option for them.
const CREDENTIAL_STARTS: [&str; 5] =
    ["authorization:", "proxy-authorization:", "cookie:", "set-cookie:", "x-api-key:"];

/// The answer within a text, without a status line. A status of 400 stands for the unknown one:
/// the shapes are the same for every refusal.
pub(super) fn find(text: &str) -> Option<Answer> {
    if let Some(json) = json_in(text) {
        return Some(json);
    }
    if let Some(form) = form_in(text) {
        return Some(form);
    }
    let lower = text.to_ascii_lowercase();
    let page = ["<!doctype html", "<html"].iter().any(|start| lower.contains(start));
    if page {
        return Some(Answer::Html);
    }
    match read_answer(400, None, None, text.as_bytes()) {
        // The beginning of a member shows that it is JSON and no other text in braces.
        answer @ Answer::TruncatedJson if text.contains("\":") => Some(answer),
        _ => None,
    }
}

/// The first object that is an answer: a program's message may stand around it.
fn json_in(text: &str) -> Option<Answer> {
    text.match_indices('{').take(MOST_BRACES).find_map(|(at, _)| {
        let mut values = serde_json::Deserializer::from_str(&text[at..]).into_iter();
        let value: serde_json::Value = values.next()?.ok()?;
        let status = if value.get("access_token").is_some() { 200 } else { 400 };
        match read_answer(status, None, None, value.to_string().as_bytes()) {
            Answer::UnknownJson => None,
            answer => Some(answer),
        }
    })
}

/// `error=...&error_description=...`, as a redirect carries it (RFC 6749 section 4.1.2.1).
fn form_in(text: &str) -> Option<Answer> {
    let form = super::Form::find(text);
    let error = form.get("error")?.to_owned();
    Some(Answer::OAuthError {
        error,
        description: form.get("error_description").map(str::to_owned),
    })
}

/// Tokens of the service, wherever they stand.
pub(super) fn secrets(text: &str) -> Vec<Secret> {
    let inside =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '.' | '-' | '_' | '%');
    text.split(|c| !inside(c))
        .filter_map(|word| {
            let at = TOKEN_STARTS.iter().find_map(|start| word.find(start))?;
            Some(Secret::new(word[at..].to_owned()))
        })
        .collect()
}

/// Cuts the values of credential fields and of `curl -u`, which need not look like a token.
pub(super) fn without_credentials(parts: Vec<Part>) -> Vec<Part> {
    parts
        .into_iter()
        .flat_map(|part| match part {
            Part::Plain { text } => in_lines(&text),
            sealed => vec![sealed],
        })
        .collect()
}

fn in_lines(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for line in text.split_inclusive('\n') {
        match credential_at(line) {
            Some((from, to)) if to > from => {
                parts.push(Part::plain(&line[..from]));
                parts.push(Part::Secret(Sealed::of(&line[from..to])));
                parts.push(Part::plain(&line[to..]));
            }
            _ => parts.push(Part::plain(line)),
        }
    }
    parts
}

fn credential_at(line: &str) -> Option<(usize, usize)> {
    let lower = line.to_ascii_lowercase();
    let field =
        CREDENTIAL_STARTS.iter().find_map(|start| lower.find(start).map(|at| at + start.len()));
    if let Some(from) = field {
        let rest = &line[from..];
        let end = rest.find(['\'', '"', '\n', '\r']).unwrap_or(rest.len());
        return Some((from, from + end));
    }
    let from = [" -u ", " --user "]
        .iter()
        .find_map(|option| line.find(option).map(|at| at + option.len()))?;
    let rest = &line[from..];
    let end = rest.find(|c: char| c.is_whitespace()).unwrap_or(rest.len());
    Some((from, from + end))
}
