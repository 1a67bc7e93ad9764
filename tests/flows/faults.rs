//! Each scripted fault of the sandbox has an outcome of its own, within its time limit, with no
//! redirect followed and nothing secret in what is told, shown and kept.

use std::time::Duration;

use credenza_core::diagnosis::Cause;
use credenza_core::flow::{ClockSource, Outcome, RuleId, Run, RunEvent, VerdictResult};
use credenza_engine::clock::{Stopwatch, SystemClock};
use credenza_sandbox::{Fault, SandboxConfig};
use credenza_tests::desk::{Desk, GOOD};
use credenza_tests::secrets::Secrets;

/// The limit of a whole call in these tests.
const LIMIT_SECONDS: u32 = 1;
/// What a busy computer may add to it.
const GRACE: Duration = Duration::from_secs(4);

/// What a fault must come to.
#[derive(Debug)]
enum Expected {
    /// No token, for this cause, with this status if there was an answer.
    Fails(Cause, Option<u16>),
    /// A token, with this one rule warned about.
    Warns(RuleId),
    /// A token, with nothing to say.
    Passes,
}

use Expected::{Fails, Passes, Warns};

/// The outcome of each fault. Exhaustive: a new fault does not compile without a row here.
fn expected(fault: Fault) -> Expected {
    match fault {
        Fault::ClockOff { .. } => Fails(Cause::LocalTimeAsUtc, Some(400)),
        // Part of a head is no answer: a client can't tell these two apart.
        Fault::SlowHeaders | Fault::Hang => Fails(Cause::HeadersTimeout, None),
        Fault::SlowBody => Fails(Cause::BodyTimeout, Some(200)),
        Fault::Reset => Fails(Cause::ConnectionReset, None),
        Fault::ShortBody => Fails(Cause::ConnectionReset, Some(200)),
        Fault::ServerError => Fails(Cause::ServerError, Some(500)),
        Fault::BadGateway => Fails(Cause::ServerError, Some(502)),
        Fault::Unavailable => Fails(Cause::ServerError, Some(503)),
        Fault::Html => Fails(Cause::WrongContentType, Some(200)),
        Fault::TruncatedJson => Fails(Cause::TruncatedJson, Some(200)),
        Fault::WrongContentType => Warns(RuleId::ContentTypeJson),
        Fault::Redirect301 => Fails(Cause::Redirected, Some(301)),
        Fault::Redirect307 => Fails(Cause::Redirected, Some(307)),
        Fault::ExpiresMissing | Fault::ExpiresUnreadable => Warns(RuleId::ExpiresInReadable),
        // Nothing is refused here: refusals.rs has the errors without words.
        Fault::ExpiresAsText | Fault::ExpiresAsNumber | Fault::BareError => Passes,
        Fault::EchoSecret => Fails(Cause::ClientSecretWrong, Some(400)),
        Fault::HugeBody => Fails(Cause::BodyTooLarge, Some(200)),
        Fault::ResourceApiError => Fails(Cause::ResourceApiShape, Some(401)),
        Fault::ReturnCode99 => Fails(Cause::UnexpectedError, Some(400)),
        // LINE's calls alone: channels.rs has them.
        Fault::RateLimited => Passes,
        // These act on a member's sign-in only, of which a service account knows nothing.
        Fault::StateChanged
        | Fault::RedirectByScript
        | Fault::CodeAcceptedTwice
        | Fault::CodeAlreadyUsed
        | Fault::NeverRotated
        | Fault::WrongIssuer
        | Fault::WrongAudience
        | Fault::WrongNonce
        | Fault::ExpiredIdToken
        | Fault::UnknownKid
        | Fault::AlgNone
        | Fault::Hs256PublicKey
        | Fault::WrongAtHash => Passes,
    }
}

async fn desk() -> Desk {
    let desk = Desk::with(SandboxConfig::default(), Box::new(SystemClock)).await;
    desk.limit(LIMIT_SECONDS);
    desk
}

fn warned(run: &Run) -> Vec<RuleId> {
    let verdicts = run.steps.iter().flat_map(|step| &step.verdicts);
    verdicts.filter(|v| v.result == VerdictResult::Warned).map(|v| v.id).collect()
}

fn assert_as_expected(fault: Fault, run: &Run) {
    let expected = expected(fault);
    let cause = run.diagnosis.as_ref().map(|found| found.cause);
    let holds = match &expected {
        Fails(named, status) => {
            run.outcome == Outcome::Failed && cause == Some(*named) && run.http_status == *status
        }
        Warns(rule) => run.outcome == Outcome::Passed && warned(run) == [*rule],
        Passes => run.outcome == Outcome::Passed && warned(run).is_empty(),
    };
    let came = (run.outcome, cause, run.http_status, warned(run));
    assert!(holds, "{fault}: expected {expected:?}, came {came:?} {:?}", run.server_words);
}

