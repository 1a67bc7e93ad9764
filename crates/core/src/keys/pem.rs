//! PEM blocks as people paste them: without line breaks, with other dashes, without one of the
//! two lines, with text around. A strict reader (RFC 7468) would refuse all of these.

use std::ops::Range;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

use super::traditional::{self, DekInfo};
use super::{KeyCipher, Repair};

const KNOWN_ENDINGS: [&str; 6] =
    ["PRIVATE KEY", "PUBLIC KEY", "CERTIFICATE", "CERTIFICATE REQUEST", "PKCS7", "PARAMETERS"];
const LONGEST_LABEL: usize = 40;
// RFC 7468 writes 64; old tools up to 76.
const LONGEST_LINE: usize = 100;

const FORGIVING: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A block as it stands in the text.
#[derive(Debug)]
pub(super) struct Block<'a> {
    pub label: &'a str,
    pub body: &'a str,
    /// From the first dash of BEGIN to the last of END.
    pub span: Range<usize>,
    /// Whether both lines are there.
    pub both_lines: bool,
    /// Whether both have at least five ASCII dashes on both sides.
    pub proper_dashes: bool,
}

/// What the body of a block holds.
#[derive(Debug)]
pub(super) struct Body {
    pub der: Zeroizing<Vec<u8>>,
    pub repairs: Vec<Repair>,
    /// A character that is neither Base64 nor blank.
    pub garbled: bool,
    /// What a body with `Proc-Type: 4,ENCRYPTED` says of its encryption.
    pub dek_info: Option<DekInfo>,
}

#[derive(Debug, Clone)]
struct Line<'a> {
    begins: bool,
    label: &'a str,
    span: Range<usize>,
    proper: bool,
}

/// All blocks of a text.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let lines = boundary_lines(text);
    let mut found = Vec::new();
    let mut index = 0;
    let mut free_from = 0;
    while let Some(line) = lines.get(index) {
        let end = lines.get(index + 1).filter(|next| line.begins && !next.begins);
        let block = match end {
            Some(end) => whole(text, line, end),
            None if line.begins => {
                without_end(text, line, lines.get(index + 1).map(|next| next.span.start))
            }
            None => without_begin(text, line, free_from),
        };
        free_from = block.span.end;
        index += if end.is_some() { 2 } else { 1 };
        found.push(block);
    }
    found
}

/// Where the BEGIN and END lines of a text stand, in their order.
pub(super) fn boundaries(text: &str) -> Vec<Range<usize>> {
    boundary_lines(text).into_iter().map(|line| line.span).collect()
}

fn whole<'a>(text: &'a str, begin: &Line<'a>, end: &Line<'a>) -> Block<'a> {
    Block {
        label: begin.label,
        body: &text[begin.span.end..end.span.start],
        span: begin.span.start..end.span.end,
        both_lines: true,
        proper_dashes: begin.proper && end.proper,
    }
}

fn without_end<'a>(text: &'a str, begin: &Line<'a>, next: Option<usize>) -> Block<'a> {
    let until = next.unwrap_or(text.len());
    Block {
        label: begin.label,
        body: &text[begin.span.end..until],
        span: begin.span.start..until,
        both_lines: false,
        proper_dashes: begin.proper,
    }
}

fn without_begin<'a>(text: &'a str, end: &Line<'a>, from: usize) -> Block<'a> {
    Block {
        label: end.label,
        body: &text[from..end.span.start],
        span: from..end.span.end,
        both_lines: false,
        proper_dashes: end.proper,
    }
}

fn boundary_lines(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for (word, begins) in [("BEGIN ", true), ("END ", false)] {
        lines.extend(
            text.match_indices(word).filter_map(|(at, _)| boundary(text, at, word, begins)),
        );
    }
    lines.sort_by_key(|line| line.span.start);
    // Two lines that follow each other directly share one run of dashes.
    let mut taken = 0;
    for line in &mut lines {
        line.span.start = line.span.start.max(taken);
        taken = line.span.end;
    }
    lines
}

