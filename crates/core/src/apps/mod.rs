//! Records of client apps: what an administrator keeps of each. Secrets and keys are not in the
//! record; the vault keeps them apart and hands them out one by one.

mod bearer_assertion;
pub mod bounds;
mod check;
mod client;
mod environment;
mod finding;
mod line_channel;
mod oauth_server;
mod open_id;
mod record;
mod search;
mod service;
pub(crate) mod shapes;
pub mod transfer;

pub use bearer_assertion::BearerAssertion;
pub use check::{check_draft, check_secret_text};
pub use client::{ClientAuthentication, ClientProfile, Endpoints};
pub(crate) use environment::is_callable;
pub use environment::{Environment, HostError, confirmed_address};
pub use finding::{Finding, FindingId, FindingSeverity};
pub use line_channel::{LineChannelApp, LinePlace};
pub use oauth_server::{Endpoint, Grant, OauthServerApp, ServerEndpoints};
pub use open_id::OpenIdSettings;
pub use record::{AccessTokenLife, App, AppDraft, AppId, LineWorksApp, ScopeSeparator};
pub use search::{fold, searchable};
pub use service::Service;
