//! The keyring of the operating system as the vault sees it: one entry per vault, holding a random
//! key of 32 bytes. Secrets of records are never stored there one by one.

mod memory;
mod os;
mod platform;

use std::fmt;

use zeroize::Zeroizing;

pub use memory::MemoryKeyring;
pub use os::OsKeyring;

/// A key kept in the keyring; wiped on drop, and boxed so that moving it leaves no copy.
pub type KeyringKey = Box<Zeroizing<[u8; 32]>>;

/// How the keyring answers (each has its own message: security.md S10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyringState {
    /// It can keep and give a key.
    Ready,
    /// No keyring service answers.
    Absent,
    /// It is there and locked, and nobody unlocked it.
    Locked,
    /// It refused.
    Denied,
    /// It did not answer in time.
    TimedOut,
    /// There is no D-Bus session to ask on.
    NoBus,
}

impl fmt::Display for KeyringState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ready => "ready",
            Self::Absent => "no keyring service",
            Self::Locked => "locked",
            Self::Denied => "access was denied",
            Self::TimedOut => "no answer in time",
            Self::NoBus => "no D-Bus session",
        })
    }
}

/// A keyring. The error of each call is a state other than [`KeyringState::Ready`].
pub trait Keyring: Send + Sync {
    /// How it answers now. Never opens a dialog.
    fn state(&self) -> KeyringState;

    /// The key kept under this vault identifier; `None` when there is no such entry, or when it
    /// is not a key of ours.
    ///
    /// # Errors
    /// The state that kept it from answering. May open the system's unlock dialog.
    fn get(&self, vault: &str) -> Result<Option<KeyringKey>, KeyringState>;

    /// Keeps a key under this vault identifier, in place of an older one.
    ///
    /// # Errors
    /// As [`Self::get`].
    fn set(&self, vault: &str, key: &[u8; 32]) -> Result<(), KeyringState>;

    /// Removes the entry; fine when there is none.
    ///
    /// # Errors
    /// As [`Self::get`].
    fn delete(&self, vault: &str) -> Result<(), KeyringState>;

    /// Name of the back end, as the header keeps it and the page shows it.
    fn name(&self) -> &str;
}
