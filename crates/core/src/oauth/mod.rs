//! OAuth 2.0 on the wire: the exact token request, the answers a token endpoint gives, and what
//! may be shown of both. Sending is the engine's.

mod answer;
mod client;
mod redact;
mod request;
mod scopes;
mod verify;

pub use answer::{Answer, TokenAnswer, read_answer};
pub use client::{Client, ClientProof, check_client};
pub use redact::{Hidden, plain_text};
pub(crate) use request::{Field, form_request};
pub use request::{
    RevokedToken, TokenRequest, client_credentials_request, code_request, introspection_request,
    jwt_bearer_request, refresh_request, revoke_request, service_account_request,
};
pub(crate) use scopes::check_asked_scopes;
pub use verify::{check_access_token, check_head, check_token, scopes_missing};
