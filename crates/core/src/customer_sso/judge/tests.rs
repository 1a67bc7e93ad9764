//! Near misses of single lines; whole runs against the practice server are in `tests/flows`.

use super::super::answer::{ApiAnswer, ApiHead};
use super::super::check::{CheckId, CheckResult};
use super::super::evidence::{CallFailure, Evidence, ProbeAnswer, ProbeOutcome, ServerTls};
use super::super::limits::CallTimes;
use super::super::probe::{Planned, Probe};
use super::judge;
use crate::certificate::{ChainCertificate, TlsShown};
use crate::diagnosis::Cause;

fn answered(probe: Probe, status: u16, body: &str) -> ProbeAnswer {
    let head = ApiHead {
        status,
        content_type: Some("application/json".into()),
        cache_control: Some("no-store".into()),
        location: None,
    };
    let outcome = ProbeOutcome::Answered(ApiAnswer::read(head, body.as_bytes(), &[]));
    let times = CallTimes { connect_us: Some(9_000), read_us: Some(90_000) };
    ProbeAnswer { planned: Planned { probe, round: 1 }, made_up: false, times, outcome }
}

fn failed(probe: Probe, cause: Cause) -> ProbeAnswer {
    let outcome = ProbeOutcome::Failed(CallFailure { cause });
    let times = CallTimes::default();
    ProbeAnswer { planned: Planned { probe, round: 1 }, made_up: false, times, outcome }
}

fn line(answers: Vec<ProbeAnswer>, id: CheckId) -> (CheckResult, String) {
    let found = Evidence { answers, ..Evidence::default() };
    let check = judge(&found).into_iter().find(|check| check.id == id).unwrap();
    (check.result, check.actual.unwrap_or_default())
}

#[test]
fn with_nothing_found_every_line_is_there_once_and_none_is_judged() {
    let lines = judge(&Evidence::default());
    let mut ids: Vec<CheckId> = lines.iter().map(|check| check.id).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
    assert!(lines.iter().all(|check| check.result == CheckResult::NotRun), "{lines:?}");
}

