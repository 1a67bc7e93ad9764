//! The running server: start, look at what arrived, script a fault, stop.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::error::Unspecified;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::{JoinError, JoinHandle, JoinSet};
use tokio::time::sleep;

use crate::answer::Answer;
use crate::clock;
use crate::connection;
use crate::customer_sso::{
    self, CertificateError, Company, CustomerSsoFacts, CustomerSsoFault, Places,
};
use crate::doors::Doors;
use crate::exchange::RecordedExchange;
use crate::fault::Fault;
use crate::line::{self, LineFacts, PracticeChannel};
use crate::line_works::{self, LineWorksFacts, PracticeUser};
use crate::practice::{self, PracticeApp, PracticeApps};
use crate::state::Shared;

/// How a sandbox is started.
#[derive(Debug, Clone)]
pub struct SandboxConfig {
    /// The TCP port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// The fault in force from the start.
    pub fault: Option<Fault>,
    /// Over how long `slow-headers` and `slow-body` drip out; 45 s by default, longer than any
    /// client should wait.
    pub drip: Duration,
    /// Length of `huge-body`; 8 MiB by default.
    pub huge_body_bytes: u64,
    /// Refresh-token rotation of every app; `None` leaves it to each app.
    pub refresh_rotation: Option<bool>,
    /// Redirect URLs that are registered besides the usual ones, before them, for every app that
    /// members can sign in to. Compared as text.
    pub redirect_urls: Vec<String>,
}

impl Default for SandboxConfig {
    fn default() -> SandboxConfig {
        SandboxConfig {
            port: 0,
            fault: None,
            drip: Duration::from_secs(45),
            huge_body_bytes: 8 * 1024 * 1024,
            refresh_rotation: None,
            redirect_urls: Vec::new(),
        }
    }
}

