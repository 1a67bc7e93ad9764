//! The random 256-bit key of a vault. It opens the database as a raw key and signs the header;
//! the two uses never share key bytes.

use std::fmt;

use aws_lc_rs::{hkdf, hmac};
use zeroize::Zeroizing;

use crate::{VaultError, random};

/// A vault's data key. Wiped on drop; can't be shown, compared or serialised.
#[derive(Clone)]
pub struct DataKey(Box<Zeroizing<[u8; 32]>>);

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(hidden)")
    }
}

impl DataKey {
    pub(crate) fn random() -> Result<Self, VaultError> {
        Ok(Self(random::bytes()?))
    }

    pub(crate) fn from_bytes(bytes: Box<Zeroizing<[u8; 32]>>) -> Self {
        Self(bytes)
    }

    /// The bytes, for wrapping only.
    pub(crate) fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// SQLCipher's raw key statement: no key derivation, the key is random already.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        // The exact capacity at once: a growing text would leave copies behind.
        let mut text = Zeroizing::new(String::with_capacity(96));
        text.push_str("PRAGMA key = \"x'");
        for byte in self.0.iter() {
            text.push(char::from(HEX[usize::from(byte >> 4)]));
            text.push(char::from(HEX[usize::from(byte & 15)]));
        }
        text.push_str("'\";");
        text
    }

    /// HMAC-SHA256 with a key derived for this purpose.
    pub(crate) fn sign(&self, purpose: &str, message: &[u8]) -> Result<Vec<u8>, VaultError> {
        Ok(hmac::sign(&self.mac_key(purpose)?, message).as_ref().to_vec())
    }

    /// Whether a signature of [`Self::sign`] is right, in constant time.
    pub(crate) fn verifies(
        &self,
        purpose: &str,
        message: &[u8],
        signature: &[u8],
    ) -> Result<bool, VaultError> {
        Ok(hmac::verify(&self.mac_key(purpose)?, message, signature).is_ok())
    }

    fn mac_key(&self, purpose: &str) -> Result<hmac::Key, VaultError> {
        let derived = derive(self.0.as_slice(), &[], purpose)?;
        Ok(hmac::Key::new(hmac::HMAC_SHA256, derived.as_slice()))
    }
}

/// HKDF-SHA256 (RFC 5869) to 32 bytes. For random input only, never for a passphrase.
pub(crate) fn derive(
    input: &[u8],
    salt: &[u8],
    purpose: &str,
) -> Result<Box<Zeroizing<[u8; 32]>>, VaultError> {
    let mut derived = random::zeros();
    let extracted = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(input);
    let info = [purpose.as_bytes()];
    extracted.expand(&info, hkdf::HKDF_SHA256)?.fill(derived.as_mut_slice())?;
    Ok(derived)
}
