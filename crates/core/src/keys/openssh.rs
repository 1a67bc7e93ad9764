//! OpenSSH's own formats: the private key (`openssh-key-v1`) is named and not opened, but its public
//! half lies in it in clear, as it does in a line of `authorized_keys`.
//! Sources: PROTOCOL.key of OpenSSH, RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::examine::Examined;
use super::public_key::{Curve, PublicKey};
use super::rsa::{self, RsaPublic};
use super::{KeyAlgorithm, KeyFormat, KeyKind, KeyProblem, KeyReport};

/// The PEM label.
pub(super) const LABEL: &str = "OPENSSH PRIVATE KEY";

const MAGIC: &[u8] = b"openssh-key-v1\0";

/// What can be said of a private key without opening it.
pub(super) fn private_file(bytes: &[u8]) -> Examined {
    let mut examined = report(KeyKind::OpenSshPrivateKey, KeyProblem::UnsupportedFormat);
    let Some(rest) = bytes.strip_prefix(MAGIC) else {
        examined.add(KeyProblem::Garbled);
        return examined;
    };
    let Some((cipher, public)) = read_head(rest) else {
        examined.add(KeyProblem::CutOff);
        return examined;
    };
    examined.report.encrypted = cipher != b"none";
    describe(&mut examined, public);
    examined
}

/// A public key as `authorized_keys` has it; None for other text.
pub(super) fn public_line(text: &str) -> Option<Examined> {
    const NAMES: [&str; 4] = ["ssh-rsa", "ssh-ed25519", "ssh-dss", "ecdsa-sha2-"];
    let mut words = text.split_whitespace();
    let name = words.next()?;
    if !NAMES.iter().any(|known| name.starts_with(known)) {
        return None;
    }
    let mut examined = report(KeyKind::PublicKey, KeyProblem::PublicHalfOnly);
    match STANDARD.decode(words.next()?) {
        Ok(blob) => describe(&mut examined, &blob),
        Err(_) => examined.add(KeyProblem::Garbled),
    }
    Some(examined)
}

fn report(kind: KeyKind, problem: KeyProblem) -> Examined {
    let mut report = KeyReport::of(kind).with(problem);
    report.format = Some(KeyFormat::OpenSsh);
    report.into()
}

fn read_head(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (cipher, rest) = string(bytes)?;
    let (_kdf, rest) = string(rest)?;
    let (_kdf_options, rest) = string(rest)?;
    let (_count, rest) = rest.split_at_checked(4)?;
    let (public, _) = string(rest)?;
    Some((cipher, public))
}

/// Algorithm and numbers of a public key blob.
fn describe(examined: &mut Examined, blob: &[u8]) {
    let Some((name, rest)) = string(blob) else {
        return examined.add(KeyProblem::CutOff);
    };
    let (algorithm, bits) = match name {
        b"ssh-rsa" => (KeyAlgorithm::Rsa, None),
        b"ssh-ed25519" => (KeyAlgorithm::Ed25519, Some(256)),
        b"ssh-dss" => (KeyAlgorithm::Dsa, None),
        b"ecdsa-sha2-nistp256" => (KeyAlgorithm::Ec, Some(256)),
        b"ecdsa-sha2-nistp384" => (KeyAlgorithm::Ec, Some(384)),
        b"ecdsa-sha2-nistp521" => (KeyAlgorithm::Ec, Some(521)),
        _ => (KeyAlgorithm::Other, None),
    };
    (examined.report.algorithm, examined.report.bits) = (Some(algorithm), bits);
    if name == b"ssh-rsa" {
        if let Some((e, n)) = two_strings(rest) {
            rsa::describe(examined, &RsaPublic::new(n, e));
        }
    } else if let Some(public) = curve_public(name, rest) {
        examined.know(public);
    }
}

fn curve_public(name: &[u8], rest: &[u8]) -> Option<PublicKey> {
    let curve = match name {
        b"ssh-ed25519" => return PublicKey::ed25519(string(rest)?.0),
        b"ecdsa-sha2-nistp256" => Curve::P256,
        b"ecdsa-sha2-nistp384" => Curve::P384,
        b"ecdsa-sha2-nistp521" => Curve::P521,
        _ => return None,
    };
    let (_curve, point) = two_strings(rest)?;
    PublicKey::ec(curve, point)
}

fn two_strings(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (first, rest) = string(bytes)?;
    let (second, _) = string(rest)?;
    (!first.is_empty() && !second.is_empty()).then_some((first, second))
}

/// A string with its length in four bytes before it (RFC 4251 section 5).
fn string(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)
}
