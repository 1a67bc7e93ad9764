//! The address that the browser came back to, read and judged: whose answer it is first (state,
//! then the issuer of RFC 9207), an error next, the code last (security.md O5). Nothing is mended:
//! what can't be read for certain is refused and named.

use percent_encoding::percent_decode_str;
use thiserror::Error;
use url::Url;

use super::AuthorizeRequest;
use crate::Secret;
use crate::flow::{RuleId, Verdict, VerdictResult};
use crate::jwt::read::visible;

/// Longest address that is read, in bytes.
const LONGEST: usize = 16 * 1024;
/// Longest value that is shown, in characters.
const LONGEST_SHOWN: usize = 200;
/// Parameters that decide; each may be there once (RFC 6749 section 3.1).
const ONCE: [&str; 5] = ["state", "iss", "error", "error_description", "code"];

/// An address that came back, judged.
#[derive(Debug)]
pub struct Returned {
    /// What was compared, in the order of judging; ends with the first that failed.
    pub verdicts: Vec<Verdict>,
    /// The code, or why there is none.
    pub code: Result<Secret, ReturnRefusal>,
}

/// Why a returned address brings no code. Values are safe to show.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReturnRefusal {
    /// Longer than any such address.
    #[error("the address is longer than {LONGEST} bytes")]
    TooLong,
    /// Not an absolute address.
    #[error("this is no address")]
    NotAnAddress,
    /// Not the redirect URL that was sent.
    #[error("the address is not at the redirect URL: {actual}")]
    Elsewhere {
        /// Address without its query.
        actual: String,
    },
    /// The answer is behind a `#`: that is the implicit flow's way.
    #[error("the answer is in the fragment of the address")]
    InFragment,
    /// No query: the address was cut off, or nobody answered.
    #[error("the address has no query")]
    NoQuery,
    /// A percent triplet that is none, bytes that are no UTF-8, or a blank inside.
    #[error("the query is damaged")]
    Mangled,
    /// A parameter is there twice.
    #[error("{name} is there twice")]
    Twice {
        /// Which.
        name: &'static str,
    },
    /// No `state`.
    #[error("there is no state")]
    StateMissing,
    /// Another `state` than was sent.
    #[error("the state is not the one that was sent")]
    StateDiffers,
    /// Another server answered (RFC 9207 section 2.4).
    #[error("the answer is of another issuer: {actual}")]
    IssuerDiffers {
        /// Who it is of.
        actual: String,
    },
    /// The server refused.
    #[error("the server refused: {error}")]
    Refused {
        /// Its code.
        error: String,
        /// Its words.
        description: Option<String>,
    },
    /// Neither a code nor an error.
    #[error("there is no code")]
    NoCode,
}

impl ReturnRefusal {
    /// A word for the message catalogues.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLong => "tooLong",
            Self::NotAnAddress => "notAnAddress",
            Self::Elsewhere { .. } => "elsewhere",
            Self::InFragment => "inFragment",
            Self::NoQuery => "noQuery",
            Self::Mangled => "mangled",
            Self::Twice { .. } => "twice",
            Self::StateMissing => "stateMissing",
            Self::StateDiffers => "stateDiffers",
            Self::IssuerDiffers { .. } => "issuerDiffers",
            Self::Refused { .. } => "refused",
            Self::NoCode => "noCode",
        }
    }
}

/// Reads and judges. `issuer`: who should have answered, where that is known.
pub fn read_returned(text: &str, sent: &AuthorizeRequest, issuer: Option<&str>) -> Returned {
    let mut verdicts = Vec::new();
    let code = judge(text.trim(), sent, issuer, &mut verdicts);
    Returned { verdicts, code }
}

fn judge(
    text: &str,
    sent: &AuthorizeRequest,
    issuer: Option<&str>,
    verdicts: &mut Vec<Verdict>,
) -> Result<Secret, ReturnRefusal> {
    let query = at_redirect_url(text, sent);
    let actual = match &query {
        Ok(_) => sent.redirect_uri.clone(),
        Err(ReturnRefusal::Elsewhere { actual }) => actual.clone(),
        Err(refusal) => refusal.to_string(),
    };
    verdicts.push(Verdict::must(
        RuleId::ReturnedToRedirectUrl,
        query.is_ok(),
        &sent.redirect_uri,
        actual,
        "RFC 6749 4.1.2",
    ));
    let query = Query::read(query?)?;
    verdicts.push(state(&query, sent));
    whose_state(&query, sent)?;
    verdicts.extend(answering_issuer(&query, issuer));
    if let (Some(actual), Some(expected)) = (query.get("iss"), issuer)
        && actual != expected
    {
        return Err(ReturnRefusal::IssuerDiffers { actual: shown(actual) });
    }
    let code = code(&query);
    let found = if code.is_ok() { "present" } else { "missing" };
    verdicts.push(Verdict::must(
        RuleId::CodeReturned,
        code.is_ok(),
        "present",
        found,
        "RFC 6749 4.1.2",
    ));
    code
}

