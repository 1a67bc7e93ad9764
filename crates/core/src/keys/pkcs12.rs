//! PKCS#12 (RFC 7292): the private keys and certificates inside, for the passphrase forms that
//! OpenSSL, Windows, Java and macOS write. Files in BER of indefinite length and integrity by
//! public key are named and not opened.

use aws_lc_rs::{digest, hmac};
use zeroize::Zeroizing;

use super::cost::Budget;
use super::encrypted::{self, Encrypted};
use super::pkcs12_pbe::{self, Purpose};
use super::tlv::{
    self, BMP_STRING, CONTEXT_0, Element, IMPLICIT_0, INTEGER, OCTET_STRING, OID, SEQUENCE, SET,
};
use super::{KeyEncryption, KeyProblem, MAX_MEMBERS};
use crate::Secret;

const DATA: &str = "1.2.840.113549.1.7.1";
const ENCRYPTED_DATA: &str = "1.2.840.113549.1.7.6";
const KEY_BAG: &str = "1.2.840.113549.1.12.10.1.1";
const SHROUDED_KEY_BAG: &str = "1.2.840.113549.1.12.10.1.2";
const CERTIFICATE_BAG: &str = "1.2.840.113549.1.12.10.1.3";
const FRIENDLY_NAME: &str = "1.2.840.113549.1.9.20";

/// What was found in a file.
#[derive(Default)]
pub(super) struct Contents {
    /// Private keys and certificates, in their order.
    pub bags: Vec<Bag>,
    /// How the private key is encrypted, where that can be told.
    pub encryption: Option<KeyEncryption>,
}

/// One private key or certificate.
pub(super) struct Bag {
    /// PKCS#8 or X.509, in DER.
    pub der: Zeroizing<Vec<u8>>,
    /// The name that the writer gave it.
    pub name: Option<String>,
}

/// Opens a file. What does not decrypt is the passphrase's fault, also after the MAC was right:
/// Java may give a key another passphrase than its store.
pub(super) fn read(der: &[u8], passphrase: Option<&Secret>) -> (Contents, Result<(), KeyProblem>) {
    let mut reader = Reader {
        passphrase: passphrase.cloned(),
        budget: Budget::of_one_file(),
        contents: Contents::default(),
    };
    let result = reader.file(der);
    (reader.contents, result)
}

struct Reader {
    passphrase: Option<Secret>,
    budget: Budget,
    contents: Contents,
}

type Step = Result<(), KeyProblem>;

impl Reader {
    fn file(&mut self, der: &[u8]) -> Step {
        let outer = sequence(der)?;
        let (safe, mac) = match outer[..] {
            [version, safe] if version.tag == INTEGER => (safe, None),
            [version, safe, mac] if version.tag == INTEGER => (safe, Some(mac)),
            _ => return Err(KeyProblem::Garbled),
        };
        let (kind, content) = content_info(&safe)?;
        if kind != DATA {
            return Err(KeyProblem::UnsupportedEncryption);
        }
        let safes = value_of(content, OCTET_STRING)?;
        let proved = match mac {
            Some(mac) => self.prove(&mac, safes),
            None => Ok(()),
        };
        // Told even where the passphrase is not known: how the key is encrypted.
        self.look_ahead(safes);
        proved?;
        sequence(safes)?.iter().try_for_each(|safe| self.content(safe))
    }

    /// Checks the MAC (RFC 7292 section 5.1). A file without passphrase has one all the same.
    fn prove(&mut self, mac: &Element<'_>, data: &[u8]) -> Step {
        let mac = Mac::read(mac)?;
        let mut proves = |password: &[u8]| {
            self.budget.iterations(u64::from(mac.iterations))?;
            Ok::<_, KeyProblem>(mac.fits(password, data))
        };
        if let Some(passphrase) = &self.passphrase {
            let fits = proves(&pkcs12_pbe::password(passphrase))?
                || (passphrase.is_empty() && proves(&[])?);
            return if fits { Ok(()) } else { Err(KeyProblem::WrongPassphrase) };
        }
        let empty = Secret::new(String::new());
        if proves(&pkcs12_pbe::password(&empty))? || proves(&[])? {
            self.passphrase = Some(empty);
            return Ok(());
        }
        Err(KeyProblem::NeedsPassphrase)
    }

