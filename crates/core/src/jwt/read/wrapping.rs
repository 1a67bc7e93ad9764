//! What people paste around a token: blanks, quotation marks, `Authorization: Bearer`.

use super::{Piece, TokenProblem, TokenProblemId};

const PREFIXES: [&str; 2] = ["authorization:", "bearer "];
const QUOTES: [(char, char); 4] = [('"', '"'), ('\'', '\''), ('`', '`'), ('\u{201c}', '\u{201d}')];

/// The token itself, and what was left out around it.
pub(super) fn unwrap(text: &str) -> (Piece<'_>, Vec<TokenProblem>) {
    let mut problems = Vec::new();
    // Every file and every pipe ends with a line end: nothing to be told of.
    let text = text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
    let mut piece = Piece { text, start: 0 };
    // A header copied from a program may have quotation marks inside and outside the prefix.
    for _ in 0..3 {
        let before = piece.text.len();
        piece = trim(piece, &mut problems);
        piece = without_quotes(piece, &mut problems);
        piece = without_prefix(piece, &mut problems);
        if piece.text.len() == before {
            break;
        }
    }
    (piece, problems)
}

fn trim<'a>(piece: Piece<'a>, problems: &mut Vec<TokenProblem>) -> Piece<'a> {
    let inner = piece.text.trim_matches(is_blank);
    if inner.len() == piece.text.len() {
        return piece;
    }
    let head = piece.text.len() - piece.text.trim_start_matches(is_blank).len();
    let start = piece.start + count(&piece.text[..head]);
    let at = if head > 0 { piece.start } else { start + count(inner) };
    note(problems, TokenProblemId::SurroundingBlanks, at);
    Piece { text: inner, start }
}

fn without_quotes<'a>(piece: Piece<'a>, problems: &mut Vec<TokenProblem>) -> Piece<'a> {
    let inner =
        QUOTES.iter().find_map(|&(open, close)| piece.text.strip_prefix(open)?.strip_suffix(close));
    match inner {
        Some(text) => {
            note(problems, TokenProblemId::SurroundingQuotes, piece.start);
            Piece { text, start: piece.start + 1 }
        }
        None => piece,
    }
}

fn without_prefix<'a>(piece: Piece<'a>, problems: &mut Vec<TokenProblem>) -> Piece<'a> {
    let mut rest = piece.text;
    for prefix in PREFIXES {
        if rest.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix)) {
            rest = rest[prefix.len()..].trim_start_matches(is_blank);
        }
    }
    if rest.len() == piece.text.len() {
        return piece;
    }
    note(problems, TokenProblemId::BearerPrefix, piece.start);
    let left_out = &piece.text[..piece.text.len() - rest.len()];
    Piece { text: rest, start: piece.start + count(left_out) }
}

fn note(problems: &mut Vec<TokenProblem>, id: TokenProblemId, position: usize) {
    if !problems.iter().any(|problem| problem.id == id) {
        problems.push(TokenProblem::new(id).at(position));
    }
}

fn count(text: &str) -> usize {
    text.chars().count()
}

/// Blank or invisible: neither can be part of a token.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}
