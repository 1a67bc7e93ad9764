//! The life of a token after it was issued: refresh with rotation on and off, what is kept of it,
//! why one is refused, and how it is ended.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use credenza_core::apps::AppId;
use credenza_core::diagnosis::{Cause, Confidence, RuledOut};
use credenza_core::flow::{Outcome, RuleId, Run, RunEvent, StepId, StepStatus, VerdictResult};
use credenza_core::oauth::RevokedToken;
use credenza_core::tokens::TokenOwner;
use credenza_engine::clock::{Clock, SystemClock};
use credenza_engine::views::apps::LastTest;
use credenza_engine::views::held::{
    TokenKindView, TokenListInput, TokenRefreshInput, TokenRevokeInput, TokenRowView,
};
use credenza_engine::views::vault::{LockReason, UnlockInput};
use credenza_sandbox::{Fault, SandboxConfig};
use credenza_tests::desk::{Desk, GOOD};
use credenza_tests::practice::line_works;

/// An app whose refresh tokens rotate.
const ROTATING: &str = "calendar-sync";
const DAY: i64 = 86_400;

/// A clock that can be set on.
#[derive(Clone, Default)]
struct SetOn(Arc<AtomicI64>);

impl Clock for SetOn {
    fn now_ms(&self) -> i64 {
        SystemClock.now_ms() + self.0.load(Ordering::Relaxed) * 1_000
    }
}

async fn refresh(desk: &Desk, app_id: AppId) -> Run {
    let run = desk.engine.token_refresh(TokenRefreshInput { app_id, owner: None }, &|_| {}).await;
    run.expect("the flow ends with a run")
}

async fn revoke(desk: &Desk, app_id: AppId, token: RevokedToken) -> Run {
    let input = TokenRevokeInput { app_id, token, owner: None };
    desk.engine.token_revoke(input, &|_| {}).await.expect("the flow ends with a run")
}

fn held(desk: &Desk, app: AppId, kind: TokenKindView) -> Option<TokenRowView> {
    let rows = desk.engine.token_list(TokenListInput { app_id: Some(app) });
    rows.expect("the vault is open").into_iter().find(|row| row.kind == kind)
}

fn verdict(run: &Run, step: StepId, id: RuleId) -> VerdictResult {
    let step = run.step(step).expect("a step of the flow");
    step.verdicts.iter().find(|verdict| verdict.id == id).expect("the rule was judged").result
}

/// The refresh token that the sandbox got last.
fn sent_last(desk: &Desk) -> String {
    let exchanges = desk.sandbox.exchanges();
    let sent = exchanges.last().expect("something was sent");
    sent.form_value("refresh_token").expect("a refresh").to_owned()
}

fn rotation_is_on(desk: &Desk, id: AppId) {
    desk.edit(id, |draft| line_works(draft).refresh_rotation = true);
}

#[tokio::test]
async fn without_rotation_the_old_refresh_token_stays_with_its_old_end() {
    let clock = SetOn::default();
    let desk = Desk::with(SandboxConfig::default(), Box::new(clock.clone())).await;
    let id = desk.id(GOOD);
    let issued = desk.issue(id).await;
    let first = held(&desk, id, TokenKindView::Refresh).expect("a refresh token came along");
    assert_eq!(first.ends_at, Some(first.issued_at + 90 * DAY));
    assert_eq!((first.owner, first.run_id), (Some(TokenOwner::ServiceAccount), issued.id));
    assert!(first.stored, "a refresh token is in the vault");
    let access = held(&desk, id, TokenKindView::Access).expect("so did an access token");
    clock.0.store(3, Ordering::Relaxed);
    let run = refresh(&desk, id).await;
    assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);
    assert_eq!(verdict(&run, StepId::Verify, RuleId::RotationAsSet), VerdictResult::Passed);
    let second = held(&desk, id, TokenKindView::Refresh).expect("it is still held");
    assert_eq!((&second.shown, second.ends_at), (&first.shown, first.ends_at));
    assert!(second.refreshed_at > Some(first.issued_at), "it is known that it was used");
    let renewed = held(&desk, id, TokenKindView::Access).expect("a new one");
    assert_ne!(renewed.shown, access.shown, "the new access token took the old one's place");
    assert_eq!(desk.engine.run_get(run.id).expect("it is kept"), run);
    let summary = desk.engine.app_get(id).expect("the record is there");
    assert!(matches!(summary.last_test, LastTest::Passed { run_id, .. } if run_id == run.id));
}