/// Why a sandbox did not start.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// The port is taken, or may not be used.
    #[error("127.0.0.1:{port} cannot be opened")]
    Bind {
        /// The port asked for.
        port: u16,
        /// The system's reason.
        source: io::Error,
    },
    /// Practice keys or IDs could not be made.
    #[error("practice keys and IDs cannot be made")]
    Generation(#[from] Unspecified),
    /// The practice certificates could not be made.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// The task that makes a key was ended from outside.
    #[error("making a practice key was interrupted")]
    Interrupted(#[from] JoinError),
}

/// A running sandbox; it stops when dropped.
pub struct Sandbox {
    address: SocketAddr,
    apps: PracticeApps,
    channels: [PracticeChannel; 3],
    shared: Arc<Shared>,
    /// The customer's SSO server over TLS.
    doors: Doors,
    /// Dropping it ends the accept loop, and with it every connection.
    stopping: oneshot::Sender<()>,
    accepting: JoinHandle<()>,
}

impl Sandbox {
    /// Makes fresh practice apps and serves them on 127.0.0.1.
    pub async fn start(config: SandboxConfig) -> Result<Sandbox, SandboxError> {
        let refused = |source| SandboxError::Bind { port: config.port, source };
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, config.port)).await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let (apps, console) = practice::make(&config).await?;
        let (channels, line) = line::make(practice::keys().await?)?;
        let member = PracticeUser::invent()?;
        let issuer = format!("http://{address}");
        let company = Company::invent()?;
        let shared = Shared::new(issuer, console, member, line, company, &config);
        let shared = Arc::new(shared);
        let doors = Doors::open(&shared).await?;
        let (stopping, stop) = oneshot::channel();
        let accepting = tokio::spawn(accept(listener, Arc::clone(&shared), stop));
        Ok(Sandbox { address, apps, channels, shared, doors, stopping, accepting })
    }

    /// `http://127.0.0.1:PORT`, without a final slash.
    pub fn base_url(&self) -> String {
        self.shared.issuer.clone()
    }

    /// The sample apps, as an administrator's vault would hold them; new at each start.
    pub fn practice_apps(&self) -> &[PracticeApp] {
        &self.apps
    }

    /// The working app, for who points another client at the sandbox.
    pub fn line_works(&self) -> LineWorksFacts {
        LineWorksFacts::of(&self.base_url(), &self.apps[0], &self.shared.member)
    }

    /// The sample channels of LINE, as an administrator's vault would hold them; new at each start.
    pub fn practice_channels(&self) -> &[PracticeChannel] {
        &self.channels
    }

    /// The working channel, for who points another client of LINE at the sandbox.
    pub fn line(&self) -> LineFacts {
        LineFacts::of(&self.base_url(), &self.channels[0])
    }

    /// The customer's SSO server with these faults; none: it is well. Every choice of faults has
    /// addresses of its own, so that a good one and a bad one can be tried side by side.
    ///
    /// By http; faults of TLS are found at https addresses.
    pub fn customer_sso(&self, faults: &[CustomerSsoFault]) -> CustomerSsoFacts {
        self.customer(faults, false)
    }

    /// The same by https, under certificates of an authority that is told.
    pub fn customer_sso_over_tls(&self, faults: &[CustomerSsoFault]) -> CustomerSsoFacts {
        self.customer(faults, true)
    }

    fn customer(&self, faults: &[CustomerSsoFault], over_tls: bool) -> CustomerSsoFacts {
        let places = Places { plain: &self.shared.issuer, doors: &self.doors, over_tls };
        CustomerSsoFacts::of(&places, &self.shared.company, faults)
    }

    /// The member who can sign in; new at each start.
    pub fn practice_user(&self) -> &PracticeUser {
        &self.shared.member
    }

    /// Whether this access or refresh token was issued, has time left by the server's clock, and
    /// was neither revoked nor replaced.
    pub fn token_is_live(&self, token: &str) -> bool {
        let now = clock::unix_seconds(clock::now(self.shared.clock_offset()));
        self.shared.ledger.is_live(token, now)
    }

    /// Puts `fault` in force from the next request on; `None` makes the server well again.
    pub fn set_fault(&self, fault: Option<Fault>) {
        self.shared.set_fault(fault);
    }

    /// The requests that arrived (the newest 256), newest last.
    pub fn exchanges(&self) -> Vec<RecordedExchange> {
        self.shared.exchanges.all()
    }

    /// Returns once `count` requests have arrived since the start.
    pub async fn arrived(&self, count: u64) {
        self.shared.exchanges.arrived(count).await;
    }

    /// Closes the port and every connection, and returns when they are closed.
    pub async fn stop(self) {
        drop(self.doors);
        drop(self.stopping);
        if let Err(error) = self.accepting.await {
            tracing::warn!(%error, "the sandbox did not stop by itself");
        }
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("address", &self.address).finish_non_exhaustive()
    }
}

/// Accepts until `stop` is dropped; the connections end with it.
async fn accept(listener: TcpListener, shared: Arc<Shared>, mut stop: oneshot::Receiver<()>) {
    let router = routes(Arc::clone(&shared));
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            _ = &mut stop => break,
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    // Small answers must not wait for the client's acknowledgement.
                    if let Err(error) = stream.set_nodelay(true) {
                        tracing::debug!(%error, "TCP_NODELAY was refused");
                    }
                    connections.spawn(connection::serve(stream, Arc::clone(&shared), router.clone()));
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection was not accepted");
                    // Out of file descriptors, most likely: trying again at once would spin.
                    sleep(Duration::from_millis(50)).await;
                }
            },
        }
    }
    drop(listener);
    connections.shutdown().await;
}

fn routes(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/", get(about))
        .merge(line_works::routes())
        .merge(line::routes())
        .merge(customer_sso::routes())
        .fallback(wrong_path)
        .with_state(shared)
}

async fn about() -> Answer {
    Answer::text(
        StatusCode::OK,
        "Credenza practice sandbox. It plays LINE WORKS' token endpoint at\n\
         POST /oauth2/v2.0/token with invented apps, and members' sign-in at\n\
         GET /oauth2/v2.0/authorize, and the calls of LINE's channel access tokens; public keys\n\
         are registered at GET /line/console. Nothing here reaches a real service.\n",
    )
}

/// The auth host answers a wrong path with a web page, not JSON (facts 1.1 and 1.8).
async fn wrong_path() -> Answer {
    Answer::page(StatusCode::NOT_FOUND, "404 Not Found")
}
