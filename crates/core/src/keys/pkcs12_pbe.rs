//! The key derivation and the ciphers of RFC 7292 appendices B and C: what PKCS#12 files, and some
//! old PKCS#8 files, are encrypted with. RC4 is not opened.

use aws_lc_rs::digest::{self, Algorithm, SHA1_FOR_LEGACY_USE_ONLY, SHA1_OUTPUT_LEN};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherDecrypt, BlockModeDecrypt, InnerIvInit, KeyInit};
use des::{TdesEde2, TdesEde3};
use pkcs8::spki::AlgorithmIdentifierRef;
use rc2::Rc2;
use zeroize::Zeroizing;

use super::cost::Budget;
use super::encrypted::whole_blocks;
use super::tlv::{self, INTEGER, OCTET_STRING};
use super::{KeyCipher, KeyProblem};
use crate::Secret;

const BLOCK: usize = 8;

/// What a derived value is for (appendix B.3).
#[derive(Debug, Clone, Copy)]
pub(super) enum Purpose {
    Key = 1,
    Iv = 2,
    Mac = 3,
}

/// One of the schemes, with its parameters.
pub(super) struct Pbe<'a> {
    pub cipher: KeyCipher,
    pub iterations: u32,
    key_length: usize,
    salt: &'a [u8],
}

impl<'a> Pbe<'a> {
    /// The scheme that this identifier names, unless it is another one.
    pub(super) fn of(algorithm: &AlgorithmIdentifierRef<'a>) -> Option<Self> {
        let (cipher, key_length) = match algorithm.oid.to_string().as_str() {
            "1.2.840.113549.1.12.1.3" => (KeyCipher::TripleDesCbc, 24),
            "1.2.840.113549.1.12.1.4" => (KeyCipher::TripleDesCbc, 16),
            "1.2.840.113549.1.12.1.5" => (KeyCipher::Rc2Cbc, 16),
            "1.2.840.113549.1.12.1.6" => (KeyCipher::Rc2Cbc, 5),
            _ => return None,
        };
        let parameters = tlv::children(algorithm.parameters?.value());
        match parameters[..] {
            [salt, count] if salt.tag == OCTET_STRING && count.tag == INTEGER => {
                let iterations = tlv::unsigned(count.value).filter(|count| *count > 0)?;
                Some(Self { cipher, iterations, key_length, salt: salt.value })
            }
            _ => None,
        }
    }

    /// Decrypts; padding that does not fit is called a wrong passphrase.
    pub(super) fn decrypt(
        &self,
        data: &[u8],
        passphrase: Option<&Secret>,
        budget: &mut Budget,
    ) -> Result<Zeroizing<Vec<u8>>, KeyProblem> {
        whole_blocks(data.len(), BLOCK)?;
        // The key, which may be longer than one hash, and the IV are derived one after the other.
        let hashes = self.key_length.div_ceil(SHA1_OUTPUT_LEN) + 1;
        budget.iterations(hashes as u64 * u64::from(self.iterations))?;
        let password = password(passphrase.ok_or(KeyProblem::NeedsPassphrase)?);
        let derived = |purpose, length| {
            derive(
                &SHA1_FOR_LEGACY_USE_ONLY,
                &password,
                self.salt,
                purpose,
                self.iterations,
                length,
            )
        };
        let (key, iv) = (derived(Purpose::Key, self.key_length), derived(Purpose::Iv, BLOCK));
        let opened = match (self.cipher, self.key_length) {
            (KeyCipher::TripleDesCbc, 24) => cbc_decrypt::<TdesEde3>(&key, &iv, data),
            (KeyCipher::TripleDesCbc, _) => cbc_decrypt::<TdesEde2>(&key, &iv, data),
            _ => rc2_decrypt(&key, &iv, data),
        };
        opened.ok_or(KeyProblem::WrongPassphrase)
    }
}

/// A passphrase as the key derivation takes it: UTF-16, big-endian, with a zero character at its
/// end (appendix B.1).
pub(super) fn password(passphrase: &Secret) -> Zeroizing<Vec<u8>> {
    // Exposed to be derived from.
    let characters = passphrase.expose().encode_utf16().chain([0]);
    let mut bytes = Zeroizing::new(Vec::with_capacity(2 * passphrase.expose().len() + 2));
    bytes.extend(characters.flat_map(u16::to_be_bytes));
    bytes
}

/// Appendix B.2.
pub(super) fn derive(
    hash: &'static Algorithm,
    password: &[u8],
    salt: &[u8],
    purpose: Purpose,
    iterations: u32,
    length: usize,
) -> Zeroizing<Vec<u8>> {
    let block = hash.block_len();
    let mut input = Zeroizing::new(filled(salt, block));
    input.extend_from_slice(&Zeroizing::new(filled(password, block)));
    let mut out = Zeroizing::new(Vec::with_capacity(length + hash.output_len()));
    loop {
        let mut context = digest::Context::new(hash);
        context.update(&vec![purpose as u8; block]);
        context.update(&input);
        let mut round = context.finish();
        for _ in 1..iterations {
            round = digest::digest(hash, round.as_ref());
        }
        out.extend_from_slice(round.as_ref());
        if out.len() >= length {
            out.truncate(length);
            return out;
        }
        let addend = Zeroizing::new(repeated(round.as_ref(), block));
        input.chunks_exact_mut(block).for_each(|chunk| add_and_one(chunk, &addend));
    }
}

/// Copies of `bytes` up to a whole number of blocks.
fn filled(bytes: &[u8], block: usize) -> Vec<u8> {
    repeated(bytes, bytes.len().div_ceil(block) * block)
}

fn repeated(bytes: &[u8], length: usize) -> Vec<u8> {
    bytes.iter().copied().cycle().take(length).collect()
}

/// `chunk` becomes `chunk + addend + 1`, modulo its size.
fn add_and_one(chunk: &mut [u8], addend: &[u8]) {
    let mut carry = 1_u16;
    for (byte, plus) in chunk.iter_mut().rev().zip(addend.iter().rev()) {
        let [high, low] = (u16::from(*byte) + u16::from(*plus) + carry).to_be_bytes();
        (*byte, carry) = (low, u16::from(high));
    }
}

/// CBC with PKCS#7 padding; None when the padding does not fit.
pub(super) fn cbc_decrypt<C>(key: &[u8], iv: &[u8], data: &[u8]) -> Option<Zeroizing<Vec<u8>>>
where
    C: KeyInit + BlockCipherDecrypt,
{
    cbc_with(C::new_from_slice(key).ok()?, iv, data)
}

/// RC2 whose effective key length is that of the key (RFC 2268 section 2).
fn rc2_decrypt(key: &[u8], iv: &[u8], data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    cbc_with(Rc2::new_with_eff_key_len(key, key.len() * 8), iv, data)
}

fn cbc_with<C: BlockCipherDecrypt>(
    cipher: C,
    iv: &[u8],
    data: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let mut opened = Zeroizing::new(data.to_vec());
    let mode = cbc::Decryptor::inner_iv_slice_init(cipher, iv).ok()?;
    let length = mode.decrypt_padded::<Pkcs7>(&mut opened).ok()?.len();
    opened.truncate(length);
    Some(opened)
}
