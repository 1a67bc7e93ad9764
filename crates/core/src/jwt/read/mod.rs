//! Reading any token that someone pastes: decoded, never verified (security.md V1). A broken one
//! still shows what decodes and where it breaks (V11). Checking signatures and claims is `verify`'s
//! matter.

mod base64url;
mod header;
mod json;
mod member;
mod opaque;
mod problem;
mod signed;
mod visible;
mod wrapping;

#[cfg(test)]
mod tests;

pub(crate) use member::text_value;
pub use member::{Member, TimeNote};
pub use opaque::OpaqueShape;
pub use problem::{TokenPart, TokenProblem, TokenProblemId};
pub(crate) use signed::SignedParts;
pub use visible::visible;
pub(crate) use visible::{into_visible, is_invisible, is_plain};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The longest text that is taken apart, in bytes (security.md V12).
pub const MAX_TOKEN_BYTES: usize = 64 * 1024;

/// The deepest nesting of objects and arrays (security.md V12).
pub const MAX_DEPTH: usize = 32;

/// What a token says. Nothing in it is verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TokenReading {
    /// What kind of token it is.
    pub kind: TokenKind,
    /// Whose opaque tokens look like this one.
    pub opaque_shape: Option<OpaqueShape>,
    /// Members of the header as far as they can be read, in their order.
    pub header: Option<Vec<Member>>,
    /// Members of the payload as far as they can be read, in their order.
    pub claims: Option<Vec<Member>>,
    /// Length of the signature in bytes.
    #[ts(type = "number | null")]
    pub signature_bytes: Option<usize>,
    /// What is wrong or unusual: around the token, header, payload, signature.
    pub problems: Vec<TokenProblem>,
}

/// What kind of token a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TokenKind {
    /// Three parts whose header and payload are JSON objects (RFC 7515, RFC 7519).
    Jws,
    /// Five parts: encrypted, not decrypted here (RFC 7516).
    Jwe,
    /// A JWS that can't be read to its end.
    BrokenJws,
    /// Text that means something to its issuer only.
    Opaque,
    /// Nothing, or blanks only.
    Empty,
}

/// Reads a token. Never fails and never verifies.
pub fn read(text: &str) -> TokenReading {
    take_apart(text).0
}

/// Reads a token, and cuts out what a signature is checked over: `None` unless all three parts are
/// strict base64url (security.md V4).
pub(crate) fn take_apart(text: &str) -> (TokenReading, Option<SignedParts<'_>>) {
    let (token, problems) = wrapping::unwrap(text);
    let mut reading = TokenReading::of(TokenKind::Opaque, problems);
    if token.text.is_empty() {
        reading.kind = TokenKind::Empty;
    } else if text.len() > MAX_TOKEN_BYTES {
        let problem = TokenProblem::new(TokenProblemId::TooLong)
            .with("bytes", text.len())
            .with("most", MAX_TOKEN_BYTES);
        reading.problems.push(problem);
        // Not taken apart, but what begins like a JWT is none of the opaque ones.
        if token.text.starts_with("ey") && token.text.contains('.') {
            reading.kind = TokenKind::BrokenJws;
        }
    } else if let Some(shape) = opaque::shape_of(token.text) {
        reading.opaque_shape = Some(shape);
    } else {
        let parts = read_parts(token, &mut reading);
        return (reading, parts);
    }
    (reading, None)
}

impl TokenReading {
    fn of(kind: TokenKind, problems: Vec<TokenProblem>) -> Self {
        Self {
            kind,
            opaque_shape: None,
            header: None,
            claims: None,
            signature_bytes: None,
            problems,
        }
    }
}

/// A piece of the pasted text, and where it begins there, in characters.
#[derive(Debug, Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    start: usize,
}

fn read_parts<'a>(token: Piece<'a>, reading: &mut TokenReading) -> Option<SignedParts<'a>> {
    let pieces = split(token);
    let (head, rest) = pieces.split_first()?;
    let mut problems = Vec::new();
    let header = json::read_part(*head, TokenPart::Header, &mut problems);
    // `ey` is the beginning of `{"`; without it and without an object this is no JOSE token.
    if !header.is_object && !head.text.starts_with("ey") {
        return None;
    }
    reading.problems.append(&mut problems);
    if header.is_object {
        reading.problems.extend(header::problems(&header.members, header.complete));
        reading.header = Some(header.members);
    }
    if let [_, _, _, _] = rest {
        reading.kind = TokenKind::Jwe;
        return None;
    }
    let signed = read_signed(rest, reading);
    let is_whole = signed.is_readable && header.complete;
    reading.kind = if is_whole { TokenKind::Jws } else { TokenKind::BrokenJws };
    SignedParts::cut(token.text, signed.signature.filter(|_| header.is_strict)?)
}

/// What follows the header.
struct Signed {
    /// Whether payload and signature are there and readable.
    is_readable: bool,
    /// The signature, where it and the payload are strict base64url.
    signature: Option<Vec<u8>>,
}

fn read_signed(rest: &[Piece<'_>], reading: &mut TokenReading) -> Signed {
    if rest.len() != 2 {
        reading
            .problems
            .push(TokenProblem::new(TokenProblemId::WrongPartCount).with("parts", rest.len() + 1));
    }
    let mut found = Signed { is_readable: rest.len() == 2, signature: None };
    let mut is_strict = found.is_readable;
    if let Some(payload) = rest.first() {
        let payload = json::read_part(*payload, TokenPart::Claims, &mut reading.problems);
        reading.claims = payload.is_object.then_some(payload.members);
        found.is_readable &= payload.complete;
        is_strict &= payload.is_strict;
    }
    if let Some(signature) = rest.get(1) {
        let decoded = base64url::decode(*signature, TokenPart::Signature, &mut reading.problems);
        reading.signature_bytes = Some(decoded.bytes.len());
        if signature.text.is_empty() {
            let problem = TokenProblem::new(TokenProblemId::NoSignature).at(signature.start);
            reading.problems.push(problem);
        }
        found.is_readable &= decoded.complete;
        is_strict &= decoded.is_strict();
        found.signature = is_strict.then_some(decoded.bytes);
    }
    found
}

fn split(token: Piece<'_>) -> Vec<Piece<'_>> {
    let mut start = token.start;
    token
        .text
        .split('.')
        .map(|text| {
            let piece = Piece { text, start };
            start += text.chars().count() + 1;
            piece
        })
        .collect()
}