#[test]
fn a_wrong_call_may_be_named_by_number_or_by_name_and_by_nothing_else() {
    use CheckResult::{Failed, Passed};
    let rows = [
        (r#"{"error":"301","error_description":"x"}"#, Passed, "301 unauthorized_client"),
        (r#"{"error":301,"error_description":"x"}"#, Passed, "301 unauthorized_client"),
        (r#"{"error":"unauthorized_client"}"#, Passed, "301 unauthorized_client"),
        (r#"{"error":"302"}"#, Failed, "302 invalid_authorization"),
        (r#"{"error":"invalid_client"}"#, Failed, "invalid_client"),
        (r#"{"access_token":"TESTtoken"}"#, Failed, "access_token"),
        (r#"{"message":"no"}"#, Failed, "message"),
        ("<html>401</html>", Failed, "HTML"),
        ("", Failed, "empty"),
    ];
    for (body, result, actual) in rows {
        let found = line(vec![answered(Probe::TokenWrongSecret, 401, body)], CheckId::WrongSecret);
        assert_eq!(found, (result, actual.to_owned()), "{body}");
    }
}

#[test]
fn a_wrong_secret_beside_a_made_up_code_is_not_judged_by_the_code() {
    let mut answer = answered(Probe::TokenWrongSecret, 200, r#"{"error":"302"}"#);
    answer.made_up = true;
    assert_eq!(line(vec![answer.clone()], CheckId::WrongSecret).0, CheckResult::NotJudged);
    answer.made_up = false;
    assert_eq!(line(vec![answer], CheckId::WrongSecret).0, CheckResult::Failed);
}

#[test]
fn a_late_connection_and_a_late_answer_are_told_apart() {
    let late = vec![failed(Probe::Token, Cause::HeadersTimeout)];
    assert_eq!(line(late.clone(), CheckId::TokenTime), (CheckResult::Failed, "> 3000 ms".into()));
    assert_eq!(line(late, CheckId::ConnectTime).0, CheckResult::NotRun);
    let unconnected = vec![failed(Probe::Token, Cause::ConnectTimeout)];
    assert_eq!(
        line(unconnected.clone(), CheckId::ConnectTime),
        (CheckResult::Failed, "> 1000 ms".into())
    );
    assert_eq!(line(unconnected, CheckId::TokenTime).0, CheckResult::NotRun);
    let mut near = answered(Probe::UserInfo, 200, r#"{"user_id":"emp-00042"}"#);
    near.times.read_us = Some(2_610_000);
    assert_eq!(line(vec![near], CheckId::UserInfoTime), (CheckResult::Warning, "2610 ms".into()));
}

#[test]
fn the_wrong_property_is_named_and_an_empty_one_too() {
    let rows = [
        (r#"{"externalKey":"emp-00042"}"#, "externalKey"),
        (r#"{"user_id":""}"#, "empty"),
        (r#"{"error":"303"}"#, "error 303"),
    ];
    for (body, actual) in rows {
        let found = line(vec![answered(Probe::UserInfo, 200, body)], CheckId::UserId);
        assert_eq!(found, (CheckResult::Failed, actual.to_owned()), "{body}");
    }
}

/// What a server showed with so many days left, its authority with ten more.
fn shown(days: i64, version: Option<&str>) -> Vec<ServerTls> {
    let one = |subject: &str, days: i64| ChainCertificate {
        subject: subject.to_owned(),
        issuer: "CN=Root".to_owned(),
        until: Some(days * 86_400),
        days_left: Some(days),
    };
    let chain = vec![one("CN=sso.example.com", days), one("CN=Issuing", days + 10)];
    let shown = TlsShown { version: version.map(str::to_owned), chain };
    vec![ServerTls { server: "sso.example.com:443".to_owned(), shown }]
}

#[test]
fn ports_and_certificates_are_judged_but_not_those_of_a_practice_server_without_tls() {
    let of = |addresses: &[&str], days: Option<i64>, practice| {
        let addresses = addresses.iter().map(|text| (*text).to_owned()).collect();
        let tls = days.map(|days| shown(days, Some("TLS 1.3"))).unwrap_or_default();
        let lines = judge(&Evidence { addresses, tls, practice, ..Evidence::default() });
        (lines[0].result, lines[1].result, lines[2].result)
    };
    use CheckResult::{Failed, NotJudged, NotRun, Passed, Warning};
    let good = "https://sso.example.com/a";
    assert_eq!(of(&[good], Some(90), false), (Passed, Passed, Passed));
    assert_eq!(
        of(&[good, "http://sso.example.com/b"], Some(21), false),
        (Warning, Passed, Warning)
    );
    assert_eq!(
        of(&["https://sso.example.com:8443/a", good], None, false),
        (Failed, NotRun, NotRun)
    );
    let (plain, tls) = ("http://127.0.0.1:9/a", "https://127.0.0.1:8443/a");
    assert_eq!(of(&[plain], None, true), (NotJudged, NotJudged, NotJudged));
    assert_eq!(of(&[tls], Some(90), true), (NotJudged, Passed, Passed));
    assert_eq!(of(&[tls, plain], Some(90), true), (Failed, Passed, Passed));
}

#[test]
fn trust_and_time_of_a_certificate_have_a_line_each() {
    use CheckResult::{Failed, NotRun, Passed};
    let of = |cause, days| {
        let answers = vec![failed(Probe::Token, cause)];
        let lines = judge(&Evidence { answers, tls: shown(days, None), ..Evidence::default() });
        let told = |at: usize| (lines[at].result, lines[at].actual.clone().unwrap_or_default());
        (told(1), told(2))
    };
    let row = |result, text: &str| (result, text.to_owned());
    let lasting = || row(Passed, "90 d, CN=sso.example.com");
    for (cause, days, trust, time) in [
        (Cause::TlsUntrusted, 90, row(Failed, "untrusted"), lasting()),
        (Cause::TlsWrongHost, 90, row(Failed, "another host"), lasting()),
        (Cause::TlsOther, 90, row(Failed, "no TLS"), lasting()),
        (Cause::TlsExpired, -3, row(NotRun, ""), row(Failed, "expired: -3 d, CN=sso.example.com")),
        (Cause::TlsNotYetValid, 90, row(NotRun, ""), row(Failed, "not yet valid")),
    ] {
        assert_eq!(of(cause, days), (trust, time), "{cause:?}");
    }
    let found = Evidence { tls: shown(90, Some("TLS 1.2")), ..Evidence::default() };
    assert_eq!(judge(&found)[1].actual.as_deref(), Some("TLS 1.2, chain of 2"));
}
