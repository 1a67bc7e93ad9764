//! How long a certificate is valid (RFC 5280 section 4.1.2.5). Whether it is trusted is for the
//! TLS library to say.

use pkcs8::der::asn1::{AnyRef, GeneralizedTime, UtcTime};
use pkcs8::der::{Decode, Reader, SliceReader, Tag, Tagged};

use crate::UnixSeconds;

/// When a certificate in DER ends, in seconds since 1970; `None` when it can't be read.
pub fn valid_until(der: &[u8]) -> Option<UnixSeconds> {
    let mut whole = SliceReader::new(members(AnyRef::from_der(der).ok()?)?).ok()?;
    let mut body = SliceReader::new(members(AnyRef::decode(&mut whole).ok()?)?).ok()?;
    let first = AnyRef::decode(&mut body).ok()?;
    if first.tag() != Tag::Integer {
        // The version, which the first version leaves out; the serial number comes after it.
        AnyRef::decode(&mut body).ok()?;
    }
    let (_algorithm, _issuer) = (AnyRef::decode(&mut body).ok()?, AnyRef::decode(&mut body).ok()?);
    let mut validity = SliceReader::new(members(AnyRef::decode(&mut body).ok()?)?).ok()?;
    let _not_before = AnyRef::decode(&mut validity).ok()?;
    seconds(validity.tlv_bytes().ok()?)
}

/// UTCTime up to 2049, GeneralizedTime from then on.
fn seconds(der: &[u8]) -> Option<UnixSeconds> {
    let since_1970 = match UtcTime::from_der(der) {
        Ok(time) => time.to_unix_duration(),
        Err(_) => GeneralizedTime::from_der(der).ok()?.to_unix_duration(),
    };
    i64::try_from(since_1970.as_secs()).ok()
}

fn members(any: AnyRef<'_>) -> Option<&[u8]> {
    (any.tag() == Tag::Sequence).then(|| any.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
        let length = u8::try_from(value.len()).expect("short");
        [&[tag, length], value].concat()
    }

    /// A certificate's outline (RFC 5280 section 4.1).
    fn certificate(version: &[u8], until: &[u8]) -> Vec<u8> {
        let since = tlv(0x17, b"240101000000Z");
        let validity = tlv(0x30, &[&since, until].concat());
        let (serial, name) = (tlv(2, &[7]), tlv(0x30, &[]));
        let body = tlv(0x30, &[version, &serial, &name, &name, &validity, &name].concat());
        tlv(0x30, &[&body, &name[..], &[3, 2, 0, 1]].concat())
    }

    #[test]
    fn the_end_is_read_in_both_forms_and_with_and_without_a_version() {
        let third = [0xa0, 3, 2, 1, 2];
        let (short, long) = (tlv(0x17, b"260102030405Z"), tlv(0x18, b"20510102030405Z"));
        assert_eq!(valid_until(&certificate(&third, &short)), Some(1_767_323_045));
        assert_eq!(valid_until(&certificate(&[], &short)), Some(1_767_323_045));
        assert_eq!(valid_until(&certificate(&third, &long)), Some(2_556_241_445));
    }

    #[test]
    fn what_is_no_certificate_has_no_end() {
        let whole = certificate(&[], &tlv(0x17, b"260102030405Z"));
        for cut in 0..whole.len() {
            assert_eq!(valid_until(&whole[..cut]), None, "{cut}");
        }
        assert_eq!(valid_until(&certificate(&[], &tlv(0x17, b"261302030405Z"))), None);
    }
}
