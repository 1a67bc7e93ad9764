//! The part of a member's sign-in that goes through the browser (facts 1.2): login page, consent
//! page, and the way back with a code or an error.
//!
//! There is no session and no cookie: every authorize request asks for account and password. Of
//! the documented parameters `domain` is ignored, and the implicit flow is not played.

mod authorize;
mod back;
mod page;
mod screens;
mod words;

pub(super) use authorize::SignInRequest;
pub(crate) use back::address;
pub(crate) use page::{accepts, escaped};
pub(super) use page::{refused, signed_out};
pub(super) use screens::{authorize, consent, login};
pub(crate) use words::Language;
pub(super) use words::PageReason;
