//! Keys from an address, for the inspector: only from a host that was confirmed, without following
//! redirects, and held in Rust like a file that was opened.

use credenza_core::SecretBytes;
use credenza_core::apps::{HostError, confirmed_address};
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::engine::Engine;
use crate::error::Error;
use crate::http::{RawResponse, TransportFailure};
use crate::views::inspector::{KeysFetchInput, KeysFetchView, VerificationFileView};

/// Longest part of a redirect's target that is shown, in characters.
const SHOWN_LOCATION: usize = 300;

impl Engine {
    /// Fetches a set of keys. It is read when a token is verified with it.
    ///
    /// # Errors
    /// When the vault is locked, before or meanwhile. An address or an answer that can't be used is
    /// no error: the view names it.
    pub async fn inspector_keys_fetch(
        &self,
        input: KeysFetchInput,
    ) -> Result<KeysFetchView, Error> {
        let epoch = self.epoch()?;
        let url = match confirmed_address(&input.address, &input.confirmed_host) {
            Ok(url) => url,
            Err(HostError::NotConfirmed { actual }) => {
                return Ok(KeysFetchView::NotConfirmed { host: actual });
            }
            Err(_) => return Ok(KeysFetchView::Address),
        };
        let answer = self.http()?.get(&url, &CancellationToken::new()).await;
        match answer.result {
            Ok(response) => self.take_keys(&url, response, epoch),
            Err(failure) => Ok(unanswered(&url, failure)),
        }
    }

    fn take_keys(
        &self,
        url: &Url,
        response: RawResponse,
        epoch: u64,
    ) -> Result<KeysFetchView, Error> {
        let status = response.status;
        if (300..400).contains(&status) {
            let location = response.header("location").unwrap_or_default();
            let location = location.chars().take(SHOWN_LOCATION).collect();
            return Ok(KeysFetchView::Redirected { status, location });
        }
        if status != 200 {
            return Ok(KeysFetchView::Status { status });
        }
        if let Some(failure) = response.broken {
            return Ok(unanswered(url, failure));
        }
        let mut handle = 0;
        let bytes = SecretBytes::new(response.body);
        if !self.within(epoch, || handle = self.shared.memory.hold_verification_file(bytes)) {
            return Err(Error::Locked);
        }
        let file = VerificationFileView { handle, file_name: host(url) + url.path() };
        Ok(KeysFetchView::Fetched { file, host: host(url), at: self.now() })
    }
}

fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

fn unanswered(url: &Url, failure: TransportFailure) -> KeysFetchView {
    KeysFetchView::Unanswered { host: host(url), cause: failure.cause, detail: failure.detail }
}
