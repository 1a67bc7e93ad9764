//! Rows of facts.md 8.1 and 8.5: each cause by its evidence, and near misses.

use super::*;
use crate::flow::ClockSource;

const SERVER: UnixSeconds = 1_776_231_128;

fn scopes() -> Vec<String> {
    vec!["bot".to_owned()]
}

fn refusal(error: &str, words: &str) -> Answer {
    Answer::OAuthError { error: error.to_owned(), description: Some(words.to_owned()) }
}

fn diagnose_at(
    local: UnixSeconds,
    answer: &Answer,
    server_now: Option<UnixSeconds>,
    lifetime: u32,
) -> Diagnosis {
    let claims =
        AssertionClaims::new("TESTclientID00000001", "a.serviceaccount@x", lifetime, local);
    of_answer(&Evidence {
        status: 400,
        content_type: Some("application/json"),
        retry_after: None,
        answer,
        claims: &claims,
        clock: ClockSource::Local,
        server_now,
        local_now: local,
        scopes: &scopes(),
        checks: &[],
        key_worked_before: false,
        last_key: None,
        path: "/oauth2/v2.0/token",
    })
}

fn cause(local: UnixSeconds, error: &str, words: &str) -> (Cause, Confidence) {
    let found = diagnose_at(local, &refusal(error, words), Some(SERVER), 3_600);
    (found.cause, found.confidence)
}

#[test]
fn clock_offsets_are_told_apart_with_their_number() {
    use Cause::*;
    let rows = [
        (412, ClockFast),
        (31, ClockFast),
        (-4_000, ClockSlow),
        (9 * 3_600, LocalTimeAsUtc),
        (-9 * 3_600, LocalTimeAsUtc),
        (5 * 3_600 + 1_800, LocalTimeAsUtc),
        (1_800 + 119, LocalTimeAsUtc),
        (1_800 + 121, ClockFast),
        (30, KeyNotThisApps),
        (-3_569, KeyNotThisApps),
    ];
    for (offset, expected) in rows {
        assert_eq!(cause(SERVER + offset, "invalid_grant", "").0, expected, "{offset} s");
    }
    let fast = diagnose_at(SERVER + 412, &refusal("invalid_grant", ""), Some(SERVER), 3_600);
    assert_eq!((fast.params["seconds"].as_str(), fast.confidence), ("412", Confidence::Certain));
    assert_eq!(fast.fixes[0], Fix::RunWithServerTime);
}

#[test]
fn half_hours_are_written_as_such() {
    let found = diagnose_at(SERVER - 19_800, &refusal("invalid_grant", ""), Some(SERVER), 3_600);
    assert_eq!(found.params["hours"], "5.5");
}

#[test]
fn a_refused_assertion_with_everything_else_right_points_at_the_key() {
    assert_eq!(
        cause(SERVER, "invalid_grant", "signature"),
        (Cause::KeyNotThisApps, Confidence::Likely)
    );
    let unknown_clock = diagnose_at(SERVER, &refusal("invalid_grant", ""), None, 3_600);
    assert_eq!(
        unknown_clock.confidence,
        Confidence::Possible,
        "without a Date header the clock is not ruled out"
    );
}

#[test]
fn error_codes_have_their_general_meaning() {
    let rows = [
        ("invalid_client", "client secret does not match", Cause::ClientSecretWrong),
        ("invalid_client", "unknown client", Cause::ClientUnknown),
        ("invalid_client", "", Cause::ClientSecretWrong),
        ("invalid_scope", "", Cause::ScopeNotAllowed),
        ("unauthorized_client", "", Cause::GrantNotAllowed),
        ("unsupported_grant_type", "", Cause::GrantTypeWrong),
        ("invalid_request", "client_secret is not right", Cause::ClientSecretWrong),
        ("invalid_request", "scope is not right", Cause::ScopeNotAllowed),
        ("invalid_request", "", Cause::RequestRefused),
        ("invalid_grant", "iss does not match", Cause::IssuerWrong),
        ("invalid_grant", "sub is not the service account", Cause::SubjectWrong),
        ("invalid_grant", "the issued token is missing", Cause::KeyNotThisApps),
        ("brand_new_code", "", Cause::OtherRefusal),
    ];
    for (error, words, expected) in rows {
        assert_eq!(cause(SERVER, error, words).0, expected, "{error}: {words}");
    }
}

#[test]
fn a_life_over_sixty_minutes_is_certain() {
    let found = diagnose_at(SERVER, &refusal("invalid_grant", ""), Some(SERVER), 3_601);
    assert_eq!((found.cause, found.confidence), (Cause::LifetimeTooLong, Confidence::Certain));
    assert_eq!(found.params["seconds"], "3601");
}

#[test]
fn shapes_that_are_no_oauth_answer_are_named() {
    let code = Answer::ReturnCode { code: "99".into(), message: "UnexpectedError".into() };
    assert_eq!(diagnose_at(SERVER, &code, None, 3_600).cause, Cause::UnexpectedError);
    assert_eq!(
        diagnose_at(SERVER, &Answer::TruncatedJson, None, 3_600).cause,
        Cause::TruncatedJson
    );
    let redirect = Answer::Redirect { location: Some("https://x.example/".into()) };
    assert_eq!(diagnose_at(SERVER, &redirect, None, 3_600).cause, Cause::Redirected);
}
