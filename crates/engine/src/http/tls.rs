//! TLS as this program speaks it: versions 1.2 and 1.3, certificates judged by the verifier of the
//! system. What the server shows, whole chain and version, is noted on the way, also where it is
//! refused; the judgement is the verifier's alone.

use std::sync::Arc;

use rustls::client::Resumption;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, DigitallySignedStruct, Error, SignatureScheme};
use rustls_platform_verifier::Verifier;

use super::client::HttpError;
use super::timing::{tell_chain, tell_version};

/// The authorities of the system and these, in PEM.
pub(super) fn tls(authorities: &[String]) -> Result<ClientConfig, HttpError> {
    let provider = Arc::new(default_provider());
    let mut own = Vec::new();
    for pem in authorities {
        own.extend(certificates(pem)?);
    }
    let verifier = Verifier::new_with_extra_roots(own, Arc::clone(&provider));
    // Without authorities of its own the TLS library always starts.
    let refused = || if authorities.is_empty() { HttpError::Tls } else { HttpError::Certificate };
    let verifier = Noting(verifier.map_err(|_| refused())?);
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&TLS13, &TLS12])
        .map_err(|_| HttpError::Tls)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    // A handshake that is taken up again shows no certificate and costs less than a first one.
    config.resumption = Resumption::disabled();
    Ok(config)
}

fn certificates(pem: &str) -> Result<Vec<CertificateDer<'static>>, HttpError> {
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
    let read = read.map_err(|_| HttpError::Certificate)?;
    if read.is_empty() { Err(HttpError::Certificate) } else { Ok(read) }
}

/// The verifier of the system; what it is shown is noted.
#[derive(Debug)]
struct Noting(Verifier);

impl ServerCertVerifier for Noting {
    fn verify_server_cert(
        &self,
        own: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        tell_chain(std::iter::once(own).chain(others).map(|one| one.to_vec()).collect());
        self.0.verify_server_cert(own, others, name, ocsp, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        own: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        tell_version("TLS 1.2");
        self.0.verify_tls12_signature(message, own, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        own: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        tell_version("TLS 1.3");
        self.0.verify_tls13_signature(message, own, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}
