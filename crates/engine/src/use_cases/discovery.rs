//! Reading a server's discovery document: only when asked, only from the host that was confirmed,
//! without following redirects, and nothing of it is kept here.

use credenza_core::apps::{HostError, confirmed_address};
use credenza_core::discovery::{document_addresses, read_document};
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::engine::Engine;
use crate::error::Error;
use crate::http::RawResponse;
use crate::views::discovery::{DiscoveryReadInput, DiscoveryView};

/// Longest part of a redirect's target that is shown, in characters.
const SHOWN_LOCATION: usize = 300;

impl Engine {
    /// Reads the document of an issuer: the first that is found at the addresses where it may be.
    ///
    /// # Errors
    /// When the vault is locked, before or meanwhile. An address or an answer that can't be used is
    /// no error: the view names it.
    pub async fn discovery_read(&self, input: DiscoveryReadInput) -> Result<DiscoveryView, Error> {
        let epoch = self.epoch()?;
        let addresses = match document_addresses(&input.address) {
            Ok(addresses) => addresses,
            Err(problem) => return Ok(DiscoveryView::Address { problem }),
        };
        if let Err(HostError::NotConfirmed { actual: host }) =
            confirmed_address(&input.address, &input.confirmed_host)
        {
            return Ok(DiscoveryView::NotConfirmed { host });
        }
        let view = self.first_of(addresses).await?;
        if !self.within(epoch, || ()) {
            return Err(Error::Locked);
        }
        Ok(view)
    }

    /// A server that has nothing at one address may have it at the next.
    async fn first_of(&self, addresses: Vec<Url>) -> Result<DiscoveryView, Error> {
        let mut missed = None;
        for url in addresses {
            let view = self.document_at(&url).await?;
            if !matches!(view, DiscoveryView::Status { .. }) {
                return Ok(view);
            }
            missed.get_or_insert(view);
        }
        missed.ok_or(Error::NotFound("discovery document"))
    }

    async fn document_at(&self, url: &Url) -> Result<DiscoveryView, Error> {
        let exchange = self.http()?.get(url, &CancellationToken::new()).await;
        let address = url.to_string();
        Ok(match exchange.result {
            Ok(response) => judged(url, response),
            Err(failure) => {
                let (cause, detail) = (failure.cause, failure.detail);
                DiscoveryView::Unanswered { address, cause, detail }
            }
        })
    }
}

fn judged(url: &Url, response: RawResponse) -> DiscoveryView {
    let (address, status) = (url.to_string(), response.status);
    if (300..400).contains(&status) {
        let location = response.header("location").unwrap_or_default();
        let location = location.chars().take(SHOWN_LOCATION).collect();
        return DiscoveryView::Redirected { address, status, location };
    }
    if status != 200 {
        return DiscoveryView::Status { address, status };
    }
    if let Some(failure) = response.broken {
        let (cause, detail) = (failure.cause, failure.detail);
        return DiscoveryView::Unanswered { address, cause, detail };
    }
    match read_document(&response.body, url) {
        Ok(document) => DiscoveryView::Read { address, document: Box::new(document) },
        Err(problem) => DiscoveryView::Refused { address, problem },
    }
}
