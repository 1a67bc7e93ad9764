//! What mending does to a file, drawn before it is done: the outline of the text as it came and of
//! the same key as it is written properly. What the file holds is not in it: outside of BEGIN and
//! END lines every run of characters becomes four dots.

use serde::Serialize;
use ts_rs::TS;

use super::pem;
use super::text;
use super::{KeyFormat, KeyKind, KeyReport};

const HIDDEN: &str = "••••";
const LEFT_OUT: &str = "⋯";
/// Equal lines that are drawn before the rest of them is left out.
const DRAWN_ALIKE: usize = 2;
const MOST_PIECES: usize = 24;
/// Bytes of one piece; more blanks than that say nothing more.
const LONGEST_PIECE: usize = 48;

/// Two outlines. Holds nothing secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Mending {
    /// The text as it came. May hold characters that hide: control characters, byte order marks.
    pub before: String,
    /// As it is written by RFC 7468.
    pub after: String,
}

impl Mending {
    /// `None` where nothing is mended, and where the proper form is no PEM.
    pub(super) fn of(bytes: &[u8], report: &KeyReport) -> Option<Self> {
        if report.repairs.is_empty() {
            return None;
        }
        let label = proper_label(report)?;
        let body = format!("{HIDDEN}\n{HIDDEN}\n{LEFT_OUT}\n{HIDDEN}\n");
        Some(Self {
            before: outline(&text::decoded(bytes)),
            after: format!("-----BEGIN {label}-----\n{body}-----END {label}-----\n"),
        })
    }
}

fn proper_label(report: &KeyReport) -> Option<&'static str> {
    match report.format? {
        KeyFormat::Pkcs8Pem => Some("PRIVATE KEY"),
        KeyFormat::Pkcs1Pem => Some("RSA PRIVATE KEY"),
        KeyFormat::Sec1Pem => Some("EC PRIVATE KEY"),
        KeyFormat::DsaPem => Some("DSA PRIVATE KEY"),
        KeyFormat::EncryptedPkcs8Pem => Some("ENCRYPTED PRIVATE KEY"),
        KeyFormat::OpenSsh => Some(super::openssh::LABEL),
        KeyFormat::SpkiPem => Some("PUBLIC KEY"),
        KeyFormat::Pkcs1PublicPem => Some("RSA PUBLIC KEY"),
        KeyFormat::X509Pem if report.kind == KeyKind::CertificateRequest => {
            Some("CERTIFICATE REQUEST")
        }
        KeyFormat::X509Pem if report.kind == KeyKind::Certificate => Some("CERTIFICATE"),
        _ => None,
    }
}

/// The text piece by piece: a BEGIN or END line, or hidden characters with what separates them
/// from the next.
fn outline(text: &str) -> String {
    let mut pieces = Vec::new();
    let mut from = 0;
    for line in pem::boundaries(text) {
        hide(&text[from..line.start], &mut pieces);
        pieces.push(text[line.clone()].to_owned());
        from = line.end;
    }
    hide(&text[from..], &mut pieces);
    shortened(&pieces)
}

fn hide(text: &str, pieces: &mut Vec<String>) {
    let mut piece = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let separator = separator(rest);
        if separator > 0 {
            if piece.len() < LONGEST_PIECE {
                piece.push_str(&rest[..separator]);
            }
            rest = &rest[separator..];
            continue;
        }
        if !piece.ends_with(HIDDEN) {
            pieces.push(std::mem::take(&mut piece));
            piece.push_str(HIDDEN);
        }
        rest = &rest[first.len_utf8()..];
    }
    pieces.push(piece);
}

/// Length of what separates and says nothing: a blank, a sign that hides, a quotation mark or
/// the two characters of a line break.
fn separator(text: &str) -> usize {
    const WRITTEN: [&str; 4] = ["\\\\n", "\\\\r", "\\n", "\\r"];
    if let Some(written) = WRITTEN.iter().find(|written| text.starts_with(**written)) {
        return written.len();
    }
    let first = text.chars().next().filter(|c| {
        pem::is_blank(*c) || c.is_control() || matches!(c, '"' | '\'' | '`' | '{' | '}' | ':' | ',')
    });
    first.map_or(0, char::len_utf8)
}

/// Leaves out what only repeats, and the middle of what is still long.
fn shortened(pieces: &[String]) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for alike in pieces.chunk_by(|one, next| one == next) {
        kept.extend(alike.iter().take(DRAWN_ALIKE).map(String::as_str));
        if alike.len() > DRAWN_ALIKE {
            kept.extend([LEFT_OUT, alike[0].trim_start_matches('•')]);
        }
    }
    if kept.len() > MOST_PIECES {
        let tail = kept.split_off(kept.len() - MOST_PIECES / 2);
        kept.truncate(MOST_PIECES / 2);
        kept.push(LEFT_OUT);
        kept.extend(tail);
    }
    kept.concat()
}
