//! The issuer's keys from the address that the record names: read anew for each sign-in, because
//! issuers change them. When they can't be read, the verdict says why; what that means is the flow's
//! affair.

use credenza_core::flow::{RuleId, ShownRequest, StepId, Verdict, VerdictResult};
use credenza_core::jwks::KeySet;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::exchange::Stop;
use super::recorder::Recorder;
use super::told;
use crate::http::{Http, RawResponse, TransportFailure};

/// Reads them as a part of the step that judges an ID token, with the verdict on how that went.
pub(super) async fn issuer_keys(
    recorder: &mut Recorder<'_>,
    http: &Http,
    step: StepId,
    address: &Url,
    cancel: &CancellationToken,
) -> Result<(Option<KeySet>, Verdict), Stop> {
    let shown = ShownRequest {
        method: "GET".to_owned(),
        url: address.to_string(),
        query: Vec::new(),
        headers: Vec::new(),
        body: Vec::new(),
    };
    recorder.change(step, |one| one.request = Some(shown));
    let exchange = http.get(address, cancel).await;
    recorder.time(step, exchange.timings);
    if cancel.is_cancelled() {
        return Err(Stop::Cancelled);
    }
    let read = match exchange.result {
        Ok(raw) => {
            let shown = told::show(&raw, &recorder.hidden);
            recorder.change(step, |one| one.response = Some(shown));
            keys_of(&raw)
        }
        Err(failure) => Err(reason(&failure)),
    };
    Ok(match read {
        Ok(keys) => (Some(keys), verdict(VerdictResult::Passed, "read")),
        Err(reason) => (None, verdict(VerdictResult::Warned, &reason)),
    })
}

fn keys_of(raw: &RawResponse) -> Result<KeySet, String> {
    if let Some(failure) = &raw.broken {
        return Err(reason(failure));
    }
    if raw.status != 200 {
        return Err(format!("HTTP {}", raw.status));
    }
    KeySet::read(&raw.body).map_err(|error| error.to_string())
}

fn reason(failure: &TransportFailure) -> String {
    failure.detail.clone()
}

fn verdict(result: VerdictResult, found: &str) -> Verdict {
    Verdict::new(RuleId::IssuerKeysRead, result, "read", found, "facts 3")
}
