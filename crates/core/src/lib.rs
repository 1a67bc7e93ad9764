//! Domain, rules and protocol of Credenza. No IO, no clock, no randomness of its own: `now` and
//! random bytes are arguments, so that every rule can be tested with fixed values.

pub mod apps;
pub mod certificate;
pub mod comparison;
pub mod customer_sso;
pub mod diagnosis;
pub mod discovery;
pub mod flow;
pub mod jwks;
pub mod jwt;
pub mod keys;
pub mod line;
pub mod oauth;
pub mod recipe;
pub mod redirect;
mod secret;
pub mod services;
pub mod sign_in;
pub mod tokens;

pub use secret::{Sealed, Secret, SecretBytes};

/// Seconds since the Unix epoch, UTC.
pub type UnixSeconds = i64;
