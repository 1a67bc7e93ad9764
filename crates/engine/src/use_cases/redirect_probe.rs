//! A look at the server behind a redirect URL: does its name resolve, does its TLS hold, what does
//! it answer? Only on request, only by https, only to the host that was confirmed, and without
//! following redirects.

use credenza_core::apps::{HostError, confirmed_address};
use credenza_core::certificate::TlsShown;
use credenza_core::flow::HttpTimings;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::engine::Engine;
use crate::error::Error;
use crate::http::RawResponse;
use crate::views::redirect::{RedirectProbeInput, RedirectProbeView};

/// Longest part of a redirect's target that is shown, in characters.
const SHOWN_LOCATION: usize = 300;

impl Engine {
    /// Asks once and tells what came. The answer's body is dropped.
    ///
    /// # Errors
    /// When the vault is locked, before or meanwhile. An address that can't be called and a server
    /// that does not answer are no errors: the view names them.
    pub async fn redirect_probe(
        &self,
        input: RedirectProbeInput,
    ) -> Result<RedirectProbeView, Error> {
        let epoch = self.epoch()?;
        let url = match called(&input) {
            Ok(url) => url,
            Err(HostError::NotConfirmed { actual }) => {
                return Ok(RedirectProbeView::NotConfirmed { host: actual });
            }
            Err(_) => return Ok(RedirectProbeView::Address),
        };
        let exchange = self.http()?.visit(&url, &CancellationToken::new()).await;
        if !self.within(epoch, || ()) {
            return Err(Error::Locked);
        }
        let (url, now) = (url.to_string(), self.now());
        let tls = exchange.tls.map(|seen| TlsShown::read(seen.version, &seen.chain, now));
        Ok(match exchange.result {
            Ok(response) => answered(url, response, exchange.timings, tls),
            Err(failure) => {
                let (cause, detail) = (failure.cause, failure.detail);
                RedirectProbeView::Unanswered { url, cause, detail, tls }
            }
        })
    }
}

/// What is called: by https even on this computer, because a redirect URL is looked at here; and
/// without the query, where an address that was pasted from a browser holds a code.
fn called(input: &RedirectProbeInput) -> Result<Url, HostError> {
    let bad = || HostError::Address(input.address.clone());
    let mut url = Url::parse(input.address.trim()).map_err(|_| bad())?;
    url.set_query(None);
    url.set_fragment(None);
    let url = confirmed_address(url.as_str(), &input.confirmed_host)?;
    if url.scheme() == "https" { Ok(url) } else { Err(bad()) }
}

fn answered(
    url: String,
    response: RawResponse,
    timings: HttpTimings,
    tls: Option<TlsShown>,
) -> RedirectProbeView {
    let location = response.header("location");
    RedirectProbeView::Answered {
        url,
        status: response.status,
        location: location.map(|location| location.chars().take(SHOWN_LOCATION).collect()),
        tls,
        peer: response.peer.address,
        timings,
    }
}
