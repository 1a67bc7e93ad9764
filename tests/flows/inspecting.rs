//! The token inspector on a vault: tokens of runs and of records, keys of records, of files and of
//! addresses, and what never leaves Rust.

use credenza_core::Secret;
use credenza_core::flow::{Part, RunId};
use credenza_core::jwt::compare::MemberChange;
use credenza_core::jwt::lints::TokenProfile;
use credenza_core::jwt::read::{TokenKind, TokenProblemId};
use credenza_core::jwt::verify::{CheckId, CheckReason, Expectations};
use credenza_engine::Error;
use credenza_engine::views::inspector::{
    InspectionView, InspectorCompareInput, InspectorReadInput, KeySetProblem, KeySource,
    KeysFetchInput, KeysFetchView, TokenSource,
};
use credenza_engine::views::vault::{LockReason, UnlockInput};
use credenza_tests::desk::{Desk, GOOD};

use crate::server::{Fixed, answer, json};

/// The one practice app that shares its key with no other.
const OLD: &str = "old-key";

fn pasted(text: &str) -> TokenSource {
    TokenSource::Text { text: Secret::new(text.to_owned()) }
}

fn asking(source: TokenSource, key: Option<KeySource>) -> InspectorReadInput {
    InspectorReadInput {
        source,
        key,
        algorithm: None,
        expect: Expectations::default(),
        access_token: None,
        at: None,
    }
}

fn read(desk: &Desk, source: TokenSource, key: Option<KeySource>) -> InspectionView {
    desk.engine.inspector_read(&asking(source, key)).expect("the vault is open")
}

fn key_of(desk: &Desk, name: &str) -> KeySource {
    KeySource::App { app_id: desk.id(name) }
}

/// The assertion that the sandbox received, whole.
async fn sent(desk: &Desk) -> (RunId, String) {
    let run = desk.issue(desk.id(GOOD)).await;
    let exchanges = desk.sandbox.exchanges();
    let assertion = exchanges.last().and_then(|one| one.form_value("assertion"));
    (run.id, assertion.expect("an assertion was sent").to_owned())
}

/// The public half of a record's key as a set.
fn key_set(desk: &Desk, name: &str) -> String {
    let key = desk.engine.app_get(desk.id(name)).expect("the record").key.expect("it has a key");
    format!("{{\"keys\":[{}]}}", key.public.public_jwk)
}

fn reason(view: &InspectionView, id: CheckId) -> CheckReason {
    view.checks.iter().find(|check| check.id == id).expect("it is on the list").reason
}

#[tokio::test]
async fn an_assertion_is_verified_with_the_key_of_its_record_and_no_other() {
    let desk = Desk::open().await;
    let (_, assertion) = sent(&desk).await;
    let view = read(&desk, pasted(&assertion), Some(key_of(&desk, GOOD)));
    assert_eq!(view.verified, Some(true));
    assert_eq!(view.profile, Some(TokenProfile::LineWorksAssertion));
    let owners: Vec<_> = view.owners.iter().map(|one| one.app_name.as_str()).collect();
    assert_eq!(owners, [GOOD], "iss is its Client ID");

    let other = read(&desk, pasted(&assertion), Some(key_of(&desk, OLD)));
    assert_eq!(other.verified, Some(false), "near miss");
    assert_eq!(reason(&other, CheckId::Signature), CheckReason::Mismatch);
}

#[tokio::test]
async fn a_record_without_a_key_is_named() {
    let desk = Desk::open().await;
    let draft = desk.engine.app_get(desk.id(GOOD)).expect("the record").draft;
    let input = credenza_engine::views::apps::AppDraftInput { draft, client_secret: None };
    let bare = desk.engine.app_add(&input).expect("it is added");
    let view = read(&desk, pasted("a.b.c"), Some(KeySource::App { app_id: bare.id }));
    assert_eq!(view.key_error, Some(KeySetProblem::AppHasNoKey));
}

