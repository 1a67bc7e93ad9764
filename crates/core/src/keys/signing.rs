//! RS256 by aws-lc-rs with a key that is parsed once. (The rsa crate has an open timing advisory,
//! RUSTSEC-2023-0071.)

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{
    KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, UnparsedPublicKey,
};

use super::KeyError;
use super::fingerprint::spki_sha256;
use crate::SecretBytes;

/// A parsed RSA private key.
pub struct SigningKey {
    pair: KeyPair,
    spki_sha256: String,
}

impl SigningKey {
    /// Parses and checks a kept key ([`super::OpenedKey::pkcs8_der`]).
    ///
    /// # Errors
    /// [`KeyError::KeptKeyUnreadable`] if it is no consistent RSA key of 2048 to 8192 bits.
    pub fn from_pkcs8(pkcs8: &SecretBytes) -> Result<Self, KeyError> {
        // The parsed key lives in aws-lc's memory, which wipes it when freed.
        let pair = KeyPair::from_pkcs8(pkcs8.expose()).map_err(|_| KeyError::KeptKeyUnreadable)?;
        let spki = pair.public_key().as_der().map_err(|_| KeyError::KeptKeyUnreadable)?;
        let spki_sha256 = spki_sha256(spki.as_ref());
        Ok(Self { pair, spki_sha256 })
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 section 3.3) over `message`.
    ///
    /// # Errors
    /// [`KeyError::SigningFailed`] if the library refuses, as it does when out of memory.
    pub fn sign_rs256(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        // PKCS#1 v1.5 is deterministic; the library asks for a source of randomness and ignores it.
        self.pair
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
            .map_err(|_| KeyError::SigningFailed)?;
        Ok(signature)
    }

    /// Whether `signature` is this key's RS256 signature over `message`.
    pub fn verify_rs256(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, self.pair.public_key().as_ref())
            .verify(message, signature)
            .is_ok()
    }

    /// SHA-256 of the public half, as [`super::KeyReport::spki_sha256`].
    pub fn spki_sha256(&self) -> &str {
        &self.spki_sha256
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({})", self.spki_sha256)
    }
}
