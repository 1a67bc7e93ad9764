//! Fingerprints that two people can compare: SPKI SHA-256 and the RFC 7638 thumbprint.

use aws_lc_rs::digest;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// SHA-256 of a SubjectPublicKeyInfo in DER: upper-case hex pairs with colons between them.
pub fn spki_sha256(spki: &[u8]) -> String {
    let hash = digest::digest(&digest::SHA256, spki);
    let pairs: Vec<String> = hash.as_ref().iter().map(|byte| format!("{byte:02X}")).collect();
    pairs.join(":")
}

/// RFC 7638 thumbprint of an RSA key: SHA-256, base64url. `n` and `e` big-endian; leading zero
/// bytes are left out as RFC 7518 section 2 (Base64urlUInt) asks.
pub fn rsa_thumbprint(n: &[u8], e: &[u8]) -> String {
    let (n, e) = (base64url_uint(n), base64url_uint(e));
    thumbprint(&format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#))
}

/// SHA-256, base64url, of a JWK's required members in the order that RFC 7638 section 3.2 says.
pub(super) fn thumbprint(required_members: &str) -> String {
    let hash = digest::digest(&digest::SHA256, required_members.as_bytes());
    URL_SAFE_NO_PAD.encode(hash)
}

/// Base64urlUInt of RFC 7518 section 2.
pub(super) fn base64url_uint(bytes: &[u8]) -> String {
    base64url(without_leading_zeros(bytes))
}

/// Base64url without padding, zeros and all (RFC 7515 section 2).
pub(super) fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub(super) fn without_leading_zeros(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    &bytes[zeros..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thumbprint_is_the_one_of_rfc_7638_section_3_1() {
        let n = URL_SAFE_NO_PAD
            .decode(
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6\
                 tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v\
                 -65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08q\
                 NLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8aw\
                 apJzKnqDKgw",
            )
            .unwrap();
        let expected = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";
        assert_eq!(rsa_thumbprint(&n, &[1, 0, 1]), expected);
        let padded = [&[0, 0], &n[..]].concat();
        assert_eq!(rsa_thumbprint(&padded, &[0, 1, 0, 1]), expected, "leading zeros don't count");
    }
}
