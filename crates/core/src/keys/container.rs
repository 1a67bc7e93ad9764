//! Finds the key in whatever it came in: bare DER, PEM, JSON, Base64 of one of these, or a file
//! that is something else. What lies inside the DER is read in `examine`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::examine::Examined;
use super::pem::{self, Block};
use super::text::{self, Cleaned};
use super::traditional::Traditional;
use super::{KeyKind, KeyProblem, MAX_MEMBERS, Repair, tlv};
use crate::Secret;

/// What was found.
pub(super) enum Content {
    /// DER, with the label if it came in PEM.
    Der { der: Zeroizing<Vec<u8>>, label: Option<String> },
    /// PEM with its own encryption.
    Traditional(Traditional),
    /// One JSON Web Key.
    Jwk(Zeroizing<String>),
    /// A set of them.
    Jwks(Zeroizing<String>),
    /// Nothing that needs to be looked into.
    Named(Box<Examined>),
}

/// What was found, what was mended on the way, and what is wrong with the wrapping.
pub(super) struct Unwrapped {
    pub content: Content,
    pub repairs: Vec<Repair>,
    pub problems: Vec<KeyProblem>,
    /// The other PEM blocks of the file: label and DER.
    pub others: Vec<(String, Zeroizing<Vec<u8>>)>,
}

impl Unwrapped {
    fn new(content: Content, repairs: Vec<Repair>) -> Self {
        Self { content, repairs, problems: Vec::new(), others: Vec::new() }
    }

    fn named(examined: impl Into<Examined>) -> Self {
        Self::new(Content::Named(Box::new(examined.into())), Vec::new())
    }

    fn is_unknown(&self) -> bool {
        matches!(&self.content, Content::Named(examined)
            if matches!(examined.report.kind, KeyKind::Unknown | KeyKind::Empty))
    }
}

/// Takes a file apart.
pub(super) fn unwrap(bytes: &[u8]) -> Unwrapped {
    unwrap_at(bytes, 0)
}

fn unwrap_at(bytes: &[u8], depth: u8) -> Unwrapped {
    if let Some(binary) = binary(bytes) {
        return binary;
    }
    let mut cleaned = text::clean(bytes);
    let mut found = textual(&mut cleaned, depth);
    found.repairs.splice(0..0, cleaned.repairs);
    found
}

fn binary(bytes: &[u8]) -> Option<Unwrapped> {
    let kind = match bytes {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => KeyKind::Zip,
        [0xfe, 0xed, 0xfe, 0xed, ..] => KeyKind::JavaKeyStore,
        // BER of indefinite length, as some PKCS#12 writers make it.
        [0x30, 0x80, 0x02, 0x01, 0x03, ..] => KeyKind::Pkcs12,
        _ => return bare_der(bytes),
    };
    Some(Unwrapped::named(super::examine::named(kind)))
}

/// Text may begin with 0x30, the digit 0, too; then the length would have to fit by chance.
fn bare_der(bytes: &[u8]) -> Option<Unwrapped> {
    let (element, declared) = tlv::first(bytes)?;
    let long_form = bytes.get(1).is_some_and(|length| *length > 0x80);
    let fits = declared == bytes.len();
    (element.tag == tlv::SEQUENCE && (long_form || fits))
        .then(|| der(Zeroizing::new(bytes.to_vec()), None, Vec::new()))
}

/// Cuts off what follows the structure and names what is missing from it.
fn der(mut der: Zeroizing<Vec<u8>>, label: Option<String>, mut repairs: Vec<Repair>) -> Unwrapped {
    let mut problems = Vec::new();
    match tlv::first(&der) {
        Some((_, declared)) if declared > der.len() => {
            problems.push(KeyProblem::CutOff);
            repairs.retain(|repair| *repair != Repair::Padding);
        }
        Some((_, declared)) if declared < der.len() => {
            der.truncate(declared);
            repairs.push(Repair::TrailingBytes);
        }
        Some(_) => {}
        None => problems.push(KeyProblem::CutOff),
    }
    Unwrapped { problems, ..Unwrapped::new(Content::Der { der, label }, repairs) }
}

fn textual(cleaned: &mut Cleaned, depth: u8) -> Unwrapped {
    if let Some(found) = structured(cleaned.text.trim(), depth) {
        return found;
    }
    text::restore_line_breaks(cleaned);
    text::strip_quotes(cleaned);
    let blocks = pem::blocks(&cleaned.text);
    if !blocks.is_empty() {
        return from_blocks(&cleaned.text, &blocks);
    }
    let trimmed = cleaned.text.trim();
    if let Some(public) = super::openssh::public_line(trimmed) {
        return Unwrapped::named(public);
    }
    match named_text(trimmed) {
        Some(kind) => Unwrapped::named(super::examine::named(kind)),
        None => from_base64(trimmed, depth),
    }
}

