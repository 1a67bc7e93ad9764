//! Clocks that disagree: measured by the Date header, named with the number, never corrected in
//! silence, and mended for one run when asked (security.md O14).

use credenza_core::diagnosis::{Cause, Confidence, Fix};
use credenza_core::flow::{ClockSource, Outcome, RuleId, Run, VerdictResult};
use credenza_engine::clock::{SkewedClock, SystemClock};
use credenza_sandbox::{Fault, SandboxConfig};
use credenza_tests::desk::{Desk, GOOD};

/// What passes between two readings of a clock, at most.
const SLACK: i64 = 5;

async fn skewed(seconds: i64) -> Desk {
    Desk::with(SandboxConfig::default(), Box::new(SkewedClock { seconds })).await
}

fn assert_measured(run: &Run, offset: i64) {
    let skew = run.skew_seconds.expect("the Date header was read");
    assert!((skew - offset).abs() <= SLACK, "measured {skew}, it is {offset}");
}

#[tokio::test]
async fn each_wrong_clock_is_named_with_its_number_and_mended_by_the_servers_time() {
    // Hours are counted where the offset is one that a time zone can have.
    let rows = [
        (412, Cause::ClockFast, "fast", "0"),
        (75 * 60, Cause::ClockFast, "fast", "0"),
        (-4_200, Cause::ClockSlow, "slow", "0"),
        (-6 * 86_400, Cause::ClockSlow, "slow", "0"),
        (32_400, Cause::LocalTimeAsUtc, "fast", "9"),
        (-32_400, Cause::LocalTimeAsUtc, "slow", "9"),
        (28_800, Cause::LocalTimeAsUtc, "fast", "8"),
        (-3_700, Cause::LocalTimeAsUtc, "slow", "1"),
        (19_800, Cause::LocalTimeAsUtc, "fast", "5.5"),
        (-34_200, Cause::LocalTimeAsUtc, "slow", "9.5"),
        (1_800, Cause::LocalTimeAsUtc, "fast", "0.5"),
    ];
    for (offset, cause, direction, hours) in rows {
        let desk = skewed(offset).await;
        let id = desk.id(GOOD);
        let run = desk.issue(id).await;
        assert_measured(&run, offset);
        let found = run.diagnosis.expect("the assertion was refused");
        let param = |name: &str| found.params.get(name).map(String::as_str);
        assert_eq!((found.cause, found.confidence), (cause, Confidence::Certain), "{offset} s");
        assert_eq!(
            (param("direction"), param("hours")),
            (Some(direction), Some(hours)),
            "{offset} s"
        );
        let seconds: i64 = param("seconds").and_then(|text| text.parse().ok()).expect("a number");
        assert!((seconds - offset.abs()).abs() <= SLACK, "{offset} s shown as {seconds} s");
        assert_eq!(found.fixes[0], Fix::RunWithServerTime);

        let (run, _) = desk.issue_told(id, ClockSource::Server).await;
        assert_eq!((run.outcome, run.clock), (Outcome::Passed, ClockSource::Server), "{offset} s");
    }
}

#[tokio::test]
async fn a_small_skew_breaks_nothing_and_is_told() {
    for (offset, told) in [(25, false), (45, true), (80, true), (-1_800, true)] {
        let desk = skewed(offset).await;
        let run = desk.issue(desk.id(GOOD)).await;
        assert_eq!(run.outcome, Outcome::Passed, "{offset} s: {:?}", run.diagnosis);
        let warned = run.steps.iter().flat_map(|step| &step.verdicts).any(|verdict| {
            verdict.id == RuleId::ClockAgrees && verdict.result == VerdictResult::Warned
        });
        assert_eq!(warned, told, "{offset} s");
    }
}

#[tokio::test]
async fn a_server_whose_clock_is_wrong_is_told_the_same_way() {
    let desk = Desk::with(SandboxConfig::default(), Box::new(SystemClock)).await;
    let run = desk.issue(desk.id("clock-skew")).await;
    assert_measured(&run, 412);
    assert_eq!(run.diagnosis.map(|found| found.cause), Some(Cause::ClockFast));
    let status = desk.engine.network_status().expect("the vault is open");
    assert_eq!(status.skew_host.as_deref(), Some("127.0.0.1"));
    assert!(status.skew_seconds.is_some_and(|seconds| (seconds - 412).abs() <= SLACK));

    desk.sandbox.set_fault(Some(Fault::ClockOff { seconds: 32_400 }));
    let run = desk.issue(desk.id(GOOD)).await;
    assert_eq!(run.diagnosis.map(|found| found.cause), Some(Cause::LocalTimeAsUtc));
}

#[tokio::test]
async fn the_servers_time_is_not_used_unless_it_was_asked_for() {
    let desk = skewed(412).await;
    let id = desk.id(GOOD);
    for _ in 0..2 {
        let run = desk.issue(id).await;
        assert_eq!((run.outcome, run.clock), (Outcome::Failed, ClockSource::Local));
    }
}

#[tokio::test]
async fn a_first_run_by_the_servers_time_says_that_it_used_this_computers() {
    let desk = Desk::open().await;
    let (run, _) = desk.issue_told(desk.id(GOOD), ClockSource::Server).await;
    assert_eq!(run.clock, ClockSource::Local, "the server's time was not known yet");
}
