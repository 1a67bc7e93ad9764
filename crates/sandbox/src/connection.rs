//! One connection: HTTP/1.1 over the wire, each request read whole, recorded, then routed.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, DATE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

use crate::answer::{self, Answer};
use crate::clock;
use crate::exchange::RecordedExchange;
use crate::form::Form;
use crate::state::Shared;
use crate::wire::{Wire, WireControl};

/// The longest request body that is read; a token request has about 1 KiB.
const BODY_LIMIT: usize = 64 * 1024;

/// Serves requests on `stream` until either side closes it.
pub(crate) async fn serve(stream: TcpStream, shared: Arc<Shared>, router: Router) {
    let control = Arc::new(WireControl::new());
    let wire = Wire::new(stream, Arc::clone(&control));
    http(wire, Some(control), shared, router).await;
}

/// The same over another stream, without the faults below HTTP.
pub(crate) async fn serve_over<S>(stream: S, shared: Arc<Shared>, router: Router)
where
    S: AsyncRead + AsyncWrite + Unpin + Send,
{
    http(stream, None, shared, router).await;
}

async fn http<S>(stream: S, control: Option<Arc<WireControl>>, shared: Arc<Shared>, router: Router)
where
    S: AsyncRead + AsyncWrite + Unpin + Send,
{
    let service = service_fn(|mut request: Request<Incoming>| {
        if let Some(control) = &control {
            request.extensions_mut().insert(Arc::clone(control));
        }
        let answered = answer(request, router.clone(), Arc::clone(&shared));
        async { Ok::<_, Infallible>(answered.await) }
    });
    let stream = TokioIo::new(stream);
    let served = http1::Builder::new().timer(TokioTimer::new()).serve_connection(stream, service);
    if let Err(error) = served.await {
        tracing::debug!(%error, "a connection ended early");
    }
}

async fn answer(request: Request<Incoming>, router: Router, shared: Arc<Shared>) -> Response {
    let (parts, body) = request.into_parts();
    let read = to_bytes(Body::new(body), BODY_LIMIT).await;
    shared.exchanges.record(recorded(&parts, read.as_deref().unwrap_or_default()));
    let (method, path) = (parts.method.clone(), parts.uri.path().to_owned());
    let mut response = match read {
        Ok(body) => routed(router, Request::from_parts(parts, Body::from(body))).await,
        Err(_) => Answer::text(StatusCode::PAYLOAD_TOO_LARGE, "The request body is too large.\n")
            .into_response(),
    };
    if let Some(date) = answer::date(clock::now(shared.clock_offset())) {
        response.headers_mut().entry(DATE).or_insert(date);
    }
    tracing::info!(%method, path, status = response.status().as_u16(), "answered");
    response
}

async fn routed(router: Router, request: Request<Body>) -> Response {
    match TowerToHyperService::new(router).call(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

fn recorded(parts: &Parts, body: &[u8]) -> RecordedExchange {
    let headers = parts.headers.iter().map(|(name, value)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    });
    let form = is_form(&parts.headers).then(|| Form::parse(body).ok()).flatten();
    RecordedExchange {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().map(str::to_owned),
        headers: headers.collect(),
        form: form.map(Form::into_fields).unwrap_or_default(),
        body: body.to_vec(),
    }
}

/// True for `application/x-www-form-urlencoded`, with or without parameters.
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else {
        return false;
    };
    let essence = value.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_form_is_known_by_its_media_type_alone() {
        let cases = [
            ("application/x-www-form-urlencoded", true),
            ("Application/X-WWW-Form-Urlencoded; charset=utf-8", true),
            ("application/x-www-form-urlencoded2", false),
            ("application/json", false),
            ("", false),
        ];
        for (value, expected) in cases {
            let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(value))]);
            assert_eq!(is_form(&headers), expected, "{value}");
        }
        assert!(!is_form(&HeaderMap::new()));
    }
}
