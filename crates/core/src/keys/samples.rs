//! Keys and files for the tests, made on the spot. The one fixed key is the published vector of
//! RFC 7515 appendix A.2.

use std::sync::LazyLock;

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _,
};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use pkcs1::RsaPrivateKeyRef;
use pkcs8::PrivateKeyInfoRef;
use pkcs8::der::Decode;
use pkcs8::pkcs5::pbes2::{EncryptionScheme, Kdf, Parameters, Pbkdf2Params, Pbkdf2Prf, Salt};

use super::tlv::{BIT_STRING, CONTEXT_0, INTEGER, OCTET_STRING, OID, SEQUENCE};

pub(super) const RFC_7515_A2_JWK: &str = r#"{"kty":"RSA",
"n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",
"e":"AQAB",
"d":"Eq5xpGnNCivDflJsRQBXHx1hdR1k6Ulwe2JZD50LpXyWPEAeP88vLNO97IjlA7_GQ5sLKMgvfTeXZx9SE-7YwVol2NXOoAJe46sui395IW_GO-pWJ1O0BkTGoVEn2bKVRUCgu-GjBVaYLU6f3l9kJfFNS3E0QbVdxzubSu3Mkqzjkn439X0M_V51gfpRLI9JYanrC4D4qAdGcopV_0ZHHzQlBjudU2QvXt4ehNYTCBr6XCLQUShb1juUO1ZdiYoFaFQT5Tw8bGUl_x_jTj3ccPDVZFD9pIuhLhBOneufuBiB4cS98l2SR_RQyGWSeWjnczT0QU91p1DhOVRuOopznQ",
"p":"4BzEEOtIpmVdVEZNCqS7baC4crd0pqnRH_5IB3jw3bcxGn6QLvnEtfdUdiYrqBdss1l58BQ3KhooKeQTa9AB0Hw_Py5PJdTJNPY8cQn7ouZ2KKDcmnPGBY5t7yLc1QlQ5xHdwW1VhvKn-nXqhJTBgIPgtldC-KDV5z-y2XDwGUc",
"q":"uQPEfgmVtjL0Uyyx88GZFF1fOunH3-7cepKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYsp1ZSe7zFYHj7C6ul7TjeLQeZD_YwD66t62wDmpe_HlB-TnBA-njbglfIsRLtXlnDzQkv5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdc",
"dp":"BwKfV3Akq5_MFZDFZCnW-wzl-CCo83WoZvnLQwCTeDv8uzluRSnm71I3QCLdhrqE2e9YkxvuxdBfpT_PI7Yz-FOKnu1R6HsJeDCjn12Sk3vmAktV2zb34MCdy7cpdTh_YVr7tss2u6vneTwrA86rZtu5Mbr1C1XsmvkxHQAdYo0",
"dq":"h_96-mK1R_7glhsum81dZxjTnYynPbZpHziZjeeHcXYsXaaMwkOlODsWa7I9xXDoRwbKgB719rrmI2oKr6N3Do9U0ajaHF-NKJnwgjMd2w9cjz3_-kyNlxAr2v4IKhGNpmM5iIgOS1VZnOZ68m6_pbLBSp3nssTdlqvd0tIiTHU",
"qi":"IYd7DHOhrWvxkwPQsRM2tOgrjbcrfvtQJipd-DlcxyVuuM9sQLdgjVk2oy26F0EmpScGLq2MowX7fhd_QJQ3ydy5cY7YIBi87w93IKLEdfnbJtoOPLUW0ITrJReOgo1cq9SbsxYawBgfp_gh6A5603k2-ZQwVK0JKSHuLFkuQ3U"}"#;

pub(super) const PASSPHRASE: &str = "made-up 合言葉";

pub(super) struct Sample {
    pub pkcs8: Vec<u8>,
    pub spki: Vec<u8>,
}

impl Sample {
    pub fn pkcs1(&self) -> Vec<u8> {
        PrivateKeyInfoRef::from_der(&self.pkcs8).unwrap().private_key.as_bytes().to_vec()
    }

    pub fn pem(&self) -> String {
        pem("PRIVATE KEY", &self.pkcs8)
    }

    pub fn jwk(&self) -> serde_json::Value {
        let pkcs1 = self.pkcs1();
        let key = RsaPrivateKeyRef::from_der(&pkcs1).unwrap();
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        serde_json::json!({
            "kty": "RSA", "n": text(key.modulus.as_bytes()),
            "e": text(key.public_exponent.as_bytes()),
            "d": text(key.private_exponent.as_bytes()), "p": text(key.prime1.as_bytes()),
            "q": text(key.prime2.as_bytes()), "dp": text(key.exponent1.as_bytes()),
            "dq": text(key.exponent2.as_bytes()), "qi": text(key.coefficient.as_bytes()),
        })
    }

    pub fn encrypted(&self, parameters: Parameters) -> Vec<u8> {
        let info = PrivateKeyInfoRef::from_der(&self.pkcs8).unwrap();
        info.encrypt_with_params(parameters, PASSPHRASE).unwrap().as_bytes().to_vec()
    }
}

/// An RSA key of 2048 bits, made once for a test run.
pub(super) static RSA: LazyLock<Sample> = LazyLock::new(|| {
    let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let pkcs8 = AsDer::<aws_lc_rs::encoding::Pkcs8V1Der<'_>>::as_der(&pair).unwrap();
    let public = aws_lc_rs::signature::KeyPair::public_key(&pair);
    let spki = AsDer::<aws_lc_rs::encoding::PublicKeyX509Der<'_>>::as_der(public).unwrap();
    Sample { pkcs8: pkcs8.as_ref().to_vec(), spki: spki.as_ref().to_vec() }
});