/// Empty text, web pages and JSON: whatever may stand inside them is theirs.
fn structured(text: &str, depth: u8) -> Option<Unwrapped> {
    if text.is_empty() {
        return Some(Unwrapped::named(super::examine::named(KeyKind::Empty)));
    }
    if is_html(text) {
        return Some(Unwrapped::named(super::examine::named(KeyKind::Html)));
    }
    if text.starts_with('{') { from_json(text, depth) } else { None }
}

fn is_html(text: &str) -> bool {
    let head: String = text.chars().take(512).collect::<String>().to_ascii_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html") || head.contains("<html")
}

fn named_text(text: &str) -> Option<KeyKind> {
    if text.starts_with("PuTTY-User-Key-File-") {
        return Some(KeyKind::PuttyPrivateKey);
    }
    let parts: Vec<&str> = text.split('.').collect();
    let is_jwt = parts.len() >= 3
        && parts[0].starts_with("eyJ")
        && parts.iter().all(|part| part.chars().all(is_base64url));
    is_jwt.then_some(KeyKind::Jwt)
}

fn is_base64url(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '=' | '+' | '/')
}

fn from_json(text: &str, depth: u8) -> Option<Unwrapped> {
    // Raw values borrow: the secret parts are not copied to memory that nobody wipes.
    let object: BTreeMap<Cow<'_, str>, &RawValue> = serde_json::from_str(text).ok()?;
    if object.get("keys").is_some_and(|keys| keys.get().starts_with('[')) {
        return Some(Unwrapped::new(Content::Jwks(Zeroizing::new(text.to_owned())), Vec::new()));
    }
    if object.contains_key("kty") {
        return Some(Unwrapped::new(Content::Jwk(Zeroizing::new(text.to_owned())), Vec::new()));
    }
    let inner = object.values().find(|value| value.get().contains("BEGIN "))?;
    let inner: Secret = serde_json::from_str(inner.get()).ok()?;
    if depth > 1 {
        return None;
    }
    // Read as the file would have been.
    let mut found = unwrap_at(inner.expose().as_bytes(), depth + 1);
    found.repairs.insert(0, Repair::InsideJson);
    Some(found)
}

fn from_base64(text: &str, depth: u8) -> Unwrapped {
    let unknown = Unwrapped::named(super::examine::named(KeyKind::Unknown));
    let Some(bytes) = pem::decode_bare(text).filter(|_| depth < 2) else {
        return unknown;
    };
    let mut inner = unwrap_at(&bytes, depth + 1);
    if inner.is_unknown() {
        return unknown;
    }
    let repair = match &inner.content {
        Content::Der { label: None, .. } => Repair::MissingHeader,
        _ => Repair::Base64Wrapped,
    };
    inner.repairs.insert(0, repair);
    if let Content::Der { label, .. } = &mut inner.content {
        // From here on it is PEM that lost its two lines.
        label.get_or_insert_default();
    }
    inner
}

fn from_blocks(text: &str, blocks: &[Block<'_>]) -> Unwrapped {
    let private: Vec<&Block<'_>> =
        blocks.iter().filter(|b| b.label.ends_with("PRIVATE KEY")).collect();
    let Some(block) = private.first().copied().or(blocks.first()) else {
        return Unwrapped::named(super::examine::named(KeyKind::Unknown));
    };
    let mut found = from_block(block);
    let rest = blocks.iter().filter(|other| other.span != block.span).take(MAX_MEMBERS);
    found.others =
        rest.map(|other| (other.label.to_owned(), pem::decode_body(other.body).der)).collect();
    if private.len() > 1 {
        found.problems.push(KeyProblem::SeveralKeys);
    }
    if blocks.len() > private.len().max(1) {
        found.repairs.push(Repair::OtherBlocks);
    }
    let (head, tail) = (blocks.first(), blocks.last());
    if head.is_some_and(|first| !text[..first.span.start].trim().is_empty()) {
        found.repairs.push(Repair::LeadingText);
    }
    if tail.is_some_and(|last| !text[last.span.end..].trim().is_empty()) {
        found.repairs.push(Repair::TrailingText);
    }
    found
}

fn from_block(block: &Block<'_>) -> Unwrapped {
    let body = pem::decode_body(block.body);
    let mut repairs = body.repairs;
    if !block.both_lines {
        repairs.push(Repair::MissingHeader);
    }
    if !block.proper_dashes {
        repairs.push(Repair::Dashes);
    }
    if let (Some(dek_info), false) = (&body.dek_info, body.garbled) {
        let (label, dek_info) = (block.label.to_owned(), dek_info.clone());
        let block = Traditional { label, dek_info, encrypted: body.der };
        return Unwrapped::new(Content::Traditional(block), repairs);
    }
    let named = |report: Examined| Content::Named(Box::new(report));
    if body.garbled {
        let mut report = super::examine::labelled(block.label);
        report.encrypted |= body.dek_info.is_some();
        let report = report.with(KeyProblem::Garbled);
        return Unwrapped::new(named(report.into()), repairs);
    }
    if block.label == super::openssh::LABEL {
        return Unwrapped::new(named(super::openssh::private_file(&body.der)), repairs);
    }
    der(body.der, Some(block.label.to_owned()), repairs)
}
