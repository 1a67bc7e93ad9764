//! Why a key could not be opened or used.

use super::KeyReport;

/// Why a key could not be opened or used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The key is encrypted; ask for its passphrase and try again.
    #[error("the private key is encrypted and needs its passphrase")]
    NeedsPassphrase,
    /// The passphrase does not open it. Says nothing against the file.
    #[error("the passphrase does not open this private key")]
    WrongPassphrase,
    /// Not usable; the report names what it is and why.
    #[error("not a private key for RS256: {:?} {:?}", .0.kind, .0.problems)]
    Refused(Box<KeyReport>),
    /// Bytes that were once a checked PKCS#8 key and no longer are.
    #[error("the kept private key can't be read")]
    KeptKeyUnreadable,
    /// The signing library refused to sign.
    #[error("the private key could not sign")]
    SigningFailed,
}
