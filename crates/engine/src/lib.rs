//! Use cases of Credenza: what the window and the terminal both call. Owns the clock, the
//! randomness, HTTP and the open vault. No window here, and no words.

pub mod clock;
pub mod error_code;
pub mod http;
pub mod ipc;
pub mod views;
