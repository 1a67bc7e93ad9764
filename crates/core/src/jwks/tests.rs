//! What keys are read, which are skipped and why, and that no text panics.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::SecretBytes;
use crate::keys::KeyKind;

// RFC 7515 appendix A.3 and A.2, RFC 8037 appendix A.2.
const X: &str = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
const Y: &str = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";
const N: &str = "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
const ED: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

// RFC 8410 section 10.1.
const PEM: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PUBLIC KEY-----
";

fn read(value: &serde_json::Value) -> Result<KeySet, KeySetError> {
    KeySet::read(value.to_string().as_bytes())
}

fn reason(jwk: &serde_json::Value) -> Result<KeyFamily, SkipReason> {
    match read(jwk) {
        Ok(set) => Ok(set.keys[0].family()),
        Err(KeySetError::NoUsableKey(skipped)) => Err(skipped[0].reason),
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn each_kind_of_jwk_is_read_and_its_near_miss_is_skipped_for_its_reason() {
    let ec = |x: &str, y: &str| json!({"kty": "EC", "crv": "P-256", "x": x, "y": y});
    let small = "o".repeat(171);
    for (jwk, expected) in [
        (ec(X, Y), Ok(KeyFamily::P256)),
        (ec(Y, X), Err(SkipReason::Refused)),
        (ec(&X[1..], Y), Err(SkipReason::Garbled)),
        (json!({"kty": "EC", "crv": "P-256", "x": X}), Err(SkipReason::Garbled)),
        (json!({"kty": "EC", "crv": "P-384", "x": X, "y": Y}), Err(SkipReason::Garbled)),
        (json!({"kty": "EC", "crv": "secp256k1", "x": X, "y": Y}), Err(SkipReason::UnknownType)),
        (json!({"kty": "RSA", "n": N, "e": "AQAB"}), Ok(KeyFamily::Rsa)),
        (json!({"kty": "RSA", "n": small, "e": "AQAB"}), Err(SkipReason::RsaTooSmall)),
        (json!({"kty": "RSA", "n": N}), Err(SkipReason::Garbled)),
        (json!({"kty": "RSA", "n": format!("{N}="), "e": "AQAB"}), Err(SkipReason::Garbled)),
        (json!({"kty": "RSA", "n": 7, "e": "AQAB"}), Err(SkipReason::Garbled)),
        (json!({"kty": "OKP", "crv": "Ed25519", "x": ED}), Ok(KeyFamily::Ed25519)),
        (json!({"kty": "OKP", "crv": "Ed25519", "x": &ED[..40]}), Err(SkipReason::Garbled)),
        (json!({"kty": "OKP", "crv": "X25519", "x": ED}), Err(SkipReason::NotForSignatures)),
        (json!({"kty": "OKP", "crv": "Ed448", "x": ED}), Err(SkipReason::UnknownType)),
        (json!({"kty": "oct", "k": "AAAA"}), Ok(KeyFamily::Secret)),
        (json!({"kty": "oct", "k": ""}), Err(SkipReason::Garbled)),
        (json!({"kty": "AKP", "pub": "AAAA"}), Err(SkipReason::UnknownType)),
        (json!({"kty": "RSA", "n": N, "e": "AQAB", "use": "sig"}), Ok(KeyFamily::Rsa)),
        (
            json!({"kty": "RSA", "n": N, "e": "AQAB", "use": "enc"}),
            Err(SkipReason::NotForSignatures),
        ),
        (json!({"kty": "RSA", "n": N, "e": "AQAB", "key_ops": ["verify"]}), Ok(KeyFamily::Rsa)),
        (
            json!({"kty": "RSA", "n": N, "e": "AQAB", "key_ops": ["encrypt"]}),
            Err(SkipReason::NotForSignatures),
        ),
        (json!({"kty": "RSA", "n": N, "e": "AQAB", "alg": "PS512"}), Ok(KeyFamily::Rsa)),
        (
            json!({"kty": "RSA", "n": N, "e": "AQAB", "alg": "ES256"}),
            Err(SkipReason::AlgDoesNotFit),
        ),
        (json!({"kty": "RSA", "n": N, "e": "AQAB", "alg": "none"}), Err(SkipReason::AlgDoesNotFit)),
        (json!({"kty": "RSA", "n": N, "e": "AQAB", "x5t": [1], "new": {}}), Ok(KeyFamily::Rsa)),
    ] {
        assert_eq!(reason(&jwk), expected, "{jwk}");
    }
}

#[test]
fn a_secret_that_is_a_key_is_not_used_as_one() {
    let set = json!({"keys": [{"kty": "RSA", "n": N, "e": "AQAB"}]}).to_string();
    let other = json!({"keys": [{"kty": "oct", "k": "AAAA"}]}).to_string();
    for (secret, expected) in [
        (PEM, Err(SkipReason::KeyAsSecret)),
        (&set, Err(SkipReason::KeyAsSecret)),
        (&other, Ok(KeyFamily::Secret)),
        (&PEM[30..40], Ok(KeyFamily::Secret)),
    ] {
        let jwk = json!({"kty": "oct", "k": URL_SAFE_NO_PAD.encode(secret)});
        assert_eq!(reason(&jwk), expected, "{secret}");
    }
}

#[test]
fn a_member_that_is_there_twice_makes_a_key_unfit() {
    let twice = format!(r#"{{"kty":"RSA","n":"{N}","n":"{N}","e":"AQAB"}}"#);
    let skipped = KeySet::read(twice.as_bytes()).expect_err("no guess");
    let garbled = SkippedKey { index: 0, kid: None, reason: SkipReason::Garbled };
    assert_eq!(skipped, KeySetError::NoUsableKey(vec![garbled]));
}

#[test]
fn a_set_skips_what_it_does_not_know_and_says_so() {
    let set = read(&json!({"keys": [
        {"kty": "RSA", "kid": "a", "n": N, "e": "AQAB"},
        {"kty": "what", "kid": "b\u{202e}"},
        "no object",
        {"kty": "EC", "kid": "c", "crv": "P-256", "x": X, "y": Y},
    ], "other": 1}))
    .expect("a set");
    let kids: Vec<Option<&str>> = set.keys.iter().map(VerificationKey::kid).collect();
    assert_eq!(kids, [Some("a"), Some("c")]);
    let skipped: Vec<(usize, Option<&str>, SkipReason)> =
        set.skipped.iter().map(|key| (key.index, key.kid.as_deref(), key.reason)).collect();
    let expected =
        [(1, Some("b\\u{202e}"), SkipReason::UnknownType), (2, None, SkipReason::Garbled)];
    assert_eq!(skipped, expected);
}

#[test]
fn sets_are_bounded() {
    let key = json!({"kty": "OKP", "crv": "Ed25519", "x": ED});
    let many = read(&json!({"keys": vec![key; MAX_KEYS + 5]})).expect("a set");
    assert_eq!((many.keys.len(), many.skipped.len()), (MAX_KEYS, 1));
    assert_eq!(many.skipped[0].reason, SkipReason::TooMany);
    let huge = vec![b' '; MAX_KEY_SET_BYTES + 1];
    assert_eq!(KeySet::read(&huge).err(), Some(KeySetError::TooLarge));
}

#[test]
fn what_is_no_key_is_named() {
    for (text, kind) in [
        ("", KeyKind::Empty),
        ("<!doctype html><html></html>", KeyKind::Html),
        ("PK\u{3}\u{4}rest of a zip archive", KeyKind::Zip),
        ("hello", KeyKind::Unknown),
        (r#"{"a":1}"#, KeyKind::Unknown),
    ] {
        assert_eq!(KeySet::read(text.as_bytes()).err(), Some(KeySetError::NotAKey(kind)), "{text}");
    }
    let none = KeySet::read(br#"{"keys":[]}"#).err();
    assert_eq!(none, Some(KeySetError::NoUsableKey(Vec::new())));
}

#[test]
fn a_secret_is_taken_as_it_is_but_not_an_empty_one() {
    let secret = |text: &str| KeySet::of_secret(SecretBytes::new(text.as_bytes().to_vec()));
    assert_eq!(secret("TESTSECRET").expect("a secret").keys[0].bits(), 80);
    assert_eq!(secret("").err(), Some(KeySetError::EmptySecret));
    let jwk = json!({"kty": "RSA", "n": N, "e": "AQAB"}).to_string();
    assert_eq!(secret(&jwk).err(), Some(KeySetError::AsymmetricSecret));
}

mod files {
    //! The same key as PEM, DER, certificate and private key.

    use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
    use aws_lc_rs::rsa::{KeyPair, KeySize};
    use aws_lc_rs::signature::KeyPair as _;
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    use super::*;

    fn pem(label: &str, der: &[u8]) -> String {
        let lines: Vec<String> = STANDARD
            .encode(der)
            .as_bytes()
            .chunks(64)
            .map(|line| String::from_utf8_lossy(line).into_owned())
            .collect();
        format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
    }

    fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
        let length = u16::try_from(value.len()).expect("short enough").to_be_bytes();
        let head = match length {
            [0, short @ 0..0x80] => vec![tag, short],
            [0, long] => vec![tag, 0x81, long],
            [high, low] => vec![tag, 0x82, high, low],
        };
        [&head, value].concat()
    }

    fn sequence(members: &[&[u8]]) -> Vec<u8> {
        tlv(0x30, &members.concat())
    }

    /// A certificate's outline (RFC 5280 section 4.1); its signature is not one.
    fn certificate(spki: &[u8], version: &[u8]) -> Vec<u8> {
        let name: &[u8] = &[0x30, 0];
        let body = sequence(&[version, &[0x02, 1, 7], name, name, name, name, spki]);
        sequence(&[&body, name, &[0x03, 2, 0, 1]])
    }

    #[test]
    fn the_same_key_is_read_from_each_form() {
        let pair = KeyPair::generate(KeySize::Rsa2048).expect("a key");
        let spki: PublicKeyX509Der<'_> = pair.public_key().as_der().expect("a key");
        let (spki, pkcs1) = (spki.as_ref(), pair.public_key().as_ref());
        let pkcs8: Pkcs8V1Der<'_> = AsDer::as_der(&pair).expect("a key");
        let public = pem("PUBLIC KEY", spki);
        let third = certificate(spki, &[0xa0, 3, 2, 1, 2]);
        for (form, bytes) in [
            (KeySetForm::PublicKey, public.clone().into_bytes()),
            (KeySetForm::PublicKey, public.replace('\n', "\r\n").into_bytes()),
            (KeySetForm::PublicKey, public.replace('\n', "\\n").into_bytes()),
            (KeySetForm::PublicKey, format!("\u{feff}text before\n{public}").into_bytes()),
            (KeySetForm::PublicKey, pem("RSA PUBLIC KEY", pkcs1).into_bytes()),
            (KeySetForm::PublicKey, spki.to_vec()),
            (KeySetForm::PublicKey, pkcs1.to_vec()),
            (KeySetForm::Certificate, pem("CERTIFICATE", &third).into_bytes()),
            (KeySetForm::Certificate, third),
            (KeySetForm::Certificate, certificate(spki, &[])),
            (KeySetForm::PrivateKey, pem("PRIVATE KEY", pkcs8.as_ref()).into_bytes()),
        ] {
            let set = KeySet::read(&bytes).expect("a key");
            assert_eq!(set.form, form);
            let Material::Public(found) = &set.keys[0].material else { panic!("a public key") };
            assert_eq!(found[0].1.as_ref(), pkcs1, "{form:?}");
        }
    }

    #[test]
    fn a_certificate_without_a_key_is_none() {
        let empty = pem("CERTIFICATE", &certificate(&[0x30, 0], &[]));
        let skipped = SkippedKey { index: 0, kid: None, reason: SkipReason::Garbled };
        let found = KeySet::read(empty.as_bytes()).err();
        assert_eq!(found, Some(KeySetError::NoUsableKey(vec![skipped])));
    }

    #[test]
    fn rsa_of_1024_bits_is_refused_in_every_form() {
        let pkcs1 = |bytes: usize| {
            let modulus = [&[0], &vec![0xd5; bytes][..]].concat();
            sequence(&[&tlv(2, &modulus), &tlv(2, &[1, 0, 1])])
        };
        let found = KeySet::read(&pkcs1(128)).err();
        let small = SkippedKey { index: 0, kid: None, reason: SkipReason::RsaTooSmall };
        assert_eq!(found, Some(KeySetError::NoUsableKey(vec![small])));
        assert!(KeySet::read(&pkcs1(256)).is_ok(), "2048 bits are enough");
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = KeySet::read(&bytes);
        let _ = KeySet::of_secret(SecretBytes::new(bytes));
    }

    #[test]
    fn arbitrary_jwks_never_panic(
        kty in "(RSA|EC|OKP|oct|.{0,4})", crv in "(P-256|P-384|P-521|Ed25519|.{0,4})",
        x in "[A-Za-z0-9_=-]{0,90}", y in "[A-Za-z0-9_-]{0,90}", alg in "(RS256|ES256|.{0,5})",
    ) {
        let _ = read(&json!({"kty": kty, "crv": crv, "x": x, "y": y, "n": x, "e": y, "k": x}));
        let _ = read(&json!({"keys": [{"kty": kty, "crv": crv, "x": x, "y": y, "alg": alg}]}));
    }
}

/// As Windows PowerShell writes what it is given with `>`.
#[test]
fn a_set_in_utf_16_is_read_like_any_other() {
    let text = json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "x": ED, "kid": "one"}]});
    let units =
        "\u{feff}".encode_utf16().chain(text.to_string().encode_utf16().collect::<Vec<_>>());
    let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
    let set = KeySet::read(&bytes).expect("the set");
    assert_eq!((set.form, set.keys[0].kid()), (KeySetForm::Jwks, Some("one")));
}
