//! Tables: what is written is read back, what is deleted is gone.

use std::collections::BTreeMap;

use credenza_core::SecretBytes;
use credenza_core::apps::{AppId, Environment};
use credenza_core::diagnosis::{Cause, Confidence, Diagnosis};
use credenza_core::flow::{ClockSource, FlowKind, Outcome, Run, RunId};
use credenza_core::keys::{KeyAlgorithm, KeyFormat, KeyKind, KeyReport};
use credenza_core::line::{LedgerFacts, TokenKind};
use credenza_vault::{AppSummary, NewActivity, NewKey, Vault, VaultError};

use crate::fixture::{Home, NOW, draft, secret};

pub fn run(id: RunId, app: AppId) -> Run {
    Run {
        id,
        app_id: app,
        app_name: "name then".to_owned(),
        app_version: Some(1),
        flow: FlowKind::ServiceAccount,
        environment: Environment::LineWorks,
        started_at_ms: NOW * 1000,
        duration_us: 1_234,
        outcome: Outcome::Failed,
        clock: ClockSource::Local,
        steps: Vec::new(),
        assertion: None,
        token: None,
        diagnosis: Some(Diagnosis::new(Cause::ClockFast, Confidence::Certain)),
        skew_seconds: Some(400),
        server_words: None,
        http_status: Some(400),
        key_sha256: Some("AA:BB".to_owned()),
        peer: None,
        signed_in: None,
    }
}

pub fn key() -> NewKey {
    NewKey {
        pkcs8: SecretBytes::new(vec![1, 2, 3]),
        report: KeyReport {
            kind: KeyKind::PrivateKey,
            algorithm: Some(KeyAlgorithm::Rsa),
            bits: Some(2048),
            format: Some(KeyFormat::Pkcs8Pem),
            spki_sha256: Some("AA:BB".to_owned()),
            thumbprint: None,
            repairs: Vec::new(),
            problems: Vec::new(),
            encrypted: false,
            encryption: None,
        },
        file_name: Some("private.key".to_owned()),
        file_folder: Some("/home/admin".to_owned()),
    }
}

fn with_app() -> (Home, Vault, AppId) {
    let home = Home::new();
    let vault = home.create();
    let app = vault.app_insert(&draft("app"), NOW).unwrap().id;
    (home, vault, app)
}

#[test]
fn a_record_reads_back_as_it_was_written() {
    let (home, vault, id) = with_app();
    let mut edited = draft("テスト — O'Brien \"x\"; DROP TABLE apps");
    edited.tags = vec!["a,b".to_owned(), "日本".to_owned()];
    let app = edited.service.line_works_mut().unwrap();
    app.scopes = vec!["bot".to_owned(), "user.read".to_owned()];
    let environment = Environment::Custom {
        auth_base: "https://id.example".to_owned(),
        confirmed_host: "id.example".to_owned(),
    };
    app.environment = environment;
    let app = vault.app_update(id, 1, &edited, NOW + 5).unwrap();
    assert_eq!((app.version, app.created_at, app.updated_at), (2, NOW, NOW + 5));
    assert_eq!(app.draft, edited);
    drop(vault);
    assert_eq!(home.open().app_get(id).unwrap(), app);
}

#[test]
fn archived_records_are_listed_apart() {
    let (_home, vault, id) = with_app();
    let app = vault.app_set_archived(id, true, NOW + 1).unwrap();
    assert_eq!((app.archived_at, app.version), (Some(NOW + 1), 1), "putting away is no edit");
    assert!(vault.app_list(false).unwrap().is_empty());
    assert_eq!(vault.app_list(true).unwrap(), [app]);
    vault.app_set_archived(id, false, NOW + 2).unwrap();
    assert_eq!(vault.app_list(false).unwrap().len(), 1);
}

#[test]
fn a_deletion_can_be_undone_until_it_is_purged() {
    let (_home, vault, id) = with_app();
    vault.secret_set(id, "clientSecret", &secret("kept"), NOW).unwrap();
    vault.app_delete(id, NOW).unwrap();
    assert!(matches!(vault.app_get(id), Err(VaultError::NotFound)));
    assert!(matches!(vault.app_update(id, 1, &draft("x"), NOW), Err(VaultError::NotFound)));
    assert!(vault.app_list(false).unwrap().is_empty());
    assert_eq!(vault.purge_deleted(NOW).unwrap(), 0, "another program may still undo");
    vault.app_undelete(id).unwrap();
    assert_eq!(vault.secret_get(id, "clientSecret").unwrap().unwrap().expose(), "kept");
    vault.app_delete(id, NOW).unwrap();
    assert_eq!(vault.purge_deleted(NOW + 1).unwrap(), 1);
    assert!(matches!(vault.app_undelete(id), Err(VaultError::NotFound)));
}

