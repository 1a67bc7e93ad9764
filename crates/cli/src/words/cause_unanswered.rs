//! Causes without a whole answer: name look-up, connection, TLS, and what kept a run from being
//! sent. The same words as in the window.

use super::cause::Words;

pub(super) const BODY_TOO_LARGE: Words = Words {
    short: "too large",
    title: "No token: the answer is too large",
    why: "{host} sent more than a token answer can be. Credenza stopped reading at its limit.",
};

pub(super) const DNS_FAILED: Words = Words {
    short: "name not found",
    title: "No token: the name {host} was not found",
    why: "The name server does not know this host, or cannot be reached. Without a network, a VPN or a proxy may be missing.",
};

pub(super) const CONNECT_REFUSED: Words = Words {
    short: "connection refused",
    title: "No token: {host} refuses connections",
    why: "The computer answers, but nothing listens on this port.",
};

pub(super) const CONNECT_TIMEOUT: Words = Words {
    short: "no connection",
    title: "No token: no connection to {host} within {seconds} s",
    why: "Nothing answered at all. A firewall that drops packets, or a proxy that must be used, is the usual reason.",
};

pub(super) const HEADERS_TIMEOUT: Words = Words {
    short: "no answer",
    title: "No token: {host} did not answer within {seconds} s",
    why: "The connection stood and the request was sent, but no answer began.",
};

pub(super) const BODY_TIMEOUT: Words = Words {
    short: "answer too slow",
    title: "No token: the answer of {host} did not end within {seconds} s",
    why: "The answer began and then came too slowly.",
};

pub(super) const CONNECTION_RESET: Words = Words {
    short: "connection cut",
    title: "No token: the connection was cut",
    why: "{host}, or something on the way, closed the connection before an answer was complete.",
};

pub(super) const PROXY_FAILED: Words = Words {
    short: "proxy",
    title: "No token: the proxy did not let the request through",
    why: "The proxy cannot be reached, wants a password, or does not allow {host}.",
};

pub(super) const TLS_EXPIRED: Words = Words {
    short: "certificate expired",
    title: "No token: the certificate of {host} has expired",
    why: "By this computer's clock the certificate is past its end. Nothing was sent.",
};

pub(super) const TLS_NOT_YET_VALID: Words = Words {
    short: "certificate not yet valid",
    title: "No token: the certificate of {host} is not valid yet",
    why: "By this computer's clock the certificate begins in the future. A slow clock is the usual reason. Nothing was sent.",
};

pub(super) const TLS_WRONG_HOST: Words = Words {
    short: "other host's certificate",
    title: "No token: the certificate belongs to another host than {host}",
    why: "Whoever answers cannot prove to be {host}. Nothing was sent.",
};

pub(super) const TLS_UNTRUSTED: Words = Words {
    short: "unknown authority",
    title: "No token: the certificate of {host} comes from an unknown authority",
    why: "A company proxy that looks into traffic, or a self-signed server, does this. Nothing was sent.",
};

pub(super) const TLS_OTHER: Words = Words {
    short: "TLS",
    title: "No token: no secure connection to {host}",
    why: "The two sides found no common TLS version or cipher, or the handshake broke off. Nothing was sent.",
};

pub(super) const MALFORMED_HTTP: Words = Words {
    short: "not HTTP",
    title: "No token: the answer of {host} is not HTTP",
    why: "Another kind of program listens at this address, or something on the way damaged the answer.",
};

pub(super) const HOST_NOT_CONFIRMED: Words = Words {
    short: "host not confirmed",
    title: "No token: the host {host} is not confirmed",
    why: "The address of the environment is new or was changed. Secrets go to a host only after its name was typed to confirm it.",
};

pub(super) const RECORD_INCOMPLETE: Words = Words {
    short: "record incomplete",
    title: "No token: {field} is not usable",
    why: "The flow needs {field}, and the record has none that can be used.",
};

pub(super) const SANDBOX_STOPPED: Words = Words {
    short: "sandbox stopped",
    title: "No token: the sandbox is not running",
    why: "This record belongs to the sandbox on this computer, and no address of a running one was given.",
};

pub(super) const CANCELLED: Words = Words {
    short: "stopped",
    title: "Stopped before a token came",
    why: "The run was stopped here. If the request was already out, the server may still have issued a token that nobody holds.",
};

pub(super) const OTHER: Words = Words {
    short: "unknown",
    title: "No token, and no known reason",
    why: "The run ended in a way that fits none of the known causes. Its steps show how far it came.",
};
