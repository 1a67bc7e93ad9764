//! JSON Web Keys (RFC 7517, RFC 7518 section 6): RSA private keys are opened, others named.

use std::borrow::Cow;
use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pkcs1::RsaPrivateKeyRef;
use pkcs8::der::Encode;
use pkcs8::der::asn1::UintRef;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::examine::Examined;
use super::fingerprint::thumbprint;
use super::public_key::PublicKey;
use super::rsa::{self, RsaPublic};
use super::{KeyAlgorithm, KeyFormat, KeyKind, KeyProblem, KeyReport, MAX_MEMBERS, curve, examine};
use crate::Secret;

#[derive(Deserialize)]
struct Jwk {
    kty: String,
    alg: Option<String>,
    kid: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
    d: Option<Secret>,
    p: Option<Secret>,
    q: Option<Secret>,
    dp: Option<Secret>,
    dq: Option<Secret>,
    qi: Option<Secret>,
    oth: Option<IgnoredAny>,
}

/// Reads one JWK.
pub(super) fn examine(text: &str) -> Examined {
    let Ok(jwk) = serde_json::from_str::<Jwk>(text) else {
        return jwk_report(KeyKind::Unknown).with(KeyProblem::Garbled).into();
    };
    let mut examined = from_jwk(&jwk);
    examined.name = jwk.kid;
    examined
}

