//! Strict base64url (RFC 7515 section 2) that goes on after naming what breaks the rule, so that
//! the reader still sees what is inside.

use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::wrapping::is_blank;
use super::{Piece, TokenPart, TokenProblem, TokenProblemId};

const FORGIVING: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone),
);

/// What a part decodes to.
pub(super) struct Decoded {
    pub bytes: Vec<u8>,
    /// Where the characters that counted stand in the pasted text.
    positions: Positions,
    /// Whether all of it could be decoded, if need be by the ordinary alphabet.
    pub complete: bool,
}

/// Positions of characters in the pasted text.
enum Positions {
    /// One after the other from here on, so many: nothing stood between them.
    Straight { start: usize, count: usize },
    /// One by one.
    Each(Vec<usize>),
}

impl Positions {
    fn last(&self) -> Option<usize> {
        match self {
            Self::Straight { start, count } => Some(start + count.checked_sub(1)?),
            Self::Each(positions) => positions.last().copied(),
        }
    }

    fn get(&self, index: usize) -> Option<usize> {
        match self {
            Self::Straight { start, count } => (index < *count).then_some(start + index),
            Self::Each(positions) => positions.get(index).copied(),
        }
    }
}

/// Decodes a part and names each kind of deviation once, where it first stands.
pub(super) fn decode(
    piece: Piece<'_>,
    part: TokenPart,
    problems: &mut Vec<TokenProblem>,
) -> Decoded {
    // What is right is most of what comes, and need not be looked at character by character.
    if let Ok(bytes) = URL_SAFE_NO_PAD.decode(piece.text) {
        let positions = Positions::Straight { start: piece.start, count: piece.text.len() };
        return Decoded { bytes, positions, complete: true };
    }
    decode_by_character(piece, part, problems)
}

fn decode_by_character(
    piece: Piece<'_>,
    part: TokenPart,
    problems: &mut Vec<TokenProblem>,
) -> Decoded {
    let mut scan = Scan { part, problems, digits: String::new(), positions: Vec::new() };
    let mut complete = true;
    for (index, c) in piece.text.chars().enumerate() {
        if !scan.take(c, piece.start + index) {
            complete = false;
            break;
        }
    }
    let Scan { mut digits, mut positions, .. } = scan;
    let end = piece.start + piece.text.chars().count();
    if digits.len() % 4 == 1 {
        if complete {
            problems.push(TokenProblem::new(TokenProblemId::ImpossibleLength).within(part).at(end));
        }
        complete = false;
        digits.pop();
        positions.pop();
    }
    let bytes = FORGIVING.decode(&digits).unwrap_or_default();
    if complete && URL_SAFE_NO_PAD.encode(&bytes) != digits {
        let last = positions.last().copied().unwrap_or(end);
        problems.push(TokenProblem::new(TokenProblemId::StrayBits).within(part).at(last));
    }
    Decoded { bytes, positions: Positions::Each(positions), complete }
}

impl Decoded {
    /// Whether the rule was kept to the letter.
    pub(super) fn is_strict(&self) -> bool {
        matches!(self.positions, Positions::Straight { .. })
    }

    /// Where in the pasted text the byte at `offset` is written.
    pub(super) fn position_of(&self, offset: usize) -> Option<usize> {
        let digit = offset.saturating_mul(4) / 3;
        self.positions.get(digit).or(self.positions.last())
    }

    /// Where in the pasted text the last character is written.
    pub(super) fn last_position(&self) -> Option<usize> {
        self.positions.last()
    }
}

struct Scan<'a> {
    part: TokenPart,
    problems: &'a mut Vec<TokenProblem>,
    digits: String,
    positions: Vec<usize>,
}

impl Scan<'_> {
    /// Takes a character; false if nothing after it can be decoded.
    fn take(&mut self, c: char, position: usize) -> bool {
        let digit = match c {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '_' => c,
            '+' | '/' => {
                self.name(TokenProblemId::OrdinaryBase64, c, position);
                if c == '+' { '-' } else { '_' }
            }
            '=' => {
                self.name(TokenProblemId::Padding, c, position);
                return true;
            }
            c if is_blank(c) => {
                self.name(TokenProblemId::BlankInside, c, position);
                return true;
            }
            _ => {
                self.name(TokenProblemId::ForeignCharacter, c, position);
                return false;
            }
        };
        self.digits.push(digit);
        self.positions.push(position);
        true
    }

    fn name(&mut self, id: TokenProblemId, c: char, position: usize) {
        let part = Some(self.part);
        if self.problems.iter().any(|problem| problem.id == id && problem.part == part) {
            return;
        }
        let problem = TokenProblem::new(id).within(self.part).at(position).with("character", c);
        self.problems.push(problem);
    }
}
