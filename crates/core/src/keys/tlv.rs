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
    fn lengths_that_can_not_be_are_no_element() {
        assert!(first(&[0x30, 0x80]).is_none(), "indefinite length is not DER");
        assert!(first(&[0x30, 0x82, 0x01]).is_none(), "the length itself is cut off");
    }
}
