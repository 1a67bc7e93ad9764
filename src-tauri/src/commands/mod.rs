//! Commands of the page, one file per noun. A command unwraps its input, calls one engine function
//! and returns its view; whether it may run while locked is the table's matter (`Shell::call`).

pub(crate) mod apps;
pub(crate) mod explain;
pub(crate) mod inspector;
pub(crate) mod key_desk;
pub(crate) mod keys;
pub(crate) mod lists;
pub(crate) mod recipes;
pub(crate) mod redirect;
pub(crate) mod runs;
pub(crate) mod sandbox;
pub(crate) mod secrets;
pub(crate) mod settings;
pub(crate) mod vault;

use credenza_engine::error_code::WireError;

/// What every command returns.
pub(crate) type Answer<T> = Result<T, WireError>;