/// Reads a set (RFC 7517 section 5). A member that is no key is named, and hides no other.
pub(super) fn examine_set(text: &str) -> Examined {
    let keys: Option<Vec<&RawValue>> = serde_json::from_str(text)
        .ok()
        .and_then(|set: BTreeMap<Cow<'_, str>, &RawValue>| set.get("keys").copied())
        .and_then(|keys| serde_json::from_str(keys.get()).ok());
    let Some(keys) = keys else {
        return set_report().with(KeyProblem::Garbled).into();
    };
    if keys.len() > MAX_MEMBERS {
        return set_report().with(KeyProblem::TooManyKeys).into();
    }
    let members = keys.into_iter().map(|key| examine(key.get())).collect();
    examine::gathered(set_report(), members)
}

fn set_report() -> KeyReport {
    let mut report = jwk_report(KeyKind::Jwks);
    report.format = Some(KeyFormat::Jwks);
    report
}

fn from_jwk(jwk: &Jwk) -> Examined {
    match jwk.kty.as_str() {
        "RSA" => from_rsa(jwk),
        "EC" | "OKP" => from_curve(jwk),
        "oct" => {
            let mut report = examine::named(KeyKind::SymmetricKey);
            report.format = Some(KeyFormat::Jwk);
            report.into()
        }
        _ => jwk_report(KeyKind::Unknown).with(KeyProblem::NotRsa).into(),
    }
}

fn jwk_report(kind: KeyKind) -> KeyReport {
    let mut report = KeyReport::of(kind);
    report.format = Some(KeyFormat::Jwk);
    report
}

fn kind_of(jwk: &Jwk) -> KeyKind {
    if jwk.d.is_some() { KeyKind::PrivateKey } else { KeyKind::PublicKey }
}

fn from_rsa(jwk: &Jwk) -> Examined {
    let mut examined = Examined::from(jwk_report(kind_of(jwk)));
    examined.report.algorithm = Some(KeyAlgorithm::Rsa);
    let numbers = jwk.n.as_deref().and_then(number).zip(jwk.e.as_deref().and_then(number));
    let Some((n, e)) = numbers else {
        examined.add(KeyProblem::Garbled);
        return examined;
    };
    rsa::describe(&mut examined, &RsaPublic::new(&n, &e));
    if jwk.d.is_none() {
        examined.add(KeyProblem::PublicHalfOnly);
    } else {
        private(&mut examined, jwk, &n, &e);
    }
    // RFC 7517 section 4.4: `alg` says what the key is meant for.
    if jwk.alg.as_deref().is_some_and(|alg| alg.starts_with("PS")) {
        examined.add(KeyProblem::PssOnly);
    }
    examined
}

fn private(examined: &mut Examined, jwk: &Jwk, n: &[u8], e: &[u8]) {
    if jwk.oth.is_some() {
        return examined.add(KeyProblem::MultiPrime);
    }
    let written = [&jwk.d, &jwk.p, &jwk.q, &jwk.dp, &jwk.dq, &jwk.qi];
    if written.iter().any(|part| part.is_none()) {
        return examined.add(KeyProblem::MissingPrimes);
    }
    // The parts are written into the PKCS#1 structure that the signing library checks.
    let parts: Option<Vec<Zeroizing<Vec<u8>>>> =
        written.iter().map(|part| part.as_ref().and_then(|part| number(part.expose()))).collect();
    match parts.as_deref().and_then(|parts| pkcs1_der(n, e, parts)) {
        Some(der) => rsa::private(examined, &der),
        None => examined.add(KeyProblem::Garbled),
    }
}

fn pkcs1_der(n: &[u8], e: &[u8], parts: &[Zeroizing<Vec<u8>>]) -> Option<Zeroizing<Vec<u8>>> {
    let [d, p, q, dp, dq, qi] = parts else { return None };
    let key = RsaPrivateKeyRef {
        modulus: UintRef::new(n).ok()?,
        public_exponent: UintRef::new(e).ok()?,
        private_exponent: UintRef::new(d).ok()?,
        prime1: UintRef::new(p).ok()?,
        prime2: UintRef::new(q).ok()?,
        exponent1: UintRef::new(dp).ok()?,
        exponent2: UintRef::new(dq).ok()?,
        coefficient: UintRef::new(qi).ok()?,
        other_prime_infos: None,
    };
    key.to_der().ok().map(Zeroizing::new)
}

fn from_curve(jwk: &Jwk) -> Examined {
    let mut examined = Examined::from(jwk_report(kind_of(jwk)).with(KeyProblem::NotRsa));
    if jwk.d.is_none() {
        examined.add(KeyProblem::PublicHalfOnly);
    }
    let (algorithm, bits) = match jwk.crv.as_deref() {
        Some("P-256" | "secp256k1") => (KeyAlgorithm::Ec, Some(256)),
        Some("P-384") => (KeyAlgorithm::Ec, Some(384)),
        Some("P-521") => (KeyAlgorithm::Ec, Some(521)),
        Some("Ed25519") => (KeyAlgorithm::Ed25519, Some(256)),
        Some("Ed448") => (KeyAlgorithm::Ed448, Some(448)),
        Some("X25519") => (KeyAlgorithm::X25519, Some(256)),
        _ => (KeyAlgorithm::Other, None),
    };
    (examined.report.algorithm, examined.report.bits) = (Some(algorithm), bits);
    examined.report.thumbprint = curve_thumbprint(jwk);
    let Some(public) = curve_public(jwk) else { return examined };
    let private = jwk.d.as_ref().map(|d| number(d.expose()));
    if private.is_some_and(|d| !d.is_some_and(|d| curve::belongs(&public, &d))) {
        examined.add(KeyProblem::Inconsistent);
    }
    examined.know(public);
    examined
}

fn curve_public(jwk: &Jwk) -> Option<PublicKey> {
    let x = number(jwk.x.as_deref()?)?;
    let crv = jwk.crv.as_deref()?;
    if jwk.kty == "OKP" {
        return if crv == "Ed25519" { PublicKey::ed25519(&x) } else { None };
    }
    PublicKey::ec_coordinates(curve::curve_named(crv)?, &x, &number(jwk.y.as_deref()?)?)
}

/// RFC 7638 section 3.2, RFC 8037 section 2. Coordinates keep their leading zeros.
fn curve_thumbprint(jwk: &Jwk) -> Option<String> {
    let crv = serde_json::to_string(jwk.crv.as_deref()?).ok()?;
    let x = URL_SAFE_NO_PAD.encode(number(jwk.x.as_deref()?)?);
    if jwk.kty == "OKP" {
        return Some(thumbprint(&format!(r#"{{"crv":{crv},"kty":"OKP","x":"{x}"}}"#)));
    }
    let y = URL_SAFE_NO_PAD.encode(number(jwk.y.as_deref()?)?);
    Some(thumbprint(&format!(r#"{{"crv":{crv},"kty":"EC","x":"{x}","y":"{y}"}}"#)))
}

fn number(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let bytes = URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok().map(Zeroizing::new)?;
    (!bytes.is_empty()).then_some(bytes)
}
