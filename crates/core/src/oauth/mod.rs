//! OAuth 2.0 on the wire: the exact token request, the answers a token endpoint gives, and what
//! may be shown of both. Sending is the engine's.

mod answer;
mod client;
mod form;
mod redact;
mod request;
mod scopes;
mod verify;

pub use answer::{Answer, TokenAnswer, read_answer};
pub(crate) use client::ASSERTION_TYPE;
pub use client::{Client, ClientProof, check_client};
pub(crate) use form::{Field, bearer_request, form_request, query_request};
pub use form::{Method, TokenRequest};
pub use redact::{Hidden, plain_text};
pub use request::CLIENT_CREDENTIALS;
pub use request::{
    RevokedToken, client_credentials_request, code_request, introspection_request,
    jwt_bearer_request, refresh_request, revoke_request, service_account_request,
};
pub(crate) use scopes::check_asked_scopes;
pub use verify::{check_access_token, check_head, check_token, scopes_missing};
