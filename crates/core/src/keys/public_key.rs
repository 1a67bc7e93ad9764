//! The public half of a key pair, whatever it was read from, and the forms that other systems
//! ask for. Nothing in it is secret.

use pkcs8::der::Encode;
use pkcs8::der::asn1::{AnyRef, BitStringRef, ObjectIdentifier};
use pkcs8::der::pem::{LineEnding, encode_string};
use pkcs8::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::fingerprint::{self, base64url, base64url_uint, rsa_thumbprint};
use super::private::{EC, ED25519, P256, P384, P521, SECP256K1};
use super::rsa::{RsaPublic, bit_length};

const UNCOMPRESSED: u8 = 4;

/// A public key that two files can be compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey(Material);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Material {
    Rsa(RsaPublic),
    Ec { curve: Curve, point: Vec<u8> },
    Ed25519([u8; 32]),
}

/// A curve of RFC 7518 section 6.2.1.1 or RFC 8812.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Curve {
    P256,
    P384,
    P521,
    Secp256k1,
}

impl Curve {
    pub(super) const ALL: [Self; 4] = [Self::P256, Self::P384, Self::P521, Self::Secp256k1];

    pub(super) fn oid(self) -> ObjectIdentifier {
        match self {
            Self::P256 => P256,
            Self::P384 => P384,
            Self::P521 => P521,
            Self::Secp256k1 => SECP256K1,
        }
    }

    /// The name in `crv`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
            Self::Secp256k1 => "secp256k1",
        }
    }

    /// Bytes of one coordinate (RFC 7518 section 6.2.1.2).
    fn coordinate(self) -> usize {
        match self {
            Self::P256 | Self::Secp256k1 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }
}

impl PublicKey {
    pub(super) fn rsa(public: RsaPublic) -> Self {
        Self(Material::Rsa(public))
    }

    /// `None` for a point that is not written out whole (SEC1 section 2.3.3).
    pub(super) fn ec(curve: Curve, point: &[u8]) -> Option<Self> {
        let whole =
            point.first() == Some(&UNCOMPRESSED) && point.len() == 1 + 2 * curve.coordinate();
        whole.then(|| Self(Material::Ec { curve, point: point.to_vec() }))
    }

    /// From the coordinates of a JWK, which have their full length.
    pub(super) fn ec_coordinates(curve: Curve, x: &[u8], y: &[u8]) -> Option<Self> {
        let whole = x.len() == curve.coordinate() && y.len() == curve.coordinate();
        whole.then(|| Self::ec(curve, &[&[UNCOMPRESSED], x, y].concat()))?
    }

    pub(super) fn ed25519(x: &[u8]) -> Option<Self> {
        x.try_into().ok().map(|x| Self(Material::Ed25519(x)))
    }

    pub(super) fn material(&self) -> &Material {
        &self.0
    }

    /// SubjectPublicKeyInfo in DER (RFC 5280 section 4.1); empty only for a key over DER's size
    /// limits.
    pub fn spki_der(&self) -> Vec<u8> {
        match &self.0 {
            Material::Rsa(rsa) => rsa.spki(),
            Material::Ec { curve, point } => {
                let curve = curve.oid();
                spki(EC, Some((&curve).into()), point)
            }
            Material::Ed25519(x) => spki(ED25519, None, x),
        }
        .unwrap_or_default()
    }

    /// SHA-256 of [`Self::spki_der`], as [`super::spki_sha256`] writes it.
    pub fn spki_sha256(&self) -> String {
        fingerprint::spki_sha256(&self.spki_der())
    }

