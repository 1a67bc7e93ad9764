//! The address that the customer's server sent the browser back to (facts.md 6.3): the redirect_uri
//! as it was, with the state in it, and nothing added but `code`.

use thiserror::Error;
use url::{Url, form_urlencoded};

use super::answer::shown;
use super::check::{Check, CheckId, CheckResult};
use super::login::LoginRequest;
use super::source::LOGIN as SOURCE;
use crate::Secret;

/// A returned address, judged.
#[derive(Debug)]
pub struct LoginReturned {
    /// `redirect_uri` unchanged, state kept, code present.
    pub checks: Vec<Check>,
    /// The code, or why there is none that may be used.
    pub code: Result<Secret, LoginRefusal>,
}

/// Why a returned address brings no code to use.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LoginRefusal {
    /// Not an absolute address.
    #[error("this is no address")]
    NotAnAddress,
    /// Another scheme, host or path than was sent.
    #[error("the address is not at the redirect_uri")]
    Elsewhere,
    /// The state is missing or another.
    #[error("the state is not the one that was sent")]
    State,
    /// The server refused.
    #[error("the server refused: {error}")]
    Refused {
        /// Its code.
        error: String,
        /// Its words.
        description: Option<String>,
    },
    /// No code, or an empty one.
    #[error("there is no code")]
    NoCode,
}

/// Reads and judges. What differs from the sent address only in form is told, and the code is used
/// all the same, so that the rest can be judged.
pub fn read_login_return(text: &str, sent: &LoginRequest) -> LoginReturned {
    let text = text.trim();
    let Ok(url) = Url::parse(text) else {
        return LoginReturned { checks: Vec::new(), code: Err(LoginRefusal::NotAnAddress) };
    };
    let get = |name: &str| {
        let mut pairs = url.query_pairs().filter(|(known, _)| known == name);
        pairs.next().map(|(_, value)| value.into_owned())
    };
    let same_place = Url::parse(&sent.redirect_uri).is_ok_and(|sent| place(&sent) == place(&url));
    let state_kept = get("state").as_deref() == Some(&sent.state);
    let code = get("code").filter(|code| !code.is_empty());
    let checks = vec![
        unchanged(text, sent, same_place, state_kept),
        kept(state_kept, get("state").is_some()),
        present(code.is_some(), get("code").is_some()),
    ];
    let code = if !same_place {
        Err(LoginRefusal::Elsewhere)
    } else if !state_kept {
        Err(LoginRefusal::State)
    } else if let Some(error) = get("error") {
        Err(LoginRefusal::Refused { error, description: get("error_description") })
    } else {
        code.map(Secret::new).ok_or(LoginRefusal::NoCode)
    };
    LoginReturned { checks, code }
}

/// An address without its query and fragment.
fn place(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.set_fragment(None);
    url.to_string()
}

/// An address with the names in its query: the values are codes and states.
fn with_names(address: &str) -> String {
    let Ok(url) = Url::parse(address) else { return String::new() };
    let names: Vec<String> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
    let fragment = if url.fragment().is_some() { "#" } else { "" };
    shown(&format!("{}?{}{fragment}", place(&url), names.join("&")))
}

/// The state has a line of its own, and so has the code: here everything else must be the same.
fn unchanged(text: &str, sent: &LoginRequest, same_place: bool, state_kept: bool) -> Check {
    let same = if state_kept {
        without_answer(text) == sent.redirect_uri
    } else {
        without(&without_answer(text), "state") == without(&sent.redirect_uri, "state")
    };
    let actual = match (same, same_place) {
        (true, _) => format!("same, {} characters", sent.redirect_uri.chars().count()),
        (false, true) => with_names(text),
        (false, false) => Url::parse(text).map(|url| place(&url)).unwrap_or_default(),
    };
    let expected = if same_place && !same {
        with_names(&sent.redirect_uri)
    } else {
        Url::parse(&sent.redirect_uri).map(|url| place(&url)).unwrap_or_default()
    };
    Check::must(CheckId::RedirectUnchanged, same, expected, actual, SOURCE)
}