#[tokio::test]
async fn a_run_shows_its_assertion_and_keeps_the_signature_covered() {
    let desk = Desk::open().await;
    let (run_id, assertion) = sent(&desk).await;
    let view = read(&desk, TokenSource::Run { run_id }, Some(key_of(&desk, GOOD)));
    assert_eq!(view.reading.kind, TokenKind::Jws);
    assert_eq!(reason(&view, CheckId::Signature), CheckReason::SignatureCutOut);
    assert_ne!(view.verified, Some(true), "nobody can say so without the signature");
    let signature = assertion.rsplit('.').next().expect("a third part");
    let told = serde_json::to_string(&view).expect("a view is JSON");
    assert!(!told.contains(signature), "the page never gets the signature");
    assert!(view.parts.iter().any(|part| matches!(part, Part::Secret(_))));
}

#[tokio::test]
async fn a_held_token_is_known_by_itself_and_never_told() {
    let desk = Desk::open().await;
    let app_id = desk.id(GOOD);
    desk.issue(app_id).await;
    let token = desk.engine.token_reveal(app_id).expect("it is held").value;
    let held = read(&desk, TokenSource::Held { app_id }, None);
    let told = serde_json::to_string(&held).expect("a view is JSON");
    assert!(!told.contains(&token), "the page gets its seal");
    let same = read(&desk, pasted(&format!(" {token}\n")), None);
    for view in [&held, &same] {
        assert_eq!(view.reading.kind, TokenKind::Opaque);
        let owner = view.owners.first().expect("a record holds it");
        assert_eq!((owner.app_id, owner.held.is_some()), (app_id, true));
    }
    let other = read(&desk, pasted(&format!("{token}x")), None);
    assert!(other.owners.is_empty(), "near miss");
}

#[tokio::test]
async fn no_held_token_no_reading() {
    let desk = Desk::open().await;
    let source = TokenSource::Held { app_id: desk.id(GOOD) };
    assert!(matches!(desk.engine.inspector_read(&asking(source, None)), Err(Error::NoToken)));
}

#[tokio::test]
async fn what_is_longer_than_64_kib_is_named_and_over_one_mib_refused() {
    let desk = Desk::open().await;
    let long = |count: usize| pasted(&"a".repeat(count));
    let over = |view: &InspectionView| {
        view.reading.problems.iter().any(|problem| problem.id == TokenProblemId::TooLong)
    };
    assert!(!over(&read(&desk, long(64 * 1024), None)), "near miss");
    assert!(over(&read(&desk, long(64 * 1024 + 1), None)));
    assert!(over(&read(&desk, long(1024 * 1024), None)));
    let refused = desk.engine.inspector_read(&asking(long(1024 * 1024 + 1), None));
    assert!(matches!(refused, Err(Error::Invalid { field: "text", .. })));
}

#[tokio::test]
async fn two_runs_differ_in_their_times_only() {
    let desk = Desk::open().await;
    let (first, _) = sent(&desk).await;
    let (_, second) = sent(&desk).await;
    let input =
        InspectorCompareInput { left: TokenSource::Run { run_id: first }, right: pasted(&second) };
    let lines = desk.engine.inspector_compare(&input).expect("both are there");
    let changed = lines.iter().filter(|line| line.change != MemberChange::Same);
    let names: Vec<_> = changed.map(|line| line.name.as_str()).collect();
    assert!(names.iter().all(|name| ["iat", "exp"].contains(name)), "{names:?}");
    assert!(lines.iter().any(|line| line.name == "iss" && line.change == MemberChange::Same));
}

