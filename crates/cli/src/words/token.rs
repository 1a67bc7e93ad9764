//! Tokens that were read: kind, shape, what is wrong or unusual. Values stand for `{name}`.

use credenza_core::jwt::read::{
    OpaqueShape, TimeNote, TokenKind, TokenPart, TokenProblem, TokenProblemId,
};

use super::filled;

/// What a text is.
pub(crate) fn kind(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Jws => "signed token (JWS)",
        TokenKind::Jwe => "encrypted token (JWE); it is not decrypted here",
        TokenKind::BrokenJws => "signed token (JWS) that can't be read to its end",
        TokenKind::Opaque => "opaque token: it means something to its issuer only",
        TokenKind::Empty => "nothing",
    }
}

/// Whose opaque token it looks like.
pub(crate) fn shape(shape: OpaqueShape) -> &'static str {
    match shape {
        OpaqueShape::LineWorksJapan => "looks like a LINE WORKS token, region Japan",
        OpaqueShape::LineWorksKorea => "looks like a LINE WORKS token, region Korea",
        OpaqueShape::LineWorksOld => "looks like a LINE WORKS token of the old form",
    }
}

/// A part of a token.
pub(crate) fn part(part: TokenPart) -> &'static str {
    match part {
        TokenPart::Header => "header",
        TokenPart::Claims => "claims",
        TokenPart::Signature => "signature",
    }
}

/// What is unusual about a time.
pub(crate) fn time_note(note: TimeNote) -> &'static str {
    match note {
        TimeNote::Milliseconds => "these are milliseconds; seconds belong here",
        TimeNote::Fractional => "a number with a fraction; not every reader takes it",
        TimeNote::Text => "a number in quotation marks",
        TimeNote::Negative => "before 1970",
        TimeNote::Huge => "beyond any use",
        TimeNote::NotANumber => "not a number",
    }
}

/// What is wrong or unusual.
fn problem(problem: TokenProblemId) -> &'static str {
    use TokenProblemId as Id;
    match problem {
        Id::BearerPrefix => "`Authorization:` or `Bearer` before it was left out",
        Id::SurroundingBlanks => "blanks around it were left out",
        Id::SurroundingQuotes => "quotation marks around it were left out",
        Id::BlankInside => "blanks or line breaks inside were left out",
        Id::TooLong => "too long to be taken apart: {bytes} bytes, {most} at most",
        Id::WrongPartCount => "{parts} parts; a signed token has 3, an encrypted one 5",
        Id::NoSignature => "no signature: the third part is empty",
        Id::Padding => "`=` at the end of a part does not belong there (ordinary Base64)",
        Id::OrdinaryBase64 => "`{character}` is of ordinary Base64, not base64url",
        Id::ForeignCharacter => "`{character}` can't be there",
        Id::ImpossibleLength => "a character is missing: no bytes have this length",
        Id::StrayBits => "bits after the last byte are not zero",
        Id::NotUtf8 => "not UTF-8 text",
        Id::NotAnObject => "not a JSON object (byte {offset})",
        Id::BrokenJson => "JSON that breaks off or is wrong at byte {offset}",
        Id::DuplicateMember => "`{name}` is there twice; readers differ in which one they take",
        Id::TooDeep => "`{name}` is nested too deep",
        Id::AlgNone => "alg is none: it is not signed at all",
        Id::AlgMissing => "no alg, or not a text",
        Id::UnknownCrit => "crit asks for extensions that are not known here: {names}",
        Id::UnencodedPayload => "b64 is false: the payload is not Base64 (RFC 7797)",
        Id::KeyInHeader => "`{name}`: a header that brings its own key is never trusted",
    }
}

/// The same with the part and the place, counted from 1.
pub(crate) fn problem_text(found: &TokenProblem) -> String {
    let text = filled(problem(found.id), &found.params);
    let part = found.part.map(|found| format!("{}: ", part(found)));
    let place = found.position.map(|at| format!(" (character {})", at + 1));
    format!("{}{text}{}", part.unwrap_or_default(), place.unwrap_or_default())
}
