//! Records: edits that cross, deletions taken back, keys replaced, secrets shown, and what the
//! activity says of all that.

use std::collections::BTreeMap;

use credenza_core::Secret;
use credenza_core::apps::{AppDraft, AppId};
use credenza_core::flow::Outcome;
use credenza_engine::Error;
use credenza_engine::error_code::ErrorCode;
use credenza_engine::views::apps::{
    ActivityKind, AppArchiveInput, AppDraftInput, AppListInput, AppUpdateInput, LastTest,
};
use credenza_engine::views::settings::{ProxySetting, SettingsPatch};
use credenza_tests::desk::{Desk, GOOD};

fn activity(desk: &Desk, id: AppId) -> Vec<(ActivityKind, BTreeMap<String, String>)> {
    let record = desk.engine.app_get(id).expect("the record is there");
    record.activity.into_iter().map(|line| (line.kind, line.params)).collect()
}

#[tokio::test]
async fn of_two_edits_that_cross_the_second_is_told_and_loses_nothing() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    let seen = desk.engine.app_get(id).expect("the record is there");
    let edit = |owner: &str| {
        let draft = AppDraft { owner: owner.to_owned(), ..seen.draft.clone() };
        desk.engine.app_update(&AppUpdateInput { id, version: seen.version, draft })
    };
    edit("Sato").expect("the first edit is kept");
    let refused = edit("Suzuki").expect_err("the second saw an old version");
    assert_eq!(refused.code(), ErrorCode::EditConflict);
    let Error::EditConflict(now) = refused else { panic!("{refused}") };
    assert_eq!((now.draft.owner.as_str(), now.version), ("Sato", seen.version + 1));
    let kept = desk.engine.app_get(id).expect("the record is there");
    assert_eq!(kept.draft.owner, "Sato");
    let (kind, params) = &activity(&desk, id)[0];
    assert_eq!((*kind, params["fields"].as_str()), (ActivityKind::Edited, "owner"));
}

#[tokio::test]
async fn a_deletion_is_taken_back_with_secret_key_runs_and_activity() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    let run = desk.issue(id).await;
    let before = desk.engine.app_get(id).expect("the record is there");
    desk.engine.app_delete(id).expect("it can be deleted");
    assert_eq!(desk.engine.app_get(id).expect_err("it is gone").code(), ErrorCode::NotFound);
    let listed = desk.engine.app_list(AppListInput { archived: false }).expect("the vault is open");
    assert!(listed.iter().all(|app| app.id != id), "it is not listed");
    assert!(matches!(desk.engine.token_reveal(id), Err(Error::NoToken)), "its token is gone");

    let after = desk.engine.app_undelete(id).expect("it can be taken back");
    assert_eq!((&after.draft, &after.key), (&before.draft, &before.key));
    assert_eq!(after.client_secret, before.client_secret);
    assert_eq!(after.activity.len(), before.activity.len() + 1);
    assert_eq!(desk.engine.run_get(run.id).expect("its run is there"), run);
    assert_eq!(desk.issue(id).await.outcome, Outcome::Passed);
}

#[tokio::test]
async fn a_record_that_was_put_away_comes_back_as_it_was() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    let away = desk.engine.app_archive(AppArchiveInput { id, archived: true }).expect("put away");
    assert!(away.archived_at.is_some());
    let listed = |archived| {
        let apps = desk.engine.app_list(AppListInput { archived }).expect("the vault is open");
        apps.iter().any(|app| app.id == id)
    };
    assert_eq!((listed(false), listed(true)), (false, true));
    desk.engine.app_archive(AppArchiveInput { id, archived: false }).expect("taken back");
    assert_eq!((listed(false), listed(true)), (true, false));
    let kinds: Vec<_> = activity(&desk, id).into_iter().take(2).map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [ActivityKind::Restored, ActivityKind::Archived], "newest first");
}

#[tokio::test]
async fn a_copy_has_neither_secret_nor_key_nor_history() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    desk.issue(id).await;
    let copy = desk.engine.app_duplicate(id).expect("it can be copied");
    assert_eq!(copy.draft, desk.engine.app_get(id).expect("the original").draft);
    assert!(copy.key.is_none() && !copy.client_secret.present && copy.held.is_none());
    assert_eq!(copy.last_test, LastTest::Never);
    assert_eq!(activity(&desk, copy.id)[0].0, ActivityKind::Duplicated);
}

#[tokio::test]
async fn replacing_a_key_keeps_both_fingerprints_and_the_new_key_signs() {
    let desk = Desk::open().await;
    let id = desk.id("old-key");
    let old = key_of(&desk, id);
    assert_eq!(desk.issue(id).await.key_sha256.as_deref(), Some(old.as_str()));
    // The console knows this app by the key of calendar-sync.
    let pem = Secret::new(desk.practice_app("calendar-sync").private_key_pem.clone());
    let candidate = desk.engine.key_offer_text(&pem).expect("it is a key");
    assert_eq!(candidate.stored_as.as_deref(), Some("calendar-sync"), "known already");
    desk.engine.key_import(id, candidate.handle).expect("it can be imported");
    let new = key_of(&desk, id);
    assert_ne!(new, old);
    let (kind, params) = &activity(&desk, id)[0];
    assert_eq!(*kind, ActivityKind::KeyReplaced);
    assert_eq!((&params["old"], &params["new"]), (&old, &new));
    let run = desk.issue(id).await;
    assert_eq!((run.outcome, run.key_sha256.as_deref()), (Outcome::Passed, Some(new.as_str())));
}

