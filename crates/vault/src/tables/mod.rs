//! The tables of an open vault: one file each, with its rows, reads and writes. Each call is one
//! statement, or safe to repeat; several become one by [`crate::Vault::write`].

pub mod activity;
pub mod apps;
pub mod channel_keys;
pub mod channel_tokens;
pub mod keys;
pub mod runs;
pub mod secrets;
pub mod settings;
pub mod sso_checks;
pub mod summaries;
mod text;
