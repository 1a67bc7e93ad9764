//! A run can be stopped at any time, by the user and by locking.

use credenza_core::apps::AppId;
use credenza_core::diagnosis::Cause;
use credenza_core::flow::{ClockSource, Outcome, Run};
use credenza_engine::views::runs::TokenIssueInput;
use credenza_engine::views::vault::{LockReason, UnlockInput};
use credenza_engine::{Engine, Error};
use credenza_sandbox::Fault;
use credenza_tests::desk::{Desk, GOOD};
use tokio::task::JoinHandle;

fn started(engine: &Engine, app_id: AppId) -> JoinHandle<Result<Run, Error>> {
    let engine = engine.clone();
    let input = TokenIssueInput { app_id, clock: ClockSource::Local, grant: None };
    tokio::spawn(async move { engine.token_issue(input, &|_| {}).await })
}

#[tokio::test]
async fn a_run_that_waits_for_an_answer_is_stopped_at_once() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    for (count, fault) in (1..).zip([Fault::Hang, Fault::SlowHeaders, Fault::SlowBody]) {
        desk.sandbox.set_fault(Some(fault));
        let running = started(&desk.engine, id);
        desk.sandbox.arrived(count).await;
        desk.engine.token_cancel(id);
        let run = running.await.expect("the task ends").expect("with a run");
        assert_eq!(run.outcome, Outcome::Cancelled, "{fault}");
        assert_eq!(
            run.diagnosis.as_ref().map(|found| found.cause),
            Some(Cause::Cancelled),
            "{fault}"
        );
        let kept = desk.engine.run_get(run.id).expect("it is kept");
        assert_eq!(kept.outcome, Outcome::Cancelled, "{fault}");
        assert!(desk.engine.app_get(id).expect("the record").held.is_none(), "no token came");
    }
}

#[tokio::test]
async fn stopping_nothing_does_nothing_to_the_next_run() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    desk.engine.token_cancel(id);
    assert_eq!(desk.issue(id).await.outcome, Outcome::Passed);
}

#[tokio::test]
async fn one_app_runs_once_at_a_time_and_another_beside_it() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    desk.sandbox.set_fault(Some(Fault::Hang));
    let running = started(&desk.engine, id);
    desk.sandbox.arrived(1).await;
    let second = started(&desk.engine, id).await.expect("the task ends");
    assert!(matches!(second, Err(Error::RunInProgress)), "{second:?}");
    desk.sandbox.set_fault(None);
    assert_eq!(desk.issue(desk.id("calendar-sync")).await.outcome, Outcome::Passed);
    desk.engine.token_cancel(id);
    assert_eq!(
        running.await.expect("the task ends").expect("with a run").outcome,
        Outcome::Cancelled
    );
}

#[tokio::test]
async fn locking_stops_a_run_and_its_start_stays_kept() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    desk.sandbox.set_fault(Some(Fault::Hang));
    let running = started(&desk.engine, id);
    desk.sandbox.arrived(1).await;
    desk.engine.vault_lock(LockReason::Asked, false).expect("it locks");
    let run = running.await.expect("the task ends").expect("with a run");
    assert_eq!(run.outcome, Outcome::Cancelled);
    desk.engine.vault_unlock(&UnlockInput::Keyring).expect("a practice vault opens by itself");
    let kept = desk.engine.run_get(run.id).expect("it is kept");
    assert_eq!(kept.outcome, Outcome::Cancelled, "it shows as stopped");
    assert!(desk.engine.app_get(id).expect("the record").held.is_none());
}
