//! Files and the clipboard for the inspector: a token's text goes to the page, a key stays in Rust under a handle.

use std::path::Path;

use credenza_core::SecretBytes;
use credenza_core::jwks::MAX_KEY_SET_BYTES;
use credenza_core::jwt::read::{self, MAX_TOKEN_BYTES, TokenKind};
use credenza_core::keys::{self as core_keys, KeyKind};

use super::keys;
use crate::engine::Engine;
use crate::error::Error;
use crate::views::inspector::{
    InspectorDropView, PastedTokenView, TokenFileView, VerificationFileView,
};

/// Shortest text that may be an opaque token, in characters.
const SHORTEST_OPAQUE: usize = 24;

impl Engine {
    /// The text of a file that was opened as a token. Of a longer one the first 64 KiB and a byte
    /// come along, so that it is named as too long.
    ///
    /// # Errors
    /// When it can't be read, or holds a private key, which the page must not have.
    pub fn inspector_token_file(&self, path: &Path) -> Result<TokenFileView, Error> {
        self.epoch()?;
        let bytes = keys::read_bounded(path)?;
        refuse_private_key(&bytes, "file")?;
        Ok(TokenFileView { file_name: file_name(path), text: token_text(&bytes) })
    }

    /// The text of the clipboard as a token, cut as that of a file.
    ///
    /// # Errors
    /// When it is a private key, which the page must not have.
    pub fn inspector_pasted(&self, text: String) -> Result<PastedTokenView, Error> {
        self.epoch()?;
        let bytes = SecretBytes::new(text.into_bytes());
        refuse_private_key(&bytes, "clipboard")?;
        Ok(PastedTokenView { text: token_text(&bytes) })
    }

    /// Holds a file that was opened as a key.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn inspector_key_file(&self, path: &Path) -> Result<VerificationFileView, Error> {
        let epoch = self.epoch()?;
        let bytes = bounded(keys::read_bounded(path)?);
        let mut handle = 0;
        if !self.within(epoch, || handle = self.shared.memory.hold_verification_file(bytes)) {
            return Err(Error::Locked);
        }
        Ok(VerificationFileView { handle, file_name: file_name(path) })
    }

    /// Tells a dropped file: a token, else a key.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn inspector_dropped_file(&self, path: &Path) -> Result<InspectorDropView, Error> {
        self.epoch()?;
        let bytes = keys::read_bounded(path)?;
        let text = token_text(&bytes);
        if !holds_private_key(&bytes) && looks_like_token(&text) {
            let token = TokenFileView { file_name: file_name(path), text };
            return Ok(InspectorDropView { token: Some(token), key: None });
        }
        Ok(InspectorDropView { token: None, key: Some(self.inspector_key_file(path)?) })
    }
}

/// One byte more than is read as a key, so that a larger file is named.
fn bounded(bytes: SecretBytes) -> SecretBytes {
    // Exposed to be shortened.
    match bytes.expose().get(..=MAX_KEY_SET_BYTES) {
        Some(head) => SecretBytes::new(head.to_vec()),
        None => bytes,
    }
}

fn refuse_private_key(bytes: &SecretBytes, field: &'static str) -> Result<(), Error> {
    if holds_private_key(bytes) {
        let reason = "this is a private key, not a token";
        return Err(Error::Invalid { field, reason });
    }
    Ok(())
}

fn holds_private_key(bytes: &SecretBytes) -> bool {
    // Exposed to be named.
    let kind = core_keys::inspect(bytes.expose(), None).kind;
    matches!(
        kind,
        KeyKind::PrivateKey
            | KeyKind::EncryptedPrivateKey
            | KeyKind::OpenSshPrivateKey
            | KeyKind::PuttyPrivateKey
            | KeyKind::Pkcs12
            | KeyKind::JavaKeyStore
            | KeyKind::SymmetricKey
    )
}

fn token_text(bytes: &SecretBytes) -> String {
    // Exposed to be given to the page: the user opened it as a token.
    let bytes = bytes.expose();
    let head = bytes.get(..=MAX_TOKEN_BYTES).unwrap_or(bytes);
    String::from_utf8_lossy(head).into_owned()
}

fn looks_like_token(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-._~+/=".contains(c);
    let text = text.trim();
    match read::read(text).kind {
        TokenKind::Jws | TokenKind::Jwe | TokenKind::BrokenJws => true,
        TokenKind::Opaque => text.len() >= SHORTEST_OPAQUE && text.chars().all(fits),
        TokenKind::Empty => false,
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