#[tokio::test]
async fn with_rotation_each_refresh_sends_the_newest_token_and_the_ninety_days_begin_anew() {
    let clock = SetOn::default();
    let desk = Desk::with(SandboxConfig::default(), Box::new(clock.clone())).await;
    let id = desk.id(ROTATING);
    rotation_is_on(&desk, id);
    desk.issue(id).await;
    let mut before = held(&desk, id, TokenKindView::Refresh).expect("a refresh token came along");
    let mut sent = Vec::new();
    for day in 1..=2 {
        clock.0.store(day * DAY, Ordering::Relaxed);
        let run = refresh(&desk, id).await;
        assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);
        assert_eq!(verdict(&run, StepId::Verify, RuleId::RotationAsSet), VerdictResult::Passed);
        assert_eq!(verdict(&run, StepId::Keep, RuleId::RefreshTokenKept), VerdictResult::Passed);
        let after = held(&desk, id, TokenKindView::Refresh).expect("the new one");
        assert_ne!(after.shown, before.shown);
        assert!(after.ends_at >= before.ends_at.map(|end| end + DAY - 5), "counted from now");
        sent.push(sent_last(&desk));
        before = after;
    }
    assert_ne!(sent[0], sent[1], "the second refresh sends what the first one brought");
}

#[tokio::test]
async fn a_plus_in_the_token_arrives_as_a_plus() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    desk.issue(id).await;
    let run = refresh(&desk, id).await;
    assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);
    let exchanges = desk.sandbox.exchanges();
    let sent = exchanges.last().expect("something was sent");
    let token = sent.form_value("refresh_token").expect("a refresh");
    assert!(token.contains('+') && token.contains('='), "the sandbox's tokens have both");
    let body = String::from_utf8(sent.body.clone()).expect("a form");
    assert!(body.contains("%2B") && body.contains("%3D") && !body.contains('+'), "encoded once");
    let names: Vec<&str> = sent.form.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["grant_type", "refresh_token", "client_id", "client_secret"]);
    let kept = serde_json::to_string(&run).expect("a run is data");
    assert!(!kept.contains(token), "the run has only its seal");
}

#[tokio::test]
async fn rotation_that_is_not_as_the_record_says_is_told() {
    let desk = Desk::open().await;
    for (slug, says) in [(GOOD, true), (ROTATING, false)] {
        let id = desk.id(slug);
        desk.edit(id, |draft| line_works(draft).refresh_rotation = says);
        desk.issue(id).await;
        let run = refresh(&desk, id).await;
        assert_eq!(run.outcome, Outcome::Passed, "{slug}");
        let told = verdict(&run, StepId::Verify, RuleId::RotationAsSet);
        assert_eq!(told, VerdictResult::Warned, "{slug}");
    }
    let id = desk.id(ROTATING);
    rotation_is_on(&desk, id);
    desk.sandbox.set_fault(Some(Fault::NeverRotated));
    let run = refresh(&desk, id).await;
    assert_eq!(verdict(&run, StepId::Verify, RuleId::RotationAsSet), VerdictResult::Warned);
}

#[tokio::test]
async fn a_new_refresh_token_that_can_not_be_stored_leaves_the_old_one_where_it_was() {
    let desk = Desk::open().await;
    let id = desk.id(ROTATING);
    rotation_is_on(&desk, id);
    desk.issue(id).await;
    let old = held(&desk, id, TokenKindView::Refresh).expect("a refresh token came along");
    // Deleted just before the new one is stored: nothing can be stored for it then.
    let events = |event| {
        if let RunEvent::Step { step, .. } = event
            && (step.id, step.status) == (StepId::Keep, StepStatus::Running)
        {
            desk.engine.app_delete(id).expect("the record can be deleted");
        }
    };
    let input = TokenRefreshInput { app_id: id, owner: None };
    let run = desk.engine.token_refresh(input, &events).await.expect("the flow ends with a run");
    assert_eq!(run.outcome, Outcome::Failed);
    assert_eq!(run.diagnosis.expect("it says why").cause, Cause::RefreshTokenNotKept);
    assert_eq!(run.steps.last().map(|step| step.status), Some(StepStatus::Failed));
    desk.engine.app_undelete(id).expect("the deletion can be taken back");
    let newer = held(&desk, id, TokenKindView::Refresh).expect("the new one is held");
    assert!(!newer.stored && newer.shown != old.shown, "in memory, in front of the old one");
    let run = refresh(&desk, id).await;
    assert_eq!(run.outcome, Outcome::Passed, "the next refresh uses it: {:?}", run.diagnosis);
    assert!(held(&desk, id, TokenKindView::Refresh).is_some_and(|row| row.stored));
}

