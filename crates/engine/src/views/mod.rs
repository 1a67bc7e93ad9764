//! What crosses to the page and the terminal. A `View` leaves the engine, an `Input` comes in.
//! Lists and details never carry a secret (security.md I1).

pub mod apps;
pub mod channels;
pub mod customer_sso;
pub mod discovery;
pub mod explain;
pub mod held;
pub mod inspector;
pub mod key_desk;
pub mod keys;
pub mod recipes;
pub mod redirect;
pub mod runs;
pub mod settings;
pub mod sign_in;
pub mod transfer;
pub mod vault;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A command that takes nothing.
#[derive(Debug, Clone, Copy, Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(type = "Record<string, never>")]
pub struct NoInput {}

/// A command that gives nothing back.
#[derive(Debug, Clone, Copy, Default, Serialize, TS)]
#[ts(type = "Record<string, never>")]
pub struct NoView {}