    /// RFC 7638 thumbprint (RFC 8037 section 2 for Ed25519): SHA-256, base64url.
    pub fn thumbprint(&self) -> String {
        match &self.0 {
            Material::Rsa(rsa) => rsa_thumbprint(&rsa.n, &rsa.e),
            Material::Ec { curve, .. } => {
                let (x, y) = self.coordinates().unwrap_or_default();
                let crv = curve.name();
                fingerprint::thumbprint(&format!(
                    r#"{{"crv":"{crv}","kty":"EC","x":"{x}","y":"{y}"}}"#
                ))
            }
            Material::Ed25519(x) => {
                let x = base64url(x);
                fingerprint::thumbprint(&format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#))
            }
        }
    }

    /// SubjectPublicKeyInfo in PEM, ended by a line feed.
    pub fn pem(&self) -> String {
        encode_string("PUBLIC KEY", LineEnding::LF, &self.spki_der()).unwrap_or_default()
    }

    /// A JSON Web Key for a key set (RFC 7517): for signatures, with the RFC 7638 thumbprint as
    /// its `kid`, and with `alg` where the key allows only one.
    pub fn jwk(&self) -> PublicJwk {
        let mut jwk = PublicJwk { kid: Some(self.thumbprint()), ..PublicJwk::default() };
        jwk.key_use = "sig".to_owned();
        match &self.0 {
            Material::Rsa(rsa) => jwk.fill_rsa(rsa),
            Material::Ec { curve, .. } => {
                let (x, y) = self.coordinates().unwrap_or_default();
                (jwk.kty, jwk.crv) = ("EC".to_owned(), Some(curve.name().to_owned()));
                (jwk.x, jwk.y) = (Some(x), Some(y));
                jwk.alg = Some(curve.algorithm().to_owned());
            }
            Material::Ed25519(x) => {
                (jwk.kty, jwk.crv) = ("OKP".to_owned(), Some("Ed25519".to_owned()));
                jwk.x = Some(base64url(x));
                jwk.alg = Some("EdDSA".to_owned());
            }
        }
        jwk
    }

    /// The JSON Web Key that LINE's console takes (facts 7.4): RSA of 2048 bits, RS256, `use`
    /// and no `key_ops`, no `kid` (LINE assigns it).
    ///
    /// # Errors
    /// Why LINE would refuse the key.
    pub fn line_jwk(&self) -> Result<PublicJwk, LineRefusal> {
        let Material::Rsa(rsa) = &self.0 else { return Err(LineRefusal::NotRsa) };
        if bit_length(&rsa.n) != LINE_RSA_BITS {
            return Err(LineRefusal::Not2048Bits);
        }
        let mut jwk = PublicJwk { key_use: "sig".to_owned(), ..PublicJwk::default() };
        jwk.fill_rsa(rsa);
        Ok(jwk)
    }

    fn coordinates(&self) -> Option<(String, String)> {
        let Material::Ec { curve, point } = &self.0 else { return None };
        let (x, y) = point.get(1..)?.split_at_checked(curve.coordinate())?;
        Some((base64url(x), base64url(y)))
    }
}

const LINE_RSA_BITS: u32 = 2048;

/// Why LINE's console would refuse a key (facts 7.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LineRefusal {
    /// It takes RSA only.
    NotRsa,
    /// It takes 2048 bits only.
    Not2048Bits,
}

impl Curve {
    /// The one algorithm for this curve (RFC 7518 section 3.4, RFC 8812 section 3.2).
    fn algorithm(self) -> &'static str {
        match self {
            Self::P256 => "ES256",
            Self::P384 => "ES384",
            Self::P521 => "ES512",
            Self::Secp256k1 => "ES256K",
        }
    }
}

fn spki(oid: ObjectIdentifier, parameters: Option<AnyRef<'_>>, key: &[u8]) -> Option<Vec<u8>> {
    let info = SubjectPublicKeyInfoRef {
        algorithm: AlgorithmIdentifierRef { oid, parameters },
        subject_public_key: BitStringRef::from_bytes(key).ok()?,
    };
    info.to_der().ok()
}

/// A public key as a JSON Web Key (RFC 7517); it has no place for a private part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PublicJwk {
    /// `RSA`, `EC` or `OKP`.
    pub kty: String,
    /// Always `sig`.
    #[serde(rename = "use")]
    pub key_use: String,
    /// The signature algorithm it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alg: Option<String>,
    /// Its name in a key set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
    /// The curve.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crv: Option<String>,
    /// Modulus, base64url.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<String>,
    /// Public exponent, base64url.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub e: Option<String>,
    /// First coordinate, base64url.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<String>,
    /// Second coordinate, base64url.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y: Option<String>,
}

impl PublicJwk {
    /// As text for a file or a console, on several lines, ended by a line feed.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }

    fn fill_rsa(&mut self, rsa: &RsaPublic) {
        self.kty = "RSA".to_owned();
        self.alg = Some("RS256".to_owned());
        self.n = Some(base64url_uint(&rsa.n));
        self.e = Some(base64url_uint(&rsa.e));
    }
}
