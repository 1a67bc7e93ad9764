//! Use cases, one file per noun. Each is a method of the engine that page and terminal share.

mod activity;
mod app_list;
mod appearance;
mod apps;
mod asking;
mod customer_sso;
mod discovery;
mod explain;
mod grants;
mod held_tokens;
mod inspector;
mod inspector_fetch;
mod inspector_files;
mod key_desk;
mod keys;
mod locking;
mod logout;
mod practice;
mod proof;
mod recipes;
mod redirect;
mod redirect_probe;
mod refresh;
mod revoke;
mod runs;
mod secrets;
mod settings;
mod sign_in;
mod slots;
mod tokens;
mod transfer;
mod vault;

pub use explain::explain_text;
pub use key_desk::{generate_key, key_text};
pub use practice::PracticeRecord;
