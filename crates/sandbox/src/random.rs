//! Random identifiers and token bytes, from aws-lc-rs.

use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rand;

/// Letters, digits and underscore: the alphabet of LINE WORKS client IDs and secrets (facts 1.10).
pub(crate) const WORD: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
/// Lower-case letters and digits: the part of a service account ID before the dot (facts 1.10).
pub(crate) const LOWER: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
/// Digits without zero, for the first place of a number.
pub(crate) const DIGIT: &[u8] = b"123456789";

/// `length` characters, each drawn evenly from `alphabet` (at most 64 characters).
pub(crate) fn text(length: usize, alphabet: &[u8]) -> Result<String, Unspecified> {
    let mut drawn = String::with_capacity(length);
    while drawn.len() < length {
        // Indexes beyond the alphabet are drawn again: a modulo would favour its first letters.
        let fits = bytes::<32>()?.into_iter().filter_map(|b| alphabet.get(usize::from(b & 63)));
        drawn.extend(fits.take(length - drawn.len()).map(|letter| char::from(*letter)));
    }
    Ok(drawn)
}

/// `N` random bytes.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], Unspecified> {
    let mut drawn = [0; N];
    rand::fill(&mut drawn)?;
    Ok(drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_has_the_length_and_stays_in_its_alphabet() {
        for (length, alphabet) in [(20, WORD), (10, WORD), (5, LOWER), (8, DIGIT), (200, DIGIT)] {
            let drawn = text(length, alphabet).unwrap();
            assert_eq!(drawn.len(), length);
            assert!(drawn.bytes().all(|b| alphabet.contains(&b)), "{drawn}");
        }
    }

    #[test]
    fn two_draws_differ() {
        assert_ne!(text(20, WORD).unwrap(), text(20, WORD).unwrap());
    }
}
