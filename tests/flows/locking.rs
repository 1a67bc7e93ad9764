//! Locking: what it wipes, what stays, and that nothing answers meanwhile (security.md I4, M3).

use credenza_core::Secret;
use credenza_core::apps::transfer::ListFormat;
use credenza_core::apps::{AppDraft, AppId};
use credenza_core::flow::{ClockSource, Outcome, RunId};
use credenza_core::jwt::verify::Expectations;
use credenza_core::recipe::RecipeLanguage;
use credenza_engine::error_code::ErrorCode;
use credenza_engine::ipc::{COMMANDS, WhileLocked};
use credenza_engine::views::apps::{
    AppArchiveInput, AppArchiveManyInput, AppDraftInput, AppListInput, AppTagManyInput,
    AppUpdateInput,
};
use credenza_engine::views::inspector::{
    InspectorCompareInput, InspectorReadInput, KeysFetchInput, TokenSource,
};
use credenza_engine::views::key_desk::{KeyForm, KeySize};
use credenza_engine::views::recipes::{RecipeInput, RecipeSource};
use credenza_engine::views::runs::{RunCompareInput, TokenIssueInput};
use credenza_engine::views::settings::SettingsPatch;
use credenza_engine::views::transfer::{ExportInput, ImportHandleInput};
use credenza_engine::views::vault::{
    LockReason, PassphraseSetInput, ProveInput, SlotInput, SlotRemoveInput, UnlockInput, VaultState,
};
use credenza_engine::{Engine, Error};
use credenza_tests::desk::{Desk, GOOD};

/// Commands that the shell answers without the engine's vault; it refuses them itself.
const OF_THE_SHELL: [&str; 12] = [
    "vault_recovery_save",
    "sandbox_status",
    "sandbox_start",
    "sandbox_fault",
    "app_check",
    "text_copy",
    "clipboard_status",
    "clipboard_clear",
    "scope_list",
    "key_pick",
    "key_discard",
    "import_discard",
];

