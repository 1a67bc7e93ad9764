//! Random bytes for keys, salts and identifiers: the one place where the vault draws them.

use aws_lc_rs::rand;
use zeroize::Zeroizing;

use crate::VaultError;

/// `N` random bytes, wiped on drop. In a box from the start: an array that is moved leaves its
/// bytes behind at its old place.
pub(crate) fn bytes<const N: usize>() -> Result<Box<Zeroizing<[u8; N]>>, VaultError> {
    let mut drawn = zeros();
    rand::fill(drawn.as_mut_slice())?;
    Ok(drawn)
}

/// Room for `N` secret bytes, to be filled in place.
pub(crate) fn zeros<const N: usize>() -> Box<Zeroizing<[u8; N]>> {
    Box::new(Zeroizing::new([0; N]))
}

/// A random identifier of 128 bits in hex.
pub(crate) fn identifier() -> Result<String, VaultError> {
    Ok(bytes::<16>()?.iter().map(|byte| format!("{byte:02x}")).collect())
}
