//! JSON Web Tokens: the assertion that Credenza makes, its checks, and reading of any token.

pub mod assertion;
pub mod checks;
pub mod read;