    fn look_ahead(&mut self, safes: &[u8]) {
        for safe in sequence(safes).unwrap_or_default() {
            let Ok((kind, content)) = content_info(&safe) else { continue };
            if kind == DATA
                && let Ok(bags) = value_of(content, OCTET_STRING).and_then(sequence)
            {
                bags.iter().for_each(|bag| self.note_encryption(bag));
            } else if kind == ENCRYPTED_DATA
                && let Ok(encrypted) = encrypted_data(content)
            {
                let described = encrypted.described();
                self.contents.encryption.get_or_insert(described);
            }
        }
    }

    /// The key's own encryption counts for more than that of the certificates around it.
    fn note_encryption(&mut self, bag: &Element<'_>) {
        if let Ok((kind, value, _)) = bag_of(bag)
            && kind == SHROUDED_KEY_BAG
            && let Some(encrypted) = Encrypted::private_key(value)
        {
            self.contents.encryption = Some(encrypted.described());
        }
    }

    fn content(&mut self, safe: &Element<'_>) -> Step {
        let (kind, content) = content_info(safe)?;
        match kind.as_str() {
            DATA => self.safe_contents(value_of(content, OCTET_STRING)?),
            ENCRYPTED_DATA => {
                let encrypted = encrypted_data(content)?;
                let opened = encrypted.decrypt(self.passphrase.as_ref(), &mut self.budget)?;
                self.safe_contents(&opened).map_err(|problem| match problem {
                    KeyProblem::Garbled => KeyProblem::WrongPassphrase,
                    other => other,
                })
            }
            _ => Err(KeyProblem::UnsupportedEncryption),
        }
    }

    fn safe_contents(&mut self, der: &[u8]) -> Step {
        sequence(der)?.iter().try_for_each(|bag| self.bag(bag))
    }

    fn bag(&mut self, bag: &Element<'_>) -> Step {
        let (kind, value, attributes) = bag_of(bag)?;
        let der = match kind.as_str() {
            KEY_BAG => Zeroizing::new(value.to_vec()),
            SHROUDED_KEY_BAG => {
                let encrypted = Encrypted::private_key(value).ok_or(KeyProblem::Garbled)?;
                let passphrase = self.passphrase.as_ref();
                encrypted::private_key(&encrypted, passphrase, &mut self.budget)?
            }
            CERTIFICATE_BAG => Zeroizing::new(certificate(value)?.to_vec()),
            // Lists of revoked certificates, secrets and nested bags hold no key pair.
            _ => return Ok(()),
        };
        if self.contents.bags.len() >= MAX_MEMBERS {
            return Err(KeyProblem::TooManyKeys);
        }
        let name = attributes.and_then(friendly_name);
        self.contents.bags.push(Bag { der, name });
        Ok(())
    }
}

struct Mac<'a> {
    algorithm: hmac::Algorithm,
    hash: &'static digest::Algorithm,
    digest: &'a [u8],
    salt: &'a [u8],
    iterations: u32,
}

impl<'a> Mac<'a> {
    fn read(mac: &Element<'a>) -> Result<Self, KeyProblem> {
        let members = sequence(mac.whole)?;
        let (info, salt, count) = match members[..] {
            [info, salt] => (info, salt, 1),
            [info, salt, count] => {
                (info, salt, tlv::unsigned(count.value).ok_or(KeyProblem::Garbled)?)
            }
            _ => return Err(KeyProblem::Garbled),
        };
        let [algorithm, digest] = sequence(info.whole)?[..] else {
            return Err(KeyProblem::Garbled);
        };
        let algorithm = sequence(algorithm.whole)?;
        let oid = algorithm.first().and_then(oid_of).ok_or(KeyProblem::Garbled)?;
        // PBMAC1 of RFC 9579 is among the others.
        let (algorithm, hash) = hash_of(&oid).ok_or(KeyProblem::UnsupportedEncryption)?;
        if count == 0 {
            return Err(KeyProblem::Garbled);
        }
        Ok(Self { algorithm, hash, digest: digest.value, salt: salt.value, iterations: count })
    }

    fn fits(&self, password: &[u8], data: &[u8]) -> bool {
        let length = self.hash.output_len();
        let key = pkcs12_pbe::derive(
            self.hash,
            password,
            self.salt,
            Purpose::Mac,
            self.iterations,
            length,
        );
        let key = hmac::Key::new(self.algorithm, &key);
        hmac::verify(&key, data, self.digest).is_ok()
    }
}

