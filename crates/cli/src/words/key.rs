//! Private keys: kind, format, what was mended, what is wrong. The same words as in the window.

use std::collections::BTreeMap;

use credenza_core::keys::{
    KeyAlgorithm, KeyCipher, KeyDerivation, KeyEncryption, KeyFormat, KeyKind, KeyProblem,
    KeyRelation, KeyReport, Repair,
};

use super::filled;

/// What a file is.
pub(crate) fn kind(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::PrivateKey => "Private key",
        KeyKind::EncryptedPrivateKey => "Encrypted private key",
        KeyKind::PublicKey => "Public key: the half that is no secret. The private half is needed.",
        KeyKind::Certificate => "Certificate: it holds no private key.",
        KeyKind::CertificateRequest => "Certificate request: it holds no private key.",
        KeyKind::CertificateBundle => "Bundle of certificates: it holds no private key.",
        KeyKind::OpenSshPrivateKey => {
            "OpenSSH private key: for logging in to servers, not for LINE WORKS."
        }
        KeyKind::PuttyPrivateKey => {
            "PuTTY private key: for logging in to servers, not for LINE WORKS."
        }
        KeyKind::Pkcs12 => "PKCS#12 container (.p12, .pfx)",
        KeyKind::JavaKeyStore => "Java key store. Take the private key out of it first.",
        KeyKind::Jwks => "Set of keys (JWKS)",
        KeyKind::SymmetricKey => "Symmetric key: RS256 needs an RSA key pair.",
        KeyKind::Zip => "ZIP archive. Unpack it and choose the .key file in it.",
        KeyKind::Html => "Web page: the download was probably a sign-in or error page.",
        KeyKind::Jwt => "Signed token (JWT), not a key.",
        KeyKind::Empty => "Nothing: it is empty.",
        KeyKind::Unknown => "Nothing that is known as a key.",
    }
}

/// What a key is for.
pub(crate) fn algorithm(algorithm: KeyAlgorithm) -> &'static str {
    match algorithm {
        KeyAlgorithm::Rsa => "RSA",
        KeyAlgorithm::RsaPss => "RSA-PSS",
        KeyAlgorithm::Ec => "elliptic curve",
        KeyAlgorithm::Ed25519 => "Ed25519",
        KeyAlgorithm::Ed448 => "Ed448",
        KeyAlgorithm::X25519 => "X25519",
        KeyAlgorithm::Dsa => "DSA",
        KeyAlgorithm::Other => "other algorithm",
    }
}

/// How it is written down.
pub(crate) fn format(format: KeyFormat) -> &'static str {
    match format {
        KeyFormat::Pkcs8Pem => "PKCS#8 PEM",
        KeyFormat::Pkcs1Pem => "PKCS#1 PEM",
        KeyFormat::Sec1Pem => "SEC1 PEM",
        KeyFormat::EncryptedPkcs8Pem => "Encrypted PKCS#8 PEM",
        KeyFormat::TraditionalEncryptedPem => "Encrypted PEM (old form)",
        KeyFormat::Pkcs8Der => "PKCS#8 DER",
        KeyFormat::Pkcs1Der => "PKCS#1 DER",
        KeyFormat::Sec1Der => "SEC1 DER",
        KeyFormat::EncryptedPkcs8Der => "Encrypted PKCS#8 DER",
        KeyFormat::DsaPem => "DSA PEM",
        KeyFormat::DsaDer => "DSA DER",
        KeyFormat::Jwk => "JWK",
        KeyFormat::Jwks => "JWKS",
        KeyFormat::Pkcs12 => "PKCS#12",
        KeyFormat::OpenSsh => "OpenSSH",
        KeyFormat::SpkiPem => "Public key PEM (SPKI)",
        KeyFormat::SpkiDer => "Public key DER (SPKI)",
        KeyFormat::Pkcs1PublicPem => "Public key PEM (PKCS#1)",
        KeyFormat::Pkcs1PublicDer => "Public key DER (PKCS#1)",
        KeyFormat::X509Pem => "Certificate PEM",
        KeyFormat::X509Der => "Certificate DER",
    }
}

/// What was mended before reading.
pub(crate) fn repair(repair: Repair) -> &'static str {
    match repair {
        Repair::LiteralNewlines => "\\n written as two characters became line ends",
        Repair::OneLine => "one long line was broken into lines",
        Repair::CrLf => "Windows line ends were changed",
        Repair::Bom => "the byte order mark at the start was left out",
        Repair::Utf16 => "UTF-16 was turned into plain text",
        Repair::Blanks => "blanks around the lines were removed",
        Repair::Quotes => "quotation marks around it were removed",
        Repair::InsideJson => "it was taken out of a JSON document",
        Repair::LeadingText => "text before it was left out",
        Repair::TrailingText => "text after it was left out",
        Repair::TrailingBytes => "bytes after it were left out",
        Repair::OtherBlocks => "other PEM blocks in the file were left out",
        Repair::MissingHeader => "the missing BEGIN or END line was added",
        Repair::Dashes => "the dashes of the BEGIN and END lines were set right",
        Repair::WrongLabel => "the BEGIN line named another format",
        Repair::Padding => "the end of the Base64 text was completed",
        Repair::Base64Wrapped => "it was Base64 once more, and was unwrapped",
    }
}

