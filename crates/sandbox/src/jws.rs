//! Compact JWS reading and RS256 verification (RFC 7515), strict and independent of credenza-core.
//!
//! The algorithm is fixed by the caller; nothing in the header chooses it. Claims are not read here.

use aws_lc_rs::signature::ParsedPublicKey;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// One of the three parts, for messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Header,
    Payload,
    Signature,
}

/// Why a text is no compact JWS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JwsError {
    /// Not three parts between dots.
    Parts(usize),
    /// Padding, `+`, `/`, blanks or stray bits: not base64url without padding.
    Encoding(Part),
}

/// A compact JWS, decoded but not verified.
pub(crate) struct CompactJws<'a> {
    signing_input: &'a str,
    pub(crate) header: Vec<u8>,
    pub(crate) payload: Vec<u8>,
    signature: Vec<u8>,
}

impl<'a> CompactJws<'a> {
    /// Splits and decodes `text`; refuses everything RFC 7515 section 2 does not allow.
    pub(crate) fn parse(text: &'a str) -> Result<CompactJws<'a>, JwsError> {
        let parts: Vec<&str> = text.split('.').collect();
        let [header, payload, signature] = parts[..] else {
            return Err(JwsError::Parts(parts.len()));
        };
        let decoded =
            |text: &str, part| URL_SAFE_NO_PAD.decode(text).map_err(|_| JwsError::Encoding(part));
        Ok(CompactJws {
            signing_input: &text[..header.len() + 1 + payload.len()],
            header: decoded(header, Part::Header)?,
            payload: decoded(payload, Part::Payload)?,
            signature: decoded(signature, Part::Signature)?,
        })
    }

    /// True when `key` made the signature with RSASSA-PKCS1-v1_5 and SHA-256 (RFC 7518 section 3.3).
    /// The key must have been parsed for `RSA_PKCS1_2048_8192_SHA256`.
    pub(crate) fn is_signed_by(&self, key: &ParsedPublicKey) -> bool {
        key.verify_sig(self.signing_input.as_bytes(), &self.signature).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lc_rs::rsa::PublicKeyComponents;
    use aws_lc_rs::signature::RSA_PKCS1_2048_8192_SHA256;

    // RFC 7515 appendix A.2.1: header {"alg":"RS256"}, the payload of A.1.1, and its signature.
    const HEADER: &str = "eyJhbGciOiJSUzI1NiJ9";
    const PAYLOAD: &str = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt\
                           cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    const SIGNATURE: &str = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7\
                             AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4\
                             BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K\
                             0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqv\
                             hJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrB\
                             p0igcN_IoypGlUPQGe77Rw";
    const MODULUS: &str = "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp\
                           -Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOW\
                           vG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUs\
                           LA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9k\
                           G4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2\
                           PAcDTW9gb54h4FRWyuXpoQ";

    fn published_key() -> ParsedPublicKey {
        let components = PublicKeyComponents {
            n: URL_SAFE_NO_PAD.decode(MODULUS).unwrap(),
            e: URL_SAFE_NO_PAD.decode("AQAB").unwrap(),
        };
        components.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256).unwrap()
    }

    #[test]
    fn rfc7515_a2_verifies() {
        let text = format!("{HEADER}.{PAYLOAD}.{SIGNATURE}");
        let jws = CompactJws::parse(&text).unwrap();
        assert_eq!(jws.header, br#"{"alg":"RS256"}"#);
        assert!(jws.payload.starts_with(b"{\"iss\":\"joe\",\r\n"));
        assert!(jws.is_signed_by(&published_key()));
    }

    #[test]
    fn rfc7515_a2_with_one_letter_changed_does_not_verify() {
        let key = published_key();
        let near_misses = [
            format!("{}.{PAYLOAD}.{SIGNATURE}", HEADER.replacen("JSUzI1", "JSUzI2", 1)),
            format!("{HEADER}.{}.{SIGNATURE}", PAYLOAD.replacen("eyJpc3Mi", "eyJpc3Nj", 1)),
            format!("{HEADER}.{PAYLOAD}.{}", SIGNATURE.replacen("cC4h", "cC4i", 1)),
            format!("{HEADER}.{PAYLOAD}.{}", &SIGNATURE[..SIGNATURE.len() - 2]),
            format!("{HEADER}.{PAYLOAD}."),
        ];
        let published = format!("{HEADER}.{PAYLOAD}.{SIGNATURE}");
        for text in near_misses {
            assert_ne!(text, published);
            let Ok(jws) = CompactJws::parse(&text) else { panic!("{text} must decode") };
            assert!(!jws.is_signed_by(&key), "{text}");
        }
    }

    #[test]
    fn only_three_parts_are_a_jws() {
        for (text, parts) in [("", 1), ("a", 1), ("YQ.YQ", 2), ("YQ.YQ.YQ.YQ", 4), ("....", 5)] {
            assert_eq!(CompactJws::parse(text).err(), Some(JwsError::Parts(parts)), "{text}");
        }
    }

    #[test]
    fn ordinary_base64_is_not_base64url() {
        let cases = [
            ("YQ==.YQ.YQ", Part::Header),
            ("YQ.Y+8.YQ", Part::Payload),
            ("YQ.Y/8.YQ", Part::Payload),
            ("YQ.YQ.Y Q", Part::Signature),
            ("YQ.YQ.YQ\n", Part::Signature),
            ("YR.YQ.YQ", Part::Header), // bits left over in the last letter
            ("Y.YQ.YQ", Part::Header),
            ("YQ.勤.YQ", Part::Payload),
        ];
        for (text, part) in cases {
            assert_eq!(CompactJws::parse(text).err(), Some(JwsError::Encoding(part)), "{text:?}");
        }
    }
}
