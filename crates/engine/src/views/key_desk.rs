//! The key desk: everything that is said of a file, the records that have its key, and the public
//! forms. The private key itself never comes here.

use credenza_core::UnixSeconds;
use credenza_core::apps::AppId;
use credenza_core::keys::{KeyMember, LineRefusal, Mending, PublicKey};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::keys::KeyCandidateView;

/// A candidate, looked at from all sides.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyDeskView {
    /// The candidate.
    pub candidate: KeyCandidateView,
    /// Its keys and certificates.
    pub members: Vec<KeyMember>,
    /// What mending does to it, for a PEM file that needs any.
    pub mending: Option<Mending>,
    /// Records that have one of its keys, or once had it.
    pub owners: Vec<KeyOwnerView>,
    /// The public half; `None` where there is none, or where it is still behind a passphrase.
    pub public: Option<KeyFormsView>,
}

/// A record that a key belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyOwnerView {
    /// The record.
    pub app_id: AppId,
    /// Its name.
    pub name: String,
    /// Whether the key is the record's key now; otherwise it was replaced.
    pub current: bool,
    /// Since when it is kept; for an earlier key, when it was replaced.
    pub at: UnixSeconds,
    /// Which key.
    pub spki_sha256: String,
    /// Its name at LINE, for an assertion key of a channel; empty until it was put in.
    pub kid: Option<String>,
}

/// The public half in the forms that other systems ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyFormsView {
    /// SubjectPublicKeyInfo in PEM.
    pub public_pem: String,
    /// A JSON Web Key for a key set, its `kid` the RFC 7638 thumbprint.
    pub public_jwk: String,
    /// The JSON Web Key for LINE's console, without `kid`; `None` where LINE would refuse the key.
    pub line_jwk: Option<String>,
    /// Why it would.
    pub line_refusal: Option<LineRefusal>,
}

impl KeyFormsView {
    /// The forms of a public key.
    pub fn of(public: &PublicKey) -> Self {
        let line = public.line_jwk();
        Self {
            public_pem: public.pem(),
            public_jwk: public.jwk().text(),
            line_refusal: line.as_ref().err().copied(),
            line_jwk: line.ok().map(|jwk| jwk.text()),
        }
    }
}

/// Two candidates to be compared.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeyMatchInput {
    /// One.
    pub first: u32,
    /// The other.
    pub second: u32,
}

/// The size of a pair that is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum KeySize {
    /// 2048 bits: what LINE takes, and fast.
    #[serde(rename = "2048")]
    Rsa2048,
    /// 4096 bits.
    #[serde(rename = "4096")]
    Rsa4096,
}

/// Making a pair.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeyGenerateInput {
    /// Its size.
    pub bits: KeySize,
}

/// A form that a key can be saved in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KeyForm {
    /// The private key as PKCS#8 in PEM, unencrypted.
    Pkcs8Pem,
    /// The public key in PEM.
    PublicPem,
    /// The public key as a JSON Web Key.
    PublicJwk,
    /// The public key as LINE's console takes it.
    LineJwk,
}

/// Saving a candidate; where is asked by the system's dialog.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeySaveInput {
    /// Which candidate.
    pub handle: u32,
    /// In which form.
    pub form: KeyForm,
}
