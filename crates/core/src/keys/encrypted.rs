//! Encryption schemes of PKCS#8 and PKCS#12: PBES2 of RFC 8018 with PBKDF2 or scrypt, and the
//! older ones of RFC 7292 appendix C. The cost of the key derivation is bounded before any of it
//! is spent.

use pkcs8::der::{Decode, Encode};
use pkcs8::pkcs5::pbes2::{self, Kdf, Parameters, ScryptParams};
use pkcs8::spki::AlgorithmIdentifierRef;
use pkcs8::{ObjectIdentifier, PrivateKeyInfoRef};
use zeroize::Zeroizing;

use super::cost::Budget;
use super::tlv::{self, OCTET_STRING, SEQUENCE};
use super::{KeyCipher, KeyDerivation, KeyEncryption, KeyProblem, pkcs12_pbe};
use crate::Secret;

const PBES2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.13");

/// An encrypted structure as it lies in a file.
pub(super) struct Encrypted<'a> {
    /// AlgorithmIdentifier in DER.
    pub algorithm: &'a [u8],
    /// What is encrypted.
    pub data: &'a [u8],
}

impl<'a> Encrypted<'a> {
    /// From an EncryptedPrivateKeyInfo (RFC 5208 section 6).
    pub(super) fn private_key(der: &'a [u8]) -> Option<Self> {
        let (outer, _) = tlv::first(der)?;
        match tlv::children(outer.value)[..] {
            [algorithm, data] if algorithm.tag == SEQUENCE && data.tag == OCTET_STRING => {
                Some(Self { algorithm: algorithm.whole, data: data.value })
            }
            _ => None,
        }
    }

    /// Which cipher and which key derivation, as far as they are known here.
    pub(super) fn described(&self) -> KeyEncryption {
        match self.scheme() {
            Ok(Scheme::Pbes2(parameters)) => KeyEncryption {
                cipher: cipher_of(parameters.encryption),
                derivation: Some(derivation_of(&parameters.kdf)),
            },
            Ok(Scheme::Pkcs12(pbe)) => KeyEncryption {
                cipher: pbe.cipher,
                derivation: Some(KeyDerivation::Pkcs12 { iterations: pbe.iterations }),
            },
            Err(_) => KeyEncryption { cipher: self.old_cipher(), derivation: None },
        }
    }

    /// Decrypts. Padding that does not fit is called a wrong passphrase.
    pub(super) fn decrypt(
        &self,
        passphrase: Option<&Secret>,
        budget: &mut Budget,
    ) -> Result<Zeroizing<Vec<u8>>, KeyProblem> {
        match self.scheme()? {
            Scheme::Pbes2(parameters) => pbes2_decrypt(&parameters, self.data, passphrase, budget),
            Scheme::Pkcs12(pbe) => pbe.decrypt(self.data, passphrase, budget),
        }
    }

    fn scheme(&self) -> Result<Scheme<'a>, KeyProblem> {
        let unsupported = KeyProblem::UnsupportedEncryption;
        let algorithm =
            AlgorithmIdentifierRef::from_der(self.algorithm).map_err(|_| unsupported)?;
        if algorithm.oid == PBES2 {
            let parameters = algorithm.parameters.ok_or(unsupported)?;
            let der = parameters.to_der().map_err(|_| unsupported)?;
            return Parameters::from_der(&der)
                .map(|parameters| Scheme::Pbes2(Box::new(parameters)))
                .map_err(|_| unsupported);
        }
        pkcs12_pbe::Pbe::of(&algorithm).map(Scheme::Pkcs12).ok_or(unsupported)
    }

    /// The cipher of a scheme that is known by name only.
    fn old_cipher(&self) -> KeyCipher {
        let oid = AlgorithmIdentifierRef::from_der(self.algorithm).map(|algorithm| algorithm.oid);
        match oid.map(|oid| oid.to_string()).as_deref() {
            // pbeWithMD2/MD5/SHA1AndDES-CBC (RFC 8018 appendix A.3).
            Ok("1.2.840.113549.1.5.1" | "1.2.840.113549.1.5.3" | "1.2.840.113549.1.5.10") => {
                KeyCipher::DesCbc
            }
            Ok("1.2.840.113549.1.5.4" | "1.2.840.113549.1.5.6" | "1.2.840.113549.1.5.11") => {
                KeyCipher::Rc2Cbc
            }
            Ok("1.2.840.113549.1.12.1.1" | "1.2.840.113549.1.12.1.2") => KeyCipher::Rc4,
            _ => KeyCipher::Other,
        }
    }
}

enum Scheme<'a> {
    Pbes2(Box<Parameters>),
    Pkcs12(pkcs12_pbe::Pbe<'a>),
}

