//! A certificate authority of our own, and a TLS server that shows what it issued. Made anew for
//! each test; nothing of it is trusted anywhere.

use std::path::PathBuf;
use std::sync::Arc;

use credenza_tests::desk::Desk;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, SupportedProtocolVersion};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use crate::server::{Arrived, json, read_request};

/// What a certificate is made to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    None,
    Expired,
    NotYetValid,
    OtherHost,
}

/// A certificate with its key.
pub(crate) struct Identity {
    der: CertificateDer<'static>,
    key: KeyPair,
}

/// Signs certificates for 127.0.0.1.
pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub(crate) fn new() -> Self {
        let key = KeyPair::generate().expect("a key");
        let params = authority_params(Vec::new());
        Self(CertifiedIssuer::self_signed(params, key).expect("an authority"))
    }

    pub(crate) fn pem(&self) -> String {
        self.0.pem()
    }

    pub(crate) fn issue(&self, flaw: Flaw) -> Identity {
        let host = if flaw == Flaw::OtherHost { "id.corp.example" } else { "127.0.0.1" };
        let mut params = CertificateParams::new([host.to_owned()]).expect("a host name");
        match flaw {
            Flaw::Expired => params.not_after = date_time_ymd(2020, 1, 1),
            Flaw::NotYetValid => params.not_before = date_time_ymd(3000, 1, 1),
            Flaw::None | Flaw::OtherHost => {}
        }
        let key = KeyPair::generate().expect("a key");
        let der = params.signed_by(&key, &self.0).expect("a certificate").der().clone();
        Identity { der, key }
    }
}

/// Signed by itself: as a server's own certificate, or as an authority that serves.
pub(crate) fn self_signed(as_authority: bool) -> Identity {
    let hosts = vec!["127.0.0.1".to_owned()];
    let params = if as_authority {
        authority_params(hosts)
    } else {
        CertificateParams::new(hosts).expect("a host name")
    };
    let key = KeyPair::generate().expect("a key");
    let der = params.self_signed(&key).expect("a certificate").der().clone();
    Identity { der, key }
}

fn authority_params(hosts: Vec<String>) -> CertificateParams {
    let mut params = CertificateParams::new(hosts).expect("host names");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params
}

/// Puts a text into a file of the desk's folder, as an administrator would have it.
pub(crate) fn file(desk: &Desk, name: &str, text: &str) -> PathBuf {
    let path = desk.folder.path().join(name);
    std::fs::write(&path, text).expect("the folder can be written");
    path
}

/// A server over TLS that answers every request with a token.
pub(crate) struct TlsServer {
    pub(crate) port: u16,
    pub(crate) arrived: Arrived,
    task: JoinHandle<()>,
}

impl TlsServer {
    pub(crate) async fn with(identity: &Identity) -> Self {
        Self::speaking(identity, rustls::ALL_VERSIONS).await
    }

    pub(crate) async fn speaking(
        identity: &Identity,
        versions: &[&'static SupportedProtocolVersion],
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let acceptor = TlsAcceptor::from(Arc::new(config(identity, versions)));
        let arrived = Arrived::default();
        let kept = arrived.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A handshake that the client ended has sent nothing.
                let Ok(mut stream) = acceptor.accept(stream).await else { continue };
                let read = read_request(&mut stream).await;
                if !read.is_empty() {
                    kept.push(read);
                }
                stream.write_all(token().as_bytes()).await.ok();
                stream.shutdown().await.ok();
            }
        });
        Self { port, arrived, task }
    }

    pub(crate) fn base(&self) -> String {
        format!("https://127.0.0.1:{}", self.port)
    }
}

impl Drop for TlsServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn config(identity: &Identity, versions: &[&'static SupportedProtocolVersion]) -> ServerConfig {
    let key = PrivatePkcs8KeyDer::from(identity.key.serialize_der());
    ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_protocol_versions(versions)
        .expect("known versions")
        .with_no_client_auth()
        .with_single_cert(vec![identity.der.clone()], key.into())
        .expect("a certificate with its key")
}

fn token() -> String {
    let token = r#"{"access_token":"TESTtoken-of-the-TLS-server","refresh_token":"TESTrefresh","token_type":"Bearer","expires_in":"86400","scope":"bot bot.read user.read"}"#;
    json("200 OK", token)
}
