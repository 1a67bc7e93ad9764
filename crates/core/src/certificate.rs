//! What a server's certificates say of themselves: whose they are, who signed them, how long they
//! are valid (RFC 5280 section 4.1). Whether they are trusted is for the TLS library to say.

use pkcs8::der::asn1::{AnyRef, BmpString, GeneralizedTime, ObjectIdentifier, UtcTime};
use pkcs8::der::{Decode, Reader, SliceReader, Tag, Tagged};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::UnixSeconds;

/// Longest name that is kept, in characters.
const LONGEST_NAME: usize = 200;
const SECONDS_A_DAY: i64 = 86_400;

/// One certificate of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChainCertificate {
    /// Whose it is, as `CN=sso.example.com, O=Example`; empty where only alternative names say so.
    pub subject: String,
    /// Who signed it.
    pub issuer: String,
    /// When it ends; `None` when that can't be read.
    pub until: Option<UnixSeconds>,
    /// Whole days until then, below 0 when it has ended.
    #[ts(type = "number | null")]
    pub days_left: Option<i64>,
}

/// What a server showed of its TLS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TlsShown {
    /// `TLS 1.3` or `TLS 1.2`; `None` when the handshake ended before that was settled.
    pub version: Option<String>,
    /// The certificates that the server sent, its own first. The authority at the end of the chain
    /// is usually not among them.
    pub chain: Vec<ChainCertificate>,
}

impl TlsShown {
    /// Reads what was shown. `chain`: certificates in DER, the server's own first.
    pub fn read(version: Option<&str>, chain: &[Vec<u8>], now: UnixSeconds) -> Self {
        let chain = chain.iter().map(|der| ChainCertificate::read(der, now)).collect();
        Self { version: version.map(str::to_owned), chain }
    }

    /// The certificate of the chain that ends first.
    pub fn first_to_end(&self) -> Option<&ChainCertificate> {
        let known = self.chain.iter().filter(|one| one.until.is_some());
        known.min_by_key(|one| one.until)
    }
}

impl ChainCertificate {
    /// Reads a certificate in DER; what can't be read stays empty.
    fn read(der: &[u8], now: UnixSeconds) -> Self {
        let (issuer, subject) = names(der).unwrap_or_default();
        let until = valid_until(der);
        let days_left = until.map(|until| (until - now).div_euclid(SECONDS_A_DAY));
        Self { subject, issuer, until, days_left }
    }
}

/// When a certificate in DER ends, in seconds since 1970; `None` when it can't be read.
pub fn valid_until(der: &[u8]) -> Option<UnixSeconds> {
    let mut body = SliceReader::new(after_serial(der)?).ok()?;
    let (_algorithm, _issuer) = (AnyRef::decode(&mut body).ok()?, AnyRef::decode(&mut body).ok()?);
    let mut validity = SliceReader::new(members(AnyRef::decode(&mut body).ok()?)?).ok()?;
    let _not_before = AnyRef::decode(&mut validity).ok()?;
    seconds(validity.tlv_bytes().ok()?)
}

/// Issuer and subject.
fn names(der: &[u8]) -> Option<(String, String)> {
    let mut body = SliceReader::new(after_serial(der)?).ok()?;
    let _algorithm = AnyRef::decode(&mut body).ok()?;
    let issuer = name(AnyRef::decode(&mut body).ok()?)?;
    let _validity = AnyRef::decode(&mut body).ok()?;
    Some((issuer, name(AnyRef::decode(&mut body).ok()?)?))
}

/// A distinguished name in the order of the certificate (RFC 5280 section 4.1.2.4).
fn name(any: AnyRef<'_>) -> Option<String> {
    let mut sets = SliceReader::new(members(any)?).ok()?;
    let mut parts = Vec::new();
    while !sets.is_finished() {
        let set = AnyRef::decode(&mut sets).ok()?;
        let mut attributes = SliceReader::new(set.value()).ok()?;
        while !attributes.is_finished() {
            parts.push(attribute(AnyRef::decode(&mut attributes).ok()?)?);
        }
    }
    let whole = parts.join(", ");
    Some(whole.chars().filter(|letter| !letter.is_control()).take(LONGEST_NAME).collect())
}

fn attribute(any: AnyRef<'_>) -> Option<String> {
    let mut pair = SliceReader::new(members(any)?).ok()?;
    let kind: ObjectIdentifier = ObjectIdentifier::decode(&mut pair).ok()?;
    let value = AnyRef::decode(&mut pair).ok()?;
    let text = match value.tag() {
        Tag::BmpString => BmpString::from_ucs2(value.value()).ok()?.to_string(),
        _ => String::from_utf8_lossy(value.value()).into_owned(),
    };
    Some(format!("{}={text}", short(&kind.to_string())))
}

