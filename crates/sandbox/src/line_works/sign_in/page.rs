//! The server's own pages: plain HTML forms that need no script.

use axum::http::StatusCode;
use axum::http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderValue,
    REFERRER_POLICY,
};

use super::authorize::SignInRequest;
use super::words::{Language, PageReason, Words};
use crate::answer::Answer;
use crate::line_works::member::PracticeUser;
use crate::line_works::{CONSENT_PATH, LOGIN_PATH};

const STYLE: &str = "body{font:16px/1.5 sans-serif;max-width:26rem;margin:4rem auto;padding:0 1rem}\
label{display:block;margin:.75rem 0}input{display:block;width:100%;font:inherit;padding:.4rem;\
box-sizing:border-box}button{font:inherit;padding:.4rem 1.2rem;margin:.5rem .5rem 0 0}\
code{overflow-wrap:anywhere}";

/// Forms are sent to this server, which then redirects anywhere; so no `form-action` here, which
/// some browsers hold against the redirect.
const NO_SCRIPT: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
);
const OWN_SCRIPT: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-ancestors 'none'",
);

/// What the browser prefers, by the first language it names that there is.
pub(crate) fn accepts(headers: &HeaderMap) -> Language {
    let named = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let first = named.unwrap_or_default().split(',').find_map(|range| {
        let tag = range.trim_start().get(..2)?.to_ascii_lowercase();
        match tag.as_str() {
            "ja" => Some(Language::Japanese),
            "en" => Some(Language::English),
            _ => None,
        }
    });
    first.unwrap_or(Language::English)
}

/// `text` for use between tags and in quoted attributes.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// Asks for account and password.
pub(super) fn login(
    ticket: &str,
    app: &str,
    user: &PracticeUser,
    failed: bool,
    language: Language,
) -> Answer {
    let words = language.words();
    let wrong = if failed { words.wrong } else { "" };
    let body = format!(
        "<p>{app}</p><p role=\"alert\">{wrong}</p>\
         <form method=\"post\" action=\"{LOGIN_PATH}\">\
         <input type=\"hidden\" name=\"ticket\" value=\"{ticket}\">\
         <label>{}<input id=\"account\" name=\"account\" autocomplete=\"username\" required></label>\
         <label>{}<input id=\"password\" name=\"password\" type=\"password\" \
         autocomplete=\"current-password\" required></label>\
         <button id=\"sign-in\">{}</button></form>\
         <p>{} <code>{}</code> / <code>{}</code></p>",
        words.account,
        words.password,
        words.sign_in,
        words.practice_user,
        escaped(&user.account),
        escaped(&user.password),
        app = escaped(app),
    );
    let status = if failed { StatusCode::FORBIDDEN } else { StatusCode::OK };
    shown(status, words, words.sign_in, &body, NO_SCRIPT)
}

/// Asks whether the app may have what it wants.
pub(super) fn consent(
    ticket: &str,
    app: &str,
    request: &SignInRequest,
    language: Language,
) -> Answer {
    let words = language.words();
    let scopes: String =
        request.scopes.iter().map(|scope| format!("<li>{}</li>", escaped(scope))).collect();
    let body = format!(
        "<p>{}</p><p>{}</p><ul>{scopes}</ul>\
         <form method=\"post\" action=\"{CONSENT_PATH}\">\
         <input type=\"hidden\" name=\"ticket\" value=\"{ticket}\">\
         <button id=\"allow\" name=\"answer\" value=\"allow\">{}</button>\
         <button id=\"deny\" name=\"answer\" value=\"deny\">{}</button></form>",
        escaped(app),
        words.asks,
        words.allow,
        words.deny,
    );
    shown(StatusCode::OK, words, words.consent, &body, NO_SCRIPT)
}

/// Says why nothing is sent to the app, with what was sent in place of a registered URL.
pub(in crate::line_works) fn refused(
    reason: PageReason,
    sent: Option<&str>,
    language: Language,
) -> Answer {
    let words = language.words();
    let sent = sent.map(|sent| format!("<p><code id=\"sent\">{}</code></p>", escaped(sent)));
    let body = format!(
        "<p id=\"reason\" data-reason=\"{}\">{}</p>{}",
        reason.name(),
        reason.words(language),
        sent.unwrap_or_default(),
    );
    shown(StatusCode::BAD_REQUEST, words, words.refused, &body, NO_SCRIPT)
}

/// Says that the logout is done, where no app is to be returned to.
pub(in crate::line_works) fn signed_out(language: Language) -> Answer {
    let words = language.words();
    shown(StatusCode::OK, words, words.signed_out, "", NO_SCRIPT)
}

/// Goes to `address` by script, as some servers do; with a link for who has none.
pub(super) fn going(address: &str, language: Language) -> Answer {
    let words = language.words();
    // JSON is JavaScript here, but "</script>" would end the element.
    let quoted = serde_json::Value::from(address).to_string().replace('<', "\\u003c");
    let body = format!(
        "<script>location.replace({quoted})</script>\
         <p><a id=\"go\" href=\"{}\">{}</a></p>",
        escaped(address),
        words.going,
    );
    shown(StatusCode::OK, words, words.going, &body, OWN_SCRIPT)
}

fn shown(
    status: StatusCode,
    words: &Words,
    title: &str,
    body: &str,
    policy: HeaderValue,
) -> Answer {
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title} - {}</title>\
         <style>{STYLE}</style></head><body><p>{}</p><h1>{title}</h1>{body}</body></html>\n",
        words.tag, words.server, words.server,
    );
    Answer::html(status, html)
        .with(CACHE_CONTROL, HeaderValue::from_static("no-store"))
        .with(CONTENT_SECURITY_POLICY, policy)
        .with(REFERRER_POLICY, HeaderValue::from_static("no-referrer"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_there_is_wins() {
        let cases = [
            ("ja", Language::Japanese),
            ("ja-JP,en;q=0.5", Language::Japanese),
            ("ko, en-US;q=0.8, ja;q=0.5", Language::English),
            ("de, JA", Language::Japanese),
            ("", Language::English),
            ("*", Language::English),
            ("日本語", Language::English),
        ];
        for (value, expected) in cases {
            let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
            let headers = HeaderMap::from_iter([(ACCEPT_LANGUAGE, value)]);
            assert_eq!(accepts(&headers), expected, "{headers:?}");
        }
    }

    #[test]
    fn nothing_that_was_sent_becomes_markup() {
        let sent = "https://a.b/'\"><script>alert(1)</script>&";
        let page = refused(PageReason::RedirectUnregistered, Some(sent), Language::English).body;
        assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script"), "{page}");
        let page = going(sent, Language::Japanese).body;
        assert_eq!(page.matches("<script>").count(), 1, "{page}");
        assert_eq!(page.matches("</script>").count(), 1, "{page}");
    }
}
