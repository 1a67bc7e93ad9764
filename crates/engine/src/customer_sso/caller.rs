//! One call to a customer's server, measured leg by leg.

use std::time::Duration;

use credenza_core::Secret;
use credenza_core::customer_sso::{
    ApiAnswer, ApiHead, CONNECT_LIMIT_US, CallFailure, CallTimes, ProbeOutcome, READ_LIMIT_US,
};
use credenza_core::diagnosis::Cause;
use credenza_core::flow::HttpTimings;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::request::SsoRequest;
use crate::http::{Exchange, Http, HttpSettings, RawResponse, SeenTls};

/// The limits of LINE WORKS in the place of our own, and the record's own authority beside ours.
pub fn limits(settings: HttpSettings, own_ca: Option<&str>) -> HttpSettings {
    let (connect, read) =
        (Duration::from_micros(CONNECT_LIMIT_US), Duration::from_micros(READ_LIMIT_US));
    let mut settings = HttpSettings {
        connect_timeout: connect,
        read_timeout: Some(read),
        total_timeout: connect + read,
        ..settings
    };
    settings.cas.extend(own_ca.filter(|pem| !pem.trim().is_empty()).map(str::to_owned));
    settings
}

/// What a call brought.
pub(crate) struct Called {
    pub(crate) times: CallTimes,
    pub(crate) timings: HttpTimings,
    pub(crate) outcome: ProbeOutcome,
    /// What the server showed of its TLS.
    pub(crate) tls: Option<SeenTls>,
    /// The answer as it came, if there was one.
    pub(crate) raw: Option<RawResponse>,
    /// Words of the library where there was none.
    pub(crate) detail: Option<String>,
}

/// Sends calls.
pub(crate) struct Caller<'a> {
    pub(crate) http: &'a Http,
    pub(crate) cancel: &'a CancellationToken,
}

impl Caller<'_> {
    /// Sends one call and reads its answer. `sent`: secrets that must not come back.
    pub(crate) async fn call(&self, request: &SsoRequest, sent: &[&Secret]) -> Called {
        let exchange = match request {
            SsoRequest::Post(request) => self.http.send(request, self.cancel).await,
            SsoRequest::Get { url, .. } => self.http.get(url, self.cancel).await,
            SsoRequest::Page { url } => self.http.visit(url, self.cancel).await,
        };
        read(exchange, sent)
    }
}

fn read(exchange: Exchange, sent: &[&Secret]) -> Called {
    let (timings, tls) = (exchange.timings, exchange.tls);
    match exchange.result {
        Ok(raw) => {
            let broken = raw.broken.as_ref().map(|failure| failure.cause);
            let outcome = match broken {
                Some(cause) => failed(cause),
                None => ProbeOutcome::Answered(ApiAnswer::read(head(&raw), &raw.body, sent)),
            };
            let detail = raw.broken.as_ref().map(|failure| failure.detail.clone());
            let times = times(&timings, broken.is_none());
            Called { times, timings, tls, outcome, raw: Some(raw), detail }
        }
        Err(failure) => {
            let (times, outcome) = (times(&timings, false), failed(failure.cause));
            Called { times, timings, tls, outcome, raw: None, detail: Some(failure.detail) }
        }
    }
}

fn failed(cause: Cause) -> ProbeOutcome {
    ProbeOutcome::Failed(CallFailure { cause })
}

fn head(raw: &RawResponse) -> ApiHead {
    let field = |name| raw.header(name).map(str::to_owned);
    ApiHead {
        status: raw.status,
        content_type: field("content-type"),
        cache_control: field("cache-control"),
        location: field("location"),
    }
}

/// Name look-up counts as part of the connection, as it does for LINE WORKS.
fn times(timings: &HttpTimings, whole: bool) -> CallTimes {
    let connect_us = timings.connect_us.map(|us| us + timings.dns_us.unwrap_or(0));
    let read = timings.first_byte_us.map(|us| us + timings.body_us.unwrap_or(0));
    CallTimes { connect_us, read_us: read.filter(|_| whole) }
}

/// An address whose secret is only taken out to be sent.
pub(crate) fn parsed(address: &Secret) -> Option<Url> {
    // Exposed to be sent.
    Url::parse(address.expose()).ok()
}
