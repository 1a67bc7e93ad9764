//! The real program in temporary folders, against a real `sandbox serve` beside it.

// All of it is test code; clippy knows that only by this line.
#![cfg(test)]

mod channels;
mod discovering;
mod explaining;
mod fixture;
mod inspecting;
mod key_desk;
mod keys;
mod lists;
mod opening;
mod records;
mod redirects;
mod runs;
mod sandbox;
mod secrets;
mod shapes;
mod signing_in;
mod sso;
mod stopping;
mod token_life;
mod tokens;
mod usage;