#[tokio::test]
async fn a_private_key_is_no_token_and_a_key_file_does_not_outlive_the_lock() {
    let desk = Desk::open().await;
    let (_, assertion) = sent(&desk).await;
    let file = |name: &str, text: &str| {
        let path = desk.folder.path().join(name);
        std::fs::write(&path, text).expect("the folder can be written");
        path
    };
    let key = file("private.key", &desk.practice_app(GOOD).private_key_pem);
    let refused = desk.engine.inspector_token_file(&key);
    assert!(matches!(refused, Err(Error::Invalid { field: "file", .. })));
    let token = file("token.txt", &assertion);
    let opened = desk.engine.inspector_token_file(&token).expect("near miss");
    assert_eq!((opened.text, opened.file_name.as_str()), (assertion.clone(), "token.txt"));

    let pem = desk.practice_app(GOOD).private_key_pem.clone();
    let refused = desk.engine.inspector_pasted(pem);
    assert!(matches!(refused, Err(Error::Invalid { field: "clipboard", .. })));
    let pasted_text = desk.engine.inspector_pasted(assertion.clone()).expect("near miss").text;
    assert_eq!(pasted_text, assertion);

    let dropped = desk.engine.inspector_dropped_file(&token).expect("it can be read");
    assert!(dropped.token.is_some() && dropped.key.is_none());
    let dropped = desk.engine.inspector_dropped_file(&key).expect("it can be read");
    assert!(dropped.token.is_none());
    let handle = dropped.key.expect("a key").handle;
    let by_file = || Some(KeySource::File { handle });
    assert_eq!(read(&desk, pasted(&assertion), by_file()).verified, Some(true));

    desk.engine.vault_lock(LockReason::Asked, false).expect("it locks");
    desk.engine.vault_unlock(&UnlockInput::Keyring).expect("a practice vault opens by itself");
    let gone = read(&desk, pasted(&assertion), by_file());
    assert_eq!(gone.key_error, Some(KeySetProblem::FileGone));
}

async fn fetch(desk: &Desk, address: &str, confirmed_host: &str) -> KeysFetchView {
    let confirmed_host = confirmed_host.to_owned();
    let input = KeysFetchInput { address: address.to_owned(), confirmed_host };
    desk.engine.inspector_keys_fetch(input).await.expect("the vault is open")
}

#[tokio::test]
async fn keys_are_fetched_from_a_confirmed_host_and_verify() {
    let desk = Desk::open().await;
    let (_, assertion) = sent(&desk).await;
    let server = Fixed::answering(json("200 OK", &key_set(&desk, GOOD))).await;
    let address = format!("{}/certs?v=1", server.base());
    let unconfirmed = fetch(&desk, &address, "keys.example").await;
    assert_eq!(unconfirmed, KeysFetchView::NotConfirmed { host: "127.0.0.1".to_owned() });
    assert_eq!(server.arrived.texts(), Vec::<String>::new(), "nothing was sent");

    let fetched = fetch(&desk, &address, "127.0.0.1").await;
    let KeysFetchView::Fetched { file, host, .. } = fetched else { panic!("{fetched:?}") };
    assert_eq!(host, "127.0.0.1");
    let request = server.arrived.texts().pop().expect("it was asked");
    assert!(request.starts_with("GET /certs?v=1 HTTP/1.1\r\n"), "{request}");
    let by_set = Some(KeySource::File { handle: file.handle });
    assert_eq!(read(&desk, pasted(&assertion), by_set).verified, Some(true));
}

#[tokio::test]
async fn an_address_that_is_clear_or_answers_otherwise_gives_no_keys() {
    let desk = Desk::open().await;
    for address in [
        "http://keys.example/certs",
        "https://user:pass@keys.example/certs",
        "https://keys.example/certs#1",
        "file:///etc/hosts",
        "certs",
    ] {
        let refused = fetch(&desk, address, "keys.example").await;
        assert_eq!(refused, KeysFetchView::Address, "{address}");
    }
    let elsewhere = Fixed::answering(json("200 OK", "{}")).await;
    let location = format!("Location: {}/certs\r\n", elsewhere.base());
    let pointing = Fixed::answering(answer("302 Found", &location, "")).await;
    let redirected = fetch(&desk, &pointing.base(), "127.0.0.1").await;
    let location = format!("{}/certs", elsewhere.base());
    assert_eq!(redirected, KeysFetchView::Redirected { status: 302, location });
    assert_eq!(elsewhere.arrived.texts(), Vec::<String>::new(), "it is not followed");

    let missing = Fixed::answering(json("404 Not Found", "{}")).await;
    let status = fetch(&desk, &missing.base(), "127.0.0.1").await;
    assert_eq!(status, KeysFetchView::Status { status: 404 });
    let large = Fixed::answering(json("200 OK", &"x".repeat(256 * 1024 + 1))).await;
    let cut = fetch(&desk, &large.base(), "127.0.0.1").await;
    assert!(matches!(cut, KeysFetchView::Unanswered { .. }), "{cut:?}");
}
