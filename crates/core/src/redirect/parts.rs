//! An address taken apart as text, with nothing normalised (RFC 3986 appendix B). What a parser
//! would make of it is another matter, and often the mistake.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where characters stand in a text; counted in characters, the end is not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Span {
    /// First character.
    #[ts(type = "number")]
    pub from: usize,
    /// One past the last.
    #[ts(type = "number")]
    pub to: usize,
}

impl Span {
    /// The characters between two places that are given in bytes of `text`.
    pub(super) fn of_bytes(text: &str, from: usize, to: usize) -> Self {
        let count = |end: usize| text.get(..end).map_or(0, |before| before.chars().count());
        Self { from: count(from), to: count(to) }
    }
}

/// A part of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PartName {
    /// `https`.
    Scheme,
    /// `user:password` before the `@`.
    UserInfo,
    /// Host name or IP address.
    Host,
    /// Digits after the colon.
    Port,
    /// From the first slash.
    Path,
    /// After the question mark.
    Query,
    /// After the hash.
    Fragment,
}

/// A part of an address as it stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UrlPart {
    /// Which.
    pub name: PartName,
    /// Its text, without what separates it from the others.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// The parts of an address that are there, in their order, for showing.
pub fn url_parts(text: &str) -> Vec<UrlPart> {
    let parts = Parts::of(text);
    parts.named().into_iter().map(|(name, part)| part.shown(name, text)).collect()
}

/// A piece of a text and where it begins, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl Part<'_> {
    pub(super) const fn end(&self) -> usize {
        self.at + self.text.len()
    }

    fn shown(&self, name: PartName, whole: &str) -> UrlPart {
        let span = Span::of_bytes(whole, self.at, self.end());
        UrlPart { name, text: self.text.to_owned(), span }
    }
}

/// All parts. An empty path is there; the others may not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    pub(super) scheme: Option<Part<'a>>,
    pub(super) user_info: Option<Part<'a>>,
    pub(super) host: Option<Part<'a>>,
    pub(super) port: Option<Part<'a>>,
    pub(super) path: Part<'a>,
    pub(super) query: Option<Part<'a>>,
    pub(super) fragment: Option<Part<'a>>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let whole = Part { text, at: 0 };
        let (rest, fragment) = cut(whole, '#');
        let (rest, query) = cut(rest, '?');
        let (scheme, rest) = scheme_of(rest);
        let (authority, path) = authority_of(rest);
        let (user_info, host, port) = authority.map_or((None, None, None), split_authority);
        Self { scheme, user_info, host, port, path, query, fragment }
    }

    pub(super) fn named(&self) -> Vec<(PartName, Part<'a>)> {
        let all = [
            (PartName::Scheme, self.scheme),
            (PartName::UserInfo, self.user_info),
            (PartName::Host, self.host),
            (PartName::Port, self.port),
            (PartName::Path, Some(self.path)),
            (PartName::Query, self.query),
            (PartName::Fragment, self.fragment),
        ];
        all.into_iter().filter_map(|(name, part)| Some((name, part?))).collect()
    }

    /// The host without the brackets of an IPv6 address.
    pub(super) fn host_name(&self) -> &'a str {
        let host = self.host.map_or("", |host| host.text);
        host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
    }

    pub(super) fn is_scheme(&self, name: &str) -> bool {
        self.scheme.is_some_and(|scheme| scheme.text.eq_ignore_ascii_case(name))
    }
}

/// What stands before and after the first `mark`.
fn cut(part: Part<'_>, mark: char) -> (Part<'_>, Option<Part<'_>>) {
    match part.text.split_once(mark) {
        None => (part, None),
        Some((before, after)) => {
            let at = part.at + before.len() + mark.len_utf8();
            (Part { text: before, at: part.at }, Some(Part { text: after, at }))
        }
    }
}

fn scheme_of(part: Part<'_>) -> (Option<Part<'_>>, Part<'_>) {
    let is_scheme = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    };
    match cut(part, ':') {
        (before, Some(rest)) if is_scheme(before.text) => (Some(before), rest),
        _ => (None, part),
    }
}

fn authority_of(part: Part<'_>) -> (Option<Part<'_>>, Part<'_>) {
    let Some(after) = part.text.strip_prefix("//") else { return (None, part) };
    let at = part.at + 2;
    let length = after.find('/').unwrap_or(after.len());
    let (authority, path) = after.split_at(length);
    (Some(Part { text: authority, at }), Part { text: path, at: at + length })
}

type Authority<'a> = (Option<Part<'a>>, Option<Part<'a>>, Option<Part<'a>>);

fn split_authority(part: Part<'_>) -> Authority<'_> {
    let (user_info, rest) = match part.text.rsplit_once('@') {
        None => (None, part),
        Some((user, host)) => {
            let rest = Part { text: host, at: part.at + user.len() + 1 };
            (Some(Part { text: user, at: part.at }), rest)
        }
    };
    // The colons of an IPv6 address stand inside its brackets.
    let name_end = rest.text.find(']').map_or(0, |bracket| bracket + 1);
    match rest.text.get(name_end..).and_then(|after| after.find(':')) {
        None => (user_info, Some(rest), None),
        Some(colon) => {
            let (host, port) = rest.text.split_at(name_end + colon);
            let port = Part { text: &port[1..], at: rest.at + host.len() + 1 };
            (user_info, Some(Part { text: host, at: rest.at }), Some(port))
        }
    }
}
