//! One key that signatures can be checked with, and what may be said of it.

use aws_lc_rs::signature::ParsedPublicKey;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::SkipReason;
use crate::SecretBytes;
use crate::jwt::read::visible;
use crate::jwt::verify::SignatureAlgorithm;
use crate::keys::{MAX_RSA_BITS, MIN_RSA_BITS};

/// The kind of key; each kind has algorithms of its own (RFC 8725 section 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KeyFamily {
    /// RSA.
    Rsa,
    /// RSA that its own identifier restricts to PSS.
    RsaPss,
    /// P-256.
    P256,
    /// P-384.
    P384,
    /// P-521.
    P521,
    /// Ed25519 (RFC 8037).
    Ed25519,
    /// A shared secret.
    Secret,
}

impl KeyFamily {
    /// The algorithms that a key of this kind may be used with.
    pub fn algorithms(self) -> &'static [SignatureAlgorithm] {
        use SignatureAlgorithm::{
            EdDsa, Es256, Es384, Es512, Hs256, Hs384, Hs512, Ps256, Ps384, Ps512, Rs256, Rs384,
            Rs512,
        };
        match self {
            Self::Rsa => &[Rs256, Rs384, Rs512, Ps256, Ps384, Ps512],
            Self::RsaPss => &[Ps256, Ps384, Ps512],
            Self::P256 => &[Es256],
            Self::P384 => &[Es384],
            Self::P521 => &[Es512],
            Self::Ed25519 => &[EdDsa],
            Self::Secret => &[Hs256, Hs384, Hs512],
        }
    }
}

/// The key itself, in the form that the library takes.
#[derive(Debug, Clone)]
pub(crate) enum Material {
    /// Read once for each algorithm of its kind: reading costs a part of what verifying does.
    Public(Vec<(SignatureAlgorithm, ParsedPublicKey)>),
    /// The bytes of a shared secret.
    Secret(SecretBytes),
}

/// A key that signatures can be checked with.
#[derive(Debug, Clone)]
pub struct VerificationKey {
    pub(crate) material: Material,
    family: KeyFamily,
    bits: u32,
    kid: Option<String>,
    alg: Option<SignatureAlgorithm>,
}

impl VerificationKey {
    /// A public key, held to its size and to what the library accepts: RSAPublicKey of PKCS#1, an
    /// uncompressed point, or the 32 bytes of Ed25519.
    pub(super) fn public(family: KeyFamily, bytes: &[u8], bits: u32) -> Result<Self, SkipReason> {
        if matches!(family, KeyFamily::Rsa | KeyFamily::RsaPss) {
            match bits {
                0..MIN_RSA_BITS => return Err(SkipReason::RsaTooSmall),
                MIN_RSA_BITS..=MAX_RSA_BITS => {}
                _ => return Err(SkipReason::RsaTooLarge),
            }
        }
        let parsed = family.algorithms().iter().map(|algorithm| {
            // A point off its curve would make every signature look wrong.
            let scheme = algorithm.public_scheme().ok_or(SkipReason::Refused)?;
            let key = ParsedPublicKey::new(scheme, bytes).map_err(|_| SkipReason::Refused)?;
            Ok((*algorithm, key))
        });
        let material = Material::Public(parsed.collect::<Result<_, _>>()?);
        Ok(Self { material, family, bits, kid: None, alg: None })
    }

    /// A shared secret.
    pub(super) fn secret(bytes: SecretBytes) -> Self {
        // Only its length is looked at.
        let bits = u32::try_from(bytes.expose().len()).unwrap_or(u32::MAX / 8).saturating_mul(8);
        let family = KeyFamily::Secret;
        Self { material: Material::Secret(bytes), family, bits, kid: None, alg: None }
    }

    pub(super) fn named(mut self, kid: Option<String>) -> Self {
        self.kid = kid;
        self
    }

    /// Restricts the key to one algorithm (RFC 7517 section 4.4).
    pub(super) fn only_for(mut self, alg: SignatureAlgorithm) -> Result<Self, SkipReason> {
        if !self.family.algorithms().contains(&alg) {
            return Err(SkipReason::AlgDoesNotFit);
        }
        self.alg = Some(alg);
        Ok(self)
    }

    /// Its kind.
    pub fn family(&self) -> KeyFamily {
        self.family
    }

    /// Its name in a set.
    pub fn kid(&self) -> Option<&str> {
        self.kid.as_deref()
    }

    /// Bits of the modulus, the curve or the secret.
    pub fn bits(&self) -> u32 {
        self.bits
    }

    /// The algorithms that it may be used with: those of its kind, or the one it names.
    pub fn algorithms(&self) -> &[SignatureAlgorithm] {
        match &self.alg {
            Some(alg) => std::slice::from_ref(alg),
            None => self.family.algorithms(),
        }
    }

    /// What may be shown of it.
    pub fn summary(&self) -> KeySummary {
        KeySummary {
            family: self.family,
            bits: self.bits,
            kid: self.kid.as_deref().map(visible),
            alg: self.alg,
        }
    }
}

/// What may be shown of a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeySummary {
    /// Its kind.
    pub family: KeyFamily,
    /// Bits of the modulus, the curve or the secret.
    pub bits: u32,
    /// Its name in a set, made visible.
    pub kid: Option<String>,
    /// The one algorithm that it names itself for.
    pub alg: Option<SignatureAlgorithm>,
}