fn kept(kept: bool, there: bool) -> Check {
    let actual = match (kept, there) {
        (true, _) => "kept",
        (false, true) => "another",
        (false, false) => "missing",
    };
    Check::must(CheckId::StateKept, kept, "kept", actual, SOURCE)
}

fn present(present: bool, there: bool) -> Check {
    let actual = match (present, there) {
        (true, _) => "present",
        (false, true) => "empty",
        (false, false) => "missing",
    };
    let result = if present { CheckResult::Passed } else { CheckResult::Failed };
    Check::new(CheckId::CodeReturned, result, "present", actual, SOURCE)
}

/// The address as it was before the server added its answer.
fn without_answer(text: &str) -> String {
    without(&without(&without(text, "code"), "error"), "error_description")
}

/// An address without the parameter of this name; the others stay as they are written.
fn without(text: &str, name: &str) -> String {
    let Some((before, query)) = text.split_once('?') else { return text.to_owned() };
    let of_name = |pair: &&str| {
        form_urlencoded::parse(pair.as_bytes()).next().is_some_and(|(known, _)| known == name)
    };
    let left: Vec<&str> = query.split('&').filter(|pair| !of_name(pair)).collect();
    if left.is_empty() { before.to_owned() } else { format!("{before}?{}", left.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REDIRECT: &str = "https://auth.worksmobile.com/back?a=%7e1&state=TESTstate";

    fn read(text: &str) -> (Vec<(CheckId, CheckResult)>, Result<(), LoginRefusal>) {
        let sent = LoginRequest {
            url: String::new(),
            redirect_uri: REDIRECT.into(),
            state: "TESTstate".into(),
        };
        let found = read_login_return(text, &sent);
        let results = found.checks.iter().map(|check| (check.id, check.result));
        let failed = results.filter(|(_, result)| *result != CheckResult::Passed);
        (failed.collect(), found.code.map(|_| ()))
    }

    #[test]
    fn each_way_to_come_back_wrong_turns_its_own_line() {
        use CheckId::{CodeReturned, RedirectUnchanged, StateKept};
        let base = "https://auth.worksmobile.com/back";
        let refused =
            LoginRefusal::Refused { error: "denied".into(), description: Some("a b".into()) };
        let rows = [
            (format!("{REDIRECT}&code=x"), vec![], Ok(())),
            (format!("{base}?code=x&a=%7e1&state=TESTstate"), vec![], Ok(())),
            (format!("{base}?a=~1&state=TESTstate&code=x"), vec![RedirectUnchanged], Ok(())),
            (format!("{base}?a=%7e1&code=x"), vec![StateKept], Err(LoginRefusal::State)),
            (format!("{base}?a=%7e1&state=x&code=x"), vec![StateKept], Err(LoginRefusal::State)),
            (REDIRECT.to_owned(), vec![CodeReturned], Err(LoginRefusal::NoCode)),
            (format!("{REDIRECT}&code="), vec![CodeReturned], Err(LoginRefusal::NoCode)),
            (
                format!("{REDIRECT}&error=denied&error_description=a+b"),
                vec![CodeReturned],
                Err(refused),
            ),
            (
                "https://evil.example/back?a=%7e1&state=TESTstate&code=x".to_owned(),
                vec![RedirectUnchanged],
                Err(LoginRefusal::Elsewhere),
            ),
        ];
        for (text, lines, code) in rows {
            let (failed, found) = read(&text);
            let failed: Vec<CheckId> = failed.into_iter().map(|(id, _)| id).collect();
            assert_eq!((failed, found), (lines, code), "{text}");
        }
        assert_eq!(read("nothing").1, Err(LoginRefusal::NotAnAddress));
    }

    #[test]
    fn no_check_shows_the_code() {
        let sent =
            LoginRequest { url: String::new(), redirect_uri: REDIRECT.into(), state: "x".into() };
        let found = read_login_return("https://evil.example/back?code=TESTcode", &sent);
        assert!(!format!("{:?}", found.checks).contains("TESTcode"));
    }
}
