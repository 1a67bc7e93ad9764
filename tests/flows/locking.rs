//! Locking: what it wipes, what stays, and that nothing answers meanwhile (security.md I4, M3).

use credenza_core::Secret;
use credenza_core::flow::Outcome;
use credenza_engine::error_code::ErrorCode;
use credenza_engine::ipc::{COMMANDS, WhileLocked};
use credenza_engine::views::settings::SettingsPatch;
use credenza_engine::views::vault::{LockReason, UnlockInput, VaultState};
use credenza_engine::{Engine, Error};
use credenza_tests::desk::{Desk, GOOD};

use crate::locked_calls::Call;

#[tokio::test]
async fn while_locked_every_engine_call_is_refused() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    let run = desk.issue(id).await.id;
    desk.engine.vault_lock(LockReason::Asked, false).expect("it locks");
    for spec in COMMANDS.iter().filter(|spec| spec.while_locked == WhileLocked::Refused) {
        let call = Call { desk: &desk, id, run, name: spec.name };
        let Some(done) = call.make().await else { continue };
        let code = done.err().map(|error| error.code());
        assert_eq!(code, Some(ErrorCode::VaultLocked), "{}", spec.name);
    }
    let patch = SettingsPatch { total_timeout_seconds: Some(5), ..SettingsPatch::default() };
    let refused = desk.engine.settings_update(&patch);
    assert!(matches!(refused, Err(Error::Locked)), "settings of the vault: {refused:?}");
    assert_eq!(desk.sandbox.exchanges().len(), 1, "nothing was sent while locked");
}

fn reopen(engine: &Engine) {
    let status =
        engine.vault_unlock(&UnlockInput::Keyring).expect("a practice vault opens by itself");
    assert_eq!(status.state, VaultState::Open);
}

#[tokio::test]
async fn locking_wipes_held_tokens_and_keeps_the_runs() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    let run = desk.issue(id).await;
    desk.issue(desk.id("calendar-sync")).await;
    let status = desk.engine.vault_lock(LockReason::Idle, true).expect("it locks");
    assert_eq!(status.lock_reason, Some(LockReason::Idle));
    let wiped = status.wiped.expect("it was open");
    assert_eq!((wiped.tokens, wiped.clipboard), (2, true));

    reopen(&desk.engine);
    assert!(matches!(desk.engine.token_reveal(id), Err(Error::NoToken)));
    assert!(desk.engine.app_get(id).expect("the record").held.is_none());
    assert_eq!(desk.engine.run_get(run.id).expect("it is kept"), run);
    let network = desk.engine.network_status().expect("the vault is open");
    assert_eq!(network.skew_seconds, None, "what was measured is forgotten too");
}

#[tokio::test]
async fn a_key_candidate_does_not_outlive_the_lock() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    let pem = Secret::new(desk.practice_app("old-key").private_key_pem.clone());
    let candidate = desk.engine.key_offer_text(&pem).expect("it is a key");
    desk.engine.vault_lock(LockReason::Asked, false).expect("it locks");
    reopen(&desk.engine);
    let gone = desk.engine.key_import(id, candidate.handle);
    assert!(matches!(gone, Err(Error::KeyHandleGone)), "{gone:?}");
    assert_eq!(desk.issue(id).await.outcome, Outcome::Passed, "the key that was there still signs");
}
