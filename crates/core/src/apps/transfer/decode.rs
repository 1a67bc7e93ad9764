//! The text of a list file: UTF-8 and UTF-16 with or without a mark, and Shift_JIS as Excel in
//! Japan saves CSV. A file that is none of these is refused, never guessed at.

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use serde::Serialize;
use ts_rs::TS;

/// How the text of a file was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TextEncoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, either byte order.
    Utf16,
    /// Shift_JIS with the characters of Windows-31J.
    ShiftJis,
}

/// Text and encoding of these bytes; `None` when no known encoding fits.
pub fn decode(bytes: &[u8]) -> Option<(String, TextEncoding)> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((marked, _)) => marked,
        None => without_mark(bytes),
    };
    // Takes a mark away, and says whether anything did not fit.
    let (text, encoding, broken) = encoding.decode(bytes);
    if broken || text.contains('\0') {
        return None;
    }
    let named = match encoding {
        _ if encoding == UTF_8 => TextEncoding::Utf8,
        _ if encoding == SHIFT_JIS => TextEncoding::ShiftJis,
        _ => TextEncoding::Utf16,
    };
    Some((text.into_owned(), named))
}

/// A list has ASCII in its head or its separators, and that has a zero byte in each UTF-16 pair.
fn without_mark(bytes: &[u8]) -> &'static Encoding {
    let zero_at = |odd: usize| bytes.chunks_exact(2).any(|pair| pair[odd] == 0);
    match (zero_at(0), zero_at(1)) {
        (false, true) => UTF_16LE,
        (true, false) => UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => SHIFT_JIS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "name,clientId\r\n勤怠連携バッチ①,x\r\n";

    fn utf16(big: bool, mark: bool) -> Vec<u8> {
        let marked = if mark { "\u{feff}" } else { "" };
        let units: Vec<u16> = format!("{marked}{TEXT}").encode_utf16().collect();
        let pair = |unit: &u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        units.iter().flat_map(pair).collect()
    }

    #[test]
    fn each_encoding_gives_the_same_text() {
        let (shift_jis, _, lost) = SHIFT_JIS.encode(TEXT);
        assert!(!lost);
        let rows = [
            (TEXT.as_bytes().to_vec(), TextEncoding::Utf8),
            (format!("\u{feff}{TEXT}").into_bytes(), TextEncoding::Utf8),
            (utf16(false, true), TextEncoding::Utf16),
            (utf16(true, true), TextEncoding::Utf16),
            (utf16(false, false), TextEncoding::Utf16),
            (utf16(true, false), TextEncoding::Utf16),
            (shift_jis.into_owned(), TextEncoding::ShiftJis),
        ];
        for (bytes, encoding) in rows {
            assert_eq!(decode(&bytes), Some((TEXT.to_owned(), encoding)));
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let rows: [&[u8]; 4] = [
            b"\xff\xd8\xff\xe0\x10JFIF",
            b"\xff\xfe\x00\xd8",
            b"\x81",
            b"PK\x03\x04\x00\x00\x08\x00",
        ];
        for bytes in rows {
            assert_eq!(decode(bytes), None, "{bytes:x?}");
        }
        assert_eq!(decode(b""), Some((String::new(), TextEncoding::Utf8)));
    }
}
