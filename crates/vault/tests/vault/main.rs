//! Tests of the vault as its callers see it: slots, damage, crashes, the real keyring, files,
//! records. One program, so that it links once.

// All of it is test code; clippy knows that only by this line.
#![cfg(test)]

mod child;
mod crash;
mod damage;
mod disk_full;
mod files;
mod fixture;
mod format;
mod keyring_states;
mod markers;
mod memory;
mod records;
mod secret_service;
mod slot_crash;
mod slots;
mod two_programs;
