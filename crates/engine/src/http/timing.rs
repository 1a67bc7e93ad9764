//! Timings of name look-up and connection, and what the server showed of its TLS. The client is shared by all calls, so the numbers of
//! one call travel in a task-local recorder.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use futures_core::future::BoxFuture;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::Notify;
use tower::{Layer, Service};

use crate::clock::Stopwatch;

/// What one call measured so far.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Legs {
    pub(super) dns_us: Option<u64>,
    pub(super) dns_failed: bool,
    /// Name look-up, TCP and TLS together, as the connector sees them.
    pub(super) connector_us: Option<u64>,
}

/// What a server showed of its TLS.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SeenTls {
    /// `TLS 1.3` or `TLS 1.2`; `None` when the handshake ended before that was settled.
    pub version: Option<&'static str>,
    /// The certificates that it sent in DER, its own first.
    pub chain: Vec<Vec<u8>>,
}

/// Shared between the call and the connector.
#[derive(Debug, Clone, Default)]
pub(super) struct Recorder(Arc<Measured>);

#[derive(Debug, Default)]
struct Measured {
    legs: Mutex<Legs>,
    tls: Mutex<Option<SeenTls>>,
    connected: Notify,
}

tokio::task_local! {
    static RECORDER: Recorder;
}

impl Recorder {
    pub(super) fn legs(&self) -> Legs {
        *self.0.legs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the last server of this call showed: with a proxy before it, the proxy comes first.
    pub(super) fn tls(&self) -> Option<SeenTls> {
        self.0.tls.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns once the connection stands.
    pub(super) async fn connected(&self) {
        self.0.connected.notified().await;
    }

    /// Runs a call with this recorder.
    pub(super) async fn record<F: Future>(&self, call: F) -> F::Output {
        RECORDER.scope(self.clone(), call).await
    }
}

fn note(change: impl FnOnce(&mut Legs)) {
    // Outside a recorded call there is nobody to tell.
    let _ = RECORDER.try_with(|recorder| {
        change(&mut recorder.0.legs.lock().unwrap_or_else(PoisonError::into_inner));
    });
}

/// A new handshake, and so no version yet.
pub(super) fn tell_chain(chain: Vec<Vec<u8>>) {
    note_tls(|seen| *seen = Some(SeenTls { version: None, chain }));
}

pub(super) fn tell_version(version: &'static str) {
    note_tls(|seen| {
        if let Some(seen) = seen {
            seen.version = Some(version);
        }
    });
}

fn note_tls(change: impl FnOnce(&mut Option<SeenTls>)) {
    // Outside a recorded call there is nobody to tell.
    let _ = RECORDER.try_with(|recorder| {
        change(&mut recorder.0.tls.lock().unwrap_or_else(PoisonError::into_inner));
    });
}

fn tell_connected() {
    let _ = RECORDER.try_with(|recorder| recorder.0.connected.notify_one());
}

/// The system's resolver, timed.
#[derive(Debug, Clone, Copy)]
pub(super) struct TimedResolver;

impl Resolve for TimedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let watch = Stopwatch::start();
            let found = tokio::net::lookup_host((name.as_str(), 0)).await;
            note(|legs| {
                legs.dns_us = Some(watch.elapsed_us());
                legs.dns_failed = found.is_err();
            });
            let addresses: Vec<SocketAddr> = found?.collect();
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

/// Times the connector.
#[derive(Debug, Clone, Copy)]
pub(super) struct TimedConnect;

impl<S> Layer<S> for TimedConnect {
    type Service = TimedConnector<S>;

    fn layer(&self, inner: S) -> Self::Service {
        TimedConnector(inner)
    }
}

/// A connector that notes how long it took.
#[derive(Debug, Clone)]
pub(super) struct TimedConnector<S>(S);

impl<S, R> Service<R> for TimedConnector<S>
where
    S: Service<R>,
    S::Future: Send + 'static,
    S::Error: Send,
    S::Response: Send,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<S::Response, S::Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: R) -> Self::Future {
        let watch = Stopwatch::start();
        let connecting = self.0.call(request);
        Box::pin(async move {
            let connected = connecting.await;
            if connected.is_ok() {
                note(|legs| legs.connector_us = Some(watch.elapsed_us()));
                tell_connected();
            }
            connected
        })
    }
}
