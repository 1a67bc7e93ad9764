//! The app that works: what is sent, told, held and kept.

use credenza_core::flow::{
    ClockSource, FlowKind, Outcome, RuleId, RunEvent, StepId, StepStatus, VerdictResult,
};
use credenza_engine::views::apps::{ActivityKind, LastTest};
use credenza_tests::desk::{Desk, GOOD};

#[tokio::test]
async fn a_good_app_gets_a_token_whether_expires_in_is_a_text_or_a_number() {
    let desk = Desk::open().await;
    for (slug, seconds, as_text) in [(GOOD, 86_400, true), ("calendar-sync", 3_600, false)] {
        let run = desk.issue(desk.id(slug)).await;
        assert_eq!(run.outcome, Outcome::Passed, "{slug}: {:?}", run.diagnosis);
        let token = run.token.expect("a token came back");
        assert_eq!(
            (token.expires_in, token.expires_in_as_text),
            (Some(seconds), as_text),
            "{slug}"
        );
        assert!(token.has_refresh && token.scope_missing.is_empty(), "{slug}: {token:?}");
        let warned: Vec<RuleId> = run
            .steps
            .iter()
            .flat_map(|step| &step.verdicts)
            .filter(|verdict| verdict.result != VerdictResult::Passed)
            .map(|verdict| verdict.id)
            .collect();
        assert_eq!(warned, [], "{slug}: nothing is wrong with it");
    }
}

#[tokio::test]
async fn one_post_with_each_field_once_and_nothing_of_this_computer() {
    let desk = Desk::open().await;
    desk.issue(desk.id(GOOD)).await;
    let exchanges = desk.sandbox.exchanges();
    assert_eq!(exchanges.len(), 1, "an issue call is never repeated");
    let sent = &exchanges[0];
    assert_eq!((sent.method.as_str(), sent.path.as_str()), ("POST", "/oauth2/v2.0/token"));
    assert_eq!(sent.query, None, "no secret in a URL");
    let names: Vec<&str> = sent.form.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["assertion", "grant_type", "client_id", "client_secret", "scope"]);
    let mut headers: Vec<&str> = sent.headers.iter().map(|(name, _)| name.as_str()).collect();
    headers.sort_unstable();
    assert_eq!(headers, ["accept", "content-length", "content-type", "host", "user-agent"]);
    let agent = sent.header("user-agent").unwrap_or_default();
    assert!(agent.starts_with("Credenza/") && !agent.contains(' '), "{agent}");
}

#[tokio::test]
async fn the_shown_request_is_what_the_server_got() {
    let desk = Desk::open().await;
    let run = desk.issue(desk.id(GOOD)).await;
    let shown = run.step(StepId::Send).and_then(|step| step.request.clone()).expect("it was sent");
    let got = &desk.sandbox.exchanges()[0];
    let mut shown_headers = shown.headers.clone();
    let mut got_headers = got.headers.clone();
    shown_headers.sort();
    got_headers.sort();
    assert_eq!(shown_headers, got_headers);
    assert_eq!(shown.url, format!("{}{}", desk.sandbox.base_url(), got.path));
}

#[tokio::test]
async fn every_step_is_told_while_it_happens_and_ends_as_it_is_kept() {
    let desk = Desk::open().await;
    let (run, events) = desk.issue_told(desk.id(GOOD), ClockSource::Local).await;
    assert!(matches!(events.first(), Some(RunEvent::Started { .. })), "first the number is told");
    assert!(matches!(events.last(), Some(RunEvent::Finished { run: told }) if **told == run));
    let begun: Vec<StepId> = events
        .iter()
        .filter_map(|event| match event {
            RunEvent::Step { step, .. } if step.status == StepStatus::Running => Some(step.id),
            _ => None,
        })
        .collect();
    let mut in_order = begun.clone();
    in_order.dedup();
    assert_eq!(in_order, FlowKind::ServiceAccount.steps(), "each step begins once, in order");
    assert_eq!(desk.engine.run_get(run.id).expect("it is kept"), run);
    let timings = run.step(StepId::Send).and_then(|step| step.timings).expect("legs were timed");
    assert!(timings.connect_us.is_some() && timings.first_byte_us.is_some(), "{timings:?}");
}

#[tokio::test]
async fn a_passed_run_holds_its_token_and_stands_in_list_record_and_activity() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    let run = desk.issue(id).await;
    let record = desk.engine.app_get(id).expect("the record is there");
    assert_eq!(record.held.as_ref().map(|held| held.run_id), Some(run.id));
    assert!(matches!(record.last_test, LastTest::Passed { run_id, .. } if run_id == run.id));
    let newest = record.activity.first().expect("something happened");
    assert_eq!((newest.kind, newest.run_id), (ActivityKind::Run, Some(run.id)));
    assert_eq!(newest.outcome, Some(Outcome::Passed));
    let listed = desk.engine.run_list(Some(id)).expect("the vault is open");
    assert_eq!(listed.iter().map(|row| row.id).collect::<Vec<_>>(), [run.id]);
    let token = desk.engine.token_reveal(id).expect("it is held").value;
    assert!(token.starts_with("jp1AAAA"), "the token as it came");
    let record = desk.engine.app_get(id).expect("the record is there");
    assert_eq!(record.activity[0].kind, ActivityKind::SecretRevealed, "showing it is kept");
}

#[tokio::test]
async fn a_failed_run_keeps_the_token_of_an_earlier_one() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    desk.issue(id).await;
    let token = desk.engine.token_reveal(id).expect("it is held").value;
    desk.sandbox.set_fault(Some(credenza_sandbox::Fault::ServerError));
    assert_eq!(desk.issue(id).await.outcome, Outcome::Failed);
    assert_eq!(desk.engine.token_reveal(id).expect("it is still held").value, token);
}
