//! Two URLs side by side: what differs, character by character, and what each difference is
//! called.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices, diff_ratio};
use ts_rs::TS;
use unicode_security::skeleton;

use super::parts::{PartName, Parts, Span};
use super::rules::plain;
use crate::jwt::read::{is_invisible, visible};

/// What kind of difference it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DifferenceKind {
    /// Upper and lower case.
    Case,
    /// A slash at the end.
    TrailingSlash,
    /// `http` and `https`, or another scheme.
    Scheme,
    /// A port that only one of them has, or another port.
    Port,
    /// The same characters, percent-encoded in one of them.
    Encoding,
    /// A blank or a line end.
    Blank,
    /// A character that can't be seen.
    Hidden,
    /// A full-width or other compatibility form.
    FullWidth,
    /// Another letter that looks the same.
    LookAlike,
    /// Another user name.
    UserInfo,
    /// Another host.
    Host,
    /// Another path.
    Path,
    /// Another query.
    Query,
    /// Another fragment.
    Fragment,
}

/// One difference. A span without characters says where the other text has something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// What kind.
    pub kind: DifferenceKind,
    /// What is sent, with hidden characters written out.
    pub sent: String,
    /// Where in the sent text.
    pub sent_span: Span,
    /// What is registered there.
    pub registered: String,
    /// Where in the registered text.
    pub registered_span: Span,
}

/// Names what differs, in reading order; nothing when both are the same.
pub fn differences(sent: &str, registered: &str) -> Vec<Difference> {
    let whole_host = !hosts_are_alike(sent, registered);
    let (one, other) = (tokens(sent, whole_host), tokens(registered, whole_host));
    capture_diff_slices(Algorithm::Myers, &one, &other)
        .iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(|op| difference(&one, &other, op))
        .collect()
}

/// How far two URLs are apart, for finding the nearest: characters to be changed.
pub(super) fn distance(sent: &str, registered: &str) -> usize {
    let size = |found: &Difference| {
        let width = |span: Span| span.to - span.from;
        width(found.sent_span).max(width(found.registered_span)) * weight(found.kind)
    };
    differences(sent, registered).iter().map(size).sum()
}

/// What is easily mistyped is nearer than what is another thing.
const fn weight(kind: DifferenceKind) -> usize {
    match kind {
        DifferenceKind::Host | DifferenceKind::UserInfo => 3,
        DifferenceKind::Path | DifferenceKind::Query | DifferenceKind::Fragment => 2,
        _ => 1,
    }
}

/// The smallest thing that is compared: a character, a percent triplet, a whole scheme or port.
#[derive(Debug, Clone)]
struct Token<'a> {
    text: &'a str,
    part: PartName,
    from: usize,
    to: usize,
}

impl Token<'_> {
    /// A letter of the host is never the same as one of the path.
    const fn key(&self) -> (u8, &str) {
        (self.part as u8, self.text)
    }
}

impl PartialEq for Token<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Token<'_> {}

impl std::hash::Hash for Token<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl PartialOrd for Token<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Token<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

/// Above this many bytes whole parts are compared instead of characters.
const MAX_COMPARED: usize = 4096;

/// Whether one host comes from the other by a slip; two that share some letters by chance are
/// compared as wholes.
fn hosts_are_alike(sent: &str, registered: &str) -> bool {
    let host = |text| Parts::of(text).host.map_or("", |host| host.text).to_owned();
    let (one, other) = (host(sent), host(registered));
    let shape = |host: &str| skeleton(host).collect::<String>();
    if one.contains(&other) || other.contains(&one) || shape(&one) == shape(&other) {
        return true;
    }
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    diff_ratio(&capture_diff_slices(Algorithm::Myers, &one, &other), one.len(), other.len()) > ALIKE
}

/// As a share of all characters: two thirds in common.
const ALIKE: f32 = 0.66;

fn tokens(text: &str, whole_host: bool) -> Vec<Token<'_>> {
    let parts = Parts::of(text).named();
    let mut tokens = Vec::new();
    let (mut at, mut from) = (0, 0);
    while at < text.len() {
        let (length, part) = token_at(text, at, &parts, whole_host);
        let piece = &text[at..at + length];
        let to = from + piece.chars().count();
        tokens.push(Token { text: piece, part, from, to });
        (at, from) = (at + length, to);
    }
    tokens
}

