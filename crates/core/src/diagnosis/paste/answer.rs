//! An error answer that was pasted without its status line.

use crate::oauth::{Answer, read_answer};

/// A JSON text is looked for at so many braces.
const MOST_BRACES: usize = 64;

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