#[tokio::test]
async fn a_refused_refresh_keeps_the_token_and_says_what_may_have_ended_it() {
    let clock = SetOn::default();
    let desk = Desk::with(SandboxConfig::default(), Box::new(clock.clone())).await;
    let id = desk.id(ROTATING);
    rotation_is_on(&desk, id);
    desk.issue(id).await;
    // What the record has not is taken by another program.
    let taken = held(&desk, id, TokenKindView::Refresh).expect("a refresh token came along");
    revoke(&desk, id, RevokedToken::AccessToken).await;
    desk.sandbox.set_fault(Some(Fault::ClockOff { seconds: 91 * DAY }));
    let run = refresh(&desk, id).await;
    let found = run.diagnosis.expect("the server's clock is past its 90 days");
    assert_eq!(found.cause, Cause::RefreshTokenReplaced, "by this computer's clock it is young");
    assert_eq!(found.confidence, Confidence::Possible);
    assert!(found.ruled_out.contains(&RuledOut::RefreshTokenAlive));
    let kept = held(&desk, id, TokenKindView::Refresh).expect("a refusal takes nothing away");
    assert_eq!(kept.shown, taken.shown);
    clock.0.store(91 * DAY, Ordering::Relaxed);
    let run = refresh(&desk, id).await;
    let found = run.diagnosis.expect("it is too old");
    assert_eq!((found.cause, found.confidence), (Cause::RefreshTokenExpired, Confidence::Certain));
    assert_eq!(found.params["days"], "91");
    desk.sandbox.set_fault(Some(Fault::ReturnCode99));
    let run = refresh(&desk, id).await;
    let found = run.diagnosis.expect("an answer in the shape for odd input");
    assert_eq!(found.cause, Cause::RefreshTokenUnreadable);
}

#[tokio::test]
async fn a_record_without_a_refresh_token_sends_nothing() {
    let desk = Desk::open().await;
    let run = refresh(&desk, desk.id(GOOD)).await;
    assert_eq!(run.diagnosis.expect("it says why").cause, Cause::TokenNotHeld);
    assert!(desk.sandbox.exchanges().is_empty(), "nothing was sent");
}

#[tokio::test]
async fn a_revoked_token_is_dead_at_the_server_and_only_then_forgotten() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    let tested = desk.issue(id).await;
    let access = desk.engine.token_reveal(id).expect("it is held").value;
    desk.sandbox.set_fault(Some(Fault::ReturnCode99));
    for kind in [RevokedToken::AccessToken, RevokedToken::RefreshToken] {
        let run = revoke(&desk, id, kind).await;
        assert_eq!(run.diagnosis.expect("refused").cause, Cause::RevokeRefused, "{kind:?}");
    }
    let all = desk.engine.token_list(TokenListInput { app_id: Some(id) }).expect("open");
    assert_eq!(all.len(), 2, "what the server did not end is still held");
    desk.sandbox.set_fault(None);
    let run = revoke(&desk, id, RevokedToken::AccessToken).await;
    assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);
    assert!(!desk.sandbox.token_is_live(&access));
    assert!(held(&desk, id, TokenKindView::Access).is_none());
    let run = revoke(&desk, id, RevokedToken::RefreshToken).await;
    let told = verdict(&run, StepId::Response, RuleId::AccessTokensEndToo);
    assert_eq!(told, VerdictResult::NotChecked, "whether access tokens end with it is not known");
    assert!(held(&desk, id, TokenKindView::Refresh).is_none());
    let sent = desk.sandbox.exchanges();
    let sent = sent.last().expect("something was sent");
    assert_eq!(sent.path, "/oauth2/v2.0/revoke");
    assert_eq!(sent.form_value("token_type_hint"), Some("refresh_token"));
    let summary = desk.engine.app_get(id).expect("the record is there");
    let about = summary.last_test;
    assert!(
        matches!(about, LastTest::Passed { run_id, .. } if run_id == tested.id),
        "ending a token is no test of the app: {about:?}"
    );
}

#[tokio::test]
async fn a_lock_forgets_the_access_token_and_keeps_the_refresh_token() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    desk.issue(id).await;
    desk.engine.vault_lock(LockReason::Asked, false).expect("it locks");
    let asked = TokenListInput { app_id: None };
    assert!(desk.engine.token_list(asked).is_err(), "a locked vault tells nothing");
    desk.engine.vault_unlock(&UnlockInput::Keyring).expect("a practice vault opens by itself");
    let rows = desk.engine.token_list(asked).expect("the vault is open");
    let kinds: Vec<TokenKindView> = rows.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [TokenKindView::Refresh]);
    let run = refresh(&desk, id).await;
    assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);
}

#[tokio::test]
async fn one_refresh_at_a_time_for_a_record() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    desk.issue(id).await;
    desk.sandbox.set_fault(Some(Fault::SlowHeaders));
    let (one, other) = tokio::join!(
        desk.engine.token_refresh(TokenRefreshInput { app_id: id, owner: None }, &|_| {}),
        async {
            tokio::task::yield_now().await;
            let input = TokenRefreshInput { app_id: id, owner: None };
            let refused = desk.engine.token_refresh(input, &|_| {}).await;
            desk.engine.token_cancel(id);
            refused
        }
    );
    assert!(matches!(other, Err(credenza_engine::Error::RunInProgress)), "{other:?}");
    assert_eq!(one.expect("the flow ends with a run").outcome, Outcome::Cancelled);
}
