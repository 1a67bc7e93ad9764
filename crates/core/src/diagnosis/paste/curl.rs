//! What curl and common libraries say when no answer came: proxy, name, connection, TLS.

use crate::diagnosis::{Cause, Confidence, Diagnosis, Fix};

/// Words, in lower case, and what they mean. The more exact ones come first.
const WORDS: [(&str, Cause); 22] = [
    ("certificate has expired", Cause::TlsExpired),
    ("certificate expired", Cause::TlsExpired),
    ("cert_has_expired", Cause::TlsExpired),
    ("certificate is not yet valid", Cause::TlsNotYetValid),
    ("no alternative certificate subject name", Cause::TlsWrongHost),
    ("hostname mismatch", Cause::TlsWrongHost),
    ("err_tls_cert_altname_invalid", Cause::TlsWrongHost),
    ("self-signed certificate", Cause::TlsUntrusted),
    ("self signed certificate", Cause::TlsUntrusted),
    ("unable to get local issuer certificate", Cause::TlsUntrusted),
    ("unable_to_verify_leaf_signature", Cause::TlsUntrusted),
    ("certificate_verify_failed", Cause::TlsUntrusted),
    ("curl: (60)", Cause::TlsUntrusted),
    ("curl: (35)", Cause::TlsOther),
    ("curl: (5)", Cause::ProxyFailed),
    ("proxy authentication required", Cause::ProxyFailed),
    ("curl: (6)", Cause::DnsFailed),
    ("enotfound", Cause::DnsFailed),
    ("curl: (7)", Cause::ConnectRefused),
    ("econnrefused", Cause::ConnectRefused),
    ("curl: (28)", Cause::ConnectTimeout),
    ("curl: (56)", Cause::ConnectionReset),
];

/// The cause that a program named, with its line.
pub(super) fn find(text: &str) -> Option<Diagnosis> {
    let lower = text.to_ascii_lowercase();
    let (words, cause) = WORDS.iter().find(|(words, _)| lower.contains(words))?;
    let line = text.lines().find(|line| line.to_ascii_lowercase().contains(words));
    let host = super::address::find(text).and_then(|url| url.host_str().map(str::to_owned));
    let found = Diagnosis::new(*cause, Confidence::Certain)
        .with("detail", line.unwrap_or_default().trim())
        .with("host", host.as_deref().unwrap_or_default());
    Some(match cause {
        Cause::TlsUntrusted => found.fix(Fix::AddCa).fix(Fix::OpenNetworkSettings),
        Cause::TlsExpired | Cause::TlsNotYetValid => {
            found.fix(Fix::SyncClock).fix(Fix::OpenNetworkSettings)
        }
        _ => found.fix(Fix::OpenNetworkSettings),
    })
}
