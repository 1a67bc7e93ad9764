//! Every form that is opened gives the same key.

use pkcs8::pkcs5::pbes2::{EncryptionScheme, Parameters, Pbkdf2Prf};
use pkcs8::pkcs5::scrypt;

use crate::Secret;
use crate::keys::samples::{PASSPHRASE, RSA, int, octets, oid, pbkdf2, pem, seq};
use crate::keys::{
    KeyAlgorithm, KeyCipher, KeyDerivation, KeyError, KeyFormat, KeyKind, KeyProblem, fingerprint,
    inspect, open,
};

fn passphrase() -> Secret {
    Secret::new(PASSPHRASE.to_owned())
}

fn assert_opens(bytes: &[u8], format: KeyFormat, passphrase: Option<&Secret>) {
    let opened = open(bytes, passphrase).unwrap_or_else(|error| panic!("{format:?}: {error}"));
    assert_eq!(opened.pkcs8_der().expose(), RSA.pkcs8, "{format:?} leads to the same PKCS#8");
    let report = opened.report();
    assert_eq!(report.format, Some(format));
    assert_eq!((report.algorithm, report.bits), (Some(KeyAlgorithm::Rsa), Some(2048)));
    assert_eq!(report.spki_sha256, Some(fingerprint::spki_sha256(&RSA.spki)));
    assert_eq!((&report.repairs, &report.problems), (&vec![], &vec![]), "{format:?}");
}

fn schemes() -> Vec<Parameters> {
    let (aes128, aes256, des3) = (
        EncryptionScheme::Aes128Cbc { iv: [1; 16] },
        EncryptionScheme::Aes256Cbc { iv: [2; 16] },
        EncryptionScheme::DesEde3Cbc { iv: [3; 8] },
    );
    let cost = || scrypt::Params::new(10, 8, 1).unwrap();
    vec![
        pbkdf2(Pbkdf2Prf::HmacWithSha256, 2048, aes256),
        pbkdf2(Pbkdf2Prf::HmacWithSha256, 2048, aes128),
        pbkdf2(Pbkdf2Prf::HmacWithSha1, 2048, aes256),
        pbkdf2(Pbkdf2Prf::HmacWithSha1, 2048, des3),
        Parameters::generate_scrypt_aes256cbc(cost(), b"saltsaltsaltsalt", [4; 16]).unwrap(),
        Parameters::generate_scrypt_aes128cbc(cost(), b"saltsaltsaltsalt", [5; 16]).unwrap(),
    ]
}

#[test]
fn clear_forms_lead_to_one_key() {
    assert_opens(RSA.pem().as_bytes(), KeyFormat::Pkcs8Pem, None);
    assert_opens(&RSA.pkcs8, KeyFormat::Pkcs8Der, None);
    assert_opens(&RSA.pkcs1(), KeyFormat::Pkcs1Der, None);
    assert_opens(pem("RSA PRIVATE KEY", &RSA.pkcs1()).as_bytes(), KeyFormat::Pkcs1Pem, None);
    assert_opens(RSA.jwk().to_string().as_bytes(), KeyFormat::Jwk, None);
}

#[test]
fn each_encryption_opens_with_its_passphrase() {
    for scheme in schemes() {
        let der = RSA.encrypted(scheme);
        assert_opens(&der, KeyFormat::EncryptedPkcs8Der, Some(&passphrase()));
        let text = pem("ENCRYPTED PRIVATE KEY", &der);
        assert_opens(text.as_bytes(), KeyFormat::EncryptedPkcs8Pem, Some(&passphrase()));
    }
}

#[test]
fn wrong_passphrase_is_never_a_bad_file() {
    let aes = EncryptionScheme::Aes256Cbc { iv: [2; 16] };
    let der = RSA.encrypted(pbkdf2(Pbkdf2Prf::HmacWithSha256, 1, aes));
    // One in 256 gets past the CBC padding; these are enough to meet some of them.
    for number in 0..1500 {
        let wrong = Secret::new(format!("wrong {number}"));
        let error = open(&der, Some(&wrong)).unwrap_err();
        assert!(matches!(error, KeyError::WrongPassphrase), "{number}: {error}");
    }
    let wrong = Secret::new(String::new());
    assert_eq!(inspect(&der, Some(&wrong)).problems, [KeyProblem::WrongPassphrase]);
}

#[test]
fn encrypted_key_asks_for_its_passphrase() {
    let der = RSA.encrypted(schemes().remove(0));
    assert!(matches!(open(&der, None), Err(KeyError::NeedsPassphrase)));
    let report = inspect(&der, None);
    assert_eq!(report.kind, KeyKind::EncryptedPrivateKey);
    assert_eq!((report.encrypted, report.algorithm), (true, None));
    assert_eq!(report.problems, [KeyProblem::NeedsPassphrase]);
}

#[test]
fn cost_of_the_key_derivation_is_bounded_before_it_is_spent() {
    let problems = |der: Vec<u8>| inspect(&der, Some(&passphrase())).problems;
    let iterations = pbkdf2_with(&[0x00, 0x98, 0x96, 0x81]);
    assert_eq!(problems(iterations), [KeyProblem::KdfTooCostly], "10,000,001 iterations");
    let memory = scrypt_with(&[0x04, 0x00, 0x00], &[9], &[1]);
    assert_eq!(problems(memory), [KeyProblem::KdfTooCostly], "288 MiB");
    let time = scrypt_with(&[0x40, 0], &[8], &[0x7f, 0xff]);
    assert_eq!(problems(time), [KeyProblem::KdfTooCostly], "16 MiB, 32767 times");
    let overflow = scrypt_with(&[0x40, 0, 0, 0, 0, 0, 0, 0], &[0x7f, 0xff], &[0x7f, 0xff]);
    assert_eq!(problems(overflow), [KeyProblem::KdfTooCostly]);
    for strange in [scrypt_with(&[0], &[8], &[1]), scrypt_with(&[3], &[8], &[1]), pbkdf2_with(&[0])]
    {
        assert_eq!(problems(strange), [KeyProblem::UnsupportedEncryption]);
    }
}

