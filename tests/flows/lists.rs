//! Many records at once: lists in and out, acts on several, and what another program changes.

use std::collections::BTreeSet;

use credenza_core::apps::transfer::{ImportVerdict, ListFormat};
use credenza_core::apps::{AppId, fold};
use credenza_engine::error_code::ErrorCode;
use credenza_engine::views::apps::{
    AppArchiveManyInput, AppListInput, AppSummaryView, AppTagManyInput, AppUpdateInput,
};
use credenza_engine::views::transfer::{ExportInput, ImportHandleInput, ImportReportView};
use credenza_engine::views::vault::LockReason;
use credenza_tests::desk::{Desk, GOOD};
use credenza_tests::practice::line_works;
use credenza_tests::secrets::Secrets;

const LIST: &str = "name,clientId,tags\n\
    勤怠連携バッチ,TESTclientID00000001,人事; 勤怠\n\
    ,TESTclientID00000002,\n\
    Second,TESTclientID00000003,\n\
    again,TESTclientID00000001,\n";

fn listed(desk: &Desk) -> Vec<AppSummaryView> {
    desk.engine.app_list(AppListInput { archived: false }).expect("the vault is open")
}

fn import(desk: &Desk) -> ImportReportView {
    let preview = desk.engine.import_offer("list.csv", LIST.as_bytes()).expect("it is a list");
    let input = ImportHandleInput { handle: preview.handle };
    desk.engine.import_apply(input).expect("it is taken")
}

#[tokio::test]
async fn the_list_tells_which_record_knows_where_its_issuers_keys_are() {
    let desk = Desk::open().await;
    let known = || -> Vec<AppId> {
        listed(&desk).into_iter().filter(|app| app.has_keys_address).map(|app| app.id).collect()
    };
    assert_eq!(known(), []);
    desk.edit(desk.id(GOOD), |draft| {
        line_works(draft).open_id.jwks_uri = "https://keys.example.com/jwks".to_owned();
    });
    assert_eq!(known(), [desk.id(GOOD)]);
}

#[tokio::test]
async fn a_preview_writes_nothing_and_the_import_does_what_it_said() {
    let desk = Desk::open().await;
    let before = listed(&desk);
    let preview = desk.engine.import_offer("list.csv", LIST.as_bytes()).expect("it is a list");
    assert_eq!(listed(&desk), before, "reading adds nothing");
    let adds: Vec<u64> = preview
        .lines
        .iter()
        .filter(|line| matches!(line.verdict, ImportVerdict::Add { .. }))
        .map(|line| line.line)
        .collect();
    assert_eq!(adds, [2, 4]);
    let report =
        desk.engine.import_apply(ImportHandleInput { handle: preview.handle }).expect("taken");
    assert_eq!(report.added.iter().map(|one| one.line).collect::<Vec<_>>(), adds);
    assert_eq!(listed(&desk).len(), before.len() + 2);
    let once_more = desk.engine.import_apply(ImportHandleInput { handle: preview.handle });
    assert_eq!(once_more.expect_err("it is done with").code(), ErrorCode::ListGone);

    let again = import(&desk);
    assert!(again.added.is_empty(), "all of it is there");
    assert!(matches!(again.lines[0].verdict, ImportVerdict::Same { .. }));
}

#[tokio::test]
async fn an_import_is_judged_by_the_vault_as_it_is_when_it_is_taken() {
    let desk = Desk::open().await;
    let preview = desk.engine.import_offer("list.csv", LIST.as_bytes()).expect("it is a list");
    let mut meanwhile = desk.engine.app_get(desk.id(GOOD)).expect("the record").draft;
    line_works(&mut meanwhile).client_id = "TESTclientID00000003".to_owned();
    line_works(&mut meanwhile).environment = Default::default();
    desk.edit(desk.id(GOOD), |draft| *draft = meanwhile);
    let report =
        desk.engine.import_apply(ImportHandleInput { handle: preview.handle }).expect("taken");
    assert_eq!(report.added.len(), 1);
    assert!(matches!(report.lines[2].verdict, ImportVerdict::Same { .. }));
}

#[tokio::test]
async fn an_import_is_taken_back_but_for_what_was_touched_since() {
    let desk = Desk::open().await;
    let before = listed(&desk).len();
    let report = import(&desk);
    let edited = report.added[0].id;
    desk.edit(edited, |draft| draft.owner = "Sato".to_owned());
    let undo = || desk.engine.import_undo(ImportHandleInput { handle: report.handle });
    assert_eq!(undo().expect("taken back").changed, [report.added[1].id]);
    assert!(undo().expect("once is enough").changed.is_empty());
    assert_eq!(listed(&desk).len(), before + 1);
    assert!(desk.engine.app_get(edited).is_ok());
}

