//! Private keys: naming what a file is, mending what copying did to it, fingerprints, signing.
//!
//! Pure: bytes in, data out. Where a file lies, who can read it and whether it stays is the
//! engine's matter. Opened are RSA keys as PKCS#8, PKCS#1 (each PEM or DER, PKCS#8 also
//! encrypted) and JWK; everything else is named for what it is.

mod container;
mod der_shape;
mod encrypted;
mod error;
mod examine;
mod fingerprint;
mod jwk;
mod opened;
mod openssh;
mod pem;
mod private;
mod public;
mod report;
mod rsa;
mod signing;
mod text;
mod tlv;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use error::KeyError;
pub use fingerprint::{rsa_thumbprint, spki_sha256};
pub use opened::{OpenedKey, PublicJwk};
pub use report::{KeyAlgorithm, KeyFormat, KeyKind, KeyProblem, KeyReport, Repair};
pub use signing::SigningKey;

use crate::Secret;

/// The largest file that is looked at, in bytes (security.md K5).
pub const MAX_FILE_BYTES: usize = 1024 * 1024;

/// The smallest RSA modulus for RS256, in bits (RFC 7518 section 3.3).
pub const MIN_RSA_BITS: u32 = 2048;

/// The largest RSA modulus that the signing library takes, in bits.
pub const MAX_RSA_BITS: u32 = 8192;

/// Says what the bytes are. Never fails: what can't be read is named.
///
/// With `passphrase` an encrypted PKCS#8 file is opened as well, so that its fingerprints show.
pub fn inspect(bytes: &[u8], passphrase: Option<&Secret>) -> KeyReport {
    examine::examine(bytes, passphrase).report
}

/// Opens a private key that can sign RS256.
///
/// # Errors
/// [`KeyError::NeedsPassphrase`] and [`KeyError::WrongPassphrase`] for an encrypted file,
/// [`KeyError::Refused`] with the report naming why for everything else.
pub fn open(bytes: &[u8], passphrase: Option<&Secret>) -> Result<OpenedKey, KeyError> {
    let examined = examine::examine(bytes, passphrase);
    if examined.report.problems.contains(&KeyProblem::WrongPassphrase) {
        return Err(KeyError::WrongPassphrase);
    }
    if examined.report.problems.contains(&KeyProblem::NeedsPassphrase) {
        return Err(KeyError::NeedsPassphrase);
    }
    match examined.key {
        Some(key) if examined.report.problems.is_empty() => {
            Ok(OpenedKey::new(key, examined.report))
        }
        _ => Err(KeyError::Refused(Box::new(examined.report))),
    }
}
