//! The life of tokens after they were issued (facts.md 1.4, 1.6, 1.7): what is known of a refresh
//! token that is held, what is checked before it is sent and when a new one comes, the ID token
//! that comes with it, the address that ends a session. Pure; holding and sending is the engine's.

mod held;
mod identity;
mod introspect;
mod logout;
mod refresh;
mod revoke;
mod signed_in;
mod userinfo;

pub use held::{RefreshFacts, TokenOwner};
pub use identity::{IdTokenIdentity, check_refreshed_id_token, id_token_end};
pub use introspect::{check_before_introspection, check_introspected};
pub use logout::{LogoutAddress, LogoutRefusal, LogoutRequest, logout_url};
pub use refresh::{Replacement, check_before_refresh, check_rotation, replacement};
pub use revoke::{check_before_revoke, check_revoked, revoked};
pub use signed_in::SignedIn;
pub use userinfo::{check_before_userinfo, check_userinfo, userinfo_request};
