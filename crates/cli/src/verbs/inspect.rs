//! `inspect`: decodes a token. Nothing is verified, nothing is kept, no vault is needed.

use std::path::Path;

use clap::Args;
use credenza_core::jwt::read::{self, Member, TokenKind, TokenProblem, TokenReading};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::program::Program;
use crate::show::columns::Rows;
use crate::words::{self, filled};
use crate::{local_time, secret_input};

/// Shortest text that may be an opaque token, in characters.
const SHORTEST_OPAQUE: usize = 24;

/// Options.
#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// The token; - or nothing for standard input
    token: Option<String>,
}

#[derive(Serialize)]
struct Read<'a> {
    kind: TokenKind,
    verified: Option<bool>,
    header: Option<Members<'a>>,
    claims: Option<Members<'a>>,
    problems: &'a [TokenProblem],
}

/// Decodes. A token that breaks off shows what can be read, and exit code 1.
pub(crate) fn run(arguments: &Inspect, program: &Program) -> Result<Exit, Failure> {
    let text = match arguments.token.as_deref() {
        None | Some("-") => standard_input()?,
        Some(token) => token.to_owned(),
    };
    let reading = read::read(&text);
    if !is_token(&reading, text.trim()) {
        return Err(Failure::NotAToken);
    }
    let object = Read {
        kind: reading.kind,
        verified: reading.verified,
        header: reading.header.as_deref().map(Members),
        claims: reading.claims.as_deref().map(Members),
        problems: &reading.problems,
    };
    program.output.give(&object, || human(&reading))?;
    Ok(if reading.kind == TokenKind::BrokenJws { Exit::Refused } else { Exit::Done })
}

fn standard_input() -> Result<String, Failure> {
    // One byte more than is taken apart, so that a longer text is named and not swallowed.
    let bytes = secret_input::bytes_from_file(Path::new("-"), read::MAX_TOKEN_BYTES + 1)?;
    // Exposed to be decoded.
    Ok(String::from_utf8_lossy(bytes.expose()).into_owned())
}

/// Opaque tokens of a known shape, or of the characters and length that they have
/// (RFC 6750 section 2.1).
fn is_token(reading: &TokenReading, text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-._~+/=".contains(c);
    match reading.kind {
        TokenKind::Jws | TokenKind::Jwe | TokenKind::BrokenJws => true,
        TokenKind::Opaque => {
            reading.opaque_shape.is_some()
                || (text.len() >= SHORTEST_OPAQUE && text.chars().all(fits))
        }
        TokenKind::Empty => false,
    }
}

/// Members as a JSON object, each value with its exact source text. Of a name that is there twice
/// the first is given; the problems say so.
struct Members<'a>(&'a [Member]);

impl Serialize for Members<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (at, member) in self.0.iter().enumerate() {
            if self.0[..at].iter().any(|before| before.name == member.name) {
                continue;
            }
            let value: &RawValue =
                serde_json::from_str(&member.value_json).map_err(serde::ser::Error::custom)?;
            map.serialize_entry(&member.name, value)?;
        }
        map.end()
    }
}

fn human(reading: &TokenReading) -> String {
    let shape = reading.opaque_shape.map(words::token::shape).unwrap_or_default();
    let head = Rows::default()
        .row("kind", words::token::kind(reading.kind))
        .row("", shape)
        .row("verified", "no: decoded, not verified")
        .rows("look at", reading.problems.iter().map(problem))
        .text();
    let mut parts = vec![head];
    for (name, members) in [("header", &reading.header), ("claims", &reading.claims)] {
        if let Some(members) = members {
            parts.push(format!("{name}\n{}", members_text(members)));
        }
    }
    parts.join("\n\n")
}

fn members_text(members: &[Member]) -> String {
    members
        .iter()
        .fold(Rows::default(), |rows, member| {
            let time = member.time.map(|time| format!("  {}", local_time::seconds(time)));
            let note = member.note.map(|note| format!("  ({})", words::token::time_note(note)));
            let (time, note) = (time.unwrap_or_default(), note.unwrap_or_default());
            rows.row(&format!("  {}", member.name), format!("{}{time}{note}", member.shown))
        })
        .text()
}

fn problem(problem: &TokenProblem) -> String {
    let text = filled(words::token::problem(problem.id), &problem.params);
    let part = problem.part.map(|part| format!("{}: ", words::token::part(part)));
    let place = problem.position.map(|at| format!(" (character {})", at + 1));
    format!("{}{text}{}", part.unwrap_or_default(), place.unwrap_or_default())
}