#[test]
fn purging_takes_secrets_keys_runs_and_activity_along() {
    let (_home, vault, id) = with_app();
    vault.secret_set(id, "clientSecret", &secret("gone"), NOW).unwrap();
    vault.key_put(id, &key(), NOW).unwrap();
    let number = vault.run_reserve(id).unwrap();
    vault.run_put(&run(number, id)).unwrap();
    vault.activity_add(&event(id, "run", Some(number))).unwrap();
    vault.app_delete(id, NOW).unwrap();
    assert!(vault.run_list(None, 10).unwrap().is_empty(), "hidden with its record");
    vault.purge_deleted(NOW + 1).unwrap();
    assert!(vault.secret_get(id, "clientSecret").unwrap().is_none());
    assert!(vault.key_get(id).unwrap().is_none() && vault.key_pkcs8(id).unwrap().is_none());
    assert!(matches!(vault.run_get(number), Err(VaultError::NotFound)));
    assert!(vault.activity_list(id, 10).unwrap().is_empty());
    let next = vault.app_insert(&draft("next"), NOW).unwrap();
    assert_ne!(next.id, id, "a number is never given twice");
}

#[test]
fn a_secret_is_known_by_length_and_date_and_given_alone() {
    let (_home, vault, id) = with_app();
    assert!(vault.secret_state(id, "clientSecret").unwrap().is_none());
    vault.secret_set(id, "clientSecret", &secret("first"), NOW).unwrap();
    vault.secret_set(id, "clientSecret", &secret("日本 §"), NOW + 9).unwrap();
    let state = vault.secret_state(id, "clientSecret").unwrap().unwrap();
    assert_eq!((state.length, state.kept_since), (4, NOW + 9));
    assert_eq!(vault.secret_get(id, "clientSecret").unwrap().unwrap().expose(), "日本 §");
    vault.secret_delete(id, "clientSecret").unwrap();
    assert!(vault.secret_get(id, "clientSecret").unwrap().is_none());
    let nobody = vault.secret_set(AppId(99), "clientSecret", &secret("x"), NOW);
    assert!(matches!(nobody, Err(VaultError::NotFound)));
}

#[test]
fn a_key_is_replaced_and_its_file_forgotten() {
    let (_home, vault, id) = with_app();
    vault.key_put(id, &key(), NOW).unwrap();
    let newer = NewKey { pkcs8: SecretBytes::new(vec![9]), ..key() };
    vault.key_put(id, &newer, NOW + 1).unwrap();
    assert_eq!(vault.key_pkcs8(id).unwrap().unwrap().expose(), [9]);
    let row = vault.key_get(id).unwrap().unwrap();
    assert_eq!((row.report, row.imported_at), (newer.report, NOW + 1));
    assert_eq!(row.file_name.as_deref(), Some("private.key"));
    vault.key_forget_file(id).unwrap();
    assert_eq!(vault.key_get(id).unwrap().unwrap().file_folder, None);
    assert_eq!(vault.key_owner("AA:BB").unwrap(), Some((id, "app".to_owned())));
    assert_eq!(vault.key_owner("CC").unwrap(), None);
    vault.key_delete(id).unwrap();
    assert!(vault.key_get(id).unwrap().is_none());
}

fn last_runs(vault: &Vault) -> Vec<(AppId, Option<i64>)> {
    let told = |one: AppSummary| (one.app.id, one.last_run.map(|run| run.id.0));
    vault.app_summaries(false, "s", told).unwrap()
}

