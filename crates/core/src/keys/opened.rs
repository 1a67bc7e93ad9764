//! An RSA private key that was read, checked and can sign, with its public half in the forms
//! that other systems ask for.

use pkcs8::der::pem::{LineEnding, encode_string};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::rsa::{RsaPrivate, RsaPublic};
use super::{KeyError, KeyReport, SigningKey, jwk};
use crate::SecretBytes;

/// A usable private key and what is known of it.
#[derive(Debug)]
pub struct OpenedKey {
    pkcs8: SecretBytes,
    public: RsaPublic,
    report: KeyReport,
}

impl OpenedKey {
    pub(super) fn new(key: RsaPrivate, report: KeyReport) -> Self {
        Self { pkcs8: key.pkcs8, public: key.public, report }
    }

    /// The key in the form it is kept in: PKCS#8 version 1 in DER, unencrypted.
    pub fn pkcs8_der(&self) -> &SecretBytes {
        &self.pkcs8
    }

    /// What was found and mended.
    pub fn report(&self) -> &KeyReport {
        &self.report
    }

    /// The public half as SubjectPublicKeyInfo in PEM.
    pub fn public_pem(&self) -> String {
        let spki = self.public.spki().unwrap_or_default();
        encode_string("PUBLIC KEY", LineEnding::LF, &spki).unwrap_or_default()
    }

    /// The public half as a JWK, as LINE's console takes it.
    pub fn public_jwk(&self) -> PublicJwk {
        let (n, e) = jwk::written(&self.public);
        PublicJwk {
            kty: "RSA".to_owned(),
            key_use: "sig".to_owned(),
            alg: "RS256".to_owned(),
            n,
            e,
        }
    }

    /// Ready to sign.
    ///
    /// # Errors
    /// [`KeyError::KeptKeyUnreadable`] can't happen for a key that was opened.
    pub fn signing_key(&self) -> Result<SigningKey, KeyError> {
        SigningKey::from_pkcs8(&self.pkcs8)
    }
}

/// The public half of an RSA signing key as a JWK (RFC 7517). Without `kid`: LINE assigns it and
/// refuses a key that brings one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PublicJwk {
    /// Always `RSA`.
    pub kty: String,
    /// Always `sig`.
    #[serde(rename = "use")]
    pub key_use: String,
    /// Always `RS256`.
    pub alg: String,
    /// Modulus, base64url.
    pub n: String,
    /// Public exponent, base64url.
    pub e: String,
}
