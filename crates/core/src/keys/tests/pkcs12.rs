//! PKCS#12 as another library writes it: modern and old encryption, with certificates around.

use p12_keystore::{
    Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, MacAlgorithm, PrivateKey,
    PrivateKeyChain,
};

use crate::Secret;
use crate::keys::samples::{PASSPHRASE, RSA, context0, curve_key, int, octets, oid, seq};
use crate::keys::{
    KeyCipher, KeyDerivation, KeyError, KeyFile, KeyKind, KeyProblem, KeyRelation, compare,
    inspect, open,
};

fn passphrase() -> Secret {
    Secret::new(PASSPHRASE.to_owned())
}

fn store(keys: &[&[u8]]) -> KeyStore {
    let certificate = rcgen::generate_simple_self_signed(vec!["example.com".to_owned()]).unwrap();
    let mut store = KeyStore::new();
    for (number, der) in keys.iter().enumerate() {
        let chain = PrivateKeyChain::new(
            number.to_string().as_str(),
            PrivateKey::from_der(der).unwrap(),
            [Certificate::from_der(certificate.cert.der()).unwrap()],
        );
        store.add_entry(&format!("鍵 {number}"), KeyStoreEntry::PrivateKeyChain(chain));
    }
    store
}

fn written(encryption: EncryptionAlgorithm, mac: MacAlgorithm) -> Vec<u8> {
    let store = store(&[&RSA.pkcs8]);
    let writer = store.writer(PASSPHRASE).encryption_algorithm(encryption).mac_algorithm(mac);
    writer.encryption_iterations(2048).mac_iterations(2048).write().unwrap()
}

fn modern() -> Vec<u8> {
    written(EncryptionAlgorithm::PbeWithHmacSha256AndAes256, MacAlgorithm::HmacSha256)
}

#[test]
fn each_encryption_and_mac_opens_with_its_passphrase() {
    use EncryptionAlgorithm::{
        PbeWithHmacSha256AndAes256, PbeWithShaAnd3KeyTripleDesCbc, PbeWithShaAnd40BitRc4Cbc,
    };
    let old = Some(KeyDerivation::Pkcs12 { iterations: 2048 });
    let new = Some(KeyDerivation::Pbkdf2 { iterations: 2048 });
    for (encryption, mac, cipher, derivation) in [
        (PbeWithHmacSha256AndAes256, MacAlgorithm::HmacSha256, KeyCipher::Aes256Cbc, new),
        (PbeWithHmacSha256AndAes256, MacAlgorithm::HmacSha512, KeyCipher::Aes256Cbc, new),
        (PbeWithHmacSha256AndAes256, MacAlgorithm::HmacSha384, KeyCipher::Aes256Cbc, new),
        (PbeWithHmacSha256AndAes256, MacAlgorithm::HmacSha224, KeyCipher::Aes256Cbc, new),
        (PbeWithShaAnd3KeyTripleDesCbc, MacAlgorithm::HmacSha1, KeyCipher::TripleDesCbc, old),
        // The library's name says RC4; the identifier that it writes is that of RC2 with 40 bits.
        (PbeWithShaAnd40BitRc4Cbc, MacAlgorithm::HmacSha1, KeyCipher::Rc2Cbc, old),
    ] {
        let file = written(encryption, mac);
        let opened = open(&file, Some(&passphrase())).unwrap();
        assert_eq!(opened.pkcs8_der().expose(), RSA.pkcs8, "{encryption:?} {mac:?}");
        let found = opened.report().encryption.unwrap();
        assert_eq!((found.cipher, found.derivation), (cipher, derivation));
        assert_eq!(opened.report().kind, KeyKind::Pkcs12);
    }
}

#[test]
fn members_are_told_with_the_names_they_have_in_the_file() {
    let file = KeyFile::read(&modern(), Some(&passphrase()));
    let private = file.members.iter().find(|member| member.has_private_part()).unwrap();
    assert_eq!(private.name.as_deref(), Some("鍵 0"));
    assert!(file.members.iter().any(|member| member.kind == KeyKind::Certificate));
    assert_eq!(compare(&file, &KeyFile::read(&RSA.spki, None)).relation, KeyRelation::OtherHalf);
}

#[test]
fn missing_and_wrong_passphrases_are_never_a_bad_file() {
    let file = modern();
    assert!(matches!(open(&file, None), Err(KeyError::NeedsPassphrase)));
    let report = inspect(&file, None);
    assert_eq!((report.kind, report.encrypted), (KeyKind::Pkcs12, true));
    assert_eq!(report.encryption.unwrap().cipher, KeyCipher::Aes256Cbc);
    for wrong in ["", "wrong", "made-up 合言葉 "] {
        let wrong = Secret::new(wrong.to_owned());
        assert!(matches!(open(&file, Some(&wrong)), Err(KeyError::WrongPassphrase)));
    }
}

