//! The recovery key: 160 random bits, shown once as nine groups of four letters and digits
//! (Crockford base32, the last group checks the others).

use aws_lc_rs::digest;
use credenza_core::Secret;
use zeroize::Zeroizing;

use super::data_key::{self, DataKey};
use super::wrap::{self, Binary, Context};
use super::{RecoverySlot, SlotKind};
use crate::{VaultError, random};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const KEY_BYTES: usize = 20;
const KEY_CHARS: usize = KEY_BYTES * 8 / 5;
const CHECK_CHARS: usize = 4;
const GROUP: usize = 4;
const PURPOSE: &str = "credenza recovery slot 1";

/// A new recovery key and its slot.
pub(crate) fn seal(key: &DataKey, vault: &str) -> Result<(Secret, RecoverySlot), VaultError> {
    let random = random::bytes::<KEY_BYTES>()?;
    let salt = random::bytes::<16>()?.to_vec();
    let with = data_key::derive(random.as_slice(), &salt, PURPOSE)?;
    let parameters = parameters(&salt);
    let context = Context { vault, slot: SlotKind::Recovery, parameters: &parameters };
    let wrapped = wrap::wrap(key, &with, &context)?;
    Ok((written(&random), RecoverySlot { salt: Binary(salt), wrapped }))
}

/// The data key, if the recovery key is the one of this vault.
pub(crate) fn open(
    slot: &RecoverySlot,
    typed: &Secret,
    vault: &str,
) -> Result<Option<DataKey>, VaultError> {
    let random = read(typed)?;
    let with = data_key::derive(random.as_slice(), &slot.salt.0, PURPOSE)?;
    let parameters = parameters(&slot.salt.0);
    let context = Context { vault, slot: SlotKind::Recovery, parameters: &parameters };
    wrap::unwrap(&slot.wrapped, &with, &context)
}

fn parameters(salt: &[u8]) -> String {
    format!("hkdf-sha256 salt={salt:02x?}")
}

fn written(random: &[u8; KEY_BYTES]) -> Secret {
    let mut text = String::with_capacity(64);
    for (at, value) in values(random).chain(check(random)).enumerate() {
        if at > 0 && at % GROUP == 0 {
            text.push('-');
        }
        text.push(char::from(ALPHABET[usize::from(value)]));
    }
    Secret::new(text)
}

/// The bytes as numbers of five bits.
fn values(random: &[u8]) -> impl Iterator<Item = u8> {
    (0..random.len() * 8 / 5).map(move |at| {
        let bit = at * 5;
        let high = u16::from(random[bit / 8]) << 8;
        let low = random.get(bit / 8 + 1).copied().map_or(0, u16::from);
        u8::try_from((high | low) >> (11 - bit % 8) & 31).unwrap_or(0)
    })
}

fn check(random: &[u8]) -> [u8; CHECK_CHARS] {
    let hash = digest::digest(&digest::SHA256, random);
    let mut check = [0; CHECK_CHARS];
    for (slot, byte) in check.iter_mut().zip(hash.as_ref()) {
        *slot = byte & 31;
    }
    check
}

fn read(typed: &Secret) -> Result<Box<Zeroizing<[u8; KEY_BYTES]>>, VaultError> {
    let mut values = Zeroizing::new(Vec::with_capacity(KEY_CHARS + CHECK_CHARS));
    // Exposed to be decoded.
    for character in typed.expose().chars().filter(|c| !is_separator(*c)) {
        if values.len() == KEY_CHARS + CHECK_CHARS {
            return Err(VaultError::RecoveryKeyMistyped);
        }
        values.push(value_of(character).ok_or(VaultError::RecoveryKeyMistyped)?);
    }
    if values.len() != KEY_CHARS + CHECK_CHARS {
        return Err(VaultError::RecoveryKeyMistyped);
    }
    let mut random = random::zeros::<KEY_BYTES>();
    for (at, value) in values[..KEY_CHARS].iter().enumerate() {
        for bit in 0..5 {
            let target = at * 5 + bit;
            random[target / 8] |= (value >> (4 - bit) & 1) << (7 - target % 8);
        }
    }
    if check(random.as_slice()) != values[KEY_CHARS..] {
        return Err(VaultError::RecoveryKeyMistyped);
    }
    Ok(random)
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '-' | '\u{2010}'..='\u{2015}' | '－' | 'ー')
}

/// Reads what people type for a character: small letters, full width, O for 0, I and L for 1.
fn value_of(character: char) -> Option<u8> {
    let narrow = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0)?,
        other => other,
    };
    let read = match narrow.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().position(|c| char::from(*c) == read).and_then(|at| u8::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> [u8; KEY_BYTES] {
        std::array::from_fn(|at| u8::try_from(at * 13 + 7).unwrap())
    }

    fn secret(text: &str) -> Secret {
        Secret::new(text.to_owned())
    }

    #[test]
    fn a_written_key_reads_back() {
        let text = written(&sample());
        assert_eq!(text.expose().len(), 44, "nine groups of four and eight hyphens");
        assert_eq!(**read(&text).unwrap(), sample());
    }

    #[test]
    fn crockfords_own_digits_are_used() {
        // 01110 00000 ... : 0x70 = 'E', '0', then zeros.
        let mut random = [0_u8; KEY_BYTES];
        random[0] = 0x70;
        assert!(written(&random).expose().starts_with("E000-0000-"));
    }

    #[test]
    fn a_key_typed_by_hand_is_understood() {
        let text = written(&sample()).expose().to_owned();
        let small = text.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(**read(&secret(&small)).unwrap(), sample());
        let full_width: String =
            text.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect();
        assert_eq!(**read(&secret(&full_width)).unwrap(), sample());
    }

    #[test]
    fn a_typing_mistake_is_named_as_one() {
        let text = written(&sample()).expose().to_owned();
        let first = text.chars().next().unwrap();
        let other = if first == 'Z' { 'Y' } else { 'Z' };
        let changed = format!("{other}{}", &text[1..]);
        for wrong in [changed.as_str(), &text[..43], &format!("{text}0"), "", "U"] {
            assert!(
                matches!(read(&secret(wrong)), Err(VaultError::RecoveryKeyMistyped)),
                "{wrong:?} is not a key"
            );
        }
    }
}
