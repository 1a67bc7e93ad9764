//! What is stopped before anything leaves the computer.

use credenza_core::apps::{AppDraft, AppId, Environment};
use credenza_core::diagnosis::{Cause, Confidence, Fix};
use credenza_core::flow::{Outcome, Run, StepId, StepStatus};
use credenza_engine::views::apps::AppDraftInput;
use credenza_tests::desk::{Desk, GOOD};
use credenza_tests::practice::{self, line_works};

use crate::server::Fixed;

fn assert_stopped(name: &str, run: &Run, cause: Cause, fix: Fix) {
    assert_eq!(run.outcome, Outcome::Failed, "{name}");
    let found = run.diagnosis.as_ref().expect("a failed run has a diagnosis");
    assert_eq!((found.cause, found.confidence), (cause, Confidence::Certain), "{name}");
    assert_eq!(found.fixes[0], fix, "{name}");
    let status = |id| run.step(id).map(|step| step.status);
    assert_eq!(status(StepId::Check), Some(StepStatus::Failed), "{name}");
    assert_eq!(status(StepId::Send), Some(StepStatus::NotReached), "{name}");
}

#[tokio::test]
async fn a_record_that_can_not_work_is_stopped_with_its_own_cause() {
    type Change = fn(&mut AppDraft);
    let rows: [(&str, Change, Cause, Fix); 6] = [
        (
            "61 minutes",
            |it| line_works(it).assertion_lifetime = 3_601,
            Cause::LifetimeTooLong,
            Fix::SetLifetime,
        ),
        (
            "no life",
            |it| line_works(it).assertion_lifetime = 0,
            Cause::LifetimeTooLong,
            Fix::SetLifetime,
        ),
        (
            "no client ID",
            |it| line_works(it).client_id = " ".into(),
            Cause::RecordIncomplete,
            Fix::EditClientId,
        ),
        (
            "no account",
            |it| line_works(it).service_account.clear(),
            Cause::RecordIncomplete,
            Fix::EditServiceAccount,
        ),
        ("no scope", |it| line_works(it).scopes.clear(), Cause::ScopeEmpty, Fix::EditScopes),
        (
            "clear text",
            |it| line_works(it).environment = custom("http://id.example"),
            Cause::RecordIncomplete,
            Fix::EditEnvironment,
        ),
    ];
    let desk = Desk::open().await;
    for (name, change, cause, fix) in rows {
        let id = added(&desk, name, true);
        import_key(&desk, id);
        desk.edit(id, change);
        assert_stopped(name, &desk.issue(id).await, cause, fix);
    }
    assert!(desk.sandbox.exchanges().is_empty(), "nothing was sent");
}

#[tokio::test]
async fn a_missing_secret_or_key_is_stopped() {
    let desk = Desk::open().await;
    let without_key = added(&desk, "without key", true);
    let run = desk.issue(without_key).await;
    assert_stopped("no key", &run, Cause::KeyMissing, Fix::ImportKey);
    let without_secret = added(&desk, "without secret", false);
    import_key(&desk, without_secret);
    let run = desk.issue(without_secret).await;
    assert_stopped("no secret", &run, Cause::ClientSecretMissing, Fix::SetSecret);
    assert!(desk.sandbox.exchanges().is_empty(), "nothing was sent");
}

#[tokio::test]
async fn a_secret_never_goes_to_a_host_that_was_not_confirmed() {
    let desk = Desk::open().await;
    let server = Fixed::answering("").await;
    let id = desk.id(GOOD);
    for (base, confirmed) in [
        (server.base(), "id.corp.example"),
        (server.base(), ""),
        (format!("http://localhost:{}", server.port), "127.0.0.1"),
    ] {
        desk.edit(id, |draft| {
            let (auth_base, confirmed_host) = (base.clone(), confirmed.to_owned());
            line_works(draft).environment = Environment::Custom { auth_base, confirmed_host };
        });
        let run = desk.issue(id).await;
        assert_stopped(&base, &run, Cause::HostNotConfirmed, Fix::EditEnvironment);
    }
    assert!(server.arrived.texts().is_empty(), "the changed host saw nothing");
}

#[tokio::test]
async fn a_stopped_sandbox_is_named() {
    let desk = Desk::open().await;
    desk.engine.set_sandbox_base(None);
    let run = desk.issue(desk.id(GOOD)).await;
    assert_stopped("stopped", &run, Cause::SandboxStopped, Fix::StartSandbox);
}

fn custom(auth_base: &str) -> Environment {
    let confirmed_host = auth_base.rsplit('/').next().unwrap_or_default().to_owned();
    Environment::Custom { auth_base: auth_base.to_owned(), confirmed_host }
}

fn added(desk: &Desk, name: &str, with_secret: bool) -> AppId {
    let record = practice::record(desk.practice_app(GOOD));
    let draft = AppDraft { name: name.to_owned(), ..record.draft };
    let client_secret = with_secret.then_some(record.client_secret);
    desk.engine.app_add(&AppDraftInput { draft, client_secret }).expect("it is kept").id
}

fn import_key(desk: &Desk, id: AppId) {
    let record = practice::record(desk.practice_app(GOOD));
    let candidate = desk
        .engine
        .key_offer_text(record.private_key_pem.as_ref().expect("it has a key"))
        .expect("it is a key");
    desk.engine.key_import(id, candidate.handle).expect("it can be imported");
}
