//! The one way out to the network (security.md N): rustls, no redirects, no cookies, no referer,
//! no decompression, limits on time and size, and timings of each leg.

mod certificate;
mod client;
mod failure;
mod send;
mod timing;
mod tls;

pub(crate) use certificate::certificate_sha256;
pub(crate) use client::is_loopback;
pub use client::{Http, HttpError, HttpSettings};
pub use failure::TransportFailure;
pub use send::{Exchange, RawResponse};
pub use timing::SeenTls;
