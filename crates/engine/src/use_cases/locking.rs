//! Locking: asked for, when idle, after sleep. Closes the database and wipes what lived in memory.

use super::vault::locks_at;
use crate::engine::Engine;
use crate::error::Error;
use crate::views::vault::{LockReason, VaultStatusView, WipedView};

/// A jump of the wall clock between two ticks that means the computer slept, in seconds.
const SLEPT: i64 = 60;

impl Engine {
    /// Locks the vault. `clipboard`: whether a secret of ours was cleared from the clipboard.
    ///
    /// # Errors
    /// When the header can't be read afterwards; the vault is locked in any case.
    pub fn vault_lock(
        &self,
        reason: LockReason,
        clipboard: bool,
    ) -> Result<VaultStatusView, Error> {
        let tokens = self.shared.memory.wipe();
        let mut door = self.door();
        if let Some(vault) = door.vault.take() {
            door.lock_reason = Some(reason);
            door.wiped = Some(WipedView { tokens, clipboard });
            if let Err(error) = vault.close() {
                tracing::warn!(%error, "the vault closed with an error");
            }
        }
        drop(door);
        self.drop_http();
        self.vault_status()
    }

    /// Why the vault has to be locked now, if it has. Asked about once a second; `last` is when
    /// it was asked before: a gap means that the computer slept (security.md M3).
    pub fn due_lock(&self, last: i64) -> Option<LockReason> {
        let now = self.now();
        let door = self.door();
        let due = locks_at(&door)?;
        if now - last > SLEPT {
            return Some(LockReason::Suspend);
        }
        (now >= due).then_some(LockReason::Idle)
    }

    /// This computer's time, for callers that measure ticks.
    pub fn time(&self) -> i64 {
        self.now()
    }
}