#[tokio::test]
async fn a_list_that_was_read_does_not_outlive_the_lock() {
    let desk = Desk::open().await;
    let preview = desk.engine.import_offer("list.csv", LIST.as_bytes()).expect("it is a list");
    desk.engine.vault_lock(LockReason::Asked, false).expect("it locks");
    desk.engine
        .vault_unlock(&credenza_engine::views::vault::UnlockInput::Keyring)
        .expect("a practice vault opens by itself");
    let gone = desk.engine.import_apply(ImportHandleInput { handle: preview.handle });
    assert_eq!(gone.expect_err("it is gone").code(), ErrorCode::ListGone);
}

#[tokio::test]
async fn what_is_no_list_is_told_apart_from_a_file_that_is_not_there() {
    let desk = Desk::open().await;
    let path = desk.folder.path().join("list.csv");
    let read = || desk.engine.import_offer_file(&path).expect_err("no list").wire();
    assert_eq!(read().code, ErrorCode::FileUnreadable);
    for (text, why) in [("client\n1\n", "noNameColumn"), ("[{", "json"), ("", "empty")] {
        std::fs::write(&path, text).expect("the folder can be written");
        let wire = read();
        assert_eq!((wire.code, wire.details["why"].as_str()), (ErrorCode::ListUnreadable, why));
    }
}

#[tokio::test]
async fn an_export_has_every_record_that_was_chosen_and_no_secret() {
    let desk = Desk::open().await;
    desk.issue(desk.id(GOOD)).await;
    let ids: Vec<AppId> = listed(&desk).iter().map(|app| app.id).collect();
    for format in [ListFormat::Csv, ListFormat::Json] {
        let input = ExportInput { ids: ids.clone(), format };
        let text = desk.engine.export_text(&input).expect("the vault is open");
        assert!(Secrets::of(&desk).seen_in(&text).is_empty());
        let back = desk.engine.import_offer("back", text.as_bytes()).expect("it is a list");
        assert_eq!(back.lines.len(), ids.len());
        for (line, id) in back.lines.iter().zip(&ids) {
            assert!(
                matches!(&line.verdict, ImportVerdict::Same { id: same, .. } if same == id),
                "each is recognised: {line:?}"
            );
        }
    }
}

#[tokio::test]
async fn several_are_put_away_at_once_and_only_those_that_were_not_are_told() {
    let desk = Desk::open().await;
    let [one, two] = [desk.id(GOOD), desk.id("calendar-sync")];
    let away = |ids: &[AppId], archived| {
        let input = AppArchiveManyInput { ids: ids.to_vec(), archived };
        desk.engine.app_archive_many(&input).expect("it is kept").changed
    };
    assert_eq!(away(&[one], true), [one]);
    assert_eq!(away(&[one, two, AppId(999)], true), [two]);
    assert_eq!(away(&[one, two], false), [one, two]);
}

#[tokio::test]
async fn tags_are_given_and_taken_and_a_bad_one_changes_nothing() {
    let desk = Desk::open().await;
    let [one, two] = [desk.id(GOOD), desk.id("calendar-sync")];
    let tag = |add: &[&str], remove: &[&str]| {
        let texts = |tags: &[&str]| tags.iter().map(|tag| (*tag).to_owned()).collect();
        let input = AppTagManyInput { ids: vec![one, two], add: texts(add), remove: texts(remove) };
        desk.engine.app_tag_many(&input).map(|view| view.changed)
    };
    let tags = |id| desk.engine.app_get(id).expect("the record").draft.tags;
    desk.edit(one, |draft| draft.tags = vec!["hr".to_owned()]);
    assert_eq!(tag(&[" 人事 "], &[]).expect("kept"), [one, two]);
    assert_eq!((tags(one).join(" "), tags(two).join(" ")), ("hr 人事".into(), "人事".into()));
    assert_eq!(tag(&["人事"], &["hr"]).expect("kept"), [one], "the other has it so already");
    assert!(tag(&["x", " "], &["人事"]).is_err());
    let too_long = "x".repeat(20_000);
    assert!(tag(&[&too_long], &[]).is_err());
    assert_eq!(tags(one), ["人事"]);
    let seen = desk.engine.app_get(one).expect("the record");
    let crossing = AppUpdateInput { id: one, version: 1, draft: seen.draft };
    let refused = desk.engine.app_update(&crossing).expect_err("an editor saw the version before");
    assert_eq!(refused.code(), ErrorCode::EditConflict);
}

#[tokio::test]
async fn each_summary_carries_what_is_searched_and_no_secret() {
    let desk = Desk::open().await;
    let apps = listed(&desk);
    let good = desk.practice_app(GOOD);
    let found = apps.iter().find(|app| app.name == GOOD).expect("it is listed");
    for text in [&good.client_id, &good.service_account, &good.domain_id] {
        assert!(found.search.contains(&fold(text)), "{text}");
    }
    let texts: BTreeSet<_> = apps.iter().map(|app| app.search.as_str()).collect();
    for text in texts {
        assert!(Secrets::of(&desk).seen_in(text).is_empty());
    }
}
