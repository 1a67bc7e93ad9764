//! The listeners of the practice customer over TLS. Only that customer is served there.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::Router;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::sleep;
use tokio_rustls::TlsAcceptor;

use crate::clock;
use crate::connection;
use crate::customer_sso::{self, Certificates, Door};
use crate::server::SandboxError;
use crate::state::Shared;

/// The open doors; they close when dropped.
pub(crate) struct Doors {
    authority_pem: String,
    open: Vec<(Door, String, JoinHandle<()>)>,
}

impl Doors {
    /// Opens each on a free port of 127.0.0.1.
    pub(crate) async fn open(shared: &Arc<Shared>) -> Result<Doors, SandboxError> {
        let certificates = Certificates::make(clock::now(0))?;
        let router = customer_sso::routes().with_state(Arc::clone(shared));
        let mut open = Vec::new();
        for door in Door::ALL {
            let refused = |source: io::Error| SandboxError::Bind { port: 0, source };
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(refused)?;
            let base = format!("https://{}", listener.local_addr().map_err(refused)?);
            let acceptor = certificates.acceptor(door)?;
            let entering = Entering { door, acceptor, shared: Arc::clone(shared) };
            let task = tokio::spawn(entering.accept(listener, router.clone()));
            open.push((door, base, task));
        }
        Ok(Doors { authority_pem: certificates.authority_pem(), open })
    }

    /// The authority to be trusted, in PEM.
    pub(crate) fn authority_pem(&self) -> &str {
        &self.authority_pem
    }

    /// `https://127.0.0.1:PORT` of a door.
    pub(crate) fn base(&self, door: Door) -> &str {
        let found = self.open.iter().find(|(kind, ..)| *kind == door);
        found.map(|(_, base, _)| base.as_str()).unwrap_or_default()
    }
}

impl Drop for Doors {
    fn drop(&mut self) {
        // The connections of a door end with it.
        self.open.iter().for_each(|(.., task)| task.abort());
    }
}

#[derive(Clone)]
struct Entering {
    door: Door,
    acceptor: TlsAcceptor,
    shared: Arc<Shared>,
}

impl Entering {
    async fn accept(self, listener: TcpListener, router: Router) {
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                Some(_) = connections.join_next(), if !connections.is_empty() => {}
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => {
                        connections.spawn(self.clone().serve(stream, router.clone()));
                    }
                    Err(error) => {
                        tracing::warn!(%error, "a connection was not accepted");
                        sleep(std::time::Duration::from_millis(50)).await;
                    }
                },
            }
        }
    }

    async fn serve(self, stream: TcpStream, router: Router) {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY was refused");
        }
        sleep(self.door.delay()).await;
        match self.acceptor.accept(stream).await {
            Ok(stream) => connection::serve_over(stream, self.shared, router).await,
            Err(error) => tracing::debug!(%error, "a handshake ended early"),
        }
    }
}