/// A pair on an elliptic curve: PKCS#8 and SubjectPublicKeyInfo.
#[derive(Clone)]
pub(super) struct Curve {
    pub pkcs8: Vec<u8>,
    pub spki: Vec<u8>,
}

/// A P-256 pair, made once for a test run.
pub(super) fn curve_key() -> Curve {
    static PAIR: LazyLock<Curve> = LazyLock::new(|| {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let spki: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
        let pkcs8 = pair.to_pkcs8v1().unwrap().as_ref().to_vec();
        Curve { pkcs8, spki: spki.as_ref().to_vec() }
    });
    PAIR.clone()
}

/// An Ed25519 pair, made once for a test run.
pub(super) fn ed25519_key() -> Curve {
    static PAIR: LazyLock<Curve> = LazyLock::new(|| {
        let pair = Ed25519KeyPair::generate().unwrap();
        let spki: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
        let pkcs8 = pair.to_pkcs8v1().unwrap().as_ref().to_vec();
        Curve { pkcs8, spki: spki.as_ref().to_vec() }
    });
    PAIR.clone()
}

/// The SEC1 structure inside a PKCS#8 one, with the curve in it as OpenSSL writes it.
pub(super) fn sec1_of(key: &Curve) -> Vec<u8> {
    let info = PrivateKeyInfoRef::from_der(&key.pkcs8).unwrap();
    let inner = super::tlv::first(info.private_key.as_bytes()).unwrap().0;
    let members = super::tlv::children(inner.value);
    let curve = context0(&oid("1.2.840.10045.3.1.7"));
    seq(&[members[0].whole.to_vec(), members[1].whole.to_vec(), curve])
}

/// The sample as a key that is restricted to PSS.
pub(super) fn pss_key() -> Vec<u8> {
    seq(&[int(&[0]), seq(&[oid("1.2.840.113549.1.1.10")]), octets(&RSA.pkcs1())])
}

pub(super) fn pem(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<&str> =
        text.as_bytes().chunks(64).map(|l| std::str::from_utf8(l).unwrap()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

pub(super) fn pbkdf2(prf: Pbkdf2Prf, iterations: u32, encryption: EncryptionScheme) -> Parameters {
    let salt = Salt::new(b"saltsalt").unwrap();
    let kdf =
        Kdf::Pbkdf2(Pbkdf2Params { salt, iteration_count: iterations, key_length: None, prf });
    Parameters { kdf, encryption }
}

/// DER written by hand, for structures that nothing here can make.
pub(super) fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
    let length = value.len();
    let mut out = vec![tag];
    match length {
        0..0x80 => out.push(u8::try_from(length).unwrap()),
        0x80..0x100 => out.extend([0x81, u8::try_from(length).unwrap()]),
        _ => {
            out.push(0x82);
            out.extend(u16::try_from(length).unwrap().to_be_bytes());
        }
    }
    out.extend(value);
    out
}

pub(super) fn seq(members: &[Vec<u8>]) -> Vec<u8> {
    tlv(SEQUENCE, &members.concat())
}

pub(super) fn int(bytes: &[u8]) -> Vec<u8> {
    tlv(INTEGER, bytes)
}

pub(super) fn octets(bytes: &[u8]) -> Vec<u8> {
    tlv(OCTET_STRING, bytes)
}

pub(super) fn bits(bytes: &[u8]) -> Vec<u8> {
    tlv(BIT_STRING, &[&[0], bytes].concat())
}

pub(super) fn oid(text: &str) -> Vec<u8> {
    tlv(OID, pkcs8::ObjectIdentifier::new_unwrap(text).as_bytes())
}

pub(super) fn context0(value: &[u8]) -> Vec<u8> {
    tlv(CONTEXT_0, value)
}

/// A certificate's outline around a public key; its signature is not one.
pub(super) fn certificate(spki: &[u8]) -> Vec<u8> {
    let algorithm = seq(&[oid("1.2.840.113549.1.1.11")]);
    let body = seq(&[
        context0(&int(&[2])),
        int(&[7]),
        algorithm.clone(),
        seq(&[]),
        seq(&[]),
        seq(&[]),
        spki.to_vec(),
    ]);
    seq(&[body, algorithm, bits(&[0; 256])])
}

pub(super) fn certificate_request(spki: &[u8]) -> Vec<u8> {
    let algorithm = seq(&[oid("1.2.840.113549.1.1.11")]);
    let body = seq(&[int(&[0]), seq(&[]), spki.to_vec(), context0(&[])]);
    seq(&[body, algorithm, bits(&[0; 256])])
}

/// PKCS#1 with a modulus of that many bits that is no key.
pub(super) fn numbers_of_bits(bits: usize) -> Vec<u8> {
    let mut modulus = vec![0x55; bits.div_ceil(8)];
    modulus[0] = 1 << ((bits - 1) % 8);
    if modulus[0] >= 0x80 {
        modulus.insert(0, 0);
    }
    let part = int(&vec![0x55; bits / 16]);
    let mut numbers = vec![int(&[0]), int(&modulus), int(&[1, 0, 1])];
    numbers.extend(std::iter::repeat_n(part, 6));
    seq(&numbers)
}

/// PKCS#1 with numbers of the wanted size that are no key.
pub(super) fn numbers_without_meaning(modulus_bytes: usize, exponent: &[u8]) -> Vec<u8> {
    let mut modulus = vec![0xd5; modulus_bytes];
    modulus.insert(0, 0);
    let part = int(&vec![0x55; modulus_bytes / 2]);
    seq(&[
        int(&[0]),
        int(&modulus),
        int(exponent),
        int(&vec![0x33; modulus_bytes]),
        part.clone(),
        part.clone(),
        part.clone(),
        part.clone(),
        part,
    ])
}
