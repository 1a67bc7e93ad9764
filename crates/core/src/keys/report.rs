//! What is said about a file: kind, algorithm, size, fingerprints, what was mended, what is wrong.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything that is known about the bytes; holds nothing secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyReport {
    /// What the file is.
    pub kind: KeyKind,
    /// The key's algorithm, where one could be read.
    pub algorithm: Option<KeyAlgorithm>,
    /// Size of the modulus (RSA) or of the curve.
    pub bits: Option<u32>,
    /// How the key is written down.
    pub format: Option<KeyFormat>,
    /// SHA-256 of the public key's SubjectPublicKeyInfo: upper-case hex pairs with colons.
    pub spki_sha256: Option<String>,
    /// RFC 7638 thumbprint: SHA-256, base64url.
    pub thumbprint: Option<String>,
    /// What was mended before the key could be read, outermost first.
    pub repairs: Vec<Repair>,
    /// Why it can't be used to sign RS256; empty for a usable private key.
    pub problems: Vec<KeyProblem>,
    /// Whether the private key is encrypted in the file.
    pub encrypted: bool,
    /// How it is encrypted, where that can be told.
    #[serde(default)]
    pub encryption: Option<KeyEncryption>,
}

/// How a private key is encrypted in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyEncryption {
    /// The cipher.
    pub cipher: KeyCipher,
    /// How its key is made from the passphrase.
    pub derivation: Option<KeyDerivation>,
}

/// The cipher of an encrypted private key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KeyCipher {
    /// AES-128-CBC.
    Aes128Cbc,
    /// AES-192-CBC.
    Aes192Cbc,
    /// AES-256-CBC.
    Aes256Cbc,
    /// AES-128-GCM.
    Aes128Gcm,
    /// AES-256-GCM.
    Aes256Gcm,
    /// Triple DES, CBC.
    TripleDesCbc,
    /// DES, CBC: 56 bits.
    DesCbc,
    /// RC2, CBC.
    Rc2Cbc,
    /// RC4.
    Rc4,
    /// Some other cipher.
    Other,
}

/// How a key is made from a passphrase, and at what cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "name", rename_all = "camelCase")]
pub enum KeyDerivation {
    /// PBKDF2 (RFC 8018 section 5.2).
    Pbkdf2 {
        /// Rounds.
        iterations: u32,
    },
    /// scrypt (RFC 7914).
    Scrypt {
        /// Cost; a power of two.
        #[ts(type = "number")]
        n: u64,
        /// Block size; the memory is 128·N·r bytes.
        r: u32,
        /// Passes.
        p: u32,
    },
    /// PKCS#12's own (RFC 7292 appendix B).
    Pkcs12 {
        /// Rounds.
        iterations: u32,
    },
    /// OpenSSL's old one: a single round of MD5.
    Md5,
    /// Some other.
    Other,
}

impl KeyReport {
    /// A report that knows only the kind.
    pub(super) fn of(kind: KeyKind) -> Self {
        Self {
            kind,
            algorithm: None,
            bits: None,
            format: None,
            spki_sha256: None,
            thumbprint: None,
            repairs: Vec::new(),
            problems: Vec::new(),
            encrypted: false,
            encryption: None,
        }
    }

    /// Whether [`super::open`] would give a key.
    pub fn is_usable(&self) -> bool {
        self.problems.is_empty()
    }

    pub(super) fn with(mut self, problem: KeyProblem) -> Self {
        self.add(problem);
        self
    }