/// The PKCS#8 structure inside an encrypted one.
///
/// A passphrase that leads to anything else than PKCS#8 is called wrong: with CBC padding one
/// wrong passphrase in 256 decrypts to rubbish without an error.
pub(super) fn private_key(
    encrypted: &Encrypted<'_>,
    passphrase: Option<&Secret>,
    budget: &mut Budget,
) -> Result<Zeroizing<Vec<u8>>, KeyProblem> {
    let opened = encrypted.decrypt(passphrase, budget)?;
    match PrivateKeyInfoRef::from_der(&opened) {
        Ok(_) => Ok(opened),
        Err(_) => Err(KeyProblem::WrongPassphrase),
    }
}

fn pbes2_decrypt(
    parameters: &Parameters,
    data: &[u8],
    passphrase: Option<&Secret>,
    budget: &mut Budget,
) -> Result<Zeroizing<Vec<u8>>, KeyProblem> {
    if cipher_of(parameters.encryption) == KeyCipher::DesCbc {
        // Single DES is refused in every other form as well.
        return Err(KeyProblem::UnsupportedEncryption);
    }
    charge(&parameters.kdf, budget)?;
    check_blocks(parameters.encryption, data.len())?;
    let passphrase = passphrase.ok_or(KeyProblem::NeedsPassphrase)?;
    // The passphrase goes into the key derivation and nowhere else.
    parameters.decrypt(passphrase.expose().as_bytes(), data).map(Zeroizing::new).map_err(problem_of)
}

fn problem_of(error: pkcs8::pkcs5::Error) -> KeyProblem {
    match error {
        pkcs8::pkcs5::Error::DecryptFailed => KeyProblem::WrongPassphrase,
        _ => KeyProblem::UnsupportedEncryption,
    }
}

fn charge(kdf: &Kdf, budget: &mut Budget) -> Result<(), KeyProblem> {
    match kdf {
        Kdf::Pbkdf2(parameters) if parameters.iteration_count > 0 => {
            budget.iterations(u64::from(parameters.iteration_count))
        }
        Kdf::Scrypt(parameters) => charge_scrypt(parameters, budget),
        _ => Err(KeyProblem::UnsupportedEncryption),
    }
}

/// RFC 7914 section 2: N a power of two above 1; memory 128·N·r, work 128·N·r·p.
fn charge_scrypt(parameters: &ScryptParams, budget: &mut Budget) -> Result<(), KeyProblem> {
    let n = parameters.cost_parameter;
    if !n.is_power_of_two()
        || n < 2
        || parameters.block_size == 0
        || parameters.parallelization == 0
    {
        return Err(KeyProblem::UnsupportedEncryption);
    }
    let memory = n.saturating_mul(128).saturating_mul(u64::from(parameters.block_size));
    budget.scrypt(memory, u64::from(parameters.parallelization))
}

/// Whole cipher blocks, or the file is damaged whatever the passphrase.
fn check_blocks(cipher: pbes2::EncryptionScheme, length: usize) -> Result<(), KeyProblem> {
    let block = match cipher_of(cipher) {
        KeyCipher::Aes128Cbc | KeyCipher::Aes192Cbc | KeyCipher::Aes256Cbc => 16,
        KeyCipher::TripleDesCbc | KeyCipher::DesCbc => 8,
        _ => 1,
    };
    whole_blocks(length, block)
}

/// Whole cipher blocks, and at least one.
pub(super) fn whole_blocks(length: usize, block: usize) -> Result<(), KeyProblem> {
    if length == 0 || !length.is_multiple_of(block) {
        return Err(KeyProblem::Garbled);
    }
    Ok(())
}

fn cipher_of(scheme: pbes2::EncryptionScheme) -> KeyCipher {
    use pbes2::EncryptionScheme as Cipher;
    match scheme {
        Cipher::Aes128Cbc { .. } => KeyCipher::Aes128Cbc,
        Cipher::Aes192Cbc { .. } => KeyCipher::Aes192Cbc,
        Cipher::Aes256Cbc { .. } => KeyCipher::Aes256Cbc,
        Cipher::Aes128Gcm { .. } => KeyCipher::Aes128Gcm,
        Cipher::Aes256Gcm { .. } => KeyCipher::Aes256Gcm,
        Cipher::DesEde3Cbc { .. } => KeyCipher::TripleDesCbc,
        Cipher::DesCbc { .. } => KeyCipher::DesCbc,
        _ => KeyCipher::Other,
    }
}

fn derivation_of(kdf: &Kdf) -> KeyDerivation {
    match kdf {
        Kdf::Pbkdf2(parameters) => KeyDerivation::Pbkdf2 { iterations: parameters.iteration_count },
        Kdf::Scrypt(parameters) => KeyDerivation::Scrypt {
            n: parameters.cost_parameter,
            r: u32::from(parameters.block_size),
            p: u32::from(parameters.parallelization),
        },
        _ => KeyDerivation::Other,
    }
}
