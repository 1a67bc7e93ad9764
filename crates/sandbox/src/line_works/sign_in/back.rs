//! The way back to the client: the redirect URL with a code, an error, or nothing but the state.

use axum::http::header::{CACHE_CONTROL, LOCATION};
use axum::http::{HeaderValue, StatusCode};

use super::authorize::{BackError, SignInRequest};
use super::page;
use super::words::Language;
use crate::answer::Answer;
use crate::fault::Fault;

/// `url` with `parameters` added to its query; those without value are left out.
pub(crate) fn address(url: &str, parameters: &[(&str, Option<&str>)]) -> String {
    let mut address = url.to_owned();
    let mut separator = if url.contains('?') { '&' } else { '?' };
    for (name, value) in parameters {
        if let Some(value) = value {
            address.push_str(&format!("{separator}{name}={}", encoded(value)));
            separator = '&';
        }
    }
    address
}

/// Takes the browser back with a code.
pub(super) fn with_code(
    request: &SignInRequest,
    code: &str,
    fault: Option<Fault>,
    language: Language,
) -> Answer {
    let state = state(request.state.as_deref(), fault);
    let parameters = [("code", Some(code)), ("state", state.as_deref())];
    send(&address(&request.redirect_uri, &parameters), fault, language)
}

/// Takes the browser back with an error.
pub(super) fn with_error(
    redirect_uri: &str,
    sent_state: Option<&str>,
    error: &BackError,
    fault: Option<Fault>,
    language: Language,
) -> Answer {
    let (words, state) = (error.to_string(), state(sent_state, fault));
    let parameters = [
        ("error", Some(error.code())),
        ("error_description", Some(words.as_str())),
        ("state", state.as_deref()),
    ];
    send(&address(redirect_uri, &parameters), fault, language)
}

fn state(sent: Option<&str>, fault: Option<Fault>) -> Option<String> {
    match fault {
        Some(Fault::StateChanged) => Some(format!("{}-changed", sent.unwrap_or_default())),
        _ => sent.map(str::to_owned),
    }
}

fn send(address: &str, fault: Option<Fault>, language: Language) -> Answer {
    if fault == Some(Fault::RedirectByScript) {
        return page::going(address, language);
    }
    let Ok(location) = HeaderValue::from_bytes(address.as_bytes()) else {
        return Answer::internal_error();
    };
    Answer::page(StatusCode::FOUND, "Found")
        .with(LOCATION, location)
        .with(CACHE_CONTROL, HeaderValue::from_static("no-store"))
}

/// Percent-encodes all but unreserved characters (RFC 3986 section 2.3).
fn encoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                text.push(char::from(byte));
            }
            other => text.push_str(&format!("%{other:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_added_behind_what_is_there() {
        let parameters = [("code", Some("a+b/=&")), ("state", None), ("x", Some("勤"))];
        let expected = "code=a%2Bb%2F%3D%26&x=%E5%8B%A4";
        assert_eq!(address("https://a.b/c", &parameters), format!("https://a.b/c?{expected}"));
        assert_eq!(
            address("https://a.b/c?d=1", &parameters),
            format!("https://a.b/c?d=1&{expected}")
        );
        assert_eq!(address("https://a.b/c", &[("state", None)]), "https://a.b/c");
    }
}