fn state(query: &Query, sent: &AuthorizeRequest) -> Verdict {
    let actual = query.get("state").map_or("missing".to_owned(), shown);
    let same = query.get("state") == Some(&sent.state);
    Verdict::must(RuleId::StateMatches, same, &sent.state, actual, "RFC 6749 10.12")
}

fn whose_state(query: &Query, sent: &AuthorizeRequest) -> Result<(), ReturnRefusal> {
    match query.get("state") {
        None => Err(ReturnRefusal::StateMissing),
        Some(state) if state != sent.state => Err(ReturnRefusal::StateDiffers),
        Some(_) => Ok(()),
    }
}

/// Nothing is said where neither side names an issuer.
fn answering_issuer(query: &Query, issuer: Option<&str>) -> Option<Verdict> {
    let id = RuleId::AnsweringIssuer;
    let actual = shown(query.get("iss")?);
    Some(match issuer {
        Some(issuer) => {
            Verdict::must(id, query.get("iss") == Some(issuer), issuer, actual, "RFC 9207 2.4")
        }
        None => Verdict::new(id, VerdictResult::NotChecked, "unknown", actual, "RFC 9207 2.4"),
    })
}

fn code(query: &Query) -> Result<Secret, ReturnRefusal> {
    if let Some(error) = query.get("error") {
        let description = query.get("error_description").map(shown);
        return Err(ReturnRefusal::Refused { error: shown(error), description });
    }
    match query.get("code") {
        Some(code) if !code.is_empty() => Ok(Secret::new(code.to_owned())),
        _ => Err(ReturnRefusal::NoCode),
    }
}

/// The query of an address that is at the redirect URL. Both go through one parser, because a
/// browser shows `https://app.example` with a slash and a host in small letters.
fn at_redirect_url<'a>(text: &'a str, sent: &AuthorizeRequest) -> Result<&'a str, ReturnRefusal> {
    if text.len() > LONGEST {
        return Err(ReturnRefusal::TooLong);
    }
    let returned = Url::parse(text).map_err(|_| ReturnRefusal::NotAnAddress)?;
    let redirect = Url::parse(&sent.redirect_uri).map_err(|_| ReturnRefusal::NotAnAddress)?;
    if bare(&returned) != bare(&redirect) {
        return Err(ReturnRefusal::Elsewhere { actual: shown(&bare(&returned)) });
    }
    let (address, fragment) = text.split_once('#').unwrap_or((text, ""));
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let own = redirect.query().unwrap_or_default();
    // A redirect URL with a query of its own keeps it (RFC 6749 section 3.1.2).
    let query = query.strip_prefix(own).unwrap_or(query).trim_start_matches('&');
    match (query.is_empty(), fragment.contains('=')) {
        (true, true) => Err(ReturnRefusal::InFragment),
        (true, false) => Err(ReturnRefusal::NoQuery),
        (false, _) => Ok(query),
    }
}

fn bare(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.set_fragment(None);
    url.to_string()
}

fn shown(text: &str) -> String {
    let mut shown: String = visible(text).chars().take(LONGEST_SHOWN).collect();
    if text.chars().count() > LONGEST_SHOWN {
        shown.push('…');
    }
    shown
}

/// Parameters, decoded.
struct Query(Vec<(String, String)>);

