//! What is not usable is named for what it is (security.md K2, K6).

use crate::keys::samples::{
    self, RSA, certificate, certificate_request, context0, int, numbers_without_meaning, octets,
    oid, pem, seq,
};
use crate::keys::{
    KeyAlgorithm, KeyError, KeyFormat, KeyKind, KeyProblem, MAX_FILE_BYTES, fingerprint, inspect,
    open,
};

#[track_caller]
fn assert_named(bytes: &[u8], kind: KeyKind, problems: &[KeyProblem]) {
    let report = inspect(bytes, None);
    assert_eq!((report.kind, &report.problems[..]), (kind, problems));
    match open(bytes, None) {
        Err(KeyError::Refused(refused)) => assert_eq!(*refused, report, "open gives the report"),
        other => panic!("{kind:?} must be refused: {other:?}"),
    }
}

fn pkcs8(algorithm: &[Vec<u8>], key: &[u8]) -> Vec<u8> {
    seq(&[int(&[0]), seq(algorithm), octets(key)])
}

#[test]
fn files_that_hold_no_key_are_named() {
    assert_named(b"", KeyKind::Empty, &[KeyProblem::NotAKey]);
    assert_named(b" \r\n\t", KeyKind::Empty, &[KeyProblem::NotAKey]);
    assert_named(b"PK\x03\x04\x14\0\0\0", KeyKind::Zip, &[KeyProblem::NotAKey]);
    assert_named(b"\n<!DOCTYPE html><html>", KeyKind::Html, &[KeyProblem::NotAKey]);
    assert_named(b"<?xml version=\"1.0\"?><HTML>", KeyKind::Html, &[KeyProblem::NotAKey]);
    assert_named(b"eyJhbGciOiJub25lIn0.e30.AAAA", KeyKind::Jwt, &[KeyProblem::NotAKey]);
    assert_named(b"the key is in the mail", KeyKind::Unknown, &[KeyProblem::NotAKey]);
    assert_named(b"{\"client_id\":\"x\"}", KeyKind::Unknown, &[KeyProblem::NotAKey]);
    let shared = br#"{"kty":"oct","k":"AAAA"}"#;
    assert_named(shared, KeyKind::SymmetricKey, &[KeyProblem::NotRsa]);
    let cut = b"ssh-rsa AAAAB3NzaC1yc2E= x";
    assert_named(cut, KeyKind::PublicKey, &[KeyProblem::PublicHalfOnly]);
    let strange = b"ssh-rsa AAAA!!! x";
    assert_named(strange, KeyKind::PublicKey, &[KeyProblem::PublicHalfOnly, KeyProblem::Garbled]);
    let putty = b"PuTTY-User-Key-File-3: ssh-rsa\r\nEncryption: none";
    assert_named(putty, KeyKind::PuttyPrivateKey, &[KeyProblem::UnsupportedFormat]);
    let store = [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2];
    assert_named(&store, KeyKind::JavaKeyStore, &[KeyProblem::UnsupportedFormat]);
}

#[test]
fn too_large_a_file_is_not_read() {
    let mut bytes = RSA.pem().into_bytes();
    bytes.resize(MAX_FILE_BYTES, b'\n');
    assert!(open(&bytes, None).is_ok(), "1 MiB is still read");
    bytes.push(b'\n');
    assert_named(&bytes, KeyKind::Unknown, &[KeyProblem::TooLarge]);
}

#[test]
fn public_halves_show_the_same_fingerprints_as_the_private_key() {
    let private = inspect(&RSA.pkcs8, None);
    let request = certificate_request(&RSA.spki);
    for (der, label, kind) in [
        (RSA.spki.clone(), "PUBLIC KEY", KeyKind::PublicKey),
        (certificate(&RSA.spki), "CERTIFICATE", KeyKind::Certificate),
        (request.clone(), "CERTIFICATE REQUEST", KeyKind::CertificateRequest),
        (request, "NEW CERTIFICATE REQUEST", KeyKind::CertificateRequest),
    ] {
        assert_named(&der, kind, &[KeyProblem::PublicHalfOnly]);
        let text = pem(label, &der);
        assert_named(text.as_bytes(), kind, &[KeyProblem::PublicHalfOnly]);
        let report = inspect(text.as_bytes(), None);
        assert_eq!(report.repairs, [], "{label} is right");
        assert_eq!(report.spki_sha256, private.spki_sha256);
        assert_eq!(report.thumbprint, private.thumbprint);
        assert_eq!(report.bits, Some(2048));
    }
}

#[test]
fn public_jwk_and_pkcs1_public_key_are_public_halves() {
    let mut jwk = RSA.jwk();
    for private in ["d", "p", "q", "dp", "dq", "qi"] {
        jwk.as_object_mut().unwrap().remove(private);
    }
    assert_named(jwk.to_string().as_bytes(), KeyKind::PublicKey, &[KeyProblem::PublicHalfOnly]);
    let report = inspect(jwk.to_string().as_bytes(), None);
    assert_eq!(report.spki_sha256, Some(fingerprint::spki_sha256(&RSA.spki)));

    let public = seq(&[int(&[&[0][..], &[0xd5; 256]].concat()), int(&[1, 0, 1])]);
    let text = pem("RSA PUBLIC KEY", &public);
    assert_named(text.as_bytes(), KeyKind::PublicKey, &[KeyProblem::PublicHalfOnly]);
    assert_eq!(inspect(&public, None).format, Some(KeyFormat::Pkcs1PublicDer));
}

