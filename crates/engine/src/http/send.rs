//! Sends one request and reads its answer, at most 256 KiB, with the timings of each leg. Never
//! retries, never follows a redirect.

use std::time::Duration;

use credenza_core::Secret;
use credenza_core::diagnosis::Cause;
use credenza_core::flow::{HttpTimings, Peer};
use credenza_core::oauth::{Method, TokenRequest};
use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::tls::TlsInfo;
use reqwest::{Client, RequestBuilder, Response, Version};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::certificate::certificate_sha256;
use super::client::{Http, HttpError, USER_AGENT};
use super::failure::TransportFailure;
use super::timing::{Legs, Recorder, SeenTls};
use crate::clock::Stopwatch;

/// Longest body that is read (security.md N5).
const BODY_LIMIT: usize = 256 * 1024;

/// An answer as it came.
#[derive(Debug, Clone)]
pub struct RawResponse {
    /// Status code.
    pub status: u16,
    /// Reason phrase of that code.
    pub reason: String,
    /// `HTTP/1.1` or `HTTP/2`.
    pub version: String,
    /// Header fields; unreadable values become a question mark.
    pub headers: Vec<(String, String)>,
    /// Who answered.
    pub peer: Peer,
    /// Body as far as it was read.
    pub body: Vec<u8>,
    /// Why the body is not whole, if it is not.
    pub broken: Option<TransportFailure>,
}

impl RawResponse {
    /// The first header field of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// What a call came to.
#[derive(Debug)]
pub struct Exchange {
    /// How long each leg took.
    pub timings: HttpTimings,
    /// What the server showed of its TLS, also where it was refused; `None` without TLS.
    pub tls: Option<SeenTls>,
    /// The answer, or why there is none.
    pub result: Result<RawResponse, TransportFailure>,
}

/// A header field that no log may show; an empty one when it can't be a field, which form-encoded
/// and base64 text always can.
fn sensitive(field: &Secret) -> HeaderValue {
    // Exposed to be sent.
    let value = HeaderValue::from_str(field.expose());
    let mut value = value.unwrap_or_else(|_| HeaderValue::from_static(""));
    value.set_sensitive(true);
    value
}

impl Http {
    /// Sends the request. Ends within the total limit, or at once when cancelled.
    pub async fn send(&self, request: &TokenRequest, cancel: &CancellationToken) -> Exchange {
        let built = |client: &Client| {
            let builder = match request.method {
                Method::Post => {
                    // Exposed to be sent; the body is dropped with the request.
                    client.post(request.url.clone()).body(request.body.expose().to_owned())
                }
                Method::Get => client.get(with_query(request)),
            };
            let headers = request.headers.iter();
            let builder =
                headers.fold(builder, |builder, (name, value)| builder.header(name, value));
            let authorization = request.authorization.as_ref();
            authorization
                .into_iter()
                .fold(builder, |builder, field| builder.header(AUTHORIZATION, sensitive(field)))
        };
        self.exchange(&request.url, built, cancel).await
    }

    /// Reads a public document. Nothing of this computer or of a record goes along. Ends as `send`.
    pub async fn get(&self, url: &Url, cancel: &CancellationToken) -> Exchange {
        let get = |client: &Client| client.get(url.clone()).header("accept", "application/json");
        self.exchange(url, get, cancel).await
    }

    /// Asks for a page as a browser would come to it, without anything that a browser knows. Ends
    /// as `send`.
    pub async fn visit(&self, url: &Url, cancel: &CancellationToken) -> Exchange {
        let get = |client: &Client| client.get(url.clone()).header("accept", "text/html,*/*");
        self.exchange(url, get, cancel).await
    }

    async fn exchange(
        &self,
        url: &Url,
        request: impl FnOnce(&Client) -> RequestBuilder,
        cancel: &CancellationToken,
    ) -> Exchange {
        let (recorder, watch) = (Recorder::default(), Stopwatch::start());
        let result = match self.client_for(url) {
            Ok(client) => self.call(url, request(client), cancel, &recorder, watch).await,
            Err(error) => Err(unbuilt(error)),
        };
        let (legs, tls) = (recorder.legs(), recorder.tls());
        let (timings, result) = match result {
            Ok((response, first_byte_at)) => {
                self.answered(response, legs, first_byte_at, watch, cancel).await
            }
            Err(failure) => (timings(legs, None, watch), Err(failure)),
        };
        Exchange { timings, tls, result }
    }

    /// Header fields that go out beside those of the request, for showing.
    pub fn added_headers(request: &TokenRequest) -> Vec<(String, String)> {
        let host = match (request.url.host_str(), request.url.port()) {
            (Some(host), Some(port)) => format!("{host}:{port}"),
            (host, _) => host.unwrap_or_default().to_owned(),
        };
        let mut added =
            vec![("host".to_owned(), host), ("user-agent".to_owned(), USER_AGENT.to_owned())];
        if request.method == Method::Post {
            // The length of the body is not a secret.
            let length = request.body.expose().len().to_string();
            added.push(("content-length".to_owned(), length));
        }
        added
    }