pub(super) fn pbkdf2_with(iterations: &[u8]) -> Vec<u8> {
    encrypted_with("1.2.840.113549.1.5.12", &[octets(b"saltsalt"), int(iterations)])
}

pub(super) fn scrypt_with(n: &[u8], r: &[u8], p: &[u8]) -> Vec<u8> {
    encrypted_with("1.3.6.1.4.1.11591.4.11", &[octets(b"saltsalt"), int(n), int(r), int(p)])
}

fn encrypted_with(kdf: &str, parameters: &[Vec<u8>]) -> Vec<u8> {
    let aes256 = seq(&[oid("2.16.840.1.101.3.4.1.42"), octets(&[0; 16])]);
    encrypted_by(aes256, kdf, parameters)
}

fn encrypted_by(cipher: Vec<u8>, kdf: &str, parameters: &[Vec<u8>]) -> Vec<u8> {
    let kdf = seq(&[oid(kdf), seq(parameters)]);
    let scheme = seq(&[oid("1.2.840.113549.1.5.13"), seq(&[kdf, cipher])]);
    seq(&[scheme, octets(&[0; 64])])
}

/// Not called a wrong passphrase: the right one is refused as well.
#[test]
fn single_des_is_named_and_refused_in_the_newer_scheme_too() {
    let des = seq(&[oid("1.3.14.3.2.7"), octets(&[0; 8])]);
    let parameters = [octets(b"saltsalt"), int(&[8, 0])];
    let der = encrypted_by(des, "1.2.840.113549.1.5.12", &parameters);
    let report = inspect(&der, Some(&passphrase()));
    assert_eq!(report.problems, [KeyProblem::UnsupportedEncryption]);
    assert_eq!(report.encryption.map(|found| found.cipher), Some(KeyCipher::DesCbc));
}

#[test]
fn unknown_encryption_is_named() {
    let without_count = seq(&[octets(b"saltsalt")]);
    let with_count = seq(&[octets(b"saltsalt"), int(&[1])]);
    for (scheme, parameters, cipher) in [
        ("1.2.840.113549.1.12.1.3", &without_count, KeyCipher::Other),
        ("1.2.840.113549.1.12.1.1", &with_count, KeyCipher::Rc4),
        ("1.2.840.113549.1.5.3", &with_count, KeyCipher::DesCbc),
        ("1.2.840.113549.1.5.11", &with_count, KeyCipher::Rc2Cbc),
    ] {
        let der = seq(&[seq(&[oid(scheme), parameters.clone()]), octets(&[0; 64])]);
        let report = inspect(&der, Some(&passphrase()));
        assert_eq!(report.kind, KeyKind::EncryptedPrivateKey);
        assert_eq!(report.problems, [KeyProblem::UnsupportedEncryption], "{scheme}");
        assert_eq!(report.encryption.map(|found| found.cipher), Some(cipher), "{scheme}");
    }
}

/// RFC 7914 section 13 asks for a gigabyte: it is read, told and not spent.
#[test]
fn scrypt_example_of_rfc_7914_is_told_and_too_costly() {
    let text = "-----BEGIN ENCRYPTED PRIVATE KEY-----
MIHiME0GCSqGSIb3DQEFDTBAMB8GCSsGAQQB2kcECzASBAVNb3VzZQIDEAAAAgEI
AgEBMB0GCWCGSAFlAwQBKgQQyYmguHMsOwzGMPoyObk/JgSBkJb47EWd5iAqJlyy
+ni5ftd6gZgOPaLQClL7mEZc2KQay0VhjZm/7MbBUNbqOAXNM6OGebXxVp6sHUAL
iBGY/Dls7B1TsWeGObE0sS1MXEpuREuloZjcsNVcNXWPlLdZtkSH6uwWzR0PyG/Z
+ZXfNodZtd/voKlvLOw5B3opGIFaLkbtLZQwMiGtl42AS89lZg==
-----END ENCRYPTED PRIVATE KEY-----
";
    let report = inspect(text.as_bytes(), Some(&Secret::new("Rabbit".to_owned())));
    assert_eq!(report.problems, [KeyProblem::KdfTooCostly]);
    let encryption = report.encryption.unwrap();
    assert_eq!(encryption.cipher, KeyCipher::Aes256Cbc);
    let derivation = KeyDerivation::Scrypt { n: 1_048_576, r: 8, p: 1 };
    assert_eq!(encryption.derivation, Some(derivation));
}

#[test]
fn changed_number_is_found_inconsistent() {
    let mut jwk = RSA.jwk();
    let other = jwk["dq"].clone();
    jwk["dp"] = other;
    let report = inspect(jwk.to_string().as_bytes(), None);
    assert_eq!(report.problems, [KeyProblem::Inconsistent]);
}

#[test]
fn jwk_without_primes_is_named() {
    let mut jwk = RSA.jwk();
    jwk.as_object_mut().unwrap().remove("q");
    assert_eq!(inspect(jwk.to_string().as_bytes(), None).problems, [KeyProblem::MissingPrimes]);
}

#[test]
fn jwk_for_pss_is_named() {
    let mut jwk = RSA.jwk();
    jwk["alg"] = "PS256".into();
    assert_eq!(inspect(jwk.to_string().as_bytes(), None).problems, [KeyProblem::PssOnly]);
}
