//! Tests of the vault as its callers see it: slots, damage, crashes, the real keyring, files,
//! records. One program, so that it links once.

// All of it is test code; clippy knows that only by this line.
#![cfg(test)]

mod child;
mod crash;
mod damage;
#[cfg(target_os = "linux")]
mod disk_full;
#[cfg(unix)]
mod files;
mod fixture;
mod format;
mod keyring_states;
mod markers;
#[cfg(target_os = "linux")]
mod memory;
mod records;
#[cfg(target_os = "linux")]
mod secret_service;
mod slot_crash;
mod slots;
mod two_programs;
