//! OAuth 2.0 on the wire: the exact token request, the answers a token endpoint gives, and what
//! may be shown of both. Sending is the engine's.

mod answer;
mod redact;
mod request;

pub use answer::{Answer, TokenAnswer, read_answer};
pub use redact::{seal, seal_body, shown_headers};
pub use request::{TokenRequest, service_account_request};
