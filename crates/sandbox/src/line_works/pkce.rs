//! Proof Key for Code Exchange with S256 (RFC 7636). Not documented for LINE WORKS (facts 1.2);
//! the sandbox checks it when it is sent.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Length of a verifier (RFC 7636 section 4.1).
const VERIFIER: std::ops::RangeInclusive<usize> = 43..=128;
/// Bytes of a SHA-256 digest.
const DIGEST: usize = 32;

/// The S256 challenge of `verifier` (section 4.2).
pub(super) fn challenge_of(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()))
}

/// Whether `text` can be an S256 challenge: a digest in base64url without padding.
pub(super) fn is_challenge(text: &str) -> bool {
    URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == DIGEST)
}

/// Whether `text` has the form of a verifier: 43 to 128 unreserved characters.
pub(super) fn is_verifier(text: &str) -> bool {
    let unreserved = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    VERIFIER.contains(&text.len()) && text.bytes().all(unreserved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc7636_appendix_b() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        assert!(is_verifier(verifier) && is_challenge(challenge));
        assert_eq!(challenge_of(verifier), challenge);
        assert_ne!(challenge_of(&verifier.replacen('d', "D", 1)), challenge);
    }

    #[test]
    fn a_verifier_has_43_to_128_unreserved_characters() {
        let long = |length| "a".repeat(length);
        assert!(is_verifier(&long(43)) && is_verifier(&long(128)));
        assert!(is_verifier(&format!("{}-._~Z9", long(40))));
        for text in [long(42), long(129), format!("{}+", long(43)), format!("{}é", long(43))] {
            assert!(!is_verifier(&text), "{text}");
        }
    }

    #[test]
    fn a_challenge_is_a_digest_in_base64url() {
        let challenge = challenge_of("x");
        let padded = format!("{challenge}=");
        let short = &challenge[..42];
        let plain = challenge.replacen(char::is_alphanumeric, "+", 1);
        for text in [padded.as_str(), short, &plain, "", &"a".repeat(64)] {
            assert!(!is_challenge(text), "{text}");
        }
    }
}
