//! The real program in temporary folders, against a real `sandbox serve` beside it.

mod fixture;
mod inspecting;
mod keys;
mod opening;
mod records;
mod sandbox;
mod secrets;
mod shapes;
mod stopping;
mod tokens;
mod usage;
