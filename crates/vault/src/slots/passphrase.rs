//! From a passphrase to a wrapping key: Argon2id (RFC 9106). Costs are stored in the header, and
//! bounded when they are read, so that a forged header can neither weaken nor exhaust.

use std::time::Duration;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use credenza_core::Secret;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::data_key::DataKey;
use super::wrap::{self, Binary, Context};
use super::{PassphraseSlot, SlotKind};
use crate::{HeaderFault, VaultError, random};

/// Least number of characters of a new passphrase.
pub const MIN_PASSPHRASE_CHARS: usize = 12;

const SALT_BYTES: usize = 16;
const MIN_MEMORY_KIB: u32 = 64 * 1024;
const MAX_MEMORY_KIB: u32 = 1024 * 1024;
const MIN_PASSES: u32 = 3;
const MAX_PASSES: u32 = 24;
const MAX_LANES: u32 = 4;

/// What one guess of a passphrase costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PassphraseCost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Default for PassphraseCost {
    /// 64 MiB, 3 passes, 1 lane: the second recommended choice of RFC 9106 section 4, with one
    /// lane because all lanes are computed by one thread here.
    fn default() -> Self {
        Self { memory_kib: MIN_MEMORY_KIB, passes: MIN_PASSES, lanes: 1 }
    }
}

impl PassphraseCost {
    /// Costs that take about `target` on this computer, never less than the default. `elapsed`
    /// is a running stopwatch: the clock belongs to the caller.
    ///
    /// # Errors
    /// When there is not enough memory for one derivation.
    pub fn calibrated(
        target: Duration,
        elapsed: &dyn Fn() -> Duration,
    ) -> Result<Self, VaultError> {
        let least = Self::default();
        let before = elapsed();
        least.derive(b"calibration only", &[0; SALT_BYTES])?;
        let once = elapsed().saturating_sub(before).as_millis().max(1);
        let passes = u128::from(least.passes) * target.as_millis() / once;
        let passes = u32::try_from(passes).unwrap_or(MAX_PASSES).clamp(MIN_PASSES, MAX_PASSES);
        Ok(Self { passes, ..least })
    }

    pub(crate) fn checked(self) -> Result<Self, VaultError> {
        let sound = (MIN_MEMORY_KIB..=MAX_MEMORY_KIB).contains(&self.memory_kib)
            && (MIN_PASSES..=MAX_PASSES).contains(&self.passes)
            && (1..=MAX_LANES).contains(&self.lanes);
        if sound { Ok(self) } else { Err(VaultError::DamagedHeader(HeaderFault::Cost)) }
    }

    fn derive(
        self,
        passphrase: &[u8],
        salt: &[u8],
    ) -> Result<Box<Zeroizing<[u8; 32]>>, VaultError> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
            .map_err(|_| VaultError::DamagedHeader(HeaderFault::Cost))?;
        let mut blocks = vec![Block::new(); params.block_count()];
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut key = random::zeros();
        let done =
            argon.hash_password_into_with_memory(passphrase, salt, key.as_mut_slice(), &mut blocks);
        // The library wipes its own state, not the memory that it was given.
        blocks.zeroize();
        done.map_err(|_| VaultError::Crypto)?;
        Ok(key)
    }

    fn parameters(self, salt: &[u8]) -> String {
        let Self { memory_kib, passes, lanes } = self;
        format!("argon2id v=19 m={memory_kib} t={passes} p={lanes} salt={salt:02x?}")
    }
}

/// Refuses a passphrase that is too short to be a new one.
pub(crate) fn check_new(passphrase: &Secret) -> Result<(), VaultError> {
    if passphrase.length() < MIN_PASSPHRASE_CHARS {
        return Err(VaultError::TooShort { least: MIN_PASSPHRASE_CHARS });
    }
    Ok(())
}

/// A new passphrase slot.
pub(crate) fn seal(
    key: &DataKey,
    passphrase: &Secret,
    cost: PassphraseCost,
    vault: &str,
) -> Result<PassphraseSlot, VaultError> {
    let salt = random::bytes::<SALT_BYTES>()?.to_vec();
    // Exposed to derive the wrapping key.
    let with = cost.derive(passphrase.expose().as_bytes(), &salt)?;
    let parameters = cost.parameters(&salt);
    let context = Context { vault, slot: SlotKind::Passphrase, parameters: &parameters };
    let wrapped = wrap::wrap(key, &with, &context)?;
    Ok(PassphraseSlot { cost, salt: Binary(salt), wrapped })
}

/// The data key, if the passphrase is right.
pub(crate) fn open(
    slot: &PassphraseSlot,
    passphrase: &Secret,
    vault: &str,
) -> Result<Option<DataKey>, VaultError> {
    let cost = slot.cost.checked()?;
    // Exposed to derive the wrapping key.
    let with = cost.derive(passphrase.expose().as_bytes(), &slot.salt.0)?;
    let parameters = cost.parameters(&slot.salt.0);
    let context = Context { vault, slot: SlotKind::Passphrase, parameters: &parameters };
    wrap::unwrap(&slot.wrapped, &with, &context)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_of_a_header_are_bounded_on_both_sides() {
        let cost = |memory_kib, passes, lanes| PassphraseCost { memory_kib, passes, lanes };
        assert!(PassphraseCost::default().checked().is_ok());
        for forged in [
            cost(8, 3, 1),
            cost(MIN_MEMORY_KIB, 1, 1),
            cost(u32::MAX, 3, 1),
            cost(MIN_MEMORY_KIB, u32::MAX, 1),
            cost(MIN_MEMORY_KIB, 3, 0),
        ] {
            let refused = forged.checked();
            assert!(
                matches!(refused, Err(VaultError::DamagedHeader(HeaderFault::Cost))),
                "{forged:?} would weaken the slot or exhaust the computer"
            );
        }
    }

    #[test]
    fn a_fast_computer_gets_more_passes_and_a_slow_one_never_fewer() {
        use std::cell::Cell;
        let calibrate = |step_ms: u64| {
            let reading = Cell::new(0);
            let stopwatch = || {
                reading.set(reading.get() + step_ms);
                Duration::from_millis(reading.get())
            };
            PassphraseCost::calibrated(Duration::from_millis(500), &stopwatch).unwrap()
        };
        assert_eq!(calibrate(100).passes, 15);
        assert_eq!(calibrate(5_000), PassphraseCost::default());
        assert_eq!(calibrate(1).passes, MAX_PASSES);
    }
}
