//! From bytes to a report and, where there is one, an RSA private key: the table of what each
//! structure means.

use zeroize::Zeroizing;

use super::container::{self, Content, Unwrapped};
use super::der_shape::{self, Shape};
use super::rsa::RsaPrivate;
use super::{
    KeyFormat, KeyKind, KeyProblem, KeyReport, MAX_FILE_BYTES, Repair, encrypted, jwk, private,
    public,
};
use crate::Secret;

/// The report, and the key if one could be read.
pub(super) struct Examined {
    pub report: KeyReport,
    pub key: Option<RsaPrivate>,
}

impl From<KeyReport> for Examined {
    fn from(report: KeyReport) -> Self {
        Self { report, key: None }
    }
}

/// Looks at a file.
pub(super) fn examine(bytes: &[u8], passphrase: Option<&Secret>) -> Examined {
    if bytes.len() > MAX_FILE_BYTES {
        return KeyReport::of(KeyKind::Unknown).with(KeyProblem::TooLarge).into();
    }
    let Unwrapped { content, repairs, problems } = container::unwrap(bytes);
    let mut examined = match content {
        Content::Der { der, label } => {
            from_der(&der, label.as_deref(), passphrase, problems.contains(&KeyProblem::CutOff))
        }
        Content::Jwk(text) => jwk::examine(&text),
        Content::Named(report) => (*report).into(),
    };
    let inner = std::mem::take(&mut examined.report.repairs);
    examined.report.repairs = without_repeats(repairs.into_iter().chain(inner));
    for problem in problems {
        examined.report.add(problem);
    }
    examined
}

/// The report of something that its kind says all about.
pub(super) fn named(kind: KeyKind) -> KeyReport {
    let problem = match kind {
        KeyKind::PublicKey
        | KeyKind::Certificate
        | KeyKind::CertificateRequest
        | KeyKind::CertificateBundle => KeyProblem::PublicHalfOnly,
        KeyKind::OpenSshPrivateKey
        | KeyKind::PuttyPrivateKey
        | KeyKind::Pkcs12
        | KeyKind::JavaKeyStore
        | KeyKind::Jwks => KeyProblem::UnsupportedFormat,
        KeyKind::SymmetricKey => KeyProblem::NotRsa,
        KeyKind::PrivateKey | KeyKind::EncryptedPrivateKey => KeyProblem::Garbled,
        KeyKind::Zip | KeyKind::Html | KeyKind::Jwt | KeyKind::Empty | KeyKind::Unknown => {
            KeyProblem::NotAKey
        }
    };
    KeyReport::of(kind).with(problem)
}

/// What a PEM label promises; its body could not be read.
pub(super) fn labelled(label: &str) -> KeyReport {
    let (kind, format) = match label {
        "PRIVATE KEY" => (KeyKind::PrivateKey, Some(KeyFormat::Pkcs8Pem)),
        "RSA PRIVATE KEY" => (KeyKind::PrivateKey, Some(KeyFormat::Pkcs1Pem)),
        "EC PRIVATE KEY" => (KeyKind::PrivateKey, Some(KeyFormat::Sec1Pem)),
        "ENCRYPTED PRIVATE KEY" => {
            (KeyKind::EncryptedPrivateKey, Some(KeyFormat::EncryptedPkcs8Pem))
        }
        "PUBLIC KEY" => (KeyKind::PublicKey, Some(KeyFormat::SpkiPem)),
        "RSA PUBLIC KEY" => (KeyKind::PublicKey, Some(KeyFormat::Pkcs1PublicPem)),
        super::openssh::LABEL => (KeyKind::OpenSshPrivateKey, Some(KeyFormat::OpenSsh)),
        "PKCS7" => (KeyKind::CertificateBundle, Some(KeyFormat::X509Pem)),
        other if other.ends_with("CERTIFICATE REQUEST") => {
            (KeyKind::CertificateRequest, Some(KeyFormat::X509Pem))
        }
        other if other.ends_with("CERTIFICATE") => (KeyKind::Certificate, Some(KeyFormat::X509Pem)),
        other if other.ends_with("PRIVATE KEY") => (KeyKind::PrivateKey, None),
        _ => (KeyKind::Unknown, None),
    };
    let mut report = KeyReport::of(kind);
    report.format = format;
    report.encrypted = kind == KeyKind::EncryptedPrivateKey;
    report
}

fn from_der(
    der: &[u8],
    label: Option<&str>,
    passphrase: Option<&Secret>,
    cut_off: bool,
) -> Examined {
    let Some(shape) = der_shape::of(der) else {
        return unshaped(label, cut_off).into();
    };
    let mut report = KeyReport::of(kind_of(shape));
    report.format = format_of(shape, label.is_some());
    if label.is_some_and(|label| !label.is_empty() && !label_fits(shape, label)) {
        report.repairs.push(Repair::WrongLabel);
    }
    if cut_off && !matches!(shape, Shape::Certificate | Shape::CertificateRequest) {
        report.encrypted = shape == Shape::EncryptedPkcs8;
        return report.into();
    }
    read(shape, der, report, passphrase)
}

