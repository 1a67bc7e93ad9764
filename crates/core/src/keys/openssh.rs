//! OpenSSH's private-key format (`openssh-key-v1`): named, with its algorithm, but not opened.
//! Source: PROTOCOL.key of OpenSSH.

use super::{KeyAlgorithm, KeyFormat, KeyKind, KeyProblem, KeyReport};

/// The PEM label.
pub(super) const LABEL: &str = "OPENSSH PRIVATE KEY";

const MAGIC: &[u8] = b"openssh-key-v1\0";

/// What can be said without opening it.
pub(super) fn report(bytes: &[u8]) -> KeyReport {
    let mut report = KeyReport::of(KeyKind::OpenSshPrivateKey).with(KeyProblem::UnsupportedFormat);
    report.format = Some(KeyFormat::OpenSsh);
    let Some(rest) = bytes.strip_prefix(MAGIC) else {
        return report.with(KeyProblem::Garbled);
    };
    let Some((cipher, algorithm)) = read_head(rest) else {
        return report.with(KeyProblem::CutOff);
    };
    report.encrypted = cipher != b"none";
    report.algorithm = Some(algorithm);
    report
}

fn read_head(bytes: &[u8]) -> Option<(&[u8], KeyAlgorithm)> {
    let (cipher, rest) = string(bytes)?;
    let (_kdf, rest) = string(rest)?;
    let (_kdf_options, rest) = string(rest)?;
    let (_count, rest) = rest.split_at_checked(4)?;
    let (public, _) = string(rest)?;
    let (name, _) = string(public)?;
    let algorithm = match name {
        b"ssh-rsa" => KeyAlgorithm::Rsa,
        b"ssh-ed25519" => KeyAlgorithm::Ed25519,
        b"ssh-dss" => KeyAlgorithm::Dsa,
        name if name.starts_with(b"ecdsa-sha2-") => KeyAlgorithm::Ec,
        _ => KeyAlgorithm::Other,
    };
    Some((cipher, algorithm))
}

/// A string with its length in four bytes before it (RFC 4251 section 5).
fn string(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)
}
