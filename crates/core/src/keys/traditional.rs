//! Traditional encrypted PEM (`Proc-Type: 4,ENCRYPTED`, RFC 1421 section 4.6.1.1): OpenSSL's own
//! key derivation, one round of MD5 (`EVP_BytesToKey`). The file's fault and the passphrase's
//! can't be told apart, so that it is never called a bad file. DES is named and refused: 56 bits
//! hide nothing, and no program has written it by default since 1999.

use aes::{Aes128, Aes192, Aes256};
use des::TdesEde3;
use md5::{Digest, Md5};
use pkcs1::RsaPrivateKeyRef;
use pkcs8::der::Decode;
use zeroize::Zeroizing;

use super::der_shape::{self, Shape};
use super::encrypted::whole_blocks;
use super::pkcs12_pbe::cbc_decrypt;
use super::{KeyCipher, KeyProblem, tlv};
use crate::Secret;

/// A block with its two header lines read.
#[derive(Debug)]
pub(super) struct Traditional {
    /// The PEM label.
    pub label: String,
    pub dek_info: DekInfo,
    pub encrypted: Zeroizing<Vec<u8>>,
}

/// What a `DEK-Info` line says.
#[derive(Debug, Clone)]
pub(super) struct DekInfo {
    pub cipher: KeyCipher,
    /// `None` when it is not as long as the cipher wants it, or not hexadecimal.
    pub iv: Option<Vec<u8>>,
}

/// The `DEK-Info` line of a body, and where it ends. Found in text that lost its line
/// ends, too: the cipher says how many digits its IV has.
pub(super) fn dek_info(body: &str) -> Option<(DekInfo, usize)> {
    const NAME: &str = "DEK-Info:";
    let from = body.find(NAME)? + NAME.len();
    let value = body[from..].trim_start();
    let (name, rest) = value.split_once(',')?;
    let (cipher, iv_bytes) = match name.trim() {
        "AES-128-CBC" => (KeyCipher::Aes128Cbc, 16),
        "AES-192-CBC" => (KeyCipher::Aes192Cbc, 16),
        "AES-256-CBC" => (KeyCipher::Aes256Cbc, 16),
        "DES-EDE3-CBC" => (KeyCipher::TripleDesCbc, 8),
        "DES-CBC" => (KeyCipher::DesCbc, 8),
        name if name.starts_with("RC2-") => (KeyCipher::Rc2Cbc, 8),
        _ => (KeyCipher::Other, 8),
    };
    let digits = rest.trim_start();
    let end = body.len() - digits.len();
    let iv = digits.get(..2 * iv_bytes).and_then(hex);
    let length = iv.as_ref().map_or(0, |iv| 2 * iv.len());
    Some((DekInfo { cipher, iv }, end + length))
}

/// The DER structure that the label promises.
pub(super) fn decrypt(
    block: &Traditional,
    passphrase: Option<&Secret>,
) -> Result<Zeroizing<Vec<u8>>, KeyProblem> {
    let DekInfo { cipher, iv } = &block.dek_info;
    let (key_length, size) = match cipher {
        KeyCipher::Aes128Cbc => (16, 16),
        KeyCipher::Aes192Cbc => (24, 16),
        KeyCipher::Aes256Cbc => (32, 16),
        KeyCipher::TripleDesCbc => (24, 8),
        _ => return Err(KeyProblem::UnsupportedEncryption),
    };
    let iv = iv.as_deref().ok_or(KeyProblem::Garbled)?;
    whole_blocks(block.encrypted.len(), size)?;
    let passphrase = passphrase.ok_or(KeyProblem::NeedsPassphrase)?;
    let key = bytes_to_key(passphrase, &iv[..8], key_length);
    let opened = match cipher {
        KeyCipher::Aes128Cbc => cbc_decrypt::<Aes128>(&key, iv, &block.encrypted),
        KeyCipher::Aes192Cbc => cbc_decrypt::<Aes192>(&key, iv, &block.encrypted),
        KeyCipher::Aes256Cbc => cbc_decrypt::<Aes256>(&key, iv, &block.encrypted),
        _ => cbc_decrypt::<TdesEde3>(&key, iv, &block.encrypted),
    };
    opened.filter(|der| is_as_labelled(&block.label, der)).ok_or(KeyProblem::WrongPassphrase)
}

/// OpenSSL's `EVP_BytesToKey` with MD5 and a count of one, salted with the first eight bytes of
/// the IV.
fn bytes_to_key(passphrase: &Secret, salt: &[u8], length: usize) -> Zeroizing<Vec<u8>> {
    let mut key = Zeroizing::new(Vec::with_capacity(length + Md5::output_size()));
    let mut round = Zeroizing::new(Vec::new());
    while key.len() < length {
        // Exposed to be derived from.
        let hash = Md5::new()
            .chain_update(&*round)
            .chain_update(passphrase.expose().as_bytes())
            .chain_update(salt)
            .finalize();
        round = Zeroizing::new(hash.to_vec());
        key.extend_from_slice(&round);
    }
    key.truncate(length);
    key
}

/// One wrong passphrase in 256 gets past the padding, and ends here.
fn is_as_labelled(label: &str, der: &[u8]) -> bool {
    let exact = tlv::first(der).is_some_and(|(_, declared)| declared == der.len());
    let shape = der_shape::of(der).filter(|_| exact);
    match label {
        "RSA PRIVATE KEY" => RsaPrivateKeyRef::from_der(der).is_ok(),
        "EC PRIVATE KEY" => shape == Some(Shape::Sec1),
        "DSA PRIVATE KEY" => shape == Some(Shape::Dsa),
        _ => shape.is_some(),
    }
}

fn hex(digits: &str) -> Option<Vec<u8>> {
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let pairs = digits.as_bytes().chunks_exact(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
