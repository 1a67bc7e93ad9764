//! Fingerprint of a certificate, as browsers show it.

use aws_lc_rs::digest;

/// SHA-256 of a certificate in DER: upper-case hex pairs with colons between them.
pub(crate) fn certificate_sha256(der: &[u8]) -> String {
    let hash = digest::digest(&digest::SHA256, der);
    hash.as_ref().iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":")
}
