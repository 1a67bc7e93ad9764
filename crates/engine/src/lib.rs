//! Use cases of Credenza: what the window and the terminal both call. Owns the clock, the
//! randomness, HTTP and the open vault. No window here, and no words.

mod attempts;
mod changes;
mod channel_memory;
pub mod clock;
pub mod customer_sso;
mod engine;
mod error;
pub mod error_code;
mod flow;
mod folders;
mod held_tokens;
pub mod http;
pub mod ipc;
mod loopback;
mod memory;
mod use_cases;
pub mod views;

pub use attempts::Awaited;
pub use changes::changes_apps;
pub use engine::Engine;
pub use error::Error;
pub use flow::EventSink;
pub use folders::default_vault_folder;
pub use loopback::{ExpectedReturn, Loopback};
pub use use_cases::{PracticeLedger, PracticeRecord, explain_text, generate_key, key_text};
