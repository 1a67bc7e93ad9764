//! Runs a flow: build, check, sign, send, read, check. Each step is told while it happens; the
//! rules are core's, the exchange is `http`'s, the record is the vault's.

mod channel;
mod client;
mod clock_source;
mod exchange;
mod grant;
mod introspection;
mod issuer_keys;
mod recorder;
mod refresh;
mod revoke;
mod service_account;
mod sign_in;
mod told;
mod transport;
mod userinfo;

pub(crate) use channel::{Asked, Brought, ChannelIngredients, call_line};
pub(crate) use client::ClientSecrets;
pub(crate) use exchange::{Stop, stop, stopped};
pub(crate) use grant::{GrantIngredients, grant};
pub(crate) use introspection::{IntrospectionIngredients, introspect};
pub use recorder::EventSink;
pub(crate) use recorder::Recorder;
pub(crate) use refresh::{RefreshIngredients, Refreshed, end_refresh, refresh};
pub(crate) use revoke::{RevokeIngredients, revoke};
pub(crate) use service_account::{Ingredients, issue};
pub(crate) use sign_in::{SignInIngredients, sign_in};
pub(crate) use told::show;
pub(crate) use userinfo::{UserinfoIngredients, userinfo};