#[test]
fn a_list_tells_of_keys_and_secrets_without_reading_them() {
    let (_home, vault, id) = with_app();
    let other = vault.app_insert(&draft("other"), NOW).unwrap().id;
    vault.key_put(id, &key(), NOW + 5).unwrap();
    vault.secret_set(id, "s", &secret("TESTsecret"), NOW).unwrap();
    vault.secret_set(other, "of another field", &secret("TESTsecret"), NOW).unwrap();
    let told = |archived| {
        let told = |one: AppSummary| (one.app.id, one.key_imported_at, one.has_secret);
        vault.app_summaries(archived, "s", told).unwrap()
    };
    assert_eq!(told(false), [(id, Some(NOW + 5), true), (other, None, false)]);
    vault.app_set_archived(id, true, NOW).unwrap();
    assert_eq!((told(false).len(), told(true)), (1, vec![(id, Some(NOW + 5), true)]));
    vault.app_delete(id, NOW).unwrap();
    assert!(told(true).is_empty(), "a deleted record is not listed");
}

#[test]
fn only_a_record_that_nobody_touched_is_taken_back() {
    let (_home, vault, untouched) = with_app();
    let [edited, keyed, tested] =
        ["edited", "keyed", "tested"].map(|name| vault.app_insert(&draft(name), NOW).unwrap().id);
    vault.app_update(edited, 1, &draft("edited now"), NOW).unwrap();
    vault.key_put(keyed, &key(), NOW).unwrap();
    vault.run_reserve(tested).unwrap();
    for (id, expected) in [(untouched, true), (edited, false), (keyed, false), (tested, false)] {
        assert_eq!(vault.app_delete_untouched(id, NOW).unwrap(), expected);
        assert_eq!(vault.app_get(id).is_err(), expected);
    }
    assert!(!vault.app_delete_untouched(untouched, NOW).unwrap(), "once is enough");
}

#[test]
fn a_run_keeps_the_number_that_it_was_given() {
    let (_home, vault, id) = with_app();
    let number = vault.run_reserve(id).unwrap();
    assert!(vault.run_list(None, 10).unwrap().is_empty(), "not begun");
    let mut kept = run(number, id);
    kept.outcome = Outcome::Running;
    vault.run_put(&kept).unwrap();
    assert_eq!(last_runs(&vault), [(id, None)], "not finished");
    kept.outcome = Outcome::Failed;
    vault.run_put(&kept).unwrap();
    assert_eq!(vault.run_get(number).unwrap(), kept);
    let [listed] = vault.run_list(Some(id), 10).unwrap().try_into().unwrap();
    assert_eq!((listed.id, listed.cause), (number, Some(Cause::ClockFast)));
    assert_eq!((listed.http_status, listed.duration_us), (Some(400), 1_234));
    let unreserved = vault.run_put(&run(RunId(99), id));
    assert!(matches!(unreserved, Err(VaultError::NotFound)));
}

#[test]
fn the_last_run_of_each_record_is_the_newest_finished_one() {
    let (_home, vault, id) = with_app();
    let other = vault.app_insert(&draft("other"), NOW).unwrap().id;
    for app in [id, other, id] {
        let mut kept = run(vault.run_reserve(app).unwrap(), app);
        kept.outcome = Outcome::Passed;
        vault.run_put(&kept).unwrap();
    }
    assert_eq!(last_runs(&vault), [(id, Some(3)), (other, Some(2))]);
    assert!(vault.run_passed_with_key(id, "AA:BB").unwrap());
    assert!(!vault.run_passed_with_key(id, "CC").unwrap());
    assert_eq!(vault.run_list(None, 2).unwrap().len(), 2, "bounded");
}

fn event(app_id: AppId, kind: &str, run_id: Option<RunId>) -> NewActivity {
    let params = BTreeMap::from([("field".to_owned(), "name".to_owned())]);
    NewActivity { app_id, at: NOW, kind: kind.to_owned(), params, run_id }
}

#[test]
fn activity_is_listed_newest_first_with_the_outcome_of_its_run() {
    let (_home, vault, id) = with_app();
    vault.activity_add(&event(id, "created", None)).unwrap();
    let number = vault.run_reserve(id).unwrap();
    vault.run_put(&run(number, id)).unwrap();
    vault.activity_add(&event(id, "run", Some(number))).unwrap();
    let [newest, oldest] = vault.activity_list(id, 10).unwrap().try_into().unwrap();
    assert_eq!(newest.event, event(id, "run", Some(number)));
    assert_eq!(newest.outcome, Some(Outcome::Failed));
    assert_eq!((oldest.event.kind.as_str(), oldest.outcome), ("created", None));
    assert!(vault.activity_add(&event(AppId(99), "created", None)).is_err());
}

