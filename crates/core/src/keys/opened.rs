//! An RSA private key that was read, checked and can sign.

use pkcs8::der::pem::{LineEnding, encode_string};

use super::rsa::RsaPrivate;
use super::{KeyError, KeyReport, PublicKey, SigningKey};
use crate::{Secret, SecretBytes};

/// A usable private key and what is known of it.
#[derive(Debug)]
pub struct OpenedKey {
    pkcs8: SecretBytes,
    public: PublicKey,
    report: KeyReport,
}

impl OpenedKey {
    pub(super) fn new(key: RsaPrivate, report: KeyReport) -> Self {
        Self { pkcs8: key.pkcs8, public: PublicKey::rsa(key.public), report }
    }

    /// The key in the form it is kept in: PKCS#8 version 1 in DER, unencrypted.
    pub fn pkcs8_der(&self) -> &SecretBytes {
        &self.pkcs8
    }

    /// The key as PKCS#8 in PEM, unencrypted, ended by a line feed: for a file that only its owner
    /// can read, and for nothing else.
    pub fn pkcs8_pem(&self) -> Secret {
        // Exposed to be written down in its other form.
        let pem = encode_string("PRIVATE KEY", LineEnding::LF, self.pkcs8.expose());
        Secret::new(pem.unwrap_or_default())
    }

    /// What was found and mended.
    pub fn report(&self) -> &KeyReport {
        &self.report
    }

    /// The public half, in whatever form it is wanted.
    pub fn public_key(&self) -> &PublicKey {
        &self.public
    }

    /// The public half as SubjectPublicKeyInfo in PEM.
    pub fn public_pem(&self) -> String {
        self.public.pem()
    }

    /// Ready to sign.
    ///
    /// # Errors
    /// [`KeyError::KeptKeyUnreadable`] can't happen for a key that was opened.
    pub fn signing_key(&self) -> Result<SigningKey, KeyError> {
        SigningKey::from_pkcs8(&self.pkcs8)
    }
}
