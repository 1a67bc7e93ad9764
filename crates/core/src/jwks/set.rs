//! What keys a text or a file holds.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use ts_rs::TS;

use super::{
    KeyFamily, KeySetError, MAX_KEY_SET_BYTES, MAX_KEYS, SkipReason, SkippedKey, VerificationKey,
    der, jwk, pem,
};
use crate::keys::{self, KeyFile, KeyProblem};
use crate::{SecretBytes, jwt};

/// Keys to verify with, and those of the same source that can't be used.
#[derive(Debug, Clone)]
pub struct KeySet {
    /// How they were written.
    pub form: KeySetForm,
    /// Usable keys in their order; at least one.
    pub keys: Vec<VerificationKey>,
    /// The others.
    pub skipped: Vec<SkippedKey>,
}

/// How keys were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KeySetForm {
    /// A set of JSON Web Keys.
    Jwks,
    /// One JSON Web Key.
    Jwk,
    /// A public key in PEM or DER.
    PublicKey,
    /// A certificate, taken for its key alone.
    Certificate,
    /// A private key, of which only the public half is used.
    PrivateKey,
    /// A shared secret.
    Secret,
}

impl KeySet {
    /// Reads keys from a text or a file.
    ///
    /// # Errors
    /// When it is too large, no key, or holds none that can verify.
    pub fn read(bytes: &[u8]) -> Result<Self, KeySetError> {
        if bytes.len() > MAX_KEY_SET_BYTES {
            return Err(KeySetError::TooLarge);
        }
        if let Some((form, key)) = der::key(bytes) {
            return Self::of_one(form, key);
        }
        let text = keys::decoded_text(bytes);
        let text = trimmed(&text);
        if is_json(text) {
            return from_json(text).unwrap_or_else(|| from_private(bytes));
        }
        match pem::block(text) {
            Some((form, key)) => Self::of_one(form, key),
            None => from_private(bytes),
        }
    }

    /// A shared secret, as the bytes it is.
    ///
    /// # Errors
    /// When it is empty, or a public key or certificate: checking HMAC with one is the confusion
    /// that lets anyone forge a token (RFC 8725 section 2.1).
    pub fn of_secret(secret: SecretBytes) -> Result<Self, KeySetError> {
        // Exposed to be told from a public key.
        let bytes = secret.expose();
        if bytes.is_empty() {
            return Err(KeySetError::EmptySecret);
        }
        if Self::is_public(bytes) || from_private(bytes).is_ok() {
            return Err(KeySetError::AsymmetricSecret);
        }
        let keys = vec![VerificationKey::secret(secret)];
        Ok(Self { form: KeySetForm::Secret, keys, skipped: Vec::new() })
    }

    /// Whether these bytes are a public key or a certificate, or a set with one: what no secret may
    /// be. A set can bring many secrets, so nothing is tried here that takes long (PKCS#12).
    pub(super) fn is_public(bytes: &[u8]) -> bool {
        let text = keys::decoded_text(bytes);
        let text = trimmed(&text);
        let is = |key: &VerificationKey| key.family() != KeyFamily::Secret;
        let in_json = || is_json(text).then(|| from_json(text)).flatten();
        der::key(bytes).is_some()
            || pem::block(text).is_some()
            || in_json().is_some_and(|set| set.is_ok_and(|set| set.keys.iter().any(is)))
    }

    /// Whether more than one key carries this `kid`, usable or not.
    pub(crate) fn is_repeated(&self, kid: &str) -> bool {
        let skipped = self.skipped.iter().filter_map(|key| key.kid.as_deref());
        let kids = self.keys.iter().filter_map(VerificationKey::kid).chain(skipped);
        kids.filter(|one| *one == kid).nth(1).is_some()
    }

    fn of_one(
        form: KeySetForm,
        key: Result<VerificationKey, SkipReason>,
    ) -> Result<Self, KeySetError> {
        match key {
            Ok(key) => Ok(Self { form, keys: vec![key], skipped: Vec::new() }),
            Err(reason) => {
                Err(KeySetError::NoUsableKey(vec![SkippedKey { index: 0, kid: None, reason }]))
            }
        }
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_start_matches('\u{feff}').trim()
}

fn is_json(text: &str) -> bool {
    text.starts_with('{') || text.starts_with('[')
}

#[derive(Deserialize)]
struct Jwks<'a> {
    #[serde(borrow)]
    keys: Vec<&'a RawValue>,
}

/// None for JSON that is neither a set nor a key.
fn from_json(text: &str) -> Option<Result<KeySet, KeySetError>> {
    if let Ok(Jwks { keys }) = serde_json::from_str::<Jwks<'_>>(text) {
        return Some(from_list(&keys));
    }
    if let Ok(keys) = serde_json::from_str::<Vec<&RawValue>>(text) {
        return (!keys.is_empty()).then(|| from_list(&keys));
    }
    jwk::looks_like_one(text).then(|| KeySet::of_one(KeySetForm::Jwk, jwk::read(text).1))
}

fn from_list(list: &[&RawValue]) -> Result<KeySet, KeySetError> {
    let (mut keys, mut skipped) = (Vec::new(), Vec::new());
    for (index, raw) in list.iter().enumerate() {
        let (kid, read) = match index {
            0..MAX_KEYS => jwk::read(raw.get()),
            _ => (None, Err(SkipReason::TooMany)),
        };
        match read {
            Ok(key) => keys.push(key),
            Err(reason) => {
                let kid = kid.map(|kid| jwt::read::visible(&kid));
                skipped.push(SkippedKey { index, kid, reason });
            }
        }
        if index == MAX_KEYS {
            break;
        }
    }
    if keys.is_empty() {
        return Err(KeySetError::NoUsableKey(skipped));
    }
    Ok(KeySet { form: KeySetForm::Jwks, keys, skipped })
}

/// A private key shows its public half; everything else is named for what it is.
fn from_private(bytes: &[u8]) -> Result<KeySet, KeySetError> {
    let file = KeyFile::read(bytes, None);
    let found = |problem| file.report.problems.contains(&problem);
    if found(KeyProblem::NeedsPassphrase) || found(KeyProblem::WrongPassphrase) {
        return Err(KeySetError::Encrypted);
    }
    // Of several keys none is guessed.
    let public = file.public_key().filter(|_| !found(KeyProblem::SeveralKeys));
    match public.and_then(|public| pem::block(&public.pem())) {
        Some((_, key)) => KeySet::of_one(KeySetForm::PrivateKey, key),
        None => Err(KeySetError::NotAKey(file.report.kind)),
    }
}
