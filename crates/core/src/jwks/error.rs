//! Why keys can't be used: the whole text, or one key of a set.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use crate::keys::KeyKind;

/// Why no key could be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum KeySetError {
    /// Over [`super::MAX_KEY_SET_BYTES`].
    #[error("over {} bytes", super::MAX_KEY_SET_BYTES)]
    TooLarge,
    /// Something else than a key; it is named.
    #[error("no key to verify with: {0:?}")]
    NotAKey(KeyKind),
    /// A private key behind a passphrase: its public half can't be seen.
    #[error("an encrypted private key shows no public half")]
    Encrypted,
    /// Keys, but none that a signature could be checked with.
    #[error("none of the keys can verify a signature")]
    NoUsableKey(Vec<SkippedKey>),
    /// An empty secret.
    #[error("the secret is empty")]
    EmptySecret,
    /// The secret is a public key or a certificate. Whoever has it could forge tokens.
    #[error("a public key is no HMAC secret")]
    AsymmetricSecret,
}

/// A key of a set that is not used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SkippedKey {
    /// Its place in the set, from 0.
    #[ts(type = "number")]
    pub index: usize,
    /// Its `kid`, made visible.
    pub kid: Option<String>,
    /// Why.
    pub reason: SkipReason,
}

/// Why a key is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SkipReason {
    /// A `kty` or `crv` that is not known here.
    UnknownType,
    /// `use` or `key_ops` say that it is for something else.
    NotForSignatures,
    /// An `alg` that does not fit the key, or is not known here.
    AlgDoesNotFit,
    /// A part is missing, of the wrong length, or no base64url.
    Garbled,
    /// RSA of under 2048 bits (RFC 7518 section 3.3).
    RsaTooSmall,
    /// RSA of over 8192 bits, which the library does not take.
    RsaTooLarge,
    /// A point that is not on the curve, or an RSA key that the library refuses.
    Refused,
    /// A shared secret that is a public key or a certificate: whoever has that could forge tokens
    /// (RFC 8725 section 2.1).
    KeyAsSecret,
    /// Beyond [`super::MAX_KEYS`].
    TooMany,
}
