//! One HTTP exchange as it may be shown, stored and exported: every secret is sealed already.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Sealed;

/// A piece of a text: plain, or a secret of which only the seal is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Part {
    /// Shown as it is.
    Plain {
        /// The text.
        text: String,
    },
    /// A secret was cut out here.
    Secret(Sealed),
}

impl Part {
    /// A plain piece.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Plain { text: text.into() }
    }

    /// The seal of a secret piece.
    pub fn secret(text: &str) -> Self {
        Self::Secret(Sealed::of(text))
    }
}

/// How long each leg of an exchange took, in microseconds. `None`: not reached or not needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HttpTimings {
    /// Name look-up.
    pub dns_us: Option<u64>,
    /// TCP and TLS.
    pub connect_us: Option<u64>,
    /// From the connection to the first byte of the answer.
    pub first_byte_us: Option<u64>,
    /// Reading the body.
    pub body_us: Option<u64>,
    /// All of it.
    pub total_us: u64,
}

/// Who was at the other end of the connection.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Peer {
    /// Address and port; those of the proxy where one stands between.
    pub address: Option<String>,
    /// SHA-256 of the certificate that it showed, in hex; `None` without TLS.
    pub certificate_sha256: Option<String>,
}

/// What was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShownRequest {
    /// HTTP method.
    pub method: String,
    /// Whole address, but for what `query` has.
    pub url: String,
    /// What follows the address behind a question mark, where a secret is in it.
    #[serde(default)]
    pub query: Vec<Part>,
    /// Header fields in the order of sending.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Vec<Part>,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShownResponse {
    /// Status code.
    pub status: u16,
    /// Reason phrase of the status code.
    pub reason: String,
    /// `HTTP/1.1` or `HTTP/2`.
    pub version: String,
    /// Header fields.
    pub headers: Vec<(String, String)>,
    /// Body, as far as it was read.
    pub body: Vec<Part>,
    /// Bytes read.
    #[ts(type = "number")]
    pub bytes: usize,
    /// Whether the body was cut off at the limit, or broke off.
    pub truncated: bool,
}
