//! What counts as a change, and what differs in every run.

use url::Url;

use super::{Change, ComparedRow, ComparedValue, Leg, Subject, compare};
use crate::Secret;
use crate::apps::{AppId, Environment};
use crate::diagnosis::{Cause, Confidence, Diagnosis};
use crate::flow::{
    ClockSource, FlowKind, HttpTimings, Outcome, Peer, Run, RunId, ShownResponse, Step, StepId,
};
use crate::jwt::assertion::{AssertionClaims, UnsignedAssertion};
use crate::oauth::service_account_request;

struct Made {
    secret: &'static str,
    scope: &'static str,
    life: u32,
    at: i64,
}

const MADE: Made =
    Made { secret: "TESTSECRET", scope: "bot user.read", life: 3_600, at: 1_776_231_128 };

fn run(made: &Made) -> Run {
    let claims = AssertionClaims::new("TESTclient", "a.serviceaccount@x", made.life, made.at);
    let unsigned = UnsignedAssertion::new(claims).unwrap();
    let assertion = unsigned.signed(&made.at.to_be_bytes());
    let url = Url::parse("https://auth.worksmobile.com/oauth2/v2.0/token").unwrap();
    let secret = Secret::new(made.secret.to_owned());
    let request = service_account_request(url, "TESTclient", &secret, &assertion, made.scope);
    let mut steps: Vec<Step> = FlowKind::ServiceAccount.waiting();
    steps[3].request = Some(request.shown);
    steps[3].timings = Some(timings(20_000));
    steps[4].response = Some(response(made.at));
    Run {
        id: RunId(made.at),
        app_id: AppId(1),
        app_name: "Attendance Bot".to_owned(),
        app_version: Some(3),
        flow: FlowKind::ServiceAccount,
        environment: Environment::LineWorks,
        started_at_ms: made.at * 1000,
        duration_us: 1,
        outcome: Outcome::Passed,
        clock: ClockSource::Local,
        steps,
        assertion: Some(unsigned.view(Some(&assertion))),
        token: None,
        diagnosis: None,
        skew_seconds: Some(0),
        server_words: None,
        http_status: Some(200),
        key_sha256: Some("AA:BB".to_owned()),
        peer: Some(Peer { address: Some("203.0.113.24:443".to_owned()), ..Peer::default() }),
        signed_in: None,
    }
}

fn timings(first_byte: u64) -> HttpTimings {
    let total_us = first_byte + 30_000;
    HttpTimings { first_byte_us: Some(first_byte), total_us, ..HttpTimings::default() }
}

fn response(at: i64) -> ShownResponse {
    let field = |name: &str, value: String| (name.to_owned(), value);
    ShownResponse {
        status: 200,
        reason: "OK".to_owned(),
        version: "HTTP/2".to_owned(),
        headers: vec![field("Date", at.to_string()), field("server", "nginx".to_owned())],
        body: Vec::new(),
        bytes: 0,
        truncated: false,
    }
}

fn later() -> Run {
    run(&Made { at: MADE.at + 600, ..MADE })
}

fn changed(from: &Run, to: &Run) -> Vec<Subject> {
    let rows = compare(from, to).into_iter();
    rows.filter(|row| row.change == Change::Changed).map(|row| row.subject).collect()
}

fn row(from: &Run, to: &Run, subject: &Subject) -> ComparedRow {
    compare(from, to).into_iter().find(|row| row.subject == *subject).expect("it is compared")
}

fn named(name: &str) -> String {
    name.to_owned()
}

#[test]
fn two_runs_of_an_unchanged_record_have_no_change() {
    let rows = compare(&run(&MADE), &later());
    let varying: Vec<&Subject> =
        rows.iter().filter(|row| row.change == Change::Varies).map(|row| &row.subject).collect();
    assert_eq!(changed(&run(&MADE), &later()), []);
    let expected = [
        Subject::Claim { name: named("iat") },
        Subject::Claim { name: named("exp") },
        Subject::AnswerHeader { name: named("date") },
    ];
    assert_eq!(varying, expected.iter().collect::<Vec<_>>());
}

