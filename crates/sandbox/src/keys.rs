//! RSA key pairs of the practice apps: made at start, never stored.

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Letters in one line of a PEM body (RFC 7468 section 2).
const PEM_LINE: usize = 64;

/// A fresh key pair: the half an administrator keeps, and the half the server keeps.
#[derive(Clone)]
pub(crate) struct PracticeKey {
    /// PKCS#8 PEM, as the developer console hands it out (facts 2.4).
    pub(crate) private_pem: String,
    /// Parsed once, for RS256.
    pub(crate) public: ParsedPublicKey,
}

/// Makes an RSA-2048 key pair; takes up to some hundred milliseconds, so off the async threads.
pub(crate) fn generate() -> Result<PracticeKey, Unspecified> {
    let pair = KeyPair::generate(KeySize::Rsa2048)?;
    let private: Pkcs8V1Der = pair.as_der()?;
    let public = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, pair.public_key().as_ref())
        .map_err(|_| Unspecified)?;
    Ok(PracticeKey { private_pem: pem("PRIVATE KEY", private.as_ref()), public })
}

/// `der` as PEM (RFC 7468).
pub(crate) fn pem(label: &str, der: &[u8]) -> String {
    let body = STANDARD.encode(der);
    let mut text = format!("-----BEGIN {label}-----\n");
    let mut rest = body.as_str();
    while !rest.is_empty() {
        let (line, tail) = rest.split_at(rest.len().min(PEM_LINE));
        text.push_str(line);
        text.push('\n');
        rest = tail;
    }
    text.push_str(&format!("-----END {label}-----\n"));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pem_holds_the_private_half_of_the_public_key() {
        let key = generate().unwrap();
        let lines: Vec<&str> = key.private_pem.lines().collect();
        assert_eq!(lines.first(), Some(&"-----BEGIN PRIVATE KEY-----"));
        assert_eq!(lines.last(), Some(&"-----END PRIVATE KEY-----"));
        assert!(lines.iter().all(|line| line.len() <= PEM_LINE));
        let der = STANDARD.decode(lines[1..lines.len() - 1].concat()).unwrap();
        let pair = KeyPair::from_pkcs8(&der).unwrap();
        assert_eq!(pair.public_modulus_len() * 8, 2048);
        assert_eq!(pair.public_key().as_ref(), key.public.as_ref());
    }
}