fn hash_of(oid: &str) -> Option<(hmac::Algorithm, &'static digest::Algorithm)> {
    Some(match oid {
        "1.3.14.3.2.26" => (hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &digest::SHA1_FOR_LEGACY_USE_ONLY),
        "2.16.840.1.101.3.4.2.1" => (hmac::HMAC_SHA256, &digest::SHA256),
        "2.16.840.1.101.3.4.2.2" => (hmac::HMAC_SHA384, &digest::SHA384),
        "2.16.840.1.101.3.4.2.3" => (hmac::HMAC_SHA512, &digest::SHA512),
        "2.16.840.1.101.3.4.2.4" => (hmac::HMAC_SHA224, &digest::SHA224),
        _ => return None,
    })
}

/// Kind and value of `SEQUENCE { OID, [0] value }`.
fn content_info<'a>(element: &Element<'a>) -> Result<(String, &'a [u8]), KeyProblem> {
    match sequence(element.whole)?[..] {
        [kind, content] if content.tag == CONTEXT_0 => {
            Ok((oid_of(&kind).ok_or(KeyProblem::Garbled)?, content.value))
        }
        _ => Err(KeyProblem::Garbled),
    }
}

/// Kind, value and attributes of a SafeBag.
type BagParts<'a> = (String, &'a [u8], Option<&'a [u8]>);

fn bag_of<'a>(bag: &Element<'a>) -> Result<BagParts<'a>, KeyProblem> {
    let members = sequence(bag.whole)?;
    let (kind, value, attributes) = match members[..] {
        [kind, value] => (kind, value, None),
        [kind, value, attributes] if attributes.tag == SET => (kind, value, Some(attributes.value)),
        _ => return Err(KeyProblem::Garbled),
    };
    if value.tag != CONTEXT_0 {
        return Err(KeyProblem::Garbled);
    }
    Ok((oid_of(&kind).ok_or(KeyProblem::Garbled)?, value.value, attributes))
}

/// EncryptedData of RFC 5652 section 8.
fn encrypted_data(content: &[u8]) -> Result<Encrypted<'_>, KeyProblem> {
    let members = sequence(content)?;
    let info = members.get(1).ok_or(KeyProblem::Garbled)?;
    match sequence(info.whole)?[..] {
        [_, algorithm, data] if data.tag == IMPLICIT_0 => {
            Ok(Encrypted { algorithm: algorithm.whole, data: data.value })
        }
        _ => Err(KeyProblem::Garbled),
    }
}

/// The X.509 certificate of a CertBag.
fn certificate(value: &[u8]) -> Result<&[u8], KeyProblem> {
    match sequence(value)?[..] {
        [_, certificate] if certificate.tag == CONTEXT_0 => {
            value_of(certificate.value, OCTET_STRING)
        }
        _ => Err(KeyProblem::Garbled),
    }
}

fn friendly_name(attributes: &[u8]) -> Option<String> {
    let named = tlv::members(attributes, MAX_MEMBERS)?.into_iter().find_map(|attribute| {
        let [kind, values] = sequence(attribute.whole).ok()?[..] else { return None };
        (oid_of(&kind)? == FRIENDLY_NAME).then_some(values.value)
    })?;
    let (name, _) = tlv::first(named).filter(|(name, _)| name.tag == BMP_STRING)?;
    let units: Vec<u16> =
        name.value.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    Some(String::from_utf16_lossy(&units))
}

fn sequence(der: &[u8]) -> Result<Vec<Element<'_>>, KeyProblem> {
    tlv::members(value_of(der, SEQUENCE)?, 2 * MAX_MEMBERS).ok_or(KeyProblem::Garbled)
}

/// The value of the one element that these bytes are.
fn value_of(der: &[u8], tag: u8) -> Result<&[u8], KeyProblem> {
    match tlv::first(der) {
        Some((element, declared)) if element.tag == tag && declared == der.len() => {
            Ok(element.value)
        }
        _ => Err(KeyProblem::Garbled),
    }
}

fn oid_of(element: &Element<'_>) -> Option<String> {
    let oid = pkcs8::ObjectIdentifier::from_bytes(element.value).ok()?;
    (element.tag == OID).then(|| oid.to_string())
}
