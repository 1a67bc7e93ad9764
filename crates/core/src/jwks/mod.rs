//! Public keys and shared secrets that a token's signature is checked with: JSON Web Keys and sets
//! of them (RFC 7517), SubjectPublicKeyInfo, PKCS#1 and certificates, each as PEM or DER.
//!
//! Bounded; keys that can't be used are skipped and named; a `kid` that two keys carry leads to
//! no guess (security.md O17). A certificate is taken for its key alone: its dates, issuer and
//! signature are not looked at.

mod der;
mod error;
mod jwk;
mod key;
mod pem;
mod set;

#[cfg(test)]
mod tests;

pub use error::{KeySetError, SkipReason, SkippedKey};
pub use key::{KeyFamily, KeySummary, VerificationKey};
pub use set::{KeySet, KeySetForm};

pub(crate) use key::Material;

/// The largest text or file that keys are read from, in bytes (the cap of a fetched body,
/// security.md N5).
pub const MAX_KEY_SET_BYTES: usize = 256 * 1024;

/// Most keys of one set; more are not looked at.
pub const MAX_KEYS: usize = 256;
