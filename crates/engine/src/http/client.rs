//! Builds the HTTP clients: one that goes through the proxy of the settings, and two for this
//! computer itself that never do (security.md N8), with and without TLS.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::{Client, ClientBuilder, Proxy, redirect, retry};
use thiserror::Error;
use url::{Host, Url};

use super::timing::{TimedConnect, TimedResolver};
use super::tls::tls;
use crate::views::settings::ProxySetting;

/// What the settings say about the network.
#[derive(Debug, Clone)]
pub struct HttpSettings {
    /// Proxy.
    pub proxy: ProxySetting,
    /// Added authorities in PEM.
    pub cas: Vec<String>,
    /// Limit for name look-up, TCP and TLS.
    pub connect_timeout: Duration,
    /// Limit for a whole call.
    pub total_timeout: Duration,
    /// Limit from the connection to the end of the answer, where it has one of its own.
    pub read_timeout: Option<Duration>,
}

impl Default for HttpSettings {
    /// Limits of security.md N4.
    fn default() -> Self {
        let (connect_timeout, total_timeout) = (Duration::from_secs(10), Duration::from_secs(30));
        let (proxy, cas) = (ProxySetting::System, Vec::new());
        Self { proxy, cas, connect_timeout, total_timeout, read_timeout: None }
    }
}

/// Why no client can be built.
#[derive(Debug, Error)]
pub enum HttpError {
    /// The proxy address can't be used.
    #[error("the proxy address can't be used")]
    Proxy,
    /// An added authority is no certificate.
    #[error("not a certificate in PEM")]
    Certificate,
    /// The TLS library refused to start.
    #[error("the TLS library did not start")]
    Tls,
}

/// The ways out. Cheap to clone; each client is built when it is first needed, because reading the
/// authorities of the system takes longer than a whole call to this computer.
#[derive(Debug, Clone)]
pub struct Http {
    ways: Arc<Ways>,
    pub(super) total_timeout: Duration,
    pub(super) read_timeout: Option<Duration>,
}

#[derive(Debug)]
struct Ways {
    settings: HttpSettings,
    proxied: OnceLock<Client>,
    direct: OnceLock<Client>,
    plain: OnceLock<Client>,
}

impl Http {
    /// Keeps the settings; nothing is built or read yet.
    pub fn new(settings: HttpSettings) -> Self {
        let (total_timeout, read_timeout) = (settings.total_timeout, settings.read_timeout);
        let (proxied, direct, plain) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        let ways = Arc::new(Ways { settings, proxied, direct, plain });
        Self { ways, total_timeout, read_timeout }
    }

    /// As [`Http::new`], with the proof that these settings work.
    ///
    /// # Errors
    /// When proxy or certificates can't be used.
    pub fn proven(settings: HttpSettings) -> Result<Self, HttpError> {
        let http = Self::new(settings);
        http.ways.proxied()?;
        Ok(http)
    }

    pub(super) fn client_for(&self, url: &Url) -> Result<&Client, HttpError> {
        match (is_loopback(url), url.scheme()) {
            (false, _) => self.ways.proxied(),
            (true, "http") => self.ways.plain(),
            (true, _) => self.ways.direct(),
        }
    }

    /// Whether a call to this address goes through a proxy that the settings name.
    pub(super) fn uses_named_proxy(&self, url: &Url) -> bool {
        !is_loopback(url) && matches!(self.ways.settings.proxy, ProxySetting::Manual { .. })
    }
}

impl Ways {
    /// To other computers, through the proxy of the settings.
    fn proxied(&self) -> Result<&Client, HttpError> {
        once(&self.proxied, || {
            let builder = self.with_authorities()?;
            match &self.settings.proxy {
                ProxySetting::System => Self::build(builder),
                ProxySetting::None => Self::build(builder.no_proxy()),
                ProxySetting::Manual { url } => Self::build(builder.no_proxy().proxy(proxy(url)?)),
            }
        })
    }

    /// To this computer by TLS.
    fn direct(&self) -> Result<&Client, HttpError> {
        once(&self.direct, || Self::build(self.with_authorities()?.no_proxy()))
    }

    /// To this computer without TLS, and so without authorities.
    fn plain(&self) -> Result<&Client, HttpError> {
        once(&self.plain, || {
            let builder = base(&self.settings).tls_backend_rustls().tls_certs_only([]);
            Self::build(builder.no_proxy())
        })
    }

    fn with_authorities(&self) -> Result<ClientBuilder, HttpError> {
        Ok(base(&self.settings).tls_backend_preconfigured(tls(&self.settings.cas)?))
    }

    fn build(builder: ClientBuilder) -> Result<Client, HttpError> {
        builder.build().map_err(|_| HttpError::Tls)
    }
}

/// What is kept, or what is built now. Two that build at once keep one of both.
fn once(
    kept: &OnceLock<Client>,
    build: impl FnOnce() -> Result<Client, HttpError>,
) -> Result<&Client, HttpError> {
    if let Some(client) = kept.get() {
        return Ok(client);
    }
    let built = build()?;
    Ok(kept.get_or_init(|| built))
}

#[expect(clippy::disallowed_methods, reason = "the one HTTP builder")]
fn base(settings: &HttpSettings) -> ClientBuilder {
    Client::builder()
        .redirect(redirect::Policy::none())
        // An issue call is never repeated, not even where HTTP/2 would allow it (security.md O10).
        .retry(retry::never())
        .referer(false)
        // Which certificate was shown is kept with a run.
        .tls_info(true)
        .user_agent(USER_AGENT)
        // A new connection each time: a test that reused one would not test the way there.
        .pool_max_idle_per_host(0)
        .connect_timeout(settings.connect_timeout)
        .dns_resolver(TimedResolver)
        .connector_layer(TimedConnect)
}

/// Says nothing about this computer (security.md N7).
pub(super) const USER_AGENT: &str = concat!("Credenza/", env!("CARGO_PKG_VERSION"));

fn proxy(url: &str) -> Result<Proxy, HttpError> {
    let parsed = Url::parse(url).map_err(|_| HttpError::Proxy)?;
    if !matches!(parsed.scheme(), "http" | "https") || parsed.host().is_none() {
        return Err(HttpError::Proxy);
    }
    Proxy::all(parsed).map_err(|_| HttpError::Proxy)
}

pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