#[test]
fn file_without_a_passphrase_opens_without_one() {
    let store = store(&[&RSA.pkcs8]);
    let file = store.writer("").mac_iterations(1).encryption_iterations(1).write().unwrap();
    assert!(open(&file, None).is_ok());
    assert!(open(&file, Some(&Secret::new(String::new()))).is_ok());
    let wrong = Secret::new("wrong".to_owned());
    assert!(matches!(open(&file, Some(&wrong)), Err(KeyError::WrongPassphrase)));
}

#[test]
fn of_several_private_keys_none_is_guessed() {
    let store = store(&[&RSA.pkcs8, &curve_key().pkcs8]);
    let file = store.writer(PASSPHRASE).mac_iterations(1).encryption_iterations(1).write().unwrap();
    let file = KeyFile::read(&file, Some(&passphrase()));
    assert_eq!(file.report.problems, [KeyProblem::SeveralKeys]);
    assert_eq!(file.members.iter().filter(|member| member.has_private_part()).count(), 2);
}

#[test]
fn file_with_certificates_only_is_named() {
    let certificate = rcgen::generate_simple_self_signed(vec!["example.com".to_owned()]).unwrap();
    let certificate = Certificate::from_der(certificate.cert.der()).unwrap();
    let mut store = KeyStore::new();
    store.add_entry("one", KeyStoreEntry::Certificate(certificate));
    let file = store.writer(PASSPHRASE).mac_iterations(1).encryption_iterations(1).write().unwrap();
    let report = inspect(&file, Some(&passphrase()));
    assert_eq!(report.kind, KeyKind::Pkcs12);
    assert_eq!(report.problems, [KeyProblem::PublicHalfOnly]);
}

/// A file without MAC around these bags, which stand in clear.
fn clear(bags: &[Vec<u8>]) -> Vec<u8> {
    let data = |content: &[u8]| seq(&[oid("1.2.840.113549.1.7.1"), context0(&octets(content))]);
    seq(&[int(&[3]), data(&seq(&[data(&seq(bags))]))])
}

fn shrouded(iterations: &[u8]) -> Vec<u8> {
    let parameters = seq(&[octets(b"saltsalt"), int(iterations)]);
    let key = seq(&[seq(&[oid("1.2.840.113549.1.12.1.3"), parameters]), octets(&[0; 64])]);
    seq(&[oid("1.2.840.113549.1.12.10.1.2"), context0(&key)])
}

#[test]
fn cost_is_bounded_over_the_whole_file() {
    let problems = |bags: &[Vec<u8>]| inspect(&clear(bags), Some(&passphrase())).problems;
    assert_eq!(problems(&[shrouded(&[1])]), [KeyProblem::WrongPassphrase], "near miss");
    // A 3DES key takes two hashes and its IV a third.
    let third = shrouded(&[0x32, 0xdc, 0xd6]);
    assert_eq!(problems(&[third]), [KeyProblem::KdfTooCostly], "3,333,334 times three");
    assert_eq!(problems(&[shrouded(&[0])]), [KeyProblem::UnsupportedEncryption]);
    let negative = shrouded(&[0xff]);
    assert_eq!(problems(&[negative]), [KeyProblem::UnsupportedEncryption]);
    let mac = |count: &[u8]| {
        let algorithm = seq(&[oid("2.16.840.1.101.3.4.2.1")]);
        let mac = seq(&[seq(&[algorithm, octets(&[0; 32])]), octets(b"saltsalt"), int(count)]);
        let data = seq(&[oid("1.2.840.113549.1.7.1"), context0(&octets(&seq(&[])))]);
        inspect(&seq(&[int(&[3]), data, mac]), Some(&passphrase())).problems
    };
    assert_eq!(mac(&[1]), [KeyProblem::WrongPassphrase], "near miss");
    assert_eq!(mac(&[0x7f, 0xff, 0xff, 0xff]), [KeyProblem::KdfTooCostly]);
}

#[test]
fn key_in_clear_opens_without_a_passphrase() {
    let bag = seq(&[oid("1.2.840.113549.1.12.10.1.1"), context0(&RSA.pkcs8)]);
    assert!(open(&clear(&[bag]), None).is_ok());
}

#[test]
fn integrity_by_public_key_is_named() {
    let signed = seq(&[oid("1.2.840.113549.1.7.2"), context0(&seq(&[]))]);
    let report = inspect(&seq(&[int(&[3]), signed]), None);
    assert_eq!(report.problems, [KeyProblem::UnsupportedEncryption]);
}