    pub(super) fn add(&mut self, problem: KeyProblem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KeyKind {
    /// A private key in clear.
    PrivateKey,
    /// A private key behind a passphrase.
    EncryptedPrivateKey,
    /// The public half alone.
    PublicKey,
    /// An X.509 certificate.
    Certificate,
    /// A PKCS#10 request for a certificate.
    CertificateRequest,
    /// A PKCS#7 bundle of certificates.
    CertificateBundle,
    /// OpenSSH's own private-key format.
    OpenSshPrivateKey,
    /// PuTTY's own private-key format.
    PuttyPrivateKey,
    /// A PKCS#12 file (`.p12`, `.pfx`).
    Pkcs12,
    /// A Java key store.
    JavaKeyStore,
    /// A set of JSON Web Keys.
    Jwks,
    /// A JSON Web Key with a shared secret (`kty` is `oct`).
    SymmetricKey,
    /// A zip archive.
    Zip,
    /// A web page, often an error or login page saved instead of the file.
    Html,
    /// A token.
    Jwt,
    /// Nothing, or blanks only.
    Empty,
    /// None of these.
    Unknown,
}

/// The algorithm a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KeyAlgorithm {
    /// RSA (OID 1.2.840.113549.1.1.1).
    Rsa,
    /// RSA for PSS signatures only (OID 1.2.840.113549.1.1.10).
    RsaPss,
    /// Elliptic curve over a prime field.
    Ec,
    /// Ed25519.
    Ed25519,
    /// Ed448.
    Ed448,
    /// X25519, for key agreement only.
    X25519,
    /// DSA.
    Dsa,
    /// Some other algorithm.
    Other,
}

/// How a key is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KeyFormat {
    /// `BEGIN PRIVATE KEY` (RFC 5208).
    Pkcs8Pem,
    /// `BEGIN RSA PRIVATE KEY` (RFC 8017 A.1.2).
    Pkcs1Pem,
    /// `BEGIN EC PRIVATE KEY` (RFC 5915).
    Sec1Pem,
    /// `BEGIN ENCRYPTED PRIVATE KEY` (RFC 5208, PBES2 of RFC 8018).
    EncryptedPkcs8Pem,
    /// PEM with `Proc-Type: 4,ENCRYPTED` (RFC 1421, OpenSSL's own key derivation).
    TraditionalEncryptedPem,
    /// PKCS#8 in DER.
    Pkcs8Der,
    /// PKCS#1 in DER.
    Pkcs1Der,
    /// SEC1 in DER.
    Sec1Der,
    /// Encrypted PKCS#8 in DER.
    EncryptedPkcs8Der,
    /// `BEGIN DSA PRIVATE KEY`.
    DsaPem,
    /// A traditional DSA key in DER.
    DsaDer,
    /// A JSON Web Key (RFC 7517).
    Jwk,
    /// A set of JSON Web Keys (RFC 7517 section 5).
    Jwks,
    /// PKCS#12 (RFC 7292).
    Pkcs12,
    /// OpenSSH's format, private or public.
    OpenSsh,
    /// `BEGIN PUBLIC KEY` (SubjectPublicKeyInfo).
    SpkiPem,
    /// SubjectPublicKeyInfo in DER.
    SpkiDer,
    /// `BEGIN RSA PUBLIC KEY`.
    Pkcs1PublicPem,
    /// A PKCS#1 public key in DER.
    Pkcs1PublicDer,
    /// A certificate, request or bundle in PEM.
    X509Pem,
    /// A certificate, request or bundle in DER.
    X509Der,
}

/// What had to be mended before the key could be read (facts 8.1 rows 10 to 14).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Repair {
    /// Backslash and n where line breaks belong (environment variable, JSON).
    LiteralNewlines,
    /// The block had lost its line breaks.
    OneLine,
    /// Line ends with CR.
    CrLf,
    /// A byte order mark.
    Bom,
    /// UTF-16 text.
    Utf16,
    /// Blanks at line ends or beginnings, empty lines, invisible characters.
    Blanks,
    /// Quotation marks around it.
    Quotes,
    /// The key was the value of a JSON member.
    InsideJson,
    /// Text before the block.
    LeadingText,
    /// Text after the block.
    TrailingText,
    /// Bytes after the end of the key.
    TrailingBytes,
    /// Other blocks (certificates, public keys) in the same file.
    OtherBlocks,
    /// The BEGIN or END line is missing.
    MissingHeader,
    /// The BEGIN or END line has too few or other dashes.
    Dashes,
    /// The label says another format than the block holds.
    WrongLabel,
    /// The `=` at the end of the block is missing.
    Padding,
    /// The whole file was Base64 once more.
    Base64Wrapped,
}

/// Why a file can't be used to sign RS256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KeyProblem {
    /// The key is encrypted and no passphrase was given.
    NeedsPassphrase,
    /// The passphrase given does not open it.
    WrongPassphrase,
    /// RSA of under [`super::MIN_RSA_BITS`].
    TooFewBits,
    /// RSA of over [`super::MAX_RSA_BITS`].
    TooManyBits,
    /// A key of another algorithm.
    NotRsa,
    /// RSA restricted to PSS signatures.
    PssOnly,
    /// The parts of the key don't belong together.
    Inconsistent,
    /// The end is missing.
    CutOff,
    /// Characters or bytes that can't be there.
    Garbled,
    /// Only the public half.
    PublicHalfOnly,
    /// No key at all.
    NotAKey,
    /// More than one private key; none is guessed.
    SeveralKeys,
    /// More keys and certificates than are looked at ([`super::MAX_MEMBERS`]).
    TooManyKeys,
    /// A JWK with `d` but without its primes.
    MissingPrimes,
    /// RSA of more than two primes.
    MultiPrime,
    /// Over [`super::MAX_FILE_BYTES`].
    TooLarge,
    /// Deriving the key from the passphrase would take too much time or memory.
    KdfTooCostly,
    /// Encrypted in a way that is not opened here.
    UnsupportedEncryption,
    /// A format that is recognised but not opened here.
    UnsupportedFormat,
    /// A public exponent that is even, below 3 or over 33 bits.
    StrangeExponent,
}
