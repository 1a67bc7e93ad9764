//! Builds the HTTP clients: one that goes through the proxy of the settings, one for this
//! computer itself that never does (security.md N8).

use std::time::Duration;

use reqwest::{Certificate, Client, ClientBuilder, Proxy, redirect, retry, tls};
use thiserror::Error;
use url::{Host, Url};

use super::timing::{TimedConnect, TimedResolver};
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
}

impl Default for HttpSettings {
    /// Limits of security.md N4.
    fn default() -> Self {
        let (connect_timeout, total_timeout) = (Duration::from_secs(10), Duration::from_secs(30));
        Self { proxy: ProxySetting::System, cas: Vec::new(), connect_timeout, total_timeout }
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

/// The way out. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Http {
    proxied: Client,
    direct: Client,
    pub(super) total_timeout: Duration,
    proxy: ProxySetting,
}

impl Http {
    /// Builds both clients. Takes some ten milliseconds, so they are kept between calls.
    ///
    /// # Errors
    /// When proxy or certificates can't be used.
    pub fn new(settings: &HttpSettings) -> Result<Self, HttpError> {
        let proxied = match &settings.proxy {
            ProxySetting::System => base(settings)?,
            ProxySetting::None => base(settings)?.no_proxy(),
            ProxySetting::Manual { url } => base(settings)?.no_proxy().proxy(proxy(url)?),
        };
        let direct = base(settings)?.no_proxy();
        // Without authorities of its own the TLS library always starts.
        let refused =
            |_| if settings.cas.is_empty() { HttpError::Tls } else { HttpError::Certificate };
        Ok(Self {
            proxied: proxied.build().map_err(refused)?,
            direct: direct.build().map_err(refused)?,
            total_timeout: settings.total_timeout,
            proxy: settings.proxy.clone(),
        })
    }

    pub(super) fn client_for(&self, url: &Url) -> &Client {
        if is_loopback(url) { &self.direct } else { &self.proxied }
    }

    /// Whether a call to this address goes through a proxy that the settings name.
    pub(super) fn uses_named_proxy(&self, url: &Url) -> bool {
        !is_loopback(url) && matches!(self.proxy, ProxySetting::Manual { .. })
    }
}

#[expect(clippy::disallowed_methods, reason = "the one HTTP builder")]
fn base(settings: &HttpSettings) -> Result<ClientBuilder, HttpError> {
    let mut authorities = Vec::new();
    for pem in &settings.cas {
        authorities
            .push(Certificate::from_pem(pem.as_bytes()).map_err(|_| HttpError::Certificate)?);
    }
    Ok(Client::builder()
        .tls_backend_rustls()
        .tls_version_min(tls::Version::TLS_1_2)
        .tls_certs_merge(authorities)
        .redirect(redirect::Policy::none())
        // An issue call is never repeated, not even where HTTP/2 would allow it (security.md O10).
        .retry(retry::never())
        .referer(false)
        .user_agent(USER_AGENT)
        // A new connection each time: a test that reused one would not test the way there.
        .pool_max_idle_per_host(0)
        .connect_timeout(settings.connect_timeout)
        .dns_resolver(TimedResolver)
        .connector_layer(TimedConnect))
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

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