#[test]
fn keys_of_other_algorithms_are_named_with_their_size() {
    let p256 = [oid("1.2.840.10045.2.1"), oid("1.2.840.10045.3.1.7")];
    let sec1 = seq(&[int(&[1]), octets(&[7; 48]), context0(&oid("1.3.132.0.34"))]);
    let dsa = seq(&[int(&[0]), int(&[1]), int(&[2]), int(&[3]), int(&[4]), int(&[5])]);
    for (der, algorithm, bits) in [
        (pkcs8(&p256, &[1; 40]), KeyAlgorithm::Ec, Some(256)),
        (pkcs8(&[oid("1.3.101.112")], &octets(&[9; 32])), KeyAlgorithm::Ed25519, Some(256)),
        (pkcs8(&[oid("1.3.101.110")], &octets(&[9; 32])), KeyAlgorithm::X25519, Some(256)),
        (sec1, KeyAlgorithm::Ec, Some(384)),
        (dsa, KeyAlgorithm::Dsa, None),
    ] {
        assert_named(&der, KeyKind::PrivateKey, &[KeyProblem::NotRsa]);
        let report = inspect(&der, None);
        assert_eq!((report.algorithm, report.bits), (Some(algorithm), bits));
    }
}

#[test]
fn rsa_that_can_not_sign_rs256_is_named() {
    let rsa = |der: &[u8]| inspect(der, None).problems;
    assert_eq!(rsa(&numbers_without_meaning(128, &[1, 0, 1])), [KeyProblem::TooFewBits]);
    assert_eq!(rsa(&numbers_without_meaning(2048, &[1, 0, 1])), [KeyProblem::TooManyBits]);
    assert_eq!(rsa(&numbers_without_meaning(256, &[1, 0, 1])), [KeyProblem::Inconsistent]);
    for strange in [&[1][..], &[2], &[4, 0, 0, 0, 0, 1]] {
        assert_eq!(rsa(&numbers_without_meaning(256, strange)), [KeyProblem::StrangeExponent]);
    }
    let pss = pkcs8(&[oid("1.2.840.113549.1.1.10")], &RSA.pkcs1());
    assert_named(&pss, KeyKind::PrivateKey, &[KeyProblem::PssOnly]);
    assert_eq!(inspect(&pss, None).algorithm, Some(KeyAlgorithm::RsaPss));
}

#[test]
fn containers_that_are_not_opened_are_named() {
    let indefinite = [0x30, 0x80, 0x02, 0x01, 0x03, 0x30, 0x80];
    assert_named(&indefinite, KeyKind::Pkcs12, &[KeyProblem::UnsupportedFormat]);
    let pkcs7 = seq(&[oid("1.2.840.113549.1.7.2"), context0(&seq(&[]))]);
    let text = pem("PKCS7", &pkcs7);
    assert_named(text.as_bytes(), KeyKind::CertificateBundle, &[KeyProblem::PublicHalfOnly]);
}

#[test]
fn openssh_key_is_named_with_algorithm_and_encryption() {
    let string = |text: &[u8]| [&u32::try_from(text.len()).unwrap().to_be_bytes(), text].concat();
    let file = |cipher: &[u8]| {
        let public = string(&string(b"ssh-ed25519"));
        let head = [string(cipher), string(b"none"), string(b""), vec![0, 0, 0, 1], public];
        pem("OPENSSH PRIVATE KEY", &[b"openssh-key-v1\0".to_vec(), head.concat()].concat())
    };
    let clear = file(b"none");
    assert_named(clear.as_bytes(), KeyKind::OpenSshPrivateKey, &[KeyProblem::UnsupportedFormat]);
    let report = inspect(clear.as_bytes(), None);
    assert_eq!((report.algorithm, report.encrypted), (Some(KeyAlgorithm::Ed25519), false));
    assert!(inspect(file(b"aes256-ctr").as_bytes(), None).encrypted);
}

#[test]
fn two_private_keys_are_no_choice() {
    let both = format!("{}{}", RSA.pem(), samples::pem("RSA PRIVATE KEY", &RSA.pkcs1()));
    assert_named(both.as_bytes(), KeyKind::PrivateKey, &[KeyProblem::SeveralKeys]);
}

#[test]
fn cut_off_files_are_named() {
    let text = RSA.pem();
    let lines: Vec<&str> = text.lines().collect();
    let without_last = [&lines[..lines.len() - 3], &lines[lines.len() - 1..]].concat().join("\n");
    assert_named(without_last.as_bytes(), KeyKind::PrivateKey, &[KeyProblem::CutOff]);
    assert_named(&text.as_bytes()[..500], KeyKind::PrivateKey, &[KeyProblem::CutOff]);
    assert_named(&RSA.pkcs8[..500], KeyKind::PrivateKey, &[KeyProblem::CutOff]);
    assert_named(&RSA.pkcs1()[..500], KeyKind::PrivateKey, &[KeyProblem::CutOff]);
    assert_named(b"-----BEGIN PRIVATE KEY-----", KeyKind::PrivateKey, &[KeyProblem::CutOff]);
}

#[test]
fn foreign_characters_in_the_block_are_named() {
    let text = RSA.pem().replacen("MII", "M*I", 1);
    assert_named(text.as_bytes(), KeyKind::PrivateKey, &[KeyProblem::Garbled]);
}
