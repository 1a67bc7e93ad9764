//! No core dumps: a crash file would hold what is decrypted at that moment (security.md M4).

/// Sets the limit of core files to nothing.
#[cfg(unix)]
pub(crate) fn forbid() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // A system that refuses this has a lower limit already.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

/// Windows writes no core files; its crash reports are a setting of the system.
#[cfg(not(unix))]
pub(crate) fn forbid() {}
