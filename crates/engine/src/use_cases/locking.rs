//! Locking: asked for, when idle, after sleep. Closes the database and wipes what lived in memory.

use credenza_vault::Vault;

use super::vault::locks_at;
use crate::engine::Engine;
use crate::error::Error;
use crate::views::vault::{LockReason, VaultStatusView, WipedView};

/// A jump of the wall clock between two ticks that means the computer slept, in seconds.
const SLEPT: i64 = 60;
/// A step back of the wall clock that is more than the usual adjusting, in seconds.
const SET_BACK: i64 = 5;

impl Engine {
    /// Locks the vault at once. `clipboard`: whether a secret of ours was cleared from there.
    /// Never fails and asks nobody, so that nothing can hold it up.
    pub fn lock_now(&self, reason: LockReason, clipboard: bool) {
        let mut door = self.door();
        door.epoch += 1;
        let vault = door.vault.take();
        let was_open = vault.is_some();
        if let Some(Err(error)) = vault.map(Vault::close) {
            tracing::warn!(%error, "the vault closed with an error");
        }
        // Still under the door: nobody can put anything back in between.
        let tokens = self.shared.memory.wipe();
        self.drop_http();
        if was_open {
            door.lock_reason = Some(reason);
            door.wiped = Some(WipedView { tokens, clipboard });
        }
    }

    /// Locks the vault and tells how it stands.
    ///
    /// # Errors
    /// When the header can't be read afterwards; the vault is locked in any case.
    pub fn vault_lock(
        &self,
        reason: LockReason,
        clipboard: bool,
    ) -> Result<VaultStatusView, Error> {
        self.lock_now(reason, clipboard);
        self.vault_status()
    }

    /// Why the vault has to be locked now, if it has. Asked about once a second; `last` is when
    /// it was asked before: a gap means that the computer slept (security.md M3), a step back that
    /// the clock was set, after which nobody knows how long the vault was idle.
    pub fn due_lock(&self, last: i64) -> Option<LockReason> {
        let now = self.now();
        let door = self.door();
        door.vault.as_ref()?;
        if now - last > SLEPT || now < last - SET_BACK {
            return Some(LockReason::Suspend);
        }
        locks_at(&door).filter(|due| now >= *due).map(|_| LockReason::Idle)
    }

    /// This computer's time, for callers that measure ticks.
    pub fn time(&self) -> i64 {
        self.now()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use credenza_vault::keyring::OsKeyring;

    use super::*;
    use crate::clock::Clock;
    use crate::views::apps::AppListInput;

    struct HandSet(Arc<AtomicI64>);

    impl Clock for HandSet {
        fn now_ms(&self) -> i64 {
            self.0.load(Ordering::Relaxed) * 1_000
        }
    }

    const START: i64 = 1_776_231_128;
    const TEN_MINUTES: i64 = 600;

    fn open_engine() -> (Engine, Arc<AtomicI64>, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let time = Arc::new(AtomicI64::new(START));
        let engine = Engine::with(
            folder.path().join("v"),
            Box::new(HandSet(time.clone())),
            Box::new(OsKeyring::default()),
        );
        engine.practice_open(folder.path().join("practice"), "Practice", &[]).unwrap();
        (engine, time, folder)
    }

    #[test]
    fn an_idle_vault_is_due_after_the_set_time_and_not_before() {
        let (engine, time, _folder) = open_engine();
        time.store(START + TEN_MINUTES - 1, Ordering::Relaxed);
        assert_eq!(engine.due_lock(START + TEN_MINUTES - 2), None);
        time.store(START + TEN_MINUTES, Ordering::Relaxed);
        assert_eq!(engine.due_lock(START + TEN_MINUTES - 1), Some(LockReason::Idle));
    }

    #[test]
    fn reading_does_not_keep_the_vault_open_but_the_user_does() {
        let (engine, time, _folder) = open_engine();
        time.store(START + 300, Ordering::Relaxed);
        engine.app_list(AppListInput { archived: false }).unwrap();
        assert_eq!(engine.vault_status().unwrap().locks_at, Some(START + TEN_MINUTES));
        assert_eq!(engine.vault_touch().unwrap().locks_at, Some(START + 300 + TEN_MINUTES));
    }

    #[test]
    fn a_jump_of_the_clock_locks_as_after_sleep() {
        let (engine, time, _folder) = open_engine();
        time.store(START + SLEPT + 1, Ordering::Relaxed);
        assert_eq!(engine.due_lock(START), Some(LockReason::Suspend));
        time.store(START - SET_BACK - 1, Ordering::Relaxed);
        assert_eq!(engine.due_lock(START), Some(LockReason::Suspend), "set back");
    }

    #[test]
    fn a_locked_vault_answers_nothing_and_says_why_it_is_locked() {
        let (engine, _time, _folder) = open_engine();
        let status = engine.vault_lock(LockReason::Idle, true).unwrap();
        assert_eq!(status.lock_reason, Some(LockReason::Idle));
        assert_eq!(status.wiped, Some(WipedView { tokens: 0, clipboard: true }));
        assert!(matches!(engine.app_list(AppListInput { archived: false }), Err(Error::Locked)));
        assert_eq!(engine.due_lock(START), None, "a locked vault is not locked again");
    }
}