/// The length in bytes of the token at a place, and the part it belongs to.
fn token_at(
    text: &str,
    at: usize,
    parts: &[(PartName, super::parts::Part<'_>)],
    whole_host: bool,
) -> (usize, PartName) {
    let (name, part) = parts
        .iter()
        .rev()
        .find(|(name, part)| at + usize::from(has_mark(*name)) >= part.at)
        .map_or((PartName::Path, None), |(name, part)| (*name, Some(part)));
    let rest = &text[at..];
    let begin = part.map_or(0, |part| part.at);
    let whole = part.map_or(0, |part| part.end().saturating_sub(at));
    let length = match name {
        _ if text.len() > MAX_COMPARED && whole > 0 => whole,
        PartName::Scheme | PartName::Port if whole > 0 && at <= begin => whole,
        PartName::Host if whole_host && whole > 0 && at == begin => whole,
        _ if is_triplet(rest) => 3,
        _ => rest.chars().next().map_or(1, char::len_utf8),
    };
    (length, name)
}

/// Whether the character before a part belongs to it: `:`, `?` and `#`.
const fn has_mark(name: PartName) -> bool {
    matches!(name, PartName::Port | PartName::Query | PartName::Fragment)
}

fn is_triplet(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.first() == Some(&b'%')
        && bytes.get(1..3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

fn difference(one: &[Token<'_>], other: &[Token<'_>], op: &DiffOp) -> Difference {
    let (sent, sent_span) = run(one, op.old_range());
    let (registered, registered_span) = run(other, op.new_range());
    let part = one[op.old_range()]
        .first()
        .or_else(|| other[op.new_range()].first())
        .map_or(PartName::Path, |token| token.part);
    let at_end = op.old_range().end == one.len() || op.new_range().end == other.len();
    let kind = kind_of(&sent, &registered, part, at_end);
    Difference {
        kind,
        sent: visible(&sent),
        sent_span,
        registered: visible(&registered),
        registered_span,
    }
}

fn run(tokens: &[Token<'_>], range: std::ops::Range<usize>) -> (String, Span) {
    let end = tokens.last().map_or(0, |last| last.to);
    let from = tokens.get(range.start).map_or(end, |token| token.from);
    let text: String = tokens[range.clone()].iter().map(|token| token.text).collect();
    let to = tokens[range].last().map_or(from, |token| token.to);
    (text, Span { from, to })
}

fn kind_of(sent: &str, registered: &str, part: PartName, at_end: bool) -> DifferenceKind {
    let both = !sent.is_empty() && !registered.is_empty();
    let only = |found: fn(char) -> bool| format!("{sent}{registered}").chars().all(found);
    if only(|c| c.is_whitespace() || c == '+') && !only(|c| c == '+') {
        return DifferenceKind::Blank;
    }
    let shown = |text: &str| text.chars().filter(|c| !is_invisible(*c)).collect::<String>();
    // One that can't be seen is the fault, whatever stands beside it.
    if only(is_invisible)
        || (both && shown(sent) == shown(registered))
        || has_hidden(sent, registered)
    {
        return DifferenceKind::Hidden;
    }
    let trimmed = |text: &str| text.trim().to_owned();
    if both && trimmed(sent) == trimmed(registered) {
        return DifferenceKind::Blank;
    }
    if part == PartName::Path && at_end && !both && only(|c| c == '/') {
        return DifferenceKind::TrailingSlash;
    }
    both.then(|| same_but_for(sent, registered)).flatten().unwrap_or_else(|| of_part(part))
}

/// Whether only one of the two hides something.
fn has_hidden(sent: &str, registered: &str) -> bool {
    sent.contains(is_invisible) != registered.contains(is_invisible)
}

/// What tells two texts apart that mean the same to a reader.
fn same_but_for(sent: &str, registered: &str) -> Option<DifferenceKind> {
    let folded = |text: &str| text.chars().map(plain).collect::<String>();
    let shape = |text: &str| skeleton(text).collect::<String>();
    if sent.eq_ignore_ascii_case(registered) && !sent.contains('%') {
        Some(DifferenceKind::Case)
    } else if decoded(sent) == decoded(registered) {
        Some(DifferenceKind::Encoding)
    } else if folded(sent) == folded(registered) {
        Some(DifferenceKind::FullWidth)
    } else if shape(sent) == shape(registered) {
        Some(DifferenceKind::LookAlike)
    } else {
        None
    }
}

/// Decoded to the end, so that twice encoded is found too.
fn decoded(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..3 {
        text = percent_encoding::percent_decode_str(&text).decode_utf8_lossy().into_owned();
    }
    text
}

const fn of_part(part: PartName) -> DifferenceKind {
    match part {
        PartName::Scheme => DifferenceKind::Scheme,
        PartName::UserInfo => DifferenceKind::UserInfo,
        PartName::Host => DifferenceKind::Host,
        PartName::Port => DifferenceKind::Port,
        PartName::Path => DifferenceKind::Path,
        PartName::Query => DifferenceKind::Query,
        PartName::Fragment => DifferenceKind::Fragment,
    }
}
