//! Two runs side by side: what changed since it last worked, found in real runs.

use credenza_core::comparison::{Change, ComparedRow, ComparedValue, Subject};
use credenza_core::flow::{Outcome, Run, RunId};
use credenza_engine::Error;
use credenza_engine::views::runs::{RunCompareInput, RunComparisonView};
use credenza_tests::desk::{Desk, GOOD};
use credenza_tests::practice::line_works;
use credenza_tests::secrets::Secrets;

fn since_it_worked(desk: &Desk, run: &Run) -> Result<RunComparisonView, Error> {
    desk.engine.run_compare(RunCompareInput { from: None, to: run.id })
}

fn changed(view: &RunComparisonView) -> Vec<&ComparedRow> {
    view.rows.iter().filter(|row| row.change == Change::Changed).collect()
}

fn subjects(view: &RunComparisonView) -> Vec<Subject> {
    changed(view).into_iter().map(|row| row.subject.clone()).collect()
}

fn field(name: &str) -> Subject {
    Subject::Field { name: name.to_owned() }
}

#[tokio::test]
async fn two_runs_of_an_untouched_record_show_no_change() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    let first = desk.issue(id).await;
    let second = desk.issue(id).await;
    let view = since_it_worked(&desk, &second).expect("the first one worked");
    assert_eq!((view.from.id, view.to.id), (first.id, second.id));
    assert_eq!(subjects(&view), []);
    assert!(view.rows.iter().any(|row| row.subject == Subject::Address), "who answered is known");
}

#[tokio::test]
async fn a_changed_secret_is_named_as_the_change_since_it_worked_and_stays_sealed() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    let good = desk.issue(id).await;
    desk.issue(id).await;
    let wrong = credenza_core::Secret::new("TESTwrong1".to_owned());
    desk.engine.secret_set(id, &wrong).expect("it is kept");
    desk.issue(id).await;
    let failed = desk.issue(id).await;
    assert_eq!(failed.outcome, Outcome::Failed);
    let view = since_it_worked(&desk, &failed).expect("an earlier one worked");
    assert_eq!(view.from.id, RunId(good.id.0 + 1), "the last one that worked, not the first");
    let found = subjects(&view);
    assert_eq!(found[..3], [Subject::Outcome, Subject::Cause, Subject::HttpStatus]);
    assert!(found.contains(&field("client_secret")), "{found:?}");
    for same in [Subject::Key, field("client_id"), field("scope"), Subject::Url] {
        assert!(!found.contains(&same), "{same:?} did not change");
    }
    let json = serde_json::to_string(&view).expect("it is data");
    assert!(!json.contains("TESTwrong1"));
    assert_eq!(Secrets::of(&desk).seen_in(&json), [""; 0]);
}

#[tokio::test]
async fn edited_scopes_are_shown_with_both_values_and_the_version_of_the_record() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    let good = desk.issue(id).await;
    desk.edit(id, |draft| line_works(draft).scopes = vec!["mail".to_owned()]);
    let failed = desk.issue(id).await;
    // In whichever order they are named, the earlier run comes first.
    let input = RunCompareInput { from: Some(failed.id), to: good.id };
    let view = desk.engine.run_compare(input).expect("both are kept");
    assert_eq!((view.from.id, view.to.id), (good.id, failed.id));
    let rows = changed(&view);
    let of = |subject: &Subject| rows.iter().find(|row| row.subject == *subject);
    let scope = of(&field("scope")).expect("the scope changed");
    let text = |text: &str| Some(ComparedValue::Text { text: text.to_owned() });
    assert_eq!((&scope.from, &scope.to), (&text("bot bot.read user.read"), &text("mail")));
    let version = of(&Subject::AppVersion).expect("the record has another version");
    assert_ne!(version.from, version.to);
}

#[tokio::test]
async fn without_an_earlier_run_that_worked_there_is_nothing_to_compare_with() {
    let desk = Desk::open().await;
    desk.issue(desk.id(GOOD)).await;
    let failed = desk.issue(desk.id("old-key")).await;
    let refused = since_it_worked(&desk, &failed);
    assert!(matches!(refused, Err(Error::NoPassedRun)), "of another app is no match: {refused:?}");
    let unknown = desk.engine.run_compare(RunCompareInput { from: Some(RunId(99)), to: failed.id });
    assert!(unknown.is_err());
}
