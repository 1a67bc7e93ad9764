//! The first public key or certificate among PEM blocks (RFC 7468). Line breaks that became `\n`
//! or blanks are taken for what they were.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{KeySetForm, SkipReason, VerificationKey, der};

const LABELS: [&str; 4] = ["PUBLIC KEY", "RSA PUBLIC KEY", "CERTIFICATE", "TRUSTED CERTIFICATE"];

/// Reads it; None where there is no such block.
pub(super) fn block(text: &str) -> Option<(KeySetForm, Result<VerificationKey, SkipReason>)> {
    let (label, body) = LABELS.iter().find_map(|label| Some((*label, body(text, label)?)))?;
    let form = match label {
        "PUBLIC KEY" | "RSA PUBLIC KEY" => KeySetForm::PublicKey,
        _ => KeySetForm::Certificate,
    };
    let written = body.replace("\\r", "").replace("\\n", "");
    let digits: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    let found = STANDARD.decode(digits).ok().and_then(|der| der::key(&der));
    Some(found.unwrap_or((form, Err(SkipReason::Garbled))))
}

fn body<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("-----BEGIN {label}-----"))?;
    rest.split_once(&format!("-----END {label}-----")).map(|(body, _)| body)
}
