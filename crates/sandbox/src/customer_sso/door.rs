//! The practice customer over TLS: one address for each kind of certificate, because a server shows
//! it before it is told what is wanted. Certificates are made at the start and trusted nowhere but
//! where the practice authority is added.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, IsCa, KeyPair, date_time_ymd,
};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};

use crate::clock::unix_seconds;

/// Longer than the second of LINE WORKS; the connection stands, and TLS waits.
const TOO_SLOW: Duration = Duration::from_millis(1_600);
const DAY: Duration = Duration::from_secs(86_400);

/// One address over TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    /// A certificate as it should be.
    Good,
    /// One that ended three days ago.
    Expired,
    /// One with ten days left.
    FewDays,
    /// One of an authority that nobody was told of.
    Untrusted,
    /// One of another host.
    OtherHost,
    /// A good one that is shown late.
    Slow,
}

impl Door {
    /// All of them.
    pub(crate) const ALL: [Door; 6] =
        [Door::Good, Door::Expired, Door::FewDays, Door::Untrusted, Door::OtherHost, Door::Slow];

    /// How long a connection waits before its handshake.
    pub(crate) fn delay(self) -> Duration {
        if self == Door::Slow { TOO_SLOW } else { Duration::ZERO }
    }
}

/// Why no certificate could be made.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// The key or the certificate.
    #[error("a practice certificate cannot be made")]
    Making(#[from] rcgen::Error),
    /// The TLS library.
    #[error("the TLS library did not start")]
    Tls(#[from] tokio_rustls::rustls::Error),
}

/// A root, and who signs for it.
struct Authority {
    pem: String,
    signer: CertifiedIssuer<'static, KeyPair>,
}

/// The certificates of all doors.
pub(crate) struct Certificates {
    known: Authority,
    unknown: Authority,
    now: SystemTime,
}

impl Certificates {
    /// Fresh ones.
    pub(crate) fn make(now: SystemTime) -> Result<Certificates, CertificateError> {
        let known = Authority::make("Aoba practice authority", now)?;
        let unknown = Authority::make("Unknown practice authority", now)?;
        Ok(Certificates { known, unknown, now })
    }

    /// The root to be trusted, in PEM.
    pub(crate) fn authority_pem(&self) -> String {
        self.known.pem.clone()
    }

    /// What a door shows.
    pub(crate) fn acceptor(&self, door: Door) -> Result<TlsAcceptor, CertificateError> {
        let signer = if door == Door::Untrusted { &self.unknown } else { &self.known };
        let host = if door == Door::OtherHost { "sso.kumo.example" } else { "127.0.0.1" };
        let mut params = params("Aoba practice SSO", vec![host.to_owned()])?;
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let (from, until) = match door {
            Door::Expired => (self.now - 90 * DAY, self.now - 3 * DAY),
            Door::FewDays => (self.now - DAY, self.now + 10 * DAY + DAY / 2),
            _ => (self.now - DAY, self.now + 90 * DAY + DAY / 2),
        };
        lasts(&mut params, from, until);
        let key = KeyPair::generate()?;
        let own = params.signed_by(&key, &signer.signer)?;
        let chain = vec![own.der().clone(), signer.signer.der().clone()];
        Ok(TlsAcceptor::from(Arc::new(config(chain, &key)?)))
    }
}

impl Authority {
    fn make(name: &str, now: SystemTime) -> Result<Authority, CertificateError> {
        let made = |name: &str| {
            let mut params = params(name, Vec::new())?;
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            lasts(&mut params, now - 400 * DAY, now + 400 * DAY + DAY / 2);
            Ok::<_, CertificateError>(params)
        };
        let root = CertifiedIssuer::self_signed(made(name)?, KeyPair::generate()?)?;
        let signing = made(&format!("{name}, servers"))?;
        let signer = CertifiedIssuer::signed_by(signing, KeyPair::generate()?, &root)?;
        Ok(Authority { pem: root.pem(), signer })
    }
}

fn params(name: &str, hosts: Vec<String>) -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(hosts)?;
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.distinguished_name.push(DnType::OrganizationName, "Aoba Trading (practice)");
    Ok(params)
}

fn lasts(params: &mut CertificateParams, from: SystemTime, until: SystemTime) {
    let since_1970 = |time| Duration::from_secs_f64(unix_seconds(time).max(0.0));
    params.not_before = date_time_ymd(1970, 1, 1) + since_1970(from);
    params.not_after = date_time_ymd(1970, 1, 1) + since_1970(until);
}

fn config(
    chain: Vec<CertificateDer<'static>>,
    key: &KeyPair,
) -> Result<ServerConfig, CertificateError> {
    let key = PrivatePkcs8KeyDer::from(key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key.into())?;
    Ok(config)
}
