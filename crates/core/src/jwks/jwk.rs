//! One JSON Web Key (RFC 7517, RFC 7518 section 6, RFC 8037 section 2), read for verifying:
//! private members are left alone.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::{KeyFamily, KeySet, SkipReason, VerificationKey, der};
use crate::jwt::verify::SignatureAlgorithm;
use crate::{Secret, SecretBytes};

#[derive(Deserialize)]
struct Jwk {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    key_use: Option<String>,
    key_ops: Option<Vec<String>>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
    k: Option<Secret>,
}

#[derive(Deserialize)]
struct Named {
    kid: Option<String>,
}

#[derive(Deserialize)]
struct Typed {
    #[serde(rename = "kty")]
    _kty: String,
}

/// Whether a JSON object has a `kty`.
pub(super) fn looks_like_one(text: &str) -> bool {
    serde_json::from_str::<Typed>(text).is_ok()
}

/// Reads a key, with its `kid` as far as that can be told.
pub(super) fn read(text: &str) -> (Option<String>, Result<VerificationKey, SkipReason>) {
    match serde_json::from_str::<Jwk>(text) {
        Ok(jwk) => {
            let kid = jwk.kid.clone();
            (kid.clone(), key(&jwk).map(|key| key.named(kid)))
        }
        Err(_) => {
            let kid = serde_json::from_str::<Named>(text).ok().and_then(|named| named.kid);
            (kid, Err(SkipReason::Garbled))
        }
    }
}

fn key(jwk: &Jwk) -> Result<VerificationKey, SkipReason> {
    // RFC 7517 sections 4.2 and 4.3. A pair is marked `sign`; its public half verifies.
    let for_signatures = jwk.key_use.as_deref().is_none_or(|key_use| key_use == "sig");
    let may_verify = |ops: &Vec<String>| ops.iter().any(|op| op == "verify" || op == "sign");
    if !for_signatures || !jwk.key_ops.as_ref().is_none_or(may_verify) {
        return Err(SkipReason::NotForSignatures);
    }
    let key = match jwk.kty.as_str() {
        "RSA" => rsa(jwk)?,
        "EC" => curve(jwk)?,
        "OKP" => edwards(jwk)?,
        "oct" => secret(jwk)?,
        _ => return Err(SkipReason::UnknownType),
    };
    match jwk.alg.as_deref() {
        None => Ok(key),
        Some(alg) => key.only_for(SignatureAlgorithm::parse(alg).ok_or(SkipReason::AlgDoesNotFit)?),
    }
}

fn rsa(jwk: &Jwk) -> Result<VerificationKey, SkipReason> {
    der::rsa_from_numbers(KeyFamily::Rsa, &number(&jwk.n)?, &number(&jwk.e)?)
}

/// Coordinates have the full length of their curve (RFC 7518 section 6.2.1.2).
fn curve(jwk: &Jwk) -> Result<VerificationKey, SkipReason> {
    let (family, length) = match jwk.crv.as_deref() {
        Some("P-256") => (KeyFamily::P256, 32),
        Some("P-384") => (KeyFamily::P384, 48),
        Some("P-521") => (KeyFamily::P521, 66),
        Some(_) => return Err(SkipReason::UnknownType),
        None => return Err(SkipReason::Garbled),
    };
    let (x, y) = (number(&jwk.x)?, number(&jwk.y)?);
    if x.len() != length || y.len() != length {
        return Err(SkipReason::Garbled);
    }
    der::point(family, &[&[der::UNCOMPRESSED], &x[..], &y[..]].concat())
}

fn edwards(jwk: &Jwk) -> Result<VerificationKey, SkipReason> {
    match jwk.crv.as_deref() {
        Some("Ed25519") => der::ed25519(&number(&jwk.x)?),
        Some("X25519" | "X448") => Err(SkipReason::NotForSignatures),
        Some(_) => Err(SkipReason::UnknownType),
        None => Err(SkipReason::Garbled),
    }
}

fn secret(jwk: &Jwk) -> Result<VerificationKey, SkipReason> {
    let k = jwk.k.as_ref().ok_or(SkipReason::Garbled)?;
    // Exposed to be decoded.
    let bytes = URL_SAFE_NO_PAD.decode(k.expose()).map_err(|_| SkipReason::Garbled)?;
    if bytes.is_empty() {
        return Err(SkipReason::Garbled);
    }
    let bytes = SecretBytes::new(bytes);
    // Exposed to be told from a public key.
    match KeySet::is_public(bytes.expose()) {
        true => Err(SkipReason::KeyAsSecret),
        false => Ok(VerificationKey::secret(bytes)),
    }
}

fn number(text: &Option<String>) -> Result<Vec<u8>, SkipReason> {
    let text = text.as_deref().ok_or(SkipReason::Garbled)?;
    URL_SAFE_NO_PAD.decode(text).ok().filter(|bytes| !bytes.is_empty()).ok_or(SkipReason::Garbled)
}
