//! A vault of one's own through the engine: made, locked, opened again, and each way in which
//! that can fail with its own code (security.md S10).

use std::sync::Arc;

use credenza_core::Secret;
use credenza_core::apps::AppDraft;
use credenza_core::flow::Outcome;
use credenza_engine::clock::SystemClock;
use credenza_engine::error_code::ErrorCode;
use credenza_engine::views::apps::AppDraftInput;
use credenza_engine::views::vault::{
    LockReason, NewUnlockInput, UnlockInput, VaultCreateInput, VaultState,
};
use credenza_engine::{Engine, Error};
use credenza_tests::desk::{Desk, GOOD};
use credenza_tests::practice;
use credenza_tests::secrets::Secrets;
use credenza_vault::keyring::{Keyring, KeyringKey, KeyringState, MemoryKeyring};
use tempfile::TempDir;

const PASSPHRASE: &str = "four TEST words of mine";

/// A keyring that the test can lock while the engine has it.
struct Shared(Arc<MemoryKeyring>);

impl Keyring for Shared {
    fn state(&self) -> KeyringState {
        self.0.state()
    }

    fn get(&self, vault: &str) -> Result<Option<KeyringKey>, KeyringState> {
        self.0.get(vault)
    }

    fn set(&self, vault: &str, key: &[u8; 32]) -> Result<(), KeyringState> {
        self.0.set(vault, key)
    }

    fn delete(&self, vault: &str) -> Result<(), KeyringState> {
        self.0.delete(vault)
    }

    fn name(&self) -> &str {
        self.0.name()
    }
}

fn engine(folder: &TempDir, keyring: &Arc<MemoryKeyring>) -> Engine {
    let keyring = Box::new(Shared(Arc::clone(keyring)));
    Engine::with(folder.path().join("vault"), Box::new(SystemClock), keyring)
}

fn create(engine: &Engine, unlock: NewUnlockInput) -> Result<VaultState, ErrorCode> {
    let created = engine.vault_create(&VaultCreateInput { name: "Team".to_owned(), unlock });
    created.map(|status| status.state).map_err(|error| error.code())
}

fn by_passphrase(text: &str) -> NewUnlockInput {
    NewUnlockInput::Passphrase { passphrase: Secret::new(text.to_owned()) }
}

fn unlock(engine: &Engine, with: UnlockInput) -> Result<VaultState, ErrorCode> {
    engine.vault_unlock(&with).map(|status| status.state).map_err(|error| error.code())
}

fn passphrase(text: &str) -> UnlockInput {
    UnlockInput::Passphrase { passphrase: Secret::new(text.to_owned()) }
}

#[tokio::test]
async fn a_vault_by_passphrase_keeps_app_key_and_runs_over_a_restart() {
    let desk = Desk::open().await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let keyring = Arc::new(MemoryKeyring::new(KeyringState::Absent));
    let first = engine(&folder, &keyring);
    assert_eq!(create(&first, by_passphrase("too short")), Err(ErrorCode::PassphraseTooShort));
    assert_eq!(create(&first, by_passphrase(PASSPHRASE)), Ok(VaultState::Open));
    assert_eq!(create(&first, by_passphrase(PASSPHRASE)), Err(ErrorCode::VaultExists));
    first.set_sandbox_base(Some(desk.sandbox.base_url()));
    let record = practice::record(desk.practice_app(GOOD));
    let input = AppDraftInput { draft: record.draft, client_secret: Some(record.client_secret) };
    let id = first.app_add(&input).expect("it is kept").id;
    let candidate = first
        .key_offer_text(record.private_key_pem.as_ref().expect("it has a key"))
        .expect("it is a key");
    first.key_import(id, candidate.handle).expect("it can be imported");
    let here = Desk { engine: first, sandbox: desk.sandbox, folder };
    let run = here.issue(id).await;
    assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);
    here.engine.lock_now(LockReason::Asked, false);
    assert_eq!(Secrets::of(&here).seen_below(here.folder.path()), [], "in clear on disk");

    let second = engine(&here.folder, &keyring);
    let wrong = unlock(&second, passphrase("four WRONG words of mine"));
    assert_eq!(wrong, Err(ErrorCode::PassphraseWrong));
    assert!(matches!(second.run_get(run.id), Err(Error::Locked)), "it stays locked");
    assert_eq!(unlock(&second, passphrase(PASSPHRASE)), Ok(VaultState::Open));
    assert_eq!(second.run_get(run.id).expect("it is kept"), run);
    assert!(second.app_get(id).expect("the record").held.is_none(), "tokens live in memory only");
}

