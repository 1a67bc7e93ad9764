//! Encrypted PKCS#8: PBES2 of RFC 8018 with PBKDF2 or scrypt. The cost of the key derivation is
//! bounded before any of it is spent.

use pkcs8::der::Decode;
use pkcs8::pkcs5::EncryptionScheme;
use pkcs8::pkcs5::pbes2::{self, Kdf, Pbkdf2Params, ScryptParams};
use pkcs8::{EncryptedPrivateKeyInfoRef, PrivateKeyInfoRef};
use zeroize::Zeroizing;

use super::KeyProblem;
use crate::Secret;

const MOST_PBKDF2_ITERATIONS: u32 = 10_000_000;
const MOST_SCRYPT_BYTES: u64 = 256 * 1024 * 1024;
// Memory says nothing of time: the parallel passes come on top (N=2^18, r=8, p=16).
const MOST_SCRYPT_WORK: u64 = 16 * MOST_SCRYPT_BYTES;

/// The PKCS#8 structure inside.
///
/// A passphrase that leads to anything else than PKCS#8 is called wrong: with CBC padding one
/// wrong passphrase in 256 decrypts to rubbish without an error.
pub(super) fn decrypt(
    der: &[u8],
    passphrase: Option<&Secret>,
) -> Result<Zeroizing<Vec<u8>>, KeyProblem> {
    let info =
        EncryptedPrivateKeyInfoRef::from_der(der).map_err(|_| KeyProblem::UnsupportedEncryption)?;
    let EncryptionScheme::Pbes2(parameters) = &info.encryption_algorithm else {
        return Err(KeyProblem::UnsupportedEncryption);
    };
    check_cost(&parameters.kdf)?;
    let data = info.encrypted_data.as_bytes();
    check_blocks(parameters.encryption, data.len())?;
    let passphrase = passphrase.ok_or(KeyProblem::NeedsPassphrase)?;
    // The passphrase goes into the key derivation and nowhere else.
    let opened = parameters
        .decrypt(passphrase.expose().as_bytes(), data)
        .map(Zeroizing::new)
        .map_err(problem_of)?;
    match PrivateKeyInfoRef::from_der(&opened) {
        Ok(_) => Ok(opened),
        Err(_) => Err(KeyProblem::WrongPassphrase),
    }
}

fn problem_of(error: pkcs8::pkcs5::Error) -> KeyProblem {
    match error {
        pkcs8::pkcs5::Error::DecryptFailed => KeyProblem::WrongPassphrase,
        _ => KeyProblem::UnsupportedEncryption,
    }
}

fn check_cost(kdf: &Kdf) -> Result<(), KeyProblem> {
    match kdf {
        Kdf::Pbkdf2(Pbkdf2Params { iteration_count, .. }) => match *iteration_count {
            0 => Err(KeyProblem::UnsupportedEncryption),
            1..=MOST_PBKDF2_ITERATIONS => Ok(()),
            _ => Err(KeyProblem::KdfTooCostly),
        },
        Kdf::Scrypt(parameters) => check_scrypt(parameters),
        _ => Err(KeyProblem::UnsupportedEncryption),
    }
}

/// RFC 7914 section 2: N a power of two above 1; memory 128·N·r, work 128·N·r·p.
fn check_scrypt(parameters: &ScryptParams) -> Result<(), KeyProblem> {
    let n = parameters.cost_parameter;
    if !n.is_power_of_two()
        || n < 2
        || parameters.block_size == 0
        || parameters.parallelization == 0
    {
        return Err(KeyProblem::UnsupportedEncryption);
    }
    let memory = n.saturating_mul(128).saturating_mul(u64::from(parameters.block_size));
    let work = memory.saturating_mul(u64::from(parameters.parallelization));
    if memory > MOST_SCRYPT_BYTES || work > MOST_SCRYPT_WORK {
        return Err(KeyProblem::KdfTooCostly);
    }
    Ok(())
}

/// Whole cipher blocks, or the file is damaged whatever the passphrase.
fn check_blocks(cipher: pbes2::EncryptionScheme, length: usize) -> Result<(), KeyProblem> {
    use pbes2::EncryptionScheme as Cipher;
    let block = match cipher {
        Cipher::Aes128Cbc { .. } | Cipher::Aes192Cbc { .. } | Cipher::Aes256Cbc { .. } => 16,
        Cipher::DesEde3Cbc { .. } | Cipher::DesCbc { .. } => 8,
        _ => 1,
    };
    if length == 0 || !length.is_multiple_of(block) {
        return Err(KeyProblem::Garbled);
    }
    Ok(())
}
