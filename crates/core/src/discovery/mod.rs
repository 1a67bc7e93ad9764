//! What a server says of itself: the addresses of its discovery document (OpenID Connect Discovery
//! 1.0 section 4; RFC 8414 section 3), and the document read and held to what was asked for.
//! Nothing is fetched here.

mod address;
mod document;

pub use address::{AddressProblem, document_addresses};
pub use document::{DiscoveryDocument, DiscoveryProblem, LARGEST_DOCUMENT, read_document};