/// Calls the engine's part of a command; `None` when the engine has no part in it.
async fn call(desk: &Desk, id: AppId, run: RunId, name: &str) -> Option<Result<(), Error>> {
    let engine = &desk.engine;
    let secret = || Secret::new("four TEST words of mine".to_owned());
    let draft = || AppDraft { name: "x".to_owned(), ..AppDraft::default() };
    let key = desk.folder.path().join("some.key");
    std::fs::write(&key, "no key").expect("the folder can be written");
    Some(match name {
        "vault_touch" => engine.vault_touch().map(drop),
        "vault_prove" => engine.vault_prove(&ProveInput { passphrase: secret() }).map(drop),
        "vault_passphrase_set" => {
            let input = PassphraseSetInput { current: None, passphrase: secret() };
            engine.passphrase_set(&input).map(drop)
        }
        "vault_keyring_add" => engine.keyring_add().map(drop),
        "vault_slot_remove" => {
            let input = SlotRemoveInput { slot: SlotInput::Recovery, current: None };
            engine.slot_remove(&input).map(drop)
        }
        "vault_recovery_create" => engine.recovery_create().map(drop),
        "app_list" => engine.app_list(AppListInput { archived: false }).map(drop),
        "app_get" => engine.app_get(id).map(drop),
        "app_add" => {
            engine.app_add(&AppDraftInput { draft: draft(), client_secret: None }).map(drop)
        }
        "app_update" => {
            engine.app_update(&AppUpdateInput { id, version: 1, draft: draft() }).map(drop)
        }
        "app_duplicate" => engine.app_duplicate(id).map(drop),
        "app_archive" => engine.app_archive(AppArchiveInput { id, archived: true }).map(drop),
        "app_delete" => engine.app_delete(id).map(drop),
        "app_undelete" => engine.app_undelete(id).map(drop),
        "app_archive_many" => {
            let input = AppArchiveManyInput { ids: vec![id], archived: true };
            engine.app_archive_many(&input).map(drop)
        }
        "app_tag_many" => {
            let input =
                AppTagManyInput { ids: vec![id], add: vec!["x".into()], remove: Vec::new() };
            engine.app_tag_many(&input).map(drop)
        }
        "import_pick" => engine.import_offer("list.csv", b"name\nx\n").map(drop),
        "import_apply" => engine.import_apply(ImportHandleInput { handle: 1 }).map(drop),
        "import_undo" => engine.import_undo(ImportHandleInput { handle: 1 }).map(drop),
        "export_save" => {
            let input = ExportInput { ids: vec![id], format: ListFormat::Csv };
            engine.export_text(&input).map(drop)
        }
        "secret_set" => engine.secret_set(id, &secret()).map(drop),
        "secret_reveal" => engine.secret_reveal(id).map(drop),
        "secret_copy" => engine.secret_for_copy(id).map(drop),
        "key_paste" => engine.key_offer_text(&secret()).map(drop),
        "key_unlock" => engine.key_unlock(1, &secret()).map(drop),
        "key_look" => engine.key_look(1).map(drop),
        "key_match" => engine.key_match(1, 2).map(drop),
        "key_generate" => engine.key_generate(KeySize::Rsa2048).map(drop),
        "key_save" => engine.key_form(1, KeyForm::PublicPem).map(drop),
        "key_import" => engine.key_import(id, 1).map(drop),
        "key_file_delete" => engine.key_file_delete(id).map(drop),
        "token_issue" => {
            let input = TokenIssueInput { app_id: id, clock: ClockSource::Local };
            engine.token_issue(input, &|_| {}).await.map(drop)
        }
        "token_copy" => engine.token_for_copy(id).map(drop),
        "token_reveal" => engine.token_reveal(id).map(drop),
        "run_list" => engine.run_list(None).map(drop),
        "run_get" => engine.run_get(run).map(drop),
        "inspector_read" => {
            let input = InspectorReadInput {
                source: TokenSource::Text { text: secret() },
                key: None,
                algorithm: None,
                expect: Expectations::default(),
                access_token: None,
                at: None,
            };
            engine.inspector_read(&input).map(drop)
        }
        "inspector_compare" => {
            let source = || TokenSource::Text { text: secret() };
            let input = InspectorCompareInput { left: source(), right: source() };
            engine.inspector_compare(&input).map(drop)
        }
        "inspector_open" => engine.inspector_token_file(&key).map(drop),
        "inspector_paste" => engine.inspector_pasted("x".to_owned()).map(drop),
        "inspector_key_open" => engine.inspector_key_file(&key).map(drop),
        "inspector_keys_fetch" => {
            let address = desk.sandbox.base_url();
            let input = KeysFetchInput { address, confirmed_host: "127.0.0.1".to_owned() };
            engine.inspector_keys_fetch(input).await.map(drop)
        }
        "run_compare" => engine.run_compare(RunCompareInput { from: Some(run), to: run }).map(drop),
        "recipe_get" => {
            let source = RecipeSource::Run { id: run };
            engine.recipe_get(RecipeInput { source, language: RecipeLanguage::Curl }).map(drop)
        }
        "settings_ca_add" => engine.ca_add(&key).map(drop),
        "settings_ca_remove" => engine.ca_remove("x").map(drop),
        "network_status" => engine.network_status().map(drop),
        // Stops what runs; nothing does.
        "token_cancel" => return None,
        name if OF_THE_SHELL.contains(&name) => return None,
        name => panic!("a new command needs a row here: {name}"),
    })
}

#[tokio::test]
async fn while_locked_every_engine_call_is_refused() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    let run = desk.issue(id).await.id;
    desk.engine.vault_lock(LockReason::Asked, false).expect("it locks");
    for spec in COMMANDS.iter().filter(|spec| spec.while_locked == WhileLocked::Refused) {
        let Some(done) = call(&desk, id, run, spec.name).await else { continue };
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
