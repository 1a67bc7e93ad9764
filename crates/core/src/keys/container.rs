//! Finds the key in whatever it came in: bare DER, PEM, JSON, Base64 of one of these, or a file
//! that is something else. What lies inside the DER is read in `examine`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::pem::{self, Block};
use super::text::{self, Cleaned};
use super::{KeyFormat, KeyKind, KeyProblem, KeyReport, Repair, tlv};
use crate::Secret;

/// What was found.
pub(super) enum Content {
    /// DER, with the label if it came in PEM.
    Der { der: Zeroizing<Vec<u8>>, label: Option<String> },
    /// One JSON Web Key.
    Jwk(Zeroizing<String>),
    /// Nothing that needs to be looked into.
    Named(Box<KeyReport>),
}

/// What was found, what was mended on the way, and what is wrong with the wrapping.
pub(super) struct Unwrapped {
    pub content: Content,
    pub repairs: Vec<Repair>,
    pub problems: Vec<KeyProblem>,
}

impl Unwrapped {
    fn named(report: KeyReport) -> Self {
        Self {
            content: Content::Named(Box::new(report)),
            repairs: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn is_unknown(&self) -> bool {
        matches!(&self.content, Content::Named(report)
            if matches!(report.kind, KeyKind::Unknown | KeyKind::Empty))
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
    Unwrapped { content: Content::Der { der, label }, repairs, problems }
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
    const SSH_PUBLIC: [&str; 4] = ["ssh-rsa ", "ssh-ed25519 ", "ecdsa-sha2-", "ssh-dss "];
    if text.starts_with("PuTTY-User-Key-File-") {
        return Some(KeyKind::PuttyPrivateKey);
    }
    if SSH_PUBLIC.iter().any(|prefix| text.starts_with(prefix)) {
        return Some(KeyKind::PublicKey);
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
        return Some(Unwrapped::named(super::examine::named(KeyKind::Jwks)));
    }
    if object.contains_key("kty") {
        return Some(Unwrapped {
            content: Content::Jwk(Zeroizing::new(text.to_owned())),
            repairs: Vec::new(),
            problems: Vec::new(),
        });
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
    if body.traditional_encryption {
        let mut report =
            KeyReport::of(KeyKind::EncryptedPrivateKey).with(KeyProblem::UnsupportedEncryption);
        report.format = Some(KeyFormat::TraditionalEncryptedPem);
        report.encrypted = true;
        return Unwrapped { content: Content::Named(Box::new(report)), repairs, problems: vec![] };
    }
    if body.garbled {
        let report = super::examine::labelled(block.label).with(KeyProblem::Garbled);
        return Unwrapped { content: Content::Named(Box::new(report)), repairs, problems: vec![] };
    }
    if block.label == super::openssh::LABEL {
        let report = super::openssh::report(&body.der);
        return Unwrapped { content: Content::Named(Box::new(report)), repairs, problems: vec![] };
    }
    der(body.der, Some(block.label.to_owned()), repairs)
}