#[test]
fn a_setting_reads_back_and_is_forgotten() {
    let (_home, vault, _) = with_app();
    assert_eq!(vault.setting_get::<u32>("minutes").unwrap(), None);
    vault.setting_set("minutes", &5).unwrap();
    vault.setting_set("minutes", &15).unwrap();
    assert_eq!(vault.setting_get::<u32>("minutes").unwrap(), Some(15));
    vault.setting_delete("minutes").unwrap();
    assert_eq!(vault.setting_get::<u32>("minutes").unwrap(), None);
}

#[test]
fn several_writes_are_one() {
    let (_home, vault, id) = with_app();
    let failed = vault.write(|vault| {
        vault.app_update(id, 1, &draft("half"), NOW)?;
        vault.secret_set(AppId(99), "clientSecret", &secret("x"), NOW)
    });
    assert!(matches!(failed, Err(VaultError::NotFound)));
    assert_eq!(vault.app_get(id).unwrap().draft.name, "app", "nothing was kept");
    vault.write(|vault| vault.app_update(id, 1, &draft("whole"), NOW)).unwrap();
    assert_eq!(vault.app_get(id).unwrap().draft.name, "whole");
}

fn ledger_facts(key_id: Option<&str>) -> LedgerFacts {
    LedgerFacts {
        kind: TokenKind::V21,
        key_id: key_id.map(str::to_owned),
        since: NOW,
        ends_at: Some(NOW + 60),
        pasted: false,
        verified: None,
        revoked_at: None,
        shown: credenza_core::Sealed::of("TESTtoken"),
    }
}

#[test]
fn a_channel_has_several_keys_and_a_new_name_has_proved_nothing() {
    let (_home, vault, app) = with_app();
    let key = key();
    let ids =
        [NOW, NOW + 1].map(|now| vault.channel_key_add(app, &key.pkcs8, &key.report, now).unwrap());
    vault.channel_key_name(app, ids[1], "kid-1", NOW + 2).unwrap();
    vault.channel_key_proved(app, ids[1], NOW + 3).unwrap();
    let rows = vault.channel_key_list(app).unwrap();
    assert_eq!((rows[0].kid.as_str(), rows[0].registered_at), ("", None));
    assert_eq!((rows[1].kid.as_str(), rows[1].proved_at), ("kid-1", Some(NOW + 3)));
    vault.channel_key_name(app, ids[1], "kid-2", NOW + 4).unwrap();
    assert_eq!(vault.channel_key_list(app).unwrap()[1].proved_at, None);
    assert_eq!(vault.channel_key_pkcs8(app, ids[0]).unwrap().expose(), [1, 2, 3]);
    vault.channel_key_delete(app, ids[0]).unwrap();
    assert!(matches!(vault.channel_key_pkcs8(app, ids[0]), Err(VaultError::NotFound)));
    let nobody = vault.channel_key_add(AppId(99), &key.pkcs8, &key.report, NOW);
    assert!(matches!(nobody, Err(VaultError::NotFound)));
}

#[test]
fn the_ledger_keeps_a_token_only_where_it_is_to_be_kept() {
    let (_home, vault, app) = with_app();
    let token = secret("TESTtoken");
    let kept = vault.channel_token_add(app, Some(&token), &ledger_facts(Some("k1")), None).unwrap();
    let not_kept = vault.channel_token_add(app, None, &ledger_facts(None), None).unwrap();
    let rows = vault.channel_token_list(app).unwrap();
    let told: Vec<_> = rows.iter().map(|row| (row.entry.id, row.kept)).collect();
    assert_eq!(told, [(not_kept, false), (kept, true)], "the newest first");
    assert_eq!(vault.channel_token_get(app, kept).unwrap().unwrap().expose(), "TESTtoken");
    assert!(vault.channel_token_get(app, not_kept).unwrap().is_none());
    let revoked = LedgerFacts { revoked_at: Some(NOW + 1), ..ledger_facts(Some("k1")) };
    vault.channel_token_note(app, kept, &revoked).unwrap();
    assert_eq!(vault.channel_token_list(app).unwrap()[1].entry.facts, revoked);
    vault.channel_token_delete(app, kept).unwrap();
    assert!(matches!(vault.channel_token_get(app, kept), Err(VaultError::NotFound)));
}
