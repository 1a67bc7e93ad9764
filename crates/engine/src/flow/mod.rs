//! Runs a flow: build, check, sign, send, read, check. Each step is told while it happens; the
//! rules are core's, the exchange is `http`'s, the record is the vault's.

mod clock_source;
mod exchange;
mod issuer_keys;
mod recorder;
mod service_account;
mod sign_in;
mod told;
mod transport;

pub use recorder::EventSink;
pub(crate) use recorder::Recorder;
pub(crate) use service_account::{Ingredients, issue};
pub(crate) use sign_in::{SignInIngredients, sign_in};
