//! Private keys: naming what a file is, mending what copying did to it, fingerprints, signing.
//!
//! Pure: bytes in, data out. Where a file lies, who can read it and whether it stays is the
//! engine's matter. Opened are RSA keys as PKCS#8 and PKCS#1 (PEM or DER, clear or encrypted),
//! PKCS#12, JWK and JWKS; everything else is named for what it is. Keys of other algorithms and
//! OpenSSH's format are compared by their public half.

mod container;
mod cost;
mod curve;
mod der_shape;
mod encrypted;
mod error;
mod examine;
mod file;
mod fingerprint;
mod jwk;
mod matching;
mod member;
mod opened;
mod openssh;
mod outline;
mod pem;
mod pkcs12;
mod pkcs12_pbe;
mod private;
mod public;
mod public_key;
mod report;
mod rsa;
mod signing;
mod text;
mod tlv;
mod traditional;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use error::KeyError;
pub use file::{KeyFile, MAX_MEMBERS};
pub use fingerprint::{rsa_thumbprint, spki_sha256};
pub use matching::{KeyMatch, KeyRelation, compare};
pub use member::KeyMember;
pub use opened::OpenedKey;
pub use outline::Mending;
pub use public_key::{LineRefusal, PublicJwk, PublicKey};
pub use report::{
    KeyAlgorithm, KeyCipher, KeyDerivation, KeyEncryption, KeyFormat, KeyKind, KeyProblem,
    KeyReport, Repair,
};
pub use signing::SigningKey;
pub use text::decoded as decoded_text;

use crate::Secret;

/// The largest file that is looked at, in bytes (security.md K5).
pub const MAX_FILE_BYTES: usize = 1024 * 1024;

/// The smallest RSA modulus for RS256, in bits (RFC 7518 section 3.3).
pub const MIN_RSA_BITS: u32 = 2048;

/// The largest RSA modulus that the signing library takes, in bits.
pub const MAX_RSA_BITS: u32 = 8192;

/// Says what the bytes are. Never fails: what can't be read is named.
///
/// With `passphrase` an encrypted file is opened as well, so that its fingerprints show.
pub fn inspect(bytes: &[u8], passphrase: Option<&Secret>) -> KeyReport {
    examine::examine(bytes, passphrase).report
}

/// Opens a private key that can sign RS256.
///
/// # Errors
/// [`KeyError::NeedsPassphrase`] and [`KeyError::WrongPassphrase`] for an encrypted file,
/// [`KeyError::Refused`] with the report naming why for everything else.
pub fn open(bytes: &[u8], passphrase: Option<&Secret>) -> Result<OpenedKey, KeyError> {
    KeyFile::read(bytes, passphrase).into_key()
}
