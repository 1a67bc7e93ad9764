//! Diagnoses of calls that brought no whole answer.

use credenza_core::diagnosis::{Cause, Confidence, Diagnosis, Fix};

use crate::http::TransportFailure;

/// Why there is no answer: what the connection itself told is certain.
pub(super) fn diagnose(failure: &TransportFailure, host: &str, seconds: u64) -> Diagnosis {
    let found = Diagnosis::new(failure.cause, Confidence::Certain)
        .with("host", host)
        .with("detail", &failure.detail)
        .with("seconds", seconds);
    fixes(failure.cause).iter().fold(found, |found, fix| found.fix(*fix))
}

fn fixes(cause: Cause) -> &'static [Fix] {
    match cause {
        Cause::DnsFailed | Cause::ConnectRefused | Cause::ConnectTimeout => {
            &[Fix::OpenNetworkSettings, Fix::EditEnvironment]
        }
        Cause::ProxyFailed => &[Fix::OpenNetworkSettings],
        Cause::TlsUntrusted => &[Fix::AddCa, Fix::OpenNetworkSettings],
        Cause::TlsExpired | Cause::TlsNotYetValid => &[Fix::SyncClock, Fix::OpenNetworkSettings],
        Cause::TlsWrongHost | Cause::TlsOther => &[Fix::EditEnvironment, Fix::OpenNetworkSettings],
        Cause::HeadersTimeout | Cause::BodyTimeout => {
            &[Fix::WaitAndRetry, Fix::OpenNetworkSettings]
        }
        Cause::BodyTooLarge | Cause::MalformedHttp => {
            &[Fix::EditEnvironment, Fix::OpenNetworkSettings]
        }
        _ => &[Fix::RunAgain],
    }
}
