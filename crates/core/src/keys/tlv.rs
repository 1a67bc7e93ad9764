//! A forgiving walk over DER, for naming what a file is even when it is cut off. Keys themselves
//! are parsed by the pkcs8 and pkcs1 crates.

/// INTEGER.
pub(super) const INTEGER: u8 = 0x02;
/// BIT STRING.
pub(super) const BIT_STRING: u8 = 0x03;
/// OCTET STRING.
pub(super) const OCTET_STRING: u8 = 0x04;
/// OBJECT IDENTIFIER.
pub(super) const OID: u8 = 0x06;
/// SEQUENCE.
pub(super) const SEQUENCE: u8 = 0x30;
/// SET.
pub(super) const SET: u8 = 0x31;
/// BMPString.
pub(super) const BMP_STRING: u8 = 0x1e;
/// Context-specific, primitive, number 0.
pub(super) const IMPLICIT_0: u8 = 0x80;
/// Context-specific, constructed, number 0.
pub(super) const CONTEXT_0: u8 = 0xa0;

// No structure of interest has more members; a hostile file could have a million.
const MOST_CHILDREN: usize = 32;

/// One element; `value` is what there is of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element<'a> {
    pub tag: u8,
    pub value: &'a [u8],
    /// Header and value.
    pub whole: &'a [u8],
    /// Whether all of the declared length is there.
    pub complete: bool,
}

/// The first element, and how many bytes it declares to take with its header.
pub(super) fn first(bytes: &[u8]) -> Option<(Element<'_>, usize)> {
    let (&tag, rest) = bytes.split_first()?;
    let (&short, rest) = rest.split_first()?;
    let (header, length) = match short {
        0..=0x7f => (2, usize::from(short)),
        0x81..=0x84 => {
            let count = usize::from(short & 0x7f);
            (2 + count, big_endian(rest.get(..count)?))
        }
        _ => return None,
    };
    let declared = header.checked_add(length)?;
    let end = declared.min(bytes.len());
    let whole = &bytes[..end];
    let element =
        Element { tag, value: &whole[header..], whole, complete: declared <= bytes.len() };
    Some((element, declared))
}

/// The members of a constructed element, the last one perhaps incomplete.
pub(super) fn children(value: &[u8]) -> Vec<Element<'_>> {
    let mut rest = value;
    let mut found = Vec::new();
    while let Some((element, _)) = first(rest) {
        rest = &rest[element.whole.len()..];
        found.push(element);
        if found.len() == MOST_CHILDREN {
            break;
        }
    }
    found
}

/// All members of a constructed element, if they fill it exactly and are at most `most`.
pub(super) fn members(value: &[u8], most: usize) -> Option<Vec<Element<'_>>> {
    let mut rest = value;
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (element, _) = first(rest).filter(|(element, _)| element.complete)?;
        rest = &rest[element.whole.len()..];
        found.push(element);
        if found.len() > most {
            return None;
        }
    }
    Some(found)
}

/// The value of an INTEGER that is not negative and fits.
pub(super) fn unsigned(value: &[u8]) -> Option<u32> {
    let negative = value.first().is_none_or(|first| *first >= 0x80);
    let digits = &value[value.iter().take_while(|byte| **byte == 0).count()..];
    (!negative && digits.len() <= 4)
        .then(|| digits.iter().fold(0, |number, &byte| (number << 8) | u32::from(byte)))
}

fn big_endian(bytes: &[u8]) -> usize {
    bytes.iter().fold(0, |length, &byte| (length << 8) | usize::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_element_gives_what_there_is() {
        let (element, declared) = first(&[0x04, 0x05, 1, 2]).unwrap();
        assert_eq!((element.value, element.complete, declared), (&[1, 2][..], false, 7));
    }

    #[test]
    fn members_fill_their_element_exactly() {
        assert_eq!(members(&[2, 1, 7, 4, 0], 2).map(|found| found.len()), Some(2));
        assert!(members(&[2, 1, 7, 4, 0], 1).is_none(), "one too many");
        assert!(members(&[2, 1, 7, 4], 2).is_none(), "the second has no length");
        assert!(members(&[2, 1, 7, 4, 1], 2).is_none(), "the second is cut off");
    }

    #[test]
    fn unsigned_numbers_fit_or_are_none() {
        assert_eq!(unsigned(&[0, 0xff, 0xff, 0xff, 0xff]), Some(u32::MAX));
        assert_eq!(unsigned(&[0]), Some(0));
        for strange in [&[][..], &[0x80], &[1, 0, 0, 0, 0]] {
            assert_eq!(unsigned(strange), None);
        }
    }

    #[test]
    fn lengths_that_can_not_be_are_no_element() {
        assert!(first(&[0x30, 0x80]).is_none(), "indefinite length is not DER");
        assert!(first(&[0x30, 0x82, 0x01]).is_none(), "the length itself is cut off");
    }
}
