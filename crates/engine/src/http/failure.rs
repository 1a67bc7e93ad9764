//! Names why no whole answer came back, from the chain of errors below the client's.

use std::error::Error as StdError;
use std::io;

use credenza_core::diagnosis::Cause;
use rustls::CertificateError;
use rustls::pki_types::InvalidDnsNameError;

/// Why no answer came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransportFailure {
    /// The cause as the diagnosis names it.
    pub cause: Cause,
    /// The library's words, without addresses of ours or secrets.
    pub detail: String,
}

impl TransportFailure {
    pub(super) fn new(cause: Cause, detail: impl Into<String>) -> Self {
        Self { cause, detail: detail.into() }
    }

    /// Names a client error. `dns_failed`: the look-up failed. `proxied`: a named proxy was used.
    pub(super) fn of(error: &reqwest::Error, dns_failed: bool, proxied: bool) -> Self {
        if dns_failed {
            return Self::new(Cause::DnsFailed, "name not found");
        }
        let chain = chain(error);
        let named = chain.iter().find_map(|link| tls(*link).or_else(|| wire(*link)));
        let (cause, detail) = named.unwrap_or_else(|| general(error));
        let connecting = error.is_connect() && !is_tls(cause);
        Self { cause: if proxied && connecting { Cause::ProxyFailed } else { cause }, detail }
    }
}

fn is_tls(cause: Cause) -> bool {
    use Cause::{TlsExpired, TlsNotYetValid, TlsOther, TlsUntrusted, TlsWrongHost};
    matches!(cause, TlsExpired | TlsNotYetValid | TlsOther | TlsUntrusted | TlsWrongHost)
}

fn chain<'a>(error: &'a (dyn StdError + 'static)) -> Vec<&'a (dyn StdError + 'static)> {
    let mut links = vec![error];
    let mut next = error.source();
    while let Some(link) = next {
        links.push(link);
        // An io::Error hides what it wraps from source() in some layers.
        let inner = link.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = match inner {
            Some(inner) => Some(inner as &(dyn StdError + 'static)),
            None => link.source(),
        };
    }
    links
}

fn tls(link: &(dyn StdError + 'static)) -> Option<(Cause, String)> {
    let error = link.downcast_ref::<rustls::Error>()?;
    let cause = match error {
        rustls::Error::InvalidCertificate(problem) => certificate(problem),
        _ => Cause::TlsOther,
    };
    Some((cause, error.to_string()))
}

fn certificate(problem: &CertificateError) -> Cause {
    match problem {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => Cause::TlsExpired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            Cause::TlsNotYetValid
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            Cause::TlsWrongHost
        }
        CertificateError::UnknownIssuer | CertificateError::BadSignature => Cause::TlsUntrusted,
        CertificateError::Other(other) => by_words(&other.to_string()),
        _ => Cause::TlsOther,
    }
}

/// The platform's own verifier answers in words only.
fn by_words(words: &str) -> Cause {
    let words = words.to_ascii_lowercase();
    let says = |needle: &str| words.contains(needle);
    if says("expired") {
        Cause::TlsExpired
    } else if says("issuer") || says("self-signed") || says("causedasendentity") || says("trust") {
        Cause::TlsUntrusted
    } else {
        Cause::TlsOther
    }
}

fn wire(link: &(dyn StdError + 'static)) -> Option<(Cause, String)> {
    if link.is::<InvalidDnsNameError>() {
        return Some((Cause::DnsFailed, "not a host name".to_owned()));
    }
    if let Some(error) = link.downcast_ref::<hyper::Error>() {
        if error.is_parse() {
            return Some((Cause::MalformedHttp, "the answer is not HTTP".to_owned()));
        }
        if error.is_incomplete_message() {
            return Some((
                Cause::ConnectionReset,
                "the connection was closed before the answer was complete".to_owned(),
            ));
        }
    }
    let error = link.downcast_ref::<io::Error>()?;
    let cause = match error.kind() {
        io::ErrorKind::ConnectionRefused => Cause::ConnectRefused,
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => Cause::ConnectionReset,
        io::ErrorKind::TimedOut => Cause::ConnectTimeout,
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => Cause::ConnectRefused,
        // hyper's word for chunks that can't be read.
        io::ErrorKind::InvalidInput => Cause::MalformedHttp,
        _ => return None,
    };
    Some((cause, error.kind().to_string()))
}

fn general(error: &reqwest::Error) -> (Cause, String) {
    if error.is_timeout() {
        let cause = if error.is_connect() { Cause::ConnectTimeout } else { Cause::HeadersTimeout };
        return (cause, "no answer in time".to_owned());
    }
    let cause = if error.is_connect() { Cause::ConnectRefused } else { Cause::Other };
    (cause, "the call broke off".to_owned())
}
