//! PEM with OpenSSL's own encryption: each cipher opens, a wrong passphrase is never a bad file,
//! and DES is named. The encryptor here is written anew, so that reader and writer share no code.

use aes::{Aes128, Aes192, Aes256};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherEncrypt, BlockModeEncrypt, KeyInit, KeyIvInit};
use des::{Des, TdesEde3};
use md5::{Digest, Md5};

use crate::Secret;
use crate::keys::samples::{self, PASSPHRASE, RSA, curve_key, pem};
use crate::keys::{
    KeyAlgorithm, KeyCipher, KeyDerivation, KeyError, KeyFormat, KeyKind, KeyProblem, Repair,
    inspect, open,
};

fn passphrase() -> Secret {
    Secret::new(PASSPHRASE.to_owned())
}

fn key(salt: &[u8], length: usize) -> Vec<u8> {
    let mut rounds: Vec<Vec<u8>> = vec![Vec::new()];
    while rounds.concat().len() < length {
        let input = [rounds.last().unwrap(), PASSPHRASE.as_bytes(), &salt[..8]].concat();
        rounds.push(Md5::digest(input).to_vec());
    }
    rounds.concat()[..length].to_vec()
}

#[test]
fn key_is_the_one_that_openssl_derives() {
    // openssl enc -aes-256-cbc -md md5 -S 0011223344556677 -pass pass:… -P
    let hex: String = key(&[0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77], 32)
        .iter()
        .map(|byte| format!("{byte:02X}"))
        .collect();
    assert_eq!(hex, "BC8F54F301469329FE200FF0916B21839D1FE6F4F2721069C70873438D9D1D5F");
}

fn block<C>(label: &str, name: &str, key_length: usize, iv: &[u8], der: &[u8]) -> String
where
    C: BlockCipherEncrypt + KeyInit,
{
    let key = key(iv, key_length);
    let encryptor = cbc::Encryptor::<C>::new_from_slices(&key, iv).unwrap();
    let encrypted = encryptor.encrypt_padded_vec::<Pkcs7>(der);
    let iv: String = iv.iter().map(|byte| format!("{byte:02X}")).collect();
    let headers = format!("KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: {name},{iv}\n\n");
    pem(label, &encrypted).replacen("KEY-----\n", &headers, 1)
}

fn rsa_block(cipher: KeyCipher) -> String {
    let (label, der) = ("RSA PRIVATE KEY", RSA.pkcs1());
    match cipher {
        KeyCipher::Aes128Cbc => block::<Aes128>(label, "AES-128-CBC", 16, &[1; 16], &der),
        KeyCipher::Aes192Cbc => block::<Aes192>(label, "AES-192-CBC", 24, &[2; 16], &der),
        KeyCipher::Aes256Cbc => block::<Aes256>(label, "AES-256-CBC", 32, &[3; 16], &der),
        KeyCipher::DesCbc => block::<Des>(label, "DES-CBC", 8, &[5; 8], &der),
        _ => block::<TdesEde3>(label, "DES-EDE3-CBC", 24, &[4; 8], &der),
    }
}

const OPENED: [KeyCipher; 4] =
    [KeyCipher::Aes128Cbc, KeyCipher::Aes192Cbc, KeyCipher::Aes256Cbc, KeyCipher::TripleDesCbc];

#[test]
fn each_cipher_opens_with_its_passphrase() {
    for cipher in OPENED {
        let text = rsa_block(cipher);
        let opened = open(text.as_bytes(), Some(&passphrase())).unwrap();
        assert_eq!(opened.pkcs8_der().expose(), RSA.pkcs8, "{cipher:?}");
        let report = opened.report();
        assert_eq!(report.kind, KeyKind::EncryptedPrivateKey);
        assert_eq!(report.format, Some(KeyFormat::TraditionalEncryptedPem));
        assert_eq!((&report.repairs, report.encrypted), (&vec![], true));
        let encryption = report.encryption.unwrap();
        assert_eq!((encryption.cipher, encryption.derivation), (cipher, Some(KeyDerivation::Md5)));
    }
}

