//! Wrapping of the data key: AES-256-GCM with the vault, the slot and its parameters as
//! authenticated data, so that a slot can't be moved or its costs lowered unnoticed.

use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use zeroize::Zeroizing;

use super::SlotKind;
use super::data_key::DataKey;
use crate::{VaultError, random};

/// Bytes as base64 in the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Binary(pub Vec<u8>);

impl Serialize for Binary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Binary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map(Self).map_err(de::Error::custom)
    }
}

/// A wrapped data key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wrapped {
    pub nonce: Binary,
    pub sealed: Binary,
}

/// What a wrapped key is bound to.
pub(crate) struct Context<'a> {
    /// Identifier of the vault.
    pub vault: &'a str,
    /// Kind of slot.
    pub slot: SlotKind,
    /// Costs and salt, as text.
    pub parameters: &'a str,
}

impl Context<'_> {
    fn bytes(&self) -> Vec<u8> {
        let Self { vault, slot, parameters } = self;
        format!("credenza vault slot 1\n{vault}\n{}\n{parameters}", slot.tag()).into_bytes()
    }
}

/// Wraps the data key.
pub(crate) fn wrap(
    key: &DataKey,
    with: &[u8; 32],
    context: &Context<'_>,
) -> Result<Wrapped, VaultError> {
    let cipher = RandomizedNonceKey::new(&AES_256_GCM, with)?;
    // Room for the tag, so that the clear key is not left behind by a reallocation.
    let mut buffer = Zeroizing::new(Vec::with_capacity(64));
    buffer.extend_from_slice(key.expose());
    let aad = Aad::from(context.bytes());
    let nonce = cipher.seal_in_place_append_tag(aad, &mut *buffer)?;
    Ok(Wrapped { nonce: Binary(nonce.as_ref().to_vec()), sealed: Binary(buffer.to_vec()) })
}

/// Unwraps the data key; `None` when the wrapping key is not the right one.
pub(crate) fn unwrap(
    wrapped: &Wrapped,
    with: &[u8; 32],
    context: &Context<'_>,
) -> Result<Option<DataKey>, VaultError> {
    let cipher = RandomizedNonceKey::new(&AES_256_GCM, with)?;
    let Ok(nonce) = Nonce::try_assume_unique_for_key(&wrapped.nonce.0) else { return Ok(None) };
    let mut buffer = Zeroizing::new(wrapped.sealed.0.clone());
    let Ok(opened) = cipher.open_in_place(nonce, Aad::from(context.bytes()), &mut buffer) else {
        return Ok(None);
    };
    let mut key = random::zeros();
    if opened.len() != key.len() {
        return Ok(None);
    }
    key.copy_from_slice(opened);
    Ok(Some(DataKey::from_bytes(key)))
}
