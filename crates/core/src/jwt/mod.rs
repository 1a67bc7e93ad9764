//! JSON Web Tokens: the assertion that Credenza makes, its checks, and reading, verifying and
//! comparing any token.

pub mod assertion;
pub mod checks;
pub mod claims;
pub mod compare;
pub mod lints;
pub mod read;
pub mod verify;