#[test]
fn missing_passphrase_is_asked_for() {
    for cipher in OPENED {
        let error = open(rsa_block(cipher).as_bytes(), None).unwrap_err();
        assert!(matches!(error, KeyError::NeedsPassphrase), "{cipher:?}: {error}");
    }
}

#[test]
fn wrong_passphrase_is_never_a_bad_file() {
    let text = rsa_block(KeyCipher::TripleDesCbc);
    // One in 256 gets past the CBC padding; these are enough to meet some of them.
    for number in 0..1500 {
        let wrong = Secret::new(format!("wrong {number}"));
        let error = open(text.as_bytes(), Some(&wrong)).unwrap_err();
        assert!(matches!(error, KeyError::WrongPassphrase), "{number}: {error}");
    }
}

#[test]
fn des_and_unknown_ciphers_are_named_and_refused() {
    for (text, cipher) in [
        (rsa_block(KeyCipher::DesCbc), KeyCipher::DesCbc),
        (rsa_block(KeyCipher::TripleDesCbc).replace("DES-EDE3-CBC", "RC2-CBC"), KeyCipher::Rc2Cbc),
        (rsa_block(KeyCipher::TripleDesCbc).replace("DES-EDE3-CBC", "SEED-CBC"), KeyCipher::Other),
    ] {
        let report = inspect(text.as_bytes(), Some(&passphrase()));
        assert_eq!(report.problems, [KeyProblem::UnsupportedEncryption]);
        assert_eq!(report.encryption.map(|found| found.cipher), Some(cipher));
    }
}

#[test]
fn broken_headers_and_bodies_are_the_files_fault() {
    let whole = rsa_block(KeyCipher::Aes256Cbc);
    let problems = |text: &str| inspect(text.as_bytes(), Some(&passphrase())).problems;
    let iv = "03".repeat(16);
    assert_eq!(problems(&whole.replace(&iv, &iv[..30])), [KeyProblem::Garbled], "short IV");
    let strange = whole.replace(&iv, &iv.replacen("03", "+3", 1));
    assert_eq!(problems(&strange), [KeyProblem::Garbled], "no hex digit");
    let lines: Vec<&str> = whole.lines().collect();
    let last = lines.len() - 1;
    let cut = [&lines[..last - 2], &lines[last..]].concat().join("\n");
    // Blocks of 16 bytes in lines of 48: a lost line can't be told from a wrong passphrase.
    assert_eq!(problems(&cut), [KeyProblem::WrongPassphrase]);
    let mut odd: Vec<&str> = lines.clone();
    odd[last - 2] = &lines[last - 2][..60];
    odd.remove(last - 1);
    assert_eq!(problems(&odd.join("\n")), [KeyProblem::Garbled], "no whole blocks");
}

#[test]
fn lost_line_ends_are_mended_in_encrypted_blocks_too() {
    let whole = rsa_block(KeyCipher::Aes128Cbc);
    for (text, repair) in [
        (whole.replace('\n', " "), Repair::OneLine),
        (whole.replace('\n', ""), Repair::OneLine),
        (whole.replace('\n', "\\n"), Repair::LiteralNewlines),
        (whole.replace('\n', "\r\n"), Repair::CrLf),
    ] {
        let opened = open(text.as_bytes(), Some(&passphrase())).unwrap();
        assert_eq!(opened.report().repairs, [repair]);
    }
}

#[test]
fn other_keys_behind_the_same_encryption_are_named() {
    let sec1 = samples::sec1_of(&curve_key());
    let text = block::<Aes256>("EC PRIVATE KEY", "AES-256-CBC", 32, &[3; 16], &sec1);
    let report = inspect(text.as_bytes(), Some(&passphrase()));
    assert_eq!((report.algorithm, report.bits), (Some(KeyAlgorithm::Ec), Some(256)));
    assert_eq!(report.problems, [KeyProblem::NotRsa]);
    let wrong = Secret::new("wrong".to_owned());
    let report = inspect(text.as_bytes(), Some(&wrong));
    assert_eq!(report.problems, [KeyProblem::WrongPassphrase]);
}
