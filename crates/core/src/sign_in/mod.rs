//! A member's sign-in: authorization code with OpenID Connect (facts.md 1.2, 1.3, 3; RFC 6749
//! section 4.1). The address to open, the address that comes back, and the ID token, each judged
//! here. Random bytes and the time are given; nothing is sent.

mod authorize;
mod id_token;
mod pkce;
mod returned;

pub use authorize::{AuthorizeRequest, RandomValues, authorize_request, check_authorize};
pub use id_token::{IdTokenTrust, check_id_token, judge_id_token, signature_was_checked};
pub use pkce::{CODE_CHALLENGE_METHOD, CodeVerifier};
pub use returned::{ReturnRefusal, Returned, read_returned};
