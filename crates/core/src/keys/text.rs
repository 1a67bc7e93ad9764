//! From bytes to clean text: encodings, line ends, quotation marks. What was done is reported.

use zeroize::Zeroizing;

use super::Repair;

/// Text with line feeds only, and what was done for that.
pub(super) struct Cleaned {
    pub text: Zeroizing<String>,
    pub repairs: Vec<Repair>,
}

/// Decodes the bytes and makes every line end a line feed.
pub(super) fn clean(bytes: &[u8]) -> Cleaned {
    let mut repairs = Vec::new();
    let text = decode(bytes, &mut repairs);
    let text = if text.contains('\r') {
        repairs.push(Repair::CrLf);
        let joined = Zeroizing::new(text.replace("\r\n", "\n"));
        Zeroizing::new(joined.replace('\r', "\n"))
    } else {
        text
    };
    Cleaned { text, repairs }
}

/// Turns backslash-n into line breaks, also when the backslash itself was doubled.
pub(super) fn restore_line_breaks(cleaned: &mut Cleaned) {
    if !cleaned.text.contains("\\n") && !cleaned.text.contains("\\r") {
        return;
    }
    let single = Zeroizing::new(cleaned.text.replace("\\\\", "\\"));
    let single = Zeroizing::new(single.replace("\\r", ""));
    cleaned.text = Zeroizing::new(single.replace("\\n", "\n"));
    cleaned.repairs.push(Repair::LiteralNewlines);
}

/// Takes away one pair of quotation marks around everything.
pub(super) fn strip_quotes(cleaned: &mut Cleaned) {
    const PAIRS: [(char, char); 5] =
        [('"', '"'), ('\'', '\''), ('`', '`'), ('\u{201c}', '\u{201d}'), ('\u{2018}', '\u{2019}')];
    let trimmed = cleaned.text.trim();
    let inner = PAIRS
        .iter()
        .find_map(|&(open, close)| trimmed.strip_prefix(open)?.strip_suffix(close))
        .map(|inner| Zeroizing::new(inner.to_owned()));
    if let Some(inner) = inner {
        cleaned.text = inner;
        cleaned.repairs.push(Repair::Quotes);
    }
}

/// The text as it came, from UTF-8 or UTF-16, with its byte order mark and its line ends.
pub fn decoded(bytes: &[u8]) -> Zeroizing<String> {
    let mut repairs = Vec::new();
    let text = decode(bytes, &mut repairs);
    if repairs.contains(&Repair::Bom) {
        return Zeroizing::new(format!("\u{feff}{}", *text));
    }
    text
}

fn decode(bytes: &[u8], repairs: &mut Vec<Repair>) -> Zeroizing<String> {
    if let Some((from_pair, body)) = utf16(bytes, repairs) {
        repairs.push(Repair::Utf16);
        let units: Zeroizing<Vec<u16>> = Zeroizing::new(
            body.chunks_exact(2).map(|pair| from_pair([pair[0], pair[1]])).collect(),
        );
        return Zeroizing::new(String::from_utf16_lossy(&units));
    }
    let body = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(body) => {
            repairs.push(Repair::Bom);
            body
        }
        None => bytes,
    };
    // A remark in some other encoding beside the block must not hide the block, which is ASCII.
    Zeroizing::new(String::from_utf8_lossy(body).into_owned())
}

type FromPair = fn([u8; 2]) -> u16;

fn utf16<'a>(bytes: &'a [u8], repairs: &mut Vec<Repair>) -> Option<(FromPair, &'a [u8])> {
    if let Some(body) = bytes.strip_prefix(b"\xff\xfe") {
        repairs.push(Repair::Bom);
        return Some((u16::from_le_bytes, body));
    }
    if let Some(body) = bytes.strip_prefix(b"\xfe\xff") {
        repairs.push(Repair::Bom);
        return Some((u16::from_be_bytes, body));
    }
    match bytes {
        [1..=255, 0, 1..=255, 0, ..] => Some((u16::from_le_bytes, bytes)),
        [0, 1..=255, 0, 1..=255, ..] => Some((u16::from_be_bytes, bytes)),
        _ => None,
    }
}