fn read(shape: Shape, der: &[u8], mut report: KeyReport, passphrase: Option<&Secret>) -> Examined {
    let key = match shape {
        Shape::Pkcs8 => private::pkcs8(&mut report, der),
        Shape::EncryptedPkcs8 => from_encrypted(&mut report, der, passphrase),
        Shape::Pkcs1 => private::pkcs1(&mut report, der),
        Shape::Sec1 => private::sec1(&mut report, der),
        Shape::Dsa => private::dsa(&mut report),
        Shape::Spki => public::spki(&mut report, der),
        Shape::Pkcs1Public => public::pkcs1(&mut report, der),
        Shape::Certificate | Shape::CertificateRequest => public::inside(&mut report, der),
        Shape::CertificateBundle => {
            report.add(KeyProblem::PublicHalfOnly);
            None
        }
        Shape::Pkcs12 => {
            report.add(KeyProblem::UnsupportedFormat);
            None
        }
    };
    Examined { report, key }
}

fn from_encrypted(
    report: &mut KeyReport,
    der: &[u8],
    passphrase: Option<&Secret>,
) -> Option<RsaPrivate> {
    report.encrypted = true;
    let opened: Result<Zeroizing<Vec<u8>>, KeyProblem> = encrypted::decrypt(der, passphrase);
    match opened {
        Ok(pkcs8) => private::pkcs8(report, &pkcs8),
        Err(problem) => {
            report.add(problem);
            None
        }
    }
}

fn unshaped(label: Option<&str>, cut_off: bool) -> KeyReport {
    let report = match label {
        Some(label) if !label.is_empty() => labelled(label),
        _ => KeyReport::of(KeyKind::Unknown),
    };
    match (report.kind, cut_off) {
        (_, true) => report.with(KeyProblem::CutOff),
        (KeyKind::Unknown, false) => report.with(KeyProblem::NotAKey),
        (_, false) => report.with(KeyProblem::Garbled),
    }
}

fn kind_of(shape: Shape) -> KeyKind {
    match shape {
        Shape::Pkcs8 | Shape::Pkcs1 | Shape::Sec1 | Shape::Dsa => KeyKind::PrivateKey,
        Shape::EncryptedPkcs8 => KeyKind::EncryptedPrivateKey,
        Shape::Spki | Shape::Pkcs1Public => KeyKind::PublicKey,
        Shape::Certificate => KeyKind::Certificate,
        Shape::CertificateRequest => KeyKind::CertificateRequest,
        Shape::CertificateBundle => KeyKind::CertificateBundle,
        Shape::Pkcs12 => KeyKind::Pkcs12,
    }
}

fn format_of(shape: Shape, pem: bool) -> Option<KeyFormat> {
    let (in_pem, in_der) = match shape {
        Shape::Pkcs8 => (KeyFormat::Pkcs8Pem, KeyFormat::Pkcs8Der),
        Shape::EncryptedPkcs8 => (KeyFormat::EncryptedPkcs8Pem, KeyFormat::EncryptedPkcs8Der),
        Shape::Pkcs1 => (KeyFormat::Pkcs1Pem, KeyFormat::Pkcs1Der),
        Shape::Sec1 => (KeyFormat::Sec1Pem, KeyFormat::Sec1Der),
        Shape::Dsa => (KeyFormat::DsaPem, KeyFormat::DsaDer),
        Shape::Spki => (KeyFormat::SpkiPem, KeyFormat::SpkiDer),
        Shape::Pkcs1Public => (KeyFormat::Pkcs1PublicPem, KeyFormat::Pkcs1PublicDer),
        Shape::Certificate | Shape::CertificateRequest | Shape::CertificateBundle => {
            (KeyFormat::X509Pem, KeyFormat::X509Der)
        }
        Shape::Pkcs12 => return None,
    };
    Some(if pem { in_pem } else { in_der })
}

fn label_fits(shape: Shape, label: &str) -> bool {
    match shape {
        Shape::Pkcs8 => label == "PRIVATE KEY",
        Shape::EncryptedPkcs8 => label == "ENCRYPTED PRIVATE KEY",
        Shape::Pkcs1 => label == "RSA PRIVATE KEY",
        Shape::Sec1 => label == "EC PRIVATE KEY",
        Shape::Dsa => label == "DSA PRIVATE KEY",
        Shape::Spki => label == "PUBLIC KEY",
        Shape::Pkcs1Public => label == "RSA PUBLIC KEY",
        Shape::Certificate => label.ends_with("CERTIFICATE"),
        Shape::CertificateRequest => label.ends_with("CERTIFICATE REQUEST"),
        Shape::CertificateBundle | Shape::Pkcs12 => true,
    }
}

fn without_repeats(repairs: impl Iterator<Item = Repair>) -> Vec<Repair> {
    let mut seen = Vec::new();
    for repair in repairs {
        if !seen.contains(&repair) {
            seen.push(repair);
        }
    }
    seen
}
