//! Random bytes for keys, salts and identifiers: the one place where the vault draws them.

use aws_lc_rs::rand;
use zeroize::Zeroizing;

use crate::VaultError;

/// `N` random bytes, wiped on drop.
pub(crate) fn bytes<const N: usize>() -> Result<Zeroizing<[u8; N]>, VaultError> {
    let mut drawn = Zeroizing::new([0_u8; N]);
    rand::fill(drawn.as_mut_slice())?;
    Ok(drawn)
}

/// A random identifier of 128 bits in hex.
pub(crate) fn identifier() -> Result<String, VaultError> {
    Ok(bytes::<16>()?.iter().map(|byte| format!("{byte:02x}")).collect())
}
