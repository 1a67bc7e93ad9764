//! Each reason to refuse a file, with a file that is refused for it and one that is almost the
//! same and is not.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::formats::{pbkdf2_with, scrypt_with};
use crate::Secret;
use crate::keys::samples::{
    PASSPHRASE, RSA, certificate, curve_key, numbers_of_bits, numbers_without_meaning, octets, oid,
    pbkdf2, pem, pss_key, seq,
};
use crate::keys::{KeyProblem, MAX_FILE_BYTES, MAX_MEMBERS, inspect};

use KeyProblem as Problem;

const ALL: [Problem; 20] = [
    Problem::NeedsPassphrase,
    Problem::WrongPassphrase,
    Problem::TooFewBits,
    Problem::TooManyBits,
    Problem::NotRsa,
    Problem::PssOnly,
    Problem::Inconsistent,
    Problem::CutOff,
    Problem::Garbled,
    Problem::PublicHalfOnly,
    Problem::NotAKey,
    Problem::SeveralKeys,
    Problem::TooManyKeys,
    Problem::MissingPrimes,
    Problem::MultiPrime,
    Problem::TooLarge,
    Problem::KdfTooCostly,
    Problem::UnsupportedEncryption,
    Problem::UnsupportedFormat,
    Problem::StrangeExponent,
];

/// A file, and the passphrase it is tried with.
type Tried = (Vec<u8>, Option<&'static str>);

fn found((bytes, passphrase): &Tried) -> Vec<Problem> {
    let passphrase = passphrase.map(|text| Secret::new(text.to_owned()));
    inspect(bytes, passphrase.as_ref()).problems
}

#[test]
fn every_refusal_has_a_near_miss() {
    for problem in ALL {
        for (refused, near) in pairs(problem) {
            assert!(found(&refused).contains(&problem), "{problem:?}: {:?}", found(&refused));
            assert!(!found(&near).contains(&problem), "near miss of {problem:?}");
        }
    }
}

/// Complete by type: a new reason needs its near miss.
fn pairs(problem: Problem) -> Vec<(Tried, Tried)> {
    match problem {
        Problem::NeedsPassphrase | Problem::WrongPassphrase => passphrases(problem),
        Problem::KdfTooCostly => costs(),
        Problem::UnsupportedEncryption => {
            // RC4, and 3DES of the same family.
            clear(old_scheme("1.2.840.113549.1.12.1.1"), old_scheme("1.2.840.113549.1.12.1.3"))
        }
        Problem::MissingPrimes | Problem::MultiPrime | Problem::PublicHalfOnly => jwks(problem),
        Problem::Inconsistent => {
            let mut jwk = RSA.jwk();
            jwk["dp"] = jwk["dq"].clone();
            clear(jwk.to_string(), RSA.jwk().to_string())
        }
        Problem::TooFewBits => clear(numbers_of_bits(2047), numbers_of_bits(2048)),
        Problem::TooManyBits => clear(numbers_of_bits(8193), numbers_of_bits(8192)),
        Problem::StrangeExponent => exponents(),
        Problem::NotRsa => clear(curve_key().pkcs8, RSA.pkcs8.clone()),
        Problem::PssOnly => clear(pss_key(), RSA.pkcs8.clone()),
        Problem::CutOff => {
            let text = RSA.pem();
            let lines: Vec<&str> = text.lines().collect();
            let last = lines.len() - 1;
            // The last line of the body, and the END line alone.
            clear(lines[..last - 1].join("\n"), lines[..last].join("\n"))
        }
        Problem::Garbled => {
            let with = |sign: &str| RSA.pem().replacen("MII", &format!("M{sign}II"), 1);
            clear(with("*"), with("\u{200b}"))
        }
        Problem::NotAKey => clear(STANDARD.encode("no key at all"), STANDARD.encode(&RSA.pkcs8)),
        Problem::SeveralKeys => {
            let beside = |label, der: &[u8]| format!("{}{}", RSA.pem(), pem(label, der));
            clear(
                beside("RSA PRIVATE KEY", &RSA.pkcs1()),
                beside("CERTIFICATE", &certificate(&RSA.spki)),
            )
        }
        Problem::TooManyKeys => {
            let set = |count| {
                json!({"keys": vec![json!({"kty": "oct", "k": "AAAA"}); count]}).to_string()
            };
            clear(set(MAX_MEMBERS + 1), set(MAX_MEMBERS))
        }
        Problem::TooLarge => {
            let filled = |size| {
                let mut bytes = RSA.pem().into_bytes();
                bytes.resize(size, b'\n');
                bytes
            };
            clear(filled(MAX_FILE_BYTES + 1), filled(MAX_FILE_BYTES))
        }
        // A PKCS#12 file of indefinite length, and one whose length is told.
        Problem::UnsupportedFormat => {
            clear([0x30, 0x80, 2, 1, 3, 0x30, 0x80], [0x30, 5, 2, 1, 3, 0x30, 0])
        }
    }
}

fn clear(refused: impl AsRef<[u8]>, near: impl AsRef<[u8]>) -> Vec<(Tried, Tried)> {
    vec![((refused.as_ref().to_vec(), None), (near.as_ref().to_vec(), None))]
}

fn passphrases(problem: Problem) -> Vec<(Tried, Tried)> {
    use pkcs8::pkcs5::pbes2::{EncryptionScheme, Pbkdf2Prf};
    let aes = EncryptionScheme::Aes256Cbc { iv: [2; 16] };
    let file = RSA.encrypted(pbkdf2(Pbkdf2Prf::HmacWithSha256, 2, aes));
    let right = (file.clone(), Some(PASSPHRASE));
    let refused = match problem {
        Problem::NeedsPassphrase => (file, None),
        // All but the last character.
        _ => (file, Some("made-up 合言")),
    };
    vec![(refused, right)]
}

/// The dearest that is still opened, and one more.
fn costs() -> Vec<(Tried, Tried)> {
    let iterations = |last| pbkdf2_with(&[0, 0x98, 0x96, last]);
    let scrypt = |p| scrypt_with(&[4, 0, 0], &[8], &[p]);
    [clear(iterations(0x81), iterations(0x80)), clear(scrypt(17), scrypt(16))].concat()
}

fn exponents() -> Vec<(Tried, Tried)> {
    let with = |exponent: &[u8]| numbers_without_meaning(256, exponent);
    [
        clear(with(&[1]), with(&[3])),
        clear(with(&[1, 0, 0]), with(&[1, 0, 1])),
        // 34 and 33 bits.
        clear(with(&[2, 0, 0, 0, 1]), with(&[1, 0, 0, 0, 1])),
    ]
    .concat()
}

fn jwks(problem: Problem) -> Vec<(Tried, Tried)> {
    let whole = RSA.jwk().to_string();
    let mut jwk = RSA.jwk();
    match problem {
        Problem::MultiPrime => jwk["oth"] = json!([{"r": "AQAB", "d": "AQAB", "t": "AQAB"}]),
        Problem::MissingPrimes => jwk["q"] = json!(null),
        _ => jwk["d"] = json!(null),
    }
    clear(jwk.to_string(), whole)
}

fn old_scheme(id: &str) -> Vec<u8> {
    let parameters = seq(&[octets(b"saltsalt"), crate::keys::samples::int(&[1])]);
    seq(&[seq(&[oid(id), parameters]), octets(&[0; 64])])
}
