//! The parts that a signature is checked over: the exact text that was pasted, without what stood
//! around it.

/// What is signed, and the signature.
#[derive(Debug, Clone)]
pub(crate) struct SignedParts<'a> {
    /// Header, dot and payload as they were pasted (RFC 7515 section 5.2).
    pub signing_input: &'a str,
    /// The decoded signature.
    pub signature: Vec<u8>,
}

impl<'a> SignedParts<'a> {
    /// Of a token of three parts; None without a signature.
    pub(super) fn cut(token: &'a str, signature: Vec<u8>) -> Option<Self> {
        let (signing_input, _) = token.rsplit_once('.').filter(|_| !signature.is_empty())?;
        Some(Self { signing_input, signature })
    }
}
