//! From bytes to a report and, where there is one, an RSA private key: the table of what each
//! structure means.

use super::container::{self, Content, Unwrapped};
use super::cost::Budget;
use super::der_shape::{self, Shape};
use super::encrypted::{self, Encrypted};
use super::public_key::PublicKey;
use super::rsa::RsaPrivate;
use super::traditional::{self, Traditional};
use super::{
    KeyDerivation, KeyEncryption, KeyFormat, KeyKind, KeyMember, KeyProblem, KeyReport,
    MAX_FILE_BYTES, Repair, jwk, pkcs12, private, public, tlv,
};
use crate::Secret;

/// The report, the key if one could be read, its public half, and what else is in the file.
pub(super) struct Examined {
    pub report: KeyReport,
    pub key: Option<RsaPrivate>,
    pub public: Option<PublicKey>,
    /// The name it has in the file.
    pub name: Option<String>,
    /// Members of a container, or other blocks beside this one.
    pub others: Vec<KeyMember>,
}

impl From<KeyReport> for Examined {
    fn from(report: KeyReport) -> Self {
        Self { report, key: None, public: None, name: None, others: Vec::new() }
    }
}

impl Examined {
    /// Takes over a public half and its fingerprints.
    pub(super) fn know(&mut self, public: PublicKey) {
        self.report.spki_sha256 = Some(public.spki_sha256());
        self.report.thumbprint = Some(public.thumbprint());
        self.public = Some(public);
    }

    pub(super) fn add(&mut self, problem: KeyProblem) {
        self.report.add(problem);
    }
}

/// Looks at a file.
pub(super) fn examine(bytes: &[u8], passphrase: Option<&Secret>) -> Examined {
    if bytes.len() > MAX_FILE_BYTES {
        return KeyReport::of(KeyKind::Unknown).with(KeyProblem::TooLarge).into();
    }
    let Unwrapped { content, repairs, problems, others } = container::unwrap(bytes);
    let mut examined = match content {
        Content::Der { der, label } => {
            from_der(&der, label.as_deref(), passphrase, problems.contains(&KeyProblem::CutOff))
        }
        Content::Traditional(block) => from_traditional(&block, passphrase),
        Content::Jwk(text) => jwk::examine(&text),
        Content::Jwks(text) => jwk::examine_set(&text),
        Content::Named(examined) => *examined,
    };
    let inner = std::mem::take(&mut examined.report.repairs);
    examined.report.repairs = without_repeats(repairs.into_iter().chain(inner));
    for problem in problems {
        examined.report.add(problem);
    }
    // Nothing was mended where no key came of it.
    if examined.report.problems.contains(&KeyProblem::NotAKey) {
        examined.report.repairs.clear();
    }
    examined.others.extend(others.iter().map(|(label, der)| beside(label, der)));
    examined
}

/// Another block of the same file. Its passphrase, if it has one, is not asked for.
fn beside(label: &str, der: &[u8]) -> KeyMember {
    let cut_off = tlv::first(der).is_none_or(|(_, declared)| declared > der.len());
    KeyMember::of(&from_der(der, Some(label), None, cut_off), None)
}

/// A container of several keys and certificates. The one private key among them is what the report
/// is about; where there are several, none is guessed.
pub(super) fn gathered(container: KeyReport, all: Vec<Examined>) -> Examined {
    let others: Vec<KeyMember> =
        all.iter().map(|one| KeyMember::of(one, one.name.clone())).collect();
    let is_private = |one: &Examined| one.report.kind == KeyKind::PrivateKey;
    let private = all.iter().filter(|one| is_private(one)).count();
    let only = all.len() == 1;
    let symmetric = all.iter().all(|one| one.report.kind == KeyKind::SymmetricKey);
    let mut chosen = match (private, all.is_empty()) {
        (_, true) => container.clone().with(KeyProblem::NotAKey).into(),
        (2.., _) => container.clone().with(KeyProblem::SeveralKeys).into(),
        (0, _) if !only && symmetric => container.clone().with(KeyProblem::NotRsa).into(),
        (0, _) if !only => container.clone().with(KeyProblem::PublicHalfOnly).into(),
        _ => all
            .into_iter()
            .find(|one| only || is_private(one))
            .unwrap_or_else(|| container.clone().into()),
    };
    chosen.report.kind = container.kind;
    chosen.report.format = container.format;
    chosen.report.encrypted |= container.encrypted;
    chosen.report.encryption = container.encryption.or(chosen.report.encryption);
    (chosen.name, chosen.others) = (None, others);
    chosen
}

fn from_traditional(block: &Traditional, passphrase: Option<&Secret>) -> Examined {
    let mut report = KeyReport::of(KeyKind::EncryptedPrivateKey);
    report.format = Some(KeyFormat::TraditionalEncryptedPem);
    report.encrypted = true;
    let derivation = Some(KeyDerivation::Md5);
    report.encryption = Some(KeyEncryption { cipher: block.dek_info.cipher, derivation });
    let mut examined = Examined::from(report);
    match traditional::decrypt(block, passphrase) {
        Ok(der) => match der_shape::of(&der) {
            Some(shape) => read(shape, &der, &mut examined, None),
            None => examined.add(KeyProblem::WrongPassphrase),
        },
        Err(problem) => examined.add(problem),
    }
    examined
}

fn from_pkcs12(examined: &mut Examined, der: &[u8], passphrase: Option<&Secret>) {
    let (contents, result) = pkcs12::read(der, passphrase);
    examined.report.encrypted = contents.encryption.is_some();
    examined.report.encryption = contents.encryption;
    if let Err(problem) = result {
        return examined.add(problem);
    }
    let bags = contents.bags.into_iter().map(|bag| {
        let mut found = from_der(&bag.der, None, None, false);
        found.name = bag.name;
        found
    });
    *examined = gathered(examined.report.clone(), bags.collect());
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
    let mut examined = Examined::from(report);
    read(shape, der, &mut examined, passphrase);
    examined
}

fn read(shape: Shape, der: &[u8], examined: &mut Examined, passphrase: Option<&Secret>) {
    match shape {
        Shape::Pkcs8 => private::pkcs8(examined, der),
        Shape::EncryptedPkcs8 => from_encrypted(examined, der, passphrase),
        Shape::Pkcs1 => private::pkcs1(examined, der),
        Shape::Sec1 => private::sec1(examined, der),
        Shape::Dsa => private::dsa(examined),
        Shape::Spki => public::spki(examined, der),
        Shape::Pkcs1Public => public::pkcs1(examined, der),
        Shape::Certificate | Shape::CertificateRequest => public::inside(examined, der),
        Shape::CertificateBundle => examined.add(KeyProblem::PublicHalfOnly),
        Shape::Pkcs12 => from_pkcs12(examined, der, passphrase),
    }
}

fn from_encrypted(examined: &mut Examined, der: &[u8], passphrase: Option<&Secret>) {
    examined.report.encrypted = true;
    let Some(found) = Encrypted::private_key(der) else {
        return examined.add(KeyProblem::Garbled);
    };
    examined.report.encryption = Some(found.described());
    match encrypted::private_key(&found, passphrase, &mut Budget::of_one_file()) {
        Ok(pkcs8) => private::pkcs8(examined, &pkcs8),
        Err(problem) => examined.add(problem),
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
        Shape::Pkcs12 => return Some(KeyFormat::Pkcs12),
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