/// The usual letters of an attribute (RFC 4519 section 2).
fn short(kind: &str) -> &str {
    match kind {
        "2.5.4.3" => "CN",
        "2.5.4.6" => "C",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        other => other,
    }
}

/// The members of a certificate's body after version and serial number.
fn after_serial(der: &[u8]) -> Option<&[u8]> {
    let mut whole = SliceReader::new(members(AnyRef::from_der(der).ok()?)?).ok()?;
    let body = members(AnyRef::decode(&mut whole).ok()?)?;
    let mut reader = SliceReader::new(body).ok()?;
    let first = AnyRef::decode(&mut reader).ok()?;
    if first.tag() != Tag::Integer {
        // The version, which the first version leaves out; the serial number comes after it.
        AnyRef::decode(&mut reader).ok()?;
    }
    let left = usize::try_from(reader.remaining_len()).ok()?;
    body.get(body.len() - left..)
}

/// UTCTime up to 2049, GeneralizedTime from then on.
fn seconds(der: &[u8]) -> Option<UnixSeconds> {
    let since_1970 = match UtcTime::from_der(der) {
        Ok(time) => time.to_unix_duration(),
        Err(_) => GeneralizedTime::from_der(der).ok()?.to_unix_duration(),
    };
    i64::try_from(since_1970.as_secs()).ok()
}

fn members(any: AnyRef<'_>) -> Option<&[u8]> {
    (any.tag() == Tag::Sequence).then(|| any.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
        let length = u8::try_from(value.len()).expect("short");
        [&[tag, length], value].concat()
    }

    /// A certificate's outline (RFC 5280 section 4.1).
    fn certificate(version: &[u8], until: &[u8]) -> Vec<u8> {
        let since = tlv(0x17, b"240101000000Z");
        let validity = tlv(0x30, &[&since, until].concat());
        let (serial, name) = (tlv(2, &[7]), tlv(0x30, &[]));
        let body = tlv(0x30, &[version, &serial, &name, &name, &validity, &name].concat());
        tlv(0x30, &[&body, &name[..], &[3, 2, 0, 1]].concat())
    }

    #[test]
    fn the_end_is_read_in_both_forms_and_with_and_without_a_version() {
        let third = [0xa0, 3, 2, 1, 2];
        let (short, long) = (tlv(0x17, b"260102030405Z"), tlv(0x18, b"20510102030405Z"));
        assert_eq!(valid_until(&certificate(&third, &short)), Some(1_767_323_045));
        assert_eq!(valid_until(&certificate(&[], &short)), Some(1_767_323_045));
        assert_eq!(valid_until(&certificate(&third, &long)), Some(2_556_241_445));
    }

    #[test]
    fn a_chain_is_told_with_subject_issuer_and_days_of_each() {
        use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
        let key = || KeyPair::generate().expect("a key");
        let named = |name: &str| {
            let mut params =
                CertificateParams::new(["sso.example.com".to_owned()]).expect("a name");
            params.distinguished_name = rcgen::DistinguishedName::new();
            params.distinguished_name.push(DnType::CommonName, name);
            params.distinguished_name.push(DnType::OrganizationName, "Aoba 青葉");
            params.not_after = rcgen::date_time_ymd(2026, 1, 2);
            params
        };
        let mut authority = named("Root");
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = CertifiedIssuer::self_signed(authority, key()).expect("an authority");
        let own = named("sso.example.com").signed_by(&key(), &root).expect("a certificate");
        let chain = [own.der().to_vec(), root.der().to_vec(), b"nothing".to_vec()];
        let shown = TlsShown::read(Some("TLS 1.3"), &chain, 1_767_225_600);
        let told = |at: usize| (shown.chain[at].subject.as_str(), shown.chain[at].issuer.as_str());
        assert_eq!(told(0), ("CN=sso.example.com, O=Aoba 青葉", "CN=Root, O=Aoba 青葉"));
        assert_eq!(told(1), ("CN=Root, O=Aoba 青葉", "CN=Root, O=Aoba 青葉"));
        assert_eq!(told(2), ("", ""));
        assert_eq!(shown.chain[0].days_left, Some(1));
        assert_eq!(shown.chain[2].days_left, None);
        assert_eq!(shown.first_to_end(), Some(&shown.chain[0]));
        let late = TlsShown::read(None, &chain, 1_767_225_600 + 2 * SECONDS_A_DAY + 1);
        assert_eq!(late.chain[0].days_left, Some(-2), "a day that has begun is gone");
    }

    #[test]
    fn what_is_no_certificate_has_no_end() {
        let whole = certificate(&[], &tlv(0x17, b"260102030405Z"));
        for cut in 0..whole.len() {
            assert_eq!(valid_until(&whole[..cut]), None, "{cut}");
        }
        assert_eq!(valid_until(&certificate(&[], &tlv(0x17, b"261302030405Z"))), None);
    }
}
