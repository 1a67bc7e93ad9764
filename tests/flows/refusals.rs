//! What the sandbox refuses, and what the diagnosis makes of it: with the server's words and
//! without them.

use credenza_core::Secret;
use credenza_core::diagnosis::{Cause, Confidence, Diagnosis, Fix, RuledOut};
use credenza_core::flow::{Outcome, RuleId, Run, VerdictResult};
use credenza_sandbox::Fault;
use credenza_tests::desk::{Desk, GOOD};
use credenza_tests::practice::line_works;

fn found(run: &Run) -> &Diagnosis {
    assert_eq!(run.outcome, Outcome::Failed, "it must be refused");
    run.diagnosis.as_ref().expect("a failed run has a diagnosis")
}

#[tokio::test]
async fn a_reissued_key_is_named_by_what_was_ruled_out() {
    let desk = Desk::open().await;
    for fault in [None, Some(Fault::BareError)] {
        desk.sandbox.set_fault(fault);
        let run = desk.issue(desk.id("old-key")).await;
        let found = found(&run);
        assert_eq!(found.cause, Cause::KeyNotThisApps, "{fault:?}");
        assert_eq!(found.confidence, Confidence::Likely, "a signature can't prove it");
        assert_eq!(found.fixes[0], Fix::ImportKey);
        let ruled_out = [
            RuledOut::SignatureMatchesPublicKey,
            RuledOut::IssuerIsClientId,
            RuledOut::SubjectIsServiceAccount,
            RuledOut::ClockAgrees,
            RuledOut::LifetimeWithinLimit,
        ];
        assert!(ruled_out.iter().all(|it| found.ruled_out.contains(it)), "{:?}", found.ruled_out);
    }
}

#[tokio::test]
async fn a_wrong_client_secret_is_named() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    desk.engine.secret_set(id, &Secret::new("TESTwrong1".to_owned())).expect("it is kept");
    for (fault, confidence) in
        [(None, Confidence::Likely), (Some(Fault::BareError), Confidence::Possible)]
    {
        desk.sandbox.set_fault(fault);
        let run = desk.issue(id).await;
        let found = found(&run);
        assert_eq!((found.cause, found.confidence), (Cause::ClientSecretWrong, confidence));
        assert_eq!((found.fixes[0], run.http_status), (Fix::SetSecret, Some(401)));
    }
}

#[tokio::test]
async fn an_unknown_client_id_can_be_mended_from_the_diagnosis() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    desk.edit(id, |draft| line_works(draft).client_id = "TESTunknownClient001".to_owned());
    let run = desk.issue(id).await;
    let found = found(&run);
    let about_the_client = matches!(found.cause, Cause::ClientUnknown | Cause::ClientSecretWrong);
    assert!(about_the_client && found.fixes.contains(&Fix::EditClientId), "{found:?}");
}

#[tokio::test]
async fn another_apps_service_account_is_named() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    let other = desk.practice_app("calendar-sync").service_account.clone();
    desk.edit(id, |draft| line_works(draft).service_account = other);
    let run = desk.issue(id).await;
    assert_eq!(
        (found(&run).cause, found(&run).fixes[0]),
        (Cause::SubjectWrong, Fix::EditServiceAccount)
    );
}

#[tokio::test]
async fn a_scope_that_is_not_ticked_or_closed_is_named_and_was_sent() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    for (scope, closed) in [("directory", ""), ("file.read", "file.read")] {
        desk.edit(id, |draft| line_works(draft).scopes = vec!["bot".to_owned(), scope.to_owned()]);
        let run = desk.issue(id).await;
        let found = found(&run);
        assert_eq!(
            (found.cause, found.fixes[0]),
            (Cause::ScopeNotAllowed, Fix::EditScopes),
            "{scope}"
        );
        assert_eq!(found.params.get("closed").map(String::as_str), Some(closed));
        let warned = run.steps.iter().flat_map(|step| &step.verdicts).any(|verdict| {
            verdict.id == RuleId::ScopesForServiceAccount && verdict.result == VerdictResult::Warned
        });
        assert_eq!(
            warned,
            !closed.is_empty(),
            "{scope}: told before sending, and sent all the same"
        );
    }
}

#[tokio::test]
async fn the_servers_words_stand_beside_the_diagnosis_verbatim() {
    let desk = Desk::open().await;
    let run = desk.issue(desk.id("old-key")).await;
    let words = "invalid_grant: the signature does not verify with the registered key";
    assert_eq!(run.server_words.as_deref(), Some(words));
    desk.sandbox.set_fault(Some(Fault::ReturnCode99));
    let run = desk.issue(desk.id("old-key")).await;
    assert_eq!(run.server_words.as_deref(), Some("99: UnexpectedError"));
}