fn key_of(desk: &Desk, id: AppId) -> String {
    let record = desk.engine.app_get(id).expect("the record is there");
    record.key.and_then(|key| key.report.spki_sha256).expect("it has a key")
}

#[tokio::test]
async fn showing_and_copying_a_secret_is_kept_in_the_activity() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    desk.issue(id).await;
    let secret = desk.engine.secret_reveal(id).expect("one is kept").value;
    assert_eq!(secret, desk.practice_app(GOOD).client_secret);
    desk.engine.secret_for_copy(id).expect("one is kept");
    desk.engine.token_for_copy(id).expect("one is held");
    let newest: Vec<_> = activity(&desk, id).into_iter().take(3).collect();
    let row = |kind, field: &str| (kind, BTreeMap::from([("field".to_owned(), field.to_owned())]));
    let expected = [
        row(ActivityKind::SecretCopied, "accessToken"),
        row(ActivityKind::SecretCopied, "clientSecret"),
        row(ActivityKind::SecretRevealed, "clientSecret"),
    ];
    assert_eq!(newest, expected);
}

#[tokio::test]
async fn the_activity_lists_every_run_with_its_end() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    desk.issue(id).await;
    desk.sandbox.set_fault(Some(credenza_sandbox::Fault::Html));
    desk.issue(id).await;
    let record = desk.engine.app_get(id).expect("the record is there");
    let runs: Vec<_> =
        record.activity.iter().filter_map(|line| line.run_id.map(|_| line.outcome)).collect();
    assert_eq!(runs, [Some(Outcome::Failed), Some(Outcome::Passed)], "newest first");
    let clients: Vec<_> =
        activity(&desk, id).into_iter().filter(|(kind, _)| *kind == ActivityKind::Run).collect();
    let used = &desk.practice_app(GOOD).client_id;
    assert!(clients.iter().all(|(_, params)| params.get("clientId") == Some(used)));
}

#[tokio::test]
async fn a_nameless_or_endless_record_is_refused() {
    let desk = Desk::open().await;
    let add = |draft| desk.engine.app_add(&AppDraftInput { draft, client_secret: None });
    for draft in [
        AppDraft { name: " ".to_owned(), ..AppDraft::default() },
        AppDraft { name: "x".to_owned(), notes: "n".repeat(16 * 1024 + 1), ..AppDraft::default() },
        AppDraft { name: "x".to_owned(), tags: vec![String::new(); 501], ..AppDraft::default() },
    ] {
        assert_eq!(add(draft).expect_err("too much or too little").code(), ErrorCode::InvalidInput);
    }
}

#[tokio::test]
async fn settings_outside_their_bounds_change_nothing() {
    let desk = Desk::open().await;
    let before = desk.engine.settings_get().expect("settings can be read");
    let none = SettingsPatch::default;
    let manual = |url: &str| Some(ProxySetting::Manual { url: url.to_owned() });
    let rows = [
        ("text", SettingsPatch { text_scale: Some(99), ..none() }),
        ("text", SettingsPatch { text_scale: Some(131), ..none() }),
        ("lock", SettingsPatch { auto_lock_minutes: Some(1_441), ..none() }),
        ("clipboard", SettingsPatch { clipboard_seconds: Some(4), ..none() }),
        ("reveal", SettingsPatch { reveal_seconds: Some(301), ..none() }),
        ("connect", SettingsPatch { connect_timeout_seconds: Some(0), ..none() }),
        ("connect", SettingsPatch { connect_timeout_seconds: Some(61), ..none() }),
        ("total", SettingsPatch { total_timeout_seconds: Some(0), ..none() }),
        ("total", SettingsPatch { total_timeout_seconds: Some(301), ..none() }),
        (
            "two",
            SettingsPatch { clipboard_seconds: Some(60), total_timeout_seconds: Some(0), ..none() },
        ),
        ("proxy", SettingsPatch { proxy: manual("not an address"), ..none() }),
        ("proxy", SettingsPatch { proxy: manual("socks5://127.0.0.1:1080"), ..none() }),
    ];
    for (name, patch) in rows {
        let refused = desk.engine.settings_update(&patch).expect_err("outside its bounds");
        let code = if name == "proxy" { ErrorCode::ProxyInvalid } else { ErrorCode::InvalidInput };
        assert_eq!(refused.code(), code, "{name}: {patch:?}");
        assert_eq!(desk.engine.settings_get().expect("settings"), before, "{name}");
    }
    let edges = SettingsPatch {
        text_scale: Some(130),
        auto_lock_minutes: Some(0),
        clipboard_seconds: Some(5),
        reveal_seconds: Some(300),
        connect_timeout_seconds: Some(60),
        total_timeout_seconds: Some(300),
        ..none()
    };
    let after = desk.engine.settings_update(&edges).expect("the edges are inside");
    assert_eq!((after.auto_lock_minutes, after.total_timeout_seconds), (0, 300));
}
