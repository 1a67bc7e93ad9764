//! The parts that a signature is checked over: the exact text that was pasted, without what stood
//! around it. Strict base64url only (security.md V4).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{MAX_TOKEN_BYTES, wrapping};

/// What is signed, and the signature.
#[derive(Debug, Clone)]
pub(crate) struct SignedParts<'a> {
    /// Header, dot and payload as they were pasted (RFC 7515 section 5.2).
    pub signing_input: &'a str,
    /// The decoded signature.
    pub signature: Vec<u8>,
}

/// The parts; None unless there are three, each of them strict base64url.
pub(crate) fn signed_parts(text: &str) -> Option<SignedParts<'_>> {
    if text.len() > MAX_TOKEN_BYTES {
        return None;
    }
    let (token, _) = wrapping::unwrap(text);
    let (signing_input, signature) = token.text.rsplit_once('.')?;
    let (header, payload) = signing_input.split_once('.')?;
    // A third dot is refused here: it is of no alphabet.
    let is_strict = |part: &str| URL_SAFE_NO_PAD.decode(part).is_ok();
    if header.is_empty() || !is_strict(header) || !is_strict(payload) {
        return None;
    }
    let signature = URL_SAFE_NO_PAD.decode(signature).ok().filter(|bytes| !bytes.is_empty())?;
    Some(SignedParts { signing_input, signature })
}