fn assert_no_secret(desk: &Desk, fault: Fault, run: &Run, events: &[RunEvent]) {
    let secrets = Secrets::of(desk);
    let engine = &desk.engine;
    let stored = engine.run_get(run.id).expect("the run is kept");
    let texts = [
        ("run", json(run)),
        ("stored run", json(&stored)),
        ("events", json(&events)),
        ("debug output", format!("{run:?} {events:?}")),
        ("record", json(&engine.app_get(run.app_id).expect("the record is there"))),
        ("list of runs", json(&engine.run_list(None).expect("the vault is open"))),
        ("network", json(&engine.network_status().expect("the vault is open"))),
    ];
    for (place, text) in texts {
        assert_eq!(secrets.seen_in(&text), [""; 0], "{fault}: in the {place}");
    }
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("views are JSON")
}

#[tokio::test]
async fn each_fault_has_its_own_outcome_in_time_and_shows_no_secret() {
    let desk = desk().await;
    let id = desk.id(GOOD);
    for fault in Fault::all().iter().copied() {
        desk.sandbox.set_fault(Some(fault));
        let watch = Stopwatch::start();
        let (run, events) = desk.issue_told(id, ClockSource::Local).await;
        let took = Duration::from_micros(watch.elapsed_us());
        assert!(took < Duration::from_secs(LIMIT_SECONDS.into()) + GRACE, "{fault} took {took:?}");
        assert_as_expected(fault, &run);
        assert_no_secret(&desk, fault, &run, &events);
    }
    let sent = desk.sandbox.exchanges();
    assert_eq!(sent.len(), Fault::all().len(), "one request for each run, no repetition");
    let moved: Vec<_> = sent.iter().filter(|it| it.path.ends_with("token-moved")).collect();
    assert!(moved.is_empty(), "a redirect was followed: {moved:?}");
    assert_eq!(Secrets::of(&desk).seen_below(desk.folder.path()), [], "in clear on disk");
}

#[tokio::test]
async fn a_redirect_is_named_with_where_it_points() {
    let desk = desk().await;
    for fault in [Fault::Redirect301, Fault::Redirect307] {
        desk.sandbox.set_fault(Some(fault));
        let found = desk.issue(desk.id(GOOD)).await.diagnosis.expect("it failed");
        let location = found.params.get("location").map(String::as_str);
        assert_eq!(location, Some("/oauth2/v2.0/token-moved"), "{fault}");
    }
}

#[tokio::test]
async fn a_huge_body_is_cut_off_while_it_streams() {
    const LIMIT: usize = 256 * 1024;
    let huge_body_bytes = 1 << 40;
    let config = SandboxConfig { huge_body_bytes, ..SandboxConfig::default() };
    let desk = Desk::with(config, Box::new(SystemClock)).await;
    desk.sandbox.set_fault(Some(Fault::HugeBody));
    let run = desk.issue(desk.id(GOOD)).await;
    let response = run
        .step(credenza_core::flow::StepId::Response)
        .and_then(|step| step.response.clone())
        .expect("its beginning was read");
    assert!(response.truncated && response.bytes == LIMIT, "{} bytes", response.bytes);
    assert!(json(&run).len() < 2 * LIMIT, "no more than what was read is kept");
}

#[tokio::test]
async fn a_server_that_asks_to_wait_is_quoted_and_not_asked_again() {
    let desk = desk().await;
    desk.sandbox.set_fault(Some(Fault::Unavailable));
    let found = desk.issue(desk.id(GOOD)).await.diagnosis.expect("it failed");
    assert_eq!(found.params.get("retryAfter").map(String::as_str), Some("120"));
    assert_eq!(desk.sandbox.exchanges().len(), 1);
}

#[tokio::test]
async fn a_secret_that_the_server_echoes_is_cut_out_of_its_words() {
    let desk = desk().await;
    desk.sandbox.set_fault(Some(Fault::EchoSecret));
    let run = desk.issue(desk.id(GOOD)).await;
    let words = run.server_words.expect("the server said something");
    assert!(words.contains("refused: client_secret="), "the rest stays verbatim: {words}");
    assert_eq!(Secrets::of(&desk).seen_in(&words), [""; 0]);
}

#[tokio::test]
async fn the_limits_are_ten_and_thirty_seconds_unless_set() {
    let desk = Desk::open().await;
    let settings = desk.engine.settings_get().expect("settings can be read");
    assert_eq!((settings.connect_timeout_seconds, settings.total_timeout_seconds), (10, 30));
}