impl Query {
    fn read(text: &str) -> Result<Self, ReturnRefusal> {
        if text.chars().any(char::is_whitespace) {
            return Err(ReturnRefusal::Mangled);
        }
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decoded(name)?, decoded(value)?))
        });
        let query = Self(pairs.collect::<Result<_, _>>()?);
        let twice = |name: &&&str| query.0.iter().filter(|(known, _)| known == **name).count() > 1;
        match ONCE.iter().find(twice) {
            Some(name) => Err(ReturnRefusal::Twice { name }),
            None => Ok(query),
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Form decoding that takes nothing for what it is not.
fn decoded(text: &str) -> Result<String, ReturnRefusal> {
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let is_hex = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_hexdigit());
        if byte == b'%' && !(is_hex(rest.next()) && is_hex(rest.next())) {
            return Err(ReturnRefusal::Mangled);
        }
    }
    let text = text.replace('+', " ");
    let decoded = percent_decode_str(&text).decode_utf8().map_err(|_| ReturnRefusal::Mangled)?;
    Ok(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const REDIRECT: &str = "https://App.example.com";

    fn sent(redirect_uri: &str) -> AuthorizeRequest {
        AuthorizeRequest {
            url: String::new(),
            client_id: "TESTclient".into(),
            redirect_uri: redirect_uri.into(),
            state: "TESTstate".into(),
            nonce: None,
            verifier: None,
        }
    }

    fn judged(text: &str) -> Result<String, ReturnRefusal> {
        let returned = read_returned(text, &sent(REDIRECT), Some("https://issuer.example"));
        returned.code.map(|code| code.expose().to_owned())
    }

    #[test]
    fn a_code_is_taken_as_the_browser_shows_its_address() {
        let rows = [
            ("https://app.example.com/?code=a%2Bb%2F%3D&state=TESTstate", "a+b/="),
            (" https://App.example.com?state=TESTstate&code=x&foreign=1\n", "x"),
            (
                "https://app.example.com:443/?code=x&state=TESTstate&iss=https%3A%2F%2Fissuer.example",
                "x",
            ),
            ("https://app.example.com/?code=x&state=TESTstate#_=_", "x"),
        ];
        for (text, code) in rows {
            assert_eq!(judged(text).as_deref(), Ok(code), "{text}");
        }
    }

    #[test]
    fn each_fault_of_a_returned_address_has_its_name() {
        let rows = [
            ("TESTcode", "notAnAddress"),
            ("", "notAnAddress"),
            ("http://app.example.com/?code=x&state=TESTstate", "elsewhere"),
            ("https://app.example.com:8443/?code=x&state=TESTstate", "elsewhere"),
            ("https://app.example.com/other?code=x&state=TESTstate", "elsewhere"),
            ("https://a@app.example.com/?code=x&state=TESTstate", "elsewhere"),
            ("https://app.example.com/", "noQuery"),
            ("https://app.example.com/#code=x&state=TESTstate", "inFragment"),
            ("https://app.example.com/?code=%2&state=TESTstate", "mangled"),
            ("https://app.example.com/?code=%FF&state=TESTstate", "mangled"),
            ("https://app.example.com/?code=x y&state=TESTstate", "mangled"),
            ("https://app.example.com/?code=x&code=y&state=TESTstate", "twice"),
            ("https://app.example.com/?code=x", "stateMissing"),
            ("https://app.example.com/?code=x&state=teststate", "stateDiffers"),
            (
                "https://app.example.com/?code=x&state=TESTstate&iss=https%3A%2F%2Fevil.example",
                "issuerDiffers",
            ),
            ("https://app.example.com/?state=TESTstate", "noCode"),
            ("https://app.example.com/?code=&state=TESTstate", "noCode"),
            ("https://app.example.com/?error=access_denied&state=TESTstate", "refused"),
        ];
        for (text, expected) in rows {
            assert_eq!(judged(text).expect_err(text).code(), expected, "{text}");
        }
    }

    #[test]
    fn the_state_is_judged_before_the_error_and_the_error_before_the_code() {
        let with = |rest: &str| judged(&format!("https://app.example.com/?{rest}")).unwrap_err();
        assert_eq!(with("error=access_denied&state=other"), ReturnRefusal::StateDiffers);
        assert_eq!(with("error=access_denied"), ReturnRefusal::StateMissing);
        let both = with("code=x&error=access_denied&error_description=a+b%21&state=TESTstate");
        let description = Some("a b!".to_owned());
        assert_eq!(both, ReturnRefusal::Refused { error: "access_denied".into(), description });
    }

    #[test]
    fn a_redirect_url_keeps_a_query_of_its_own() {
        let sent = sent("https://app.example.com/cb?tenant=1");
        let text = "https://app.example.com/cb?tenant=1&code=x&state=TESTstate";
        assert!(read_returned(text, &sent, None).code.is_ok());
        let cut = read_returned("https://app.example.com/cb?tenant=1", &sent, None);
        assert_eq!(cut.code.unwrap_err(), ReturnRefusal::NoQuery);
    }

    #[test]
    fn an_issuer_that_is_not_known_is_told_and_not_taken_for_right() {
        let text = "https://app.example.com/?code=x&state=TESTstate&iss=https%3A%2F%2Fa.example";
        let returned = read_returned(text, &sent(REDIRECT), None);
        let issuer = returned.verdicts.iter().find(|v| v.id == RuleId::AnsweringIssuer).unwrap();
        assert_eq!(issuer.result, VerdictResult::NotChecked);
        assert!(returned.code.is_ok());
    }

    proptest! {
        #[test]
        fn no_text_panics_and_a_code_never_comes_without_the_state(text in ".*") {
            let address = format!("https://app.example.com/?{text}");
            for text in [&text, &address] {
                let judged = judged(text);
                prop_assert!(judged.is_err() || text.contains("TESTstate"));
            }
        }
    }
}
