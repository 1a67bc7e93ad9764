//! Rules about the characters: what can't be seen, what passes for something else, and what is
//! not ASCII.

use unicode_normalization::UnicodeNormalization;
use unicode_security::RestrictionLevel::HighlyRestrictive;
use unicode_security::{RestrictionLevelDetection, skeleton};

use super::super::subject::{Offence, Subject};
use crate::jwt::read::{is_invisible, visible};

pub(super) fn no_hidden(subject: &Subject<'_>) -> Result<String, Offence> {
    let hidden = |c: char| is_invisible(c) || c == ' ';
    let spans = subject.spans_where(hidden);
    if spans.is_empty() {
        return Ok(String::new());
    }
    let found: String = subject.text.chars().filter(|c| hidden(*c)).take(8).collect();
    let cleared: String = subject.text.chars().filter(|c| !hidden(*c)).collect();
    Err(Offence::new(visible(&found), spans).expected(cleared))
}

pub(super) fn no_full_width(subject: &Subject<'_>) -> Result<String, Offence> {
    let spans = subject.spans_where(passes_for_ascii);
    if spans.is_empty() {
        return Ok(String::new());
    }
    let found: String = subject.text.chars().filter(|c| passes_for_ascii(*c)).take(8).collect();
    let plain: String = subject.text.chars().map(plain).collect();
    Err(Offence::new(found, spans).expected(plain))
}

/// Full-width letters, the ideographic blank and full stop: what a Japanese keyboard types in
/// place of ASCII.
pub(in super::super) fn passes_for_ascii(c: char) -> bool {
    !c.is_ascii() && plain(c).is_ascii()
}

/// The ASCII character that a compatibility form stands for, or the character itself.
pub(in super::super) fn plain(c: char) -> char {
    if c == '\u{3002}' {
        return '.';
    }
    let mut folded = std::iter::once(c).nfkc();
    match (folded.next(), folded.next()) {
        (Some(one), None) if one.is_ascii() && !is_invisible(c) => one,
        _ => c,
    }
}

/// A host name in other letters is registered in ASCII, `xn--…`; both are shown.
pub(super) fn ascii_host(subject: &Subject<'_>) -> Result<String, Offence> {
    let Some(part) = subject.parts.host else { return Ok(String::new()) };
    let is_foreign = !part.text.is_ascii();
    let lower = part.text.to_ascii_lowercase();
    let is_encoded = lower.split('.').any(|label| label.starts_with("xn--"));
    if !is_foreign && !is_encoded {
        return Ok(part.text.to_owned());
    }
    let ascii = subject.ascii_host().unwrap_or_default();
    let (unicode, _) = idna::domain_to_unicode(&lower);
    let offence = Offence::new(visible(&unicode), vec![subject.span(part)]).expected(ascii);
    Err(if is_foreign { offence } else { super::info(offence) })
}

/// Letters of several scripts in one label, or a label that reads as ASCII and isn't.
pub(super) fn no_look_alike(subject: &Subject<'_>) -> Result<String, Offence> {
    let Some(part) = subject.parts.host else { return Ok(String::new()) };
    let (unicode, _) = idna::domain_to_unicode(part.text);
    match unicode.split('.').find(|label| is_look_alike(label)) {
        None => Ok(part.text.to_owned()),
        Some(label) => {
            let reads_as: String = label.chars().map(reads_as).collect();
            Err(Offence::new(visible(label), vec![subject.span(part)]).expected(reads_as))
        }
    }
}

/// The ASCII letter that a letter passes for. What is ASCII stays as it is: the skeleton of `m` is
/// `rn`, and nobody reads it so.
fn reads_as(letter: char) -> char {
    let mut shape = skeleton(letter.encode_utf8(&mut [0; 4])).collect::<Vec<char>>().into_iter();
    match (shape.next(), shape.next()) {
        (Some(one), None) if one.is_ascii() && !letter.is_ascii() => one,
        _ => letter,
    }
}

fn is_look_alike(label: &str) -> bool {
    if label.is_ascii() {
        return false;
    }
    let reads_as_ascii = skeleton(label).all(|c: char| c.is_ascii());
    reads_as_ascii || !label.check_restriction_level(HighlyRestrictive)
}

/// Paths and queries go over the wire in ASCII; a browser encodes what isn't, another client may
/// not.
pub(super) fn ascii_path(subject: &Subject<'_>) -> Result<String, Offence> {
    let from = subject.parts.path.at;
    let path = subject.text.get(from..).unwrap_or_default();
    let is_foreign = |c: char| !c.is_ascii() && !passes_for_ascii(c) && !is_invisible(c);
    if !path.chars().any(is_foreign) {
        return Ok(String::new());
    }
    let before = subject.text.chars().count() - path.chars().count();
    let mut spans = subject.spans_where(is_foreign);
    spans.retain(|span| span.from >= before);
    let found: String = path.chars().filter(|c| is_foreign(*c)).take(8).collect();
    let encoded = subject.parsed.as_ref().map(ToString::to_string).unwrap_or_default();
    Err(Offence::new(found, spans).expected(encoded))
}