    async fn call(
        &self,
        url: &Url,
        request: RequestBuilder,
        cancel: &CancellationToken,
        recorder: &Recorder,
        watch: Stopwatch,
    ) -> Result<(Response, u64), TransportFailure> {
        let limited = tokio::time::timeout(self.total_timeout, recorder.record(request.send()));
        tokio::select! {
            () = cancel.cancelled() => Err(cancelled()),
            () = self.read_limit(recorder) => Err(out_of_time(recorder.legs())),
            answered = limited => match answered {
                Err(_) => Err(out_of_time(recorder.legs())),
                Ok(Err(error)) => {
                    Err(TransportFailure::of(&error, recorder.legs().dns_failed, self.uses_named_proxy(url)))
                }
                Ok(Ok(response)) => Ok((response, watch.elapsed_us())),
            },
        }
    }

    /// Returns when the server, once connected, has had its time; never without such a limit.
    async fn read_limit(&self, recorder: &Recorder) {
        let Some(limit) = self.read_timeout else { return std::future::pending().await };
        recorder.connected().await;
        tokio::time::sleep(limit).await;
    }

    async fn answered(
        &self,
        response: Response,
        legs: Legs,
        first_byte_at: u64,
        watch: Stopwatch,
        cancel: &CancellationToken,
    ) -> (HttpTimings, Result<RawResponse, TransportFailure>) {
        let mut raw = head(&response);
        let spent = Duration::from_micros(first_byte_at);
        let connected = Duration::from_micros(legs.connector_us.unwrap_or(0));
        let left = match self.read_timeout {
            Some(limit) => limit.saturating_sub(spent.saturating_sub(connected)),
            None => self.total_timeout.saturating_sub(spent),
        };
        let reading = tokio::time::timeout(left, read_body(response, &mut raw.body));
        let broken = tokio::select! {
            () = cancel.cancelled() => Some(cancelled()),
            read = reading => match read {
                Err(_) => Some(TransportFailure::new(Cause::BodyTimeout, "the answer did not end in time")),
                Ok(broken) => broken,
            },
        };
        raw.broken = broken;
        (timings(legs, Some(first_byte_at), watch), Ok(raw))
    }
}

/// The address with what a GET adds to it: made for sending, and told nowhere.
fn with_query(request: &TokenRequest) -> Url {
    let mut url = request.url.clone();
    // Exposed to be sent; the address is dropped with the request.
    url.set_query(request.query.as_ref().map(Secret::expose));
    url
}

fn unbuilt(error: HttpError) -> TransportFailure {
    TransportFailure::new(Cause::TlsOther, error.to_string())
}

fn cancelled() -> TransportFailure {
    TransportFailure::new(Cause::Cancelled, "stopped")
}

fn out_of_time(legs: Legs) -> TransportFailure {
    match legs.connector_us {
        Some(_) => TransportFailure::new(Cause::HeadersTimeout, "connected, but no answer in time"),
        None => TransportFailure::new(Cause::ConnectTimeout, "no connection in time"),
    }
}

fn head(response: &Response) -> RawResponse {
    let status = response.status();
    let text = |value: &reqwest::header::HeaderValue| value.to_str().unwrap_or("?").to_owned();
    RawResponse {
        status: status.as_u16(),
        reason: status.canonical_reason().unwrap_or_default().to_owned(),
        version: version(response.version()).to_owned(),
        headers: response
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), text(value)))
            .collect(),
        peer: peer(response),
        body: Vec::new(),
        broken: None,
    }
}

fn peer(response: &Response) -> Peer {
    Peer {
        address: response.remote_addr().map(|address| address.to_string()),
        certificate_sha256: certificate(response).map(certificate_sha256),
    }
}

fn certificate(response: &Response) -> Option<&[u8]> {
    response.extensions().get::<TlsInfo>().and_then(TlsInfo::peer_certificate)
}

async fn read_body(mut response: Response, body: &mut Vec<u8>) -> Option<TransportFailure> {
    loop {
        match response.chunk().await {
            Ok(None) => return None,
            Ok(Some(chunk)) => {
                let room = BODY_LIMIT.saturating_sub(body.len());
                body.extend_from_slice(&chunk[..chunk.len().min(room)]);
                if chunk.len() > room {
                    return Some(TransportFailure::new(Cause::BodyTooLarge, "over 256 KiB"));
                }
            }
            Err(error) => return Some(TransportFailure::of(&error, false, false)),
        }
    }
}

fn timings(legs: Legs, first_byte_at: Option<u64>, watch: Stopwatch) -> HttpTimings {
    let connect_us = legs.connector_us.map(|all| all.saturating_sub(legs.dns_us.unwrap_or(0)));
    let connected_at = legs.connector_us.unwrap_or(0);
    let total_us = watch.elapsed_us();
    HttpTimings {
        dns_us: legs.dns_us,
        connect_us,
        first_byte_us: first_byte_at.map(|at| at.saturating_sub(connected_at)),
        body_us: first_byte_at.map(|at| total_us.saturating_sub(at)),
        total_us,
    }
}

fn version(version: Version) -> &'static str {
    match version {
        Version::HTTP_2 => "HTTP/2",
        Version::HTTP_10 => "HTTP/1.0",
        _ => "HTTP/1.1",
    }
}