/// The BEGIN or END line whose word stands at `at`, if it is one.
fn boundary<'a>(text: &'a str, at: usize, word: &str, begins: bool) -> Option<Line<'a>> {
    let before = &text[..at];
    let start = before.trim_end_matches(is_dash).len();
    let after = &text[at + word.len()..];
    // No further than a label can reach: a megabyte of BEGIN must not be read again for each.
    let length = after
        .bytes()
        .take(LONGEST_LABEL + 1)
        .take_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b' ')
        .count();
    let label = after[..length].trim();
    if label.is_empty() || length > LONGEST_LABEL {
        return None;
    }
    let rest = &after[length..];
    let end = text.len() - rest.trim_start_matches(is_dash).len();
    let (left, right) = (&text[start..at], &text[text.len() - rest.len()..end]);
    let known = KNOWN_ENDINGS.iter().any(|ending| label.ends_with(ending));
    let closed = !right.is_empty() || rest.is_empty() || rest.starts_with('\n');
    let alone = !left.is_empty() || before.is_empty() || before.ends_with('\n');
    (known && closed && alone).then(|| Line {
        begins,
        label,
        span: start..end,
        proper: left.starts_with("-----") && right.starts_with("-----"),
    })
}

// Word processors turn two hyphens into one of the others.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}' | '\u{ff0d}')
}

/// Decodes the body of a block.
pub(super) fn decode_body(body: &str) -> Body {
    let (dek_info, rest) = headers(body);
    let (der, padded, garbled) = decode_forgiving(&without_headers(rest));
    let mut repairs = Vec::new();
    let content = body.trim();
    if !body.contains('\n') || content.lines().any(|line| line.len() > LONGEST_LINE) {
        repairs.push(Repair::OneLine);
    } else if has_blanks(content) {
        repairs.push(Repair::Blanks);
    }
    if !padded && !garbled {
        repairs.push(Repair::Padding);
    }
    Body { der, repairs, garbled, dek_info }
}

/// Decodes text that is Base64 (either alphabet) and blanks, nothing else; None for other text.
pub(super) fn decode_bare(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let standard = Zeroizing::new(text.replace('-', "+"));
    let standard = Zeroizing::new(standard.replace('_', "/"));
    let (bytes, _, garbled) = decode_forgiving(&standard);
    (!garbled && !bytes.is_empty()).then_some(bytes)
}

/// Cipher and IV of an encrypted body, and what follows them.
fn headers(body: &str) -> (Option<DekInfo>, &str) {
    if !(body.contains("Proc-Type:") && body.contains("ENCRYPTED")) {
        return (None, body);
    }
    match traditional::dek_info(body) {
        Some((dek_info, end)) => (Some(dek_info), &body[end..]),
        None => (Some(DekInfo { cipher: KeyCipher::Other, iv: None }), body),
    }
}

fn without_headers(body: &str) -> Zeroizing<String> {
    let kept: Vec<&str> = body.lines().filter(|line| !line.contains(':')).collect();
    Zeroizing::new(kept.join("\n"))
}

/// Bytes, whether the padding was right, whether something else than Base64 was found.
fn decode_forgiving(text: &str) -> (Zeroizing<Vec<u8>>, bool, bool) {
    let mut compact = Zeroizing::new(String::with_capacity(text.len()));
    compact.extend(text.chars().filter(|c| !is_blank(*c)));
    let digits = compact.trim_end_matches('=');
    let padded = compact.len().is_multiple_of(4);
    // A lone last character carries six bits and no byte: the text was cut there.
    let whole = if digits.len() % 4 == 1 { digits.len() - 1 } else { digits.len() };
    match digits.get(..whole).map(|digits| FORGIVING.decode(digits)) {
        Some(Ok(bytes)) => (Zeroizing::new(bytes), padded, false),
        _ => (Zeroizing::new(Vec::new()), padded, true),
    }
}

fn has_blanks(content: &str) -> bool {
    content
        .lines()
        .any(|line| line.is_empty() || line.starts_with(is_blank) || line.ends_with(is_blank))
        && !content.contains(':')
        || content.chars().any(|c| !c.is_ascii() && is_blank(c))
}

pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}