#[test]
fn each_change_is_named_by_what_it_is_about() {
    type Edit = fn(&mut Run);
    let rows: &[(Subject, Edit)] = &[
        (Subject::Outcome, |run| run.outcome = Outcome::Cancelled),
        (Subject::HttpStatus, |run| run.http_status = Some(400)),
        (Subject::ServerWords, |run| run.server_words = Some("invalid_grant".to_owned())),
        (Subject::Key, |run| run.key_sha256 = Some("CC:DD".to_owned())),
        (Subject::AppName, |run| run.app_name = "B".to_owned()),
        (Subject::AppVersion, |run| run.app_version = Some(4)),
        (Subject::Environment, |run| run.environment = Environment::NaverWorks),
        (Subject::Clock, |run| run.clock = ClockSource::Server),
        (Subject::Url, |run| run.steps[3].request.as_mut().unwrap().url = "https://x/".to_owned()),
        (Subject::Header { name: named("accept") }, |run| {
            run.steps[3].request.as_mut().unwrap().headers.retain(|(name, _)| name != "accept");
        }),
        (Subject::Address, |run| run.peer = None),
        (Subject::Certificate, |run| {
            run.peer.as_mut().unwrap().certificate_sha256 = Some("EE".to_owned());
        }),
        (Subject::HttpVersion, |run| {
            run.steps[4].response.as_mut().unwrap().version = "HTTP/1.1".to_owned();
        }),
        (Subject::AnswerHeader { name: named("server") }, |run| {
            run.steps[4].response.as_mut().unwrap().headers.truncate(1);
        }),
        (Subject::AnswerHeader { name: named("date") }, |run| {
            run.steps[4].response.as_mut().unwrap().headers.remove(0);
        }),
        (Subject::Skew, |run| run.skew_seconds = Some(-31)),
        (Subject::Skew, |run| run.skew_seconds = None),
        (Subject::AssertionHeader { name: named("kid") }, |run| {
            run.assertion.as_mut().unwrap().header.push((named("kid"), named("k1")));
        }),
        (Subject::Claim { name: named("sub") }, |run| {
            run.assertion.as_mut().unwrap().claims[1].value = "\"other\"".to_owned();
        }),
    ];
    for (subject, edit) in rows {
        let mut to = later();
        edit(&mut to);
        assert_eq!(changed(&run(&MADE), &to), std::slice::from_ref(subject));
        assert_eq!(
            changed(&to, &run(&MADE)),
            std::slice::from_ref(subject),
            "whichever came first"
        );
    }
}

#[test]
fn near_misses_are_no_change() {
    let mut to = later();
    to.skew_seconds = Some(30);
    to.steps[3].timings = Some(timings(310_000));
    to.app_version = None;
    assert_eq!(changed(&run(&MADE), &to), []);
}

#[test]
fn a_leg_that_takes_three_times_as_long_and_is_felt_is_a_change() {
    let mut to = later();
    to.steps[3].timings = Some(timings(900_000));
    let legs = [Leg::FirstByte, Leg::Total].map(|leg| Subject::Timing { leg });
    assert_eq!(changed(&run(&MADE), &to), legs);
}

#[test]
fn a_cause_that_came_stands_right_behind_the_outcome() {
    let mut to = later();
    to.outcome = Outcome::Failed;
    to.http_status = Some(400);
    to.diagnosis = Some(Diagnosis::new(Cause::KeyNotThisApps, Confidence::Likely));
    let subjects = changed(&run(&MADE), &to);
    assert_eq!(subjects, [Subject::Outcome, Subject::Cause, Subject::HttpStatus]);
    let cause = row(&run(&MADE), &to, &Subject::Cause);
    assert_eq!(cause.from, None);
    assert_eq!(cause.to, Some(ComparedValue::Cause { cause: Cause::KeyNotThisApps }));
}

#[test]
fn a_new_client_secret_is_seen_by_its_seal_and_shown_by_nothing_else() {
    let to = run(&Made { secret: "TESTOTHER0", at: MADE.at + 600, ..MADE });
    let secret = Subject::Field { name: named("client_secret") };
    assert_eq!(changed(&run(&MADE), &to), std::slice::from_ref(&secret));
    assert!(matches!(row(&run(&MADE), &to, &secret).to, Some(ComparedValue::Secret(_))));
    let json = serde_json::to_string(&compare(&run(&MADE), &to)).unwrap();
    assert!(!json.contains("TESTSECRET") && !json.contains("TESTOTHER0"), "{json}");
}

#[test]
fn a_longer_life_is_a_change_of_life_and_scopes_are_shown_decoded() {
    let to = run(&Made { life: 1_800, scope: "bot", at: MADE.at + 600, ..MADE });
    let scope = Subject::Field { name: named("scope") };
    assert_eq!(changed(&run(&MADE), &to), [scope.clone(), Subject::Lifetime]);
    assert_eq!(row(&run(&MADE), &to, &scope).from, Some(ComparedValue::text("bot user.read")));
    let life = row(&run(&MADE), &to, &Subject::Lifetime);
    assert_eq!(life.to, Some(ComparedValue::Seconds { seconds: 1_800 }));
}

#[test]
fn a_run_that_was_not_sent_lacks_what_the_other_sent() {
    let mut to = later();
    to.steps[3] = Step::waiting(StepId::Send);
    let subjects = changed(&run(&MADE), &to);
    for subject in [Subject::Method, Subject::Url, Subject::Field { name: named("scope") }] {
        assert!(subjects.contains(&subject), "{subject:?}");
    }
}

#[test]
fn changes_come_first() {
    let mut to = later();
    to.skew_seconds = Some(400);
    let changes: Vec<Change> =
        compare(&run(&MADE), &to).into_iter().map(|row| row.change).collect();
    assert!(changes.is_sorted(), "{changes:?}");
    assert_eq!(changes.first(), Some(&Change::Changed));
}
