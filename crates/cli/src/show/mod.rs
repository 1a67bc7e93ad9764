//! Results as people read them: aligned columns, local times. Nothing is decided here.

pub(crate) mod app;
pub(crate) mod channel;
pub(crate) mod columns;
pub(crate) mod comparison;
pub(crate) mod discovery;
pub(crate) mod explanation;
pub(crate) mod held;
pub(crate) mod import;
pub(crate) mod inspection;
pub(crate) mod key;
pub(crate) mod redirect;
pub(crate) mod run;
pub(crate) mod sso;
pub(crate) mod visit;
