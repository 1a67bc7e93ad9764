//! What the tests and the benchmark share: an engine on a practice vault beside a sandbox, a D-Bus
//! session with a keyring, and the list of what must never be seen anywhere. No test is here.
#![expect(
    clippy::expect_used,
    reason = "a test or a measurement that can't be set up has to stop at once"
)]

pub mod customer;
pub mod desk;
pub mod member;
pub mod practice;
pub mod processes;
pub mod secrets;
pub mod session;
pub mod webdriver;
