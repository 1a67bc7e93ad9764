//! Who looks at a secret of a vault with a passphrase has to know it: asked for again when the last
//! proof is older than five minutes, so that an open window left alone shows nothing.

use crate::engine::Engine;
use crate::error::Error;
use crate::views::NoView;
use crate::views::vault::ProveInput;

/// How long a proof holds, in seconds.
const HOLDS: i64 = 300;

impl Engine {
    /// Proves that the user knows the passphrase.
    ///
    /// # Errors
    /// When it is wrong, or the vault has none or is locked.
    pub fn vault_prove(&self, input: &ProveInput) -> Result<NoView, Error> {
        self.with_vault(|vault| Ok(vault.check_passphrase(&input.passphrase)?))?;
        self.note_proof(true);
        Ok(NoView {})
    }

    pub(crate) fn note_proof(&self, proved: bool) {
        self.door().proved_at = proved.then(|| self.now());
    }

    /// # Errors
    /// [`Error::ProofNeeded`] when the vault has a passphrase and the last proof is too old.
    pub(crate) fn require_proof(&self) -> Result<(), Error> {
        let now = self.now();
        let proved = self.door().proved_at;
        if proved.is_some_and(|at| (at..=at + HOLDS).contains(&now)) {
            return Ok(());
        }
        match self.with_vault(|vault| Ok(!vault.is_practice() && vault.slots()?.passphrase))? {
            true => Err(Error::ProofNeeded),
            false => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use credenza_core::Secret;
    use credenza_vault::keyring::{KeyringState, MemoryKeyring};

    use super::*;
    use crate::clock::Clock;
    use crate::views::vault::{
        LockReason, NewUnlockInput, PassphraseSetInput, UnlockInput, VaultCreateInput,
    };

    const START: i64 = 1_776_231_128;
    const PASSPHRASE: &str = "four TEST words of mine";

    struct HandSet(Arc<AtomicI64>);

    impl Clock for HandSet {
        fn now_ms(&self) -> i64 {
            self.0.load(Ordering::Relaxed) * 1_000
        }
    }

    fn engine(unlock: NewUnlockInput) -> (Engine, Arc<AtomicI64>, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let time = Arc::new(AtomicI64::new(START));
        let keyring = MemoryKeyring::new(KeyringState::Ready);
        let engine = Engine::with(
            folder.path().join("v"),
            Box::new(HandSet(time.clone())),
            Box::new(keyring),
        );
        engine.vault_create(&VaultCreateInput { name: "Mine".into(), unlock }).unwrap();
        (engine, time, folder)
    }

    fn passphrase() -> Secret {
        Secret::new(PASSPHRASE.to_owned())
    }

    #[test]
    fn a_passphrase_is_asked_for_again_after_five_minutes() {
        let (engine, time, _folder) =
            engine(NewUnlockInput::Passphrase { passphrase: passphrase() });
        time.store(START + HOLDS, Ordering::Relaxed);
        assert!(engine.require_proof().is_ok(), "creating the vault showed it");
        time.store(START + HOLDS + 1, Ordering::Relaxed);
        assert!(matches!(engine.require_proof(), Err(Error::ProofNeeded)));

        let wrong = ProveInput { passphrase: Secret::new("not the passphrase".into()) };
        assert!(engine.vault_prove(&wrong).is_err());
        assert!(
            matches!(engine.require_proof(), Err(Error::ProofNeeded)),
            "a wrong one shows nothing"
        );
        engine.vault_prove(&ProveInput { passphrase: passphrase() }).unwrap();
        assert!(engine.require_proof().is_ok());
        time.store(START, Ordering::Relaxed);
        assert!(engine.require_proof().is_err(), "a clock that was set back proves nothing");
    }

    #[test]
    fn a_vault_opened_by_the_keyring_asks_only_where_there_is_a_passphrase() {
        let (engine, _time, _folder) = engine(NewUnlockInput::Keyring);
        assert!(engine.require_proof().is_ok(), "there is nothing to ask for");
        let set = PassphraseSetInput { current: None, passphrase: passphrase() };
        engine.passphrase_set(&set).unwrap();
        assert!(matches!(engine.require_proof(), Err(Error::ProofNeeded)));
        engine.vault_lock(LockReason::Asked, false).unwrap();
        engine.vault_unlock(&UnlockInput::Keyring).unwrap();
        assert!(matches!(engine.require_proof(), Err(Error::ProofNeeded)));
    }
}
