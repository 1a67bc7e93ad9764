//! A part's JSON object, member by member: order, duplicates and exact numbers survive, and what
//! stands before a break is kept. serde_json does the reading.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::base64url::{self, Decoded};
use super::problem::shortened;
use super::{MAX_DEPTH, Member, Piece, TokenPart, TokenProblem, TokenProblemId};

// The first of them spoil the token; thousands more would say nothing new.
const MOST_DOUBLES: usize = 16;
const A_FEW: usize = 16;

/// A part as far as it could be read.
pub(super) struct PartReading {
    pub members: Vec<Member>,
    /// Whether it begins as a JSON object.
    pub is_object: bool,
    /// Whether all of it was read.
    pub complete: bool,
    /// Whether it is strict base64url.
    pub is_strict: bool,
}

/// Decodes a part and reads its members.
pub(super) fn read_part(
    piece: Piece<'_>,
    part: TokenPart,
    problems: &mut Vec<TokenProblem>,
) -> PartReading {
    let decoded = base64url::decode(piece, part, problems);
    let place = |id, offset: usize| {
        let problem = TokenProblem::new(id).within(part).with("offset", offset);
        match decoded.position_of(offset) {
            Some(position) => problem.at(position),
            None => problem.at(piece.start),
        }
    };
    let (text, utf8_until) = lossy(&decoded);
    if let Some(offset) = utf8_until {
        problems.push(place(TokenProblemId::NotUtf8, offset));
    }
    let is_object = text.trim_start().starts_with('{');
    if !is_object {
        problems.push(place(TokenProblemId::NotAnObject, 0));
        let is_strict = decoded.is_strict();
        return PartReading { members: Vec::new(), is_object, complete: false, is_strict };
    }
    let mut found = Vec::new();
    let error = read_object(&text, &mut found).err();
    match &error {
        // What is missing would stand after the last character.
        Some(error) if error.is_eof() => {
            let end = decoded.last_position().map_or(piece.start, |last| last + 1);
            problems.push(place(TokenProblemId::BrokenJson, text.len()).at(end));
        }
        Some(error) => problems.push(place(TokenProblemId::BrokenJson, offset_of(error, &text))),
        None => {}
    }
    let twice = doubles(&found).into_iter();
    problems.extend(twice.map(|name| named(TokenProblemId::DuplicateMember, part, name)));
    for (name, value) in &found {
        problems.extend(inside(value, part, name));
    }
    let members = found.iter().map(|(name, value)| Member::new(name, value)).collect();
    let complete = error.is_none() && utf8_until.is_none() && decoded.complete;
    PartReading { members, is_object, complete, is_strict: decoded.is_strict() }
}

/// Names and values, cut out of the text where they stand in it as they are.
type Found<'a> = Vec<(Cow<'a, str>, &'a RawValue)>;

fn named(id: TokenProblemId, part: TokenPart, name: &str) -> TokenProblem {
    TokenProblem::new(id).within(part).with("name", name)
}

fn lossy(decoded: &Decoded) -> (Cow<'_, str>, Option<usize>) {
    match std::str::from_utf8(&decoded.bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(error) => (String::from_utf8_lossy(&decoded.bytes), Some(error.valid_up_to())),
    }
}

fn offset_of(error: &serde_json::Error, text: &str) -> usize {
    let line = error.line().saturating_sub(1);
    let before: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    (before + error.column().saturating_sub(1)).min(text.len().saturating_sub(1))
}

fn read_object<'a>(text: &'a str, found: &mut Found<'a>) -> serde_json::Result<()> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Members(found).deserialize(&mut deserializer)?;
    deserializer.end()
}

fn doubles<'a>(found: &'a Found<'_>) -> Vec<&'a str> {
    let names = || found.iter().map(|(name, _)| name.as_ref());
    // A few are compared sooner than they are hashed.
    if found.len() <= A_FEW
        && (1..found.len()).all(|at| !names().take(at).any(|one| one == found[at].0))
    {
        return Vec::new();
    }
    let (mut seen, mut told) = (HashSet::new(), HashSet::new());
    names().filter(|name| !seen.insert(*name) && told.insert(*name)).take(MOST_DOUBLES).collect()
}

/// What is wrong deeper inside a member's value.
fn inside(value: &RawValue, part: TokenPart, name: &str) -> Vec<TokenProblem> {
    // The part itself is the first level.
    if depth(value.get()) + 1 > MAX_DEPTH {
        return vec![named(TokenProblemId::TooDeep, part, name)];
    }
    let mut problems = Vec::new();
    nested_doubles(value, part, name, &mut problems);
    problems
}

/// Recursion is bounded: [`inside`] measured the depth.
fn nested_doubles(value: &RawValue, part: TokenPart, path: &str, problems: &mut Vec<TokenProblem>) {
    let text = value.get();
    let mut children = Found::new();
    if text.starts_with('{') && read_object(text, &mut children).is_ok() {
        problems.extend(
            doubles(&children).into_iter().map(|name| {
                named(TokenProblemId::DuplicateMember, part, &format!("{path}.{name}"))
            }),
        );
    } else if text.starts_with('[') {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        // Read once already as part of the whole; an error here can't be.
        let _ = Items(&mut children).deserialize(&mut deserializer);
    }
    for (name, child) in &children {
        nested_doubles(child, part, &shortened(&format!("{path}.{name}")), problems);
    }
}

/// How deep the brackets of valid JSON nest.
fn depth(text: &str) -> usize {
    let (mut deepest, mut current) = (0_usize, 0_usize);
    let (mut in_text, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => {
                current += 1;
                deepest = deepest.max(current);
            }
            b'}' | b']' if !in_text => current = current.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// A name without an escape is not copied: of itself, a `Cow` always is.
#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

/// Puts each member into the list as soon as it is read, so that an error loses none before it.
struct Members<'a, 'de>(&'a mut Found<'de>);

impl<'de> DeserializeSeed<'de> for Members<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Members<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Name(name)) = map.next_key()? {
            self.0.push((name, map.next_value()?));
        }
        Ok(())
    }
}

/// The same for an array; items are named by their number.
struct Items<'a, 'de>(&'a mut Found<'de>);

impl<'de> DeserializeSeed<'de> for Items<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element()? {
            self.0.push((self.0.len().to_string().into(), item));
        }
        Ok(())
    }
}