/// Why it can't sign; `{bits}` stands for its size.
pub(crate) fn problem(problem: KeyProblem) -> &'static str {
    match problem {
        KeyProblem::NeedsPassphrase => {
            "It is encrypted and needs its passphrase: --key-passphrase-file F."
        }
        KeyProblem::WrongPassphrase => "This passphrase does not open it.",
        KeyProblem::TooFewBits => {
            "{bits} bits are too few: RS256 needs 2048 or more. Issue a new key in the Developer Console."
        }
        KeyProblem::TooManyBits => "{bits} bits are more than can be used for signing here.",
        KeyProblem::NotRsa => "It is not an RSA key. LINE WORKS takes RS256 only.",
        KeyProblem::PssOnly => "It is restricted to RSA-PSS, and RS256 is not PSS.",
        KeyProblem::Inconsistent => "Its numbers do not fit together: the file is damaged.",
        KeyProblem::CutOff => "It breaks off in the middle. Copy all of it, or choose the file.",
        KeyProblem::Garbled => "Some characters cannot be right. Download the file again.",
        KeyProblem::PublicHalfOnly => "It is only the public half. The private key file is needed.",
        KeyProblem::NotAKey => "It is not a key.",
        KeyProblem::SeveralKeys => {
            "There is more than one key in it. Leave only the one of this app."
        }
        KeyProblem::TooManyKeys => "There are more keys in it than are looked at here: 256.",
        KeyProblem::MissingPrimes => "Its prime numbers are missing, so it cannot sign.",
        KeyProblem::MultiPrime => "It has more than two primes, which is not supported.",
        KeyProblem::TooLarge => "It is too large to be a key.",
        KeyProblem::KdfTooCostly => {
            "Its passphrase protection asks for more work or memory than is allowed here."
        }
        KeyProblem::UnsupportedEncryption => {
            "Its encryption is not supported. Save it as PKCS#8 with AES."
        }
        KeyProblem::UnsupportedFormat => "Its format is not supported. Save it as PKCS#8 PEM.",
        KeyProblem::StrangeExponent => "Its public exponent is unusual and unsafe.",
    }
}

/// What it is, and why it can't be used.
pub(crate) fn refusal(report: &KeyReport) -> String {
    let bits = report.bits.map(|bits| bits.to_string()).unwrap_or_default();
    let values = BTreeMap::from([("bits".to_owned(), bits)]);
    let named = kind(report.kind);
    let stop = if named.ends_with('.') { "" } else { "." };
    let mut parts = vec![format!("It is: {named}{stop}")];
    parts.extend(report.problems.iter().map(|found| filled(problem(*found), &values)));
    parts.join(" ")
}

/// What a file is, as a word in a line.
pub(crate) fn short_kind(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::PrivateKey | KeyKind::EncryptedPrivateKey => "private key",
        KeyKind::PublicKey => "public key",
        KeyKind::Certificate => "certificate",
        KeyKind::CertificateRequest => "certificate request",
        KeyKind::OpenSshPrivateKey => "OpenSSH private key",
        KeyKind::SymmetricKey => "symmetric key",
        _ => "other",
    }
}

/// Algorithm and size.
pub(crate) fn kind_of_key(found: Option<KeyAlgorithm>, bits: Option<u32>) -> String {
    let name = found.map(algorithm).unwrap_or_default();
    bits.map_or_else(|| name.to_owned(), |bits| format!("{name} {bits} bits"))
}

/// How a private key is encrypted.
pub(crate) fn encryption(encryption: KeyEncryption) -> String {
    let cipher = cipher(encryption.cipher);
    let derivation = match encryption.derivation {
        Some(KeyDerivation::Pbkdf2 { iterations }) => format!("PBKDF2, {iterations} rounds"),
        Some(KeyDerivation::Scrypt { n, r, p }) => format!("scrypt, N={n} r={r} p={p}"),
        Some(KeyDerivation::Pkcs12 { iterations }) => format!("PKCS#12, {iterations} rounds"),
        Some(KeyDerivation::Md5) => "one round of MD5: weak".to_owned(),
        Some(KeyDerivation::Other) | None => return cipher.to_owned(),
    };
    format!("{cipher}; {derivation}")
}

fn cipher(cipher: KeyCipher) -> &'static str {
    match cipher {
        KeyCipher::Aes128Cbc => "AES-128-CBC",
        KeyCipher::Aes192Cbc => "AES-192-CBC",
        KeyCipher::Aes256Cbc => "AES-256-CBC",
        KeyCipher::Aes128Gcm => "AES-128-GCM",
        KeyCipher::Aes256Gcm => "AES-256-GCM",
        KeyCipher::TripleDesCbc => "3DES-CBC",
        KeyCipher::DesCbc => "DES-CBC",
        KeyCipher::Rc2Cbc => "RC2-CBC",
        KeyCipher::Rc4 => "RC4",
        KeyCipher::Other => "unknown cipher",
    }
}

/// How two files stand to each other.
pub(crate) fn relation(relation: KeyRelation) -> &'static str {
    match relation {
        KeyRelation::SamePair => "The same pair: both hold the same private key.",
        KeyRelation::OtherHalf => "They belong together: one is the public half of the other.",
        KeyRelation::SamePublicKey => "The same public key; neither holds its private half.",
        KeyRelation::Different => "Different keys: they do not belong together.",
        KeyRelation::NotComparable => "They cannot be compared.",
    }
}
