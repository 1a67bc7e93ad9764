//! Proof Key for Code Exchange (RFC 7636), with S256 only.

use aws_lc_rs::digest;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::Secret;

/// `code_challenge_method` (RFC 7636 section 4.3).
pub const CODE_CHALLENGE_METHOD: &str = "S256";

/// A `code_verifier`: only the client and the token request know it.
#[derive(Debug, Clone)]
pub struct CodeVerifier(Secret);

impl CodeVerifier {
    /// A verifier of 43 characters from 32 random bytes (RFC 7636 section 4.1).
    pub fn from_random(bytes: &[u8; 32]) -> Self {
        Self(Secret::new(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// What the token request sends.
    pub fn secret(&self) -> &Secret {
        &self.0
    }

    /// What the authorize request sends: BASE64URL(SHA256(ASCII(code_verifier))), RFC 7636
    /// section 4.2.
    pub fn challenge(&self) -> String {
        // Exposed to be hashed.
        URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, self.0.expose().as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_7636_appendix_b() {
        let bytes = [
            116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212,
            37, 77, 105, 214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121,
        ];
        let verifier = CodeVerifier::from_random(&bytes);
        assert_eq!(verifier.secret().expose(), "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(verifier.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
