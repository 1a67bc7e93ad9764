//! OpenID Connect as far as facts 3 knows it: discovery, two keys, ID tokens, logout.
//!
//! Issuer and addresses are the sandbox's own: those of LINE WORKS are not known. There is no
//! userinfo endpoint, because what is seen of it contradicts itself (facts 1.1).

mod discovery;
mod id_token;
mod keys;
mod logout;

pub(super) use discovery::{certs, discovery};
pub(super) use id_token::IdToken;
pub(super) use keys::{SigningKeys, signing_keys};
pub(super) use logout::{posted, queried};