#[test]
fn each_state_of_the_keyring_has_its_own_code() {
    let rows = [
        (KeyringState::Absent, ErrorCode::KeyringAbsent),
        (KeyringState::Locked, ErrorCode::KeyringLocked),
        (KeyringState::Denied, ErrorCode::KeyringDenied),
        (KeyringState::TimedOut, ErrorCode::KeyringTimedOut),
        (KeyringState::NoBus, ErrorCode::KeyringNoBus),
    ];
    let folder = tempfile::tempdir().expect("a temporary folder");
    let keyring = Arc::new(MemoryKeyring::new(KeyringState::Ready));
    let engine = engine(&folder, &keyring);
    assert_eq!(unlock(&engine, UnlockInput::Keyring), Err(ErrorCode::VaultAbsent));
    for (state, code) in rows {
        keyring.set_state(state);
        assert_eq!(create(&engine, NewUnlockInput::Keyring), Err(code), "creating, {state:?}");
        let status = engine.vault_status().expect("it can be asked");
        assert_eq!(status.state, VaultState::Absent, "{state:?}: no half vault is left");
    }
    keyring.set_state(KeyringState::Ready);
    assert_eq!(create(&engine, NewUnlockInput::Keyring), Ok(VaultState::Open));
    for (state, code) in rows {
        engine.lock_now(LockReason::Asked, false);
        keyring.set_state(state);
        assert_eq!(unlock(&engine, UnlockInput::Keyring), Err(code), "opening, {state:?}");
        keyring.set_state(KeyringState::Ready);
        assert_eq!(unlock(&engine, UnlockInput::Keyring), Ok(VaultState::Open), "{state:?}");
    }
}

#[test]
fn a_key_that_the_keyring_lost_is_not_a_new_start() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let first = engine(&folder, &Arc::new(MemoryKeyring::new(KeyringState::Ready)));
    assert_eq!(create(&first, NewUnlockInput::Keyring), Ok(VaultState::Open));
    drop(first);
    let emptied = engine(&folder, &Arc::new(MemoryKeyring::new(KeyringState::Ready)));
    assert_eq!(unlock(&emptied, UnlockInput::Keyring), Err(ErrorCode::KeyringEntryLost));
    assert_eq!(create(&emptied, NewUnlockInput::Keyring), Err(ErrorCode::VaultExists));
}

#[test]
fn what_another_program_writes_is_noticed_once_and_does_not_count_as_use() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let keyring = Arc::new(MemoryKeyring::new(KeyringState::Ready));
    let [window, terminal] = [engine(&folder, &keyring), engine(&folder, &keyring)];
    create(&window, NewUnlockInput::Keyring).expect("the vault is made");
    terminal.vault_unlock(&UnlockInput::Keyring).expect("it opens");
    let changed = |engine: &Engine| engine.changed_elsewhere().expect("the vault is open");
    assert!(!changed(&window) && !changed(&terminal), "nothing was written since they opened it");
    let draft = AppDraft { name: "from the terminal".to_owned(), ..AppDraft::default() };
    terminal.app_add(&AppDraftInput { draft, client_secret: None }).expect("it is kept");
    let locks_at = window.vault_status().expect("it is open").locks_at;
    assert!(changed(&window), "the window sees it");
    assert!(!changed(&window), "and only once");
    assert!(!changed(&terminal), "one's own writes are no news");
    assert_eq!(window.vault_status().expect("it is open").locks_at, locks_at);
    window.lock_now(LockReason::Asked, false);
    assert!(matches!(window.changed_elsewhere(), Err(Error::Locked)));
}
