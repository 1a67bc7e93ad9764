//! The faults in what is answered, one test each.

use credenza_sandbox::{Fault, Sandbox, SandboxConfig};
use serde_json::json;

use crate::raw::{FORM, Received, TOKEN, post_form, request, send};
use crate::request::{app, date_seconds, good, now, with};

async fn under(fault: Fault) -> Sandbox {
    let config = SandboxConfig { fault: Some(fault), ..SandboxConfig::default() };
    Sandbox::start(config).await.unwrap()
}

/// The answer to a good request under `fault`.
async fn answer(fault: Fault) -> Received {
    let sandbox = under(fault).await;
    post_form(&sandbox, &good(&sandbox, "attendance-bot")).await
}

fn content_type(answer: &Received) -> &str {
    answer.header("content-type").unwrap().split(';').next().unwrap()
}

#[tokio::test]
async fn clock_off_moves_the_date_and_the_verdict() {
    for (seconds, words) in [(-32_400, "iat in the future"), (32_400, "the assertion has expired")]
    {
        let answer = answer(Fault::ClockOff { seconds }).await;
        assert_eq!((answer.status, answer.error().as_str()), (400, "invalid_grant"));
        assert_eq!(answer.json()["error_description"], words);
        let off = date_seconds(answer.header("date").unwrap()) - now();
        assert!((off - seconds).abs() <= 2, "off by {off}");
    }
    assert_eq!(answer(Fault::ClockOff { seconds: -20 }).await.status, 200, "inside the tolerance");
}

#[tokio::test]
async fn clock_off_dates_every_answer_of_the_server() {
    let sandbox = under(Fault::ClockOff { seconds: 7200 }).await;
    for path in ["/", "/oauth2/token"] {
        let answer = send(&sandbox, &request("GET", path, FORM, b"")).await;
        let off = date_seconds(answer.header("date").unwrap()) - now();
        assert!((7198..=7202).contains(&off), "{path} is off by {off}");
    }
}

#[tokio::test]
async fn server_error_is_a_500_in_plain_text() {
    let answer = answer(Fault::ServerError).await;
    assert_eq!((answer.status, content_type(&answer)), (500, "text/plain"));
}

#[tokio::test]
async fn bad_gateway_is_a_502_page() {
    let answer = answer(Fault::BadGateway).await;
    assert_eq!((answer.status, content_type(&answer)), (502, "text/html"));
}

#[tokio::test]
async fn unavailable_is_a_503_page_that_says_when_to_come_back() {
    let answer = answer(Fault::Unavailable).await;
    assert_eq!((answer.status, content_type(&answer)), (503, "text/html"));
    assert_eq!(answer.header("retry-after"), Some("120"));
}

#[tokio::test]
async fn html_is_a_page_with_status_200() {
    let answer = answer(Fault::Html).await;
    assert_eq!((answer.status, content_type(&answer)), (200, "text/html"));
    assert!(answer.text().starts_with("<!DOCTYPE html>"));
}

#[tokio::test]
async fn truncated_json_is_complete_as_http_only() {
    let answer = answer(Fault::TruncatedJson).await;
    assert_eq!((answer.status, content_type(&answer)), (200, "application/json"));
    let announced: usize = answer.header("content-length").unwrap().parse().unwrap();
    assert_eq!(announced, answer.body.len());
    assert!(answer.text().starts_with(r#"{"access_token":"jp1"#));
    let error = serde_json::from_slice::<serde_json::Value>(&answer.body).unwrap_err();
    assert!(error.is_eof(), "{error}");
}

#[tokio::test]
async fn wrong_content_type_carries_the_usual_json() {
    let answer = answer(Fault::WrongContentType).await;
    assert_eq!((answer.status, content_type(&answer)), (200, "text/plain"));
    assert_eq!(answer.json()["token_type"], "Bearer");
}

#[tokio::test]
async fn redirects_lead_to_a_path_that_records_and_refuses() {
    for (fault, status) in [(Fault::Redirect301, 301), (Fault::Redirect307, 307)] {
        let sandbox = under(fault).await;
        let body = good(&sandbox, "attendance-bot");
        let answer = post_form(&sandbox, &body).await;
        assert_eq!(answer.status, status);
        assert_eq!(sandbox.exchanges().len(), 1, "nothing follows by itself");

        let target = answer.header("location").unwrap();
        let followed = send(&sandbox, &request("POST", target, FORM, body.as_bytes())).await;
        assert_eq!((followed.status, followed.error().as_str()), (400, "invalid_request"));
        assert_eq!(sandbox.exchanges().last().unwrap().path, "/oauth2/v2.0/token-moved");
    }
}

#[tokio::test]
async fn expires_in_takes_the_form_that_is_asked_for() {
    let cases = [
        (Fault::ExpiresAsText, "calendar-sync", json!("3600")),
        (Fault::ExpiresAsNumber, "attendance-bot", json!(86_400)),
        (Fault::ExpiresUnreadable, "attendance-bot", json!("one hour")),
        (Fault::ExpiresMissing, "attendance-bot", json!(null)),
    ];
    for (fault, slug, expected) in cases {
        let sandbox = under(fault).await;
        let token = post_form(&sandbox, &good(&sandbox, slug)).await.json();
        assert_eq!(token["expires_in"], expected, "{fault}");
        assert_eq!(token.get("expires_in").is_none(), fault == Fault::ExpiresMissing, "{fault}");
        assert_eq!(token["token_type"], "Bearer", "{fault}");
    }
}

#[tokio::test]
async fn bare_errors_have_no_description() {
    let sandbox = under(Fault::BareError).await;
    let answer = post_form(&sandbox, &with(&sandbox, "attendance-bot", "scope", "mail")).await;
    assert_eq!((answer.status, answer.json()), (400, json!({"error": "invalid_scope"})));
    assert_eq!(post_form(&sandbox, &good(&sandbox, "attendance-bot")).await.status, 200);
}

#[tokio::test]
async fn echo_secret_repeats_secret_and_assertion() {
    let sandbox = under(Fault::EchoSecret).await;
    let app = app(&sandbox, "attendance-bot");
    let body = with(&sandbox, "attendance-bot", "assertion", "aaa.bbb.ccc");
    let answer = post_form(&sandbox, &body).await;
    assert_eq!((answer.status, answer.error().as_str()), (400, "invalid_request"));
    assert!(answer.text().contains(&app.client_secret) && answer.text().contains("aaa.bbb.ccc"));
}

#[tokio::test]
async fn huge_body_is_as_long_as_configured_and_not_announced() {
    let config = SandboxConfig {
        fault: Some(Fault::HugeBody),
        huge_body_bytes: 1_000_000,
        ..SandboxConfig::default()
    };
    let sandbox = Sandbox::start(config).await.unwrap();
    let answer = post_form(&sandbox, &good(&sandbox, "attendance-bot")).await;
    assert_eq!((answer.status, content_type(&answer)), (200, "application/json"));
    assert_eq!((answer.header("content-length"), answer.body.len()), (None, 1_000_000));
    assert!(answer.text().starts_with(r#"{"access_token":"jp1AAAA"#));
}

#[tokio::test]
async fn the_other_error_shapes_come_as_documented() {
    let resource = answer(Fault::ResourceApiError).await;
    let expected = json!({"code": "UNAUTHORIZED", "description": "Malformed authentication token"});
    assert_eq!((resource.status, resource.json()), (401, expected));
    let odd = answer(Fault::ReturnCode99).await;
    let expected = json!({"returnCode": "99", "returnMessage": "UnexpectedError"});
    assert_eq!((odd.status, odd.json()), (400, expected));
}

#[tokio::test]
async fn a_fault_can_be_taken_back_while_the_server_runs() {
    let sandbox = under(Fault::ServerError).await;
    let body = good(&sandbox, "attendance-bot");
    assert_eq!(post_form(&sandbox, &body).await.status, 500);
    sandbox.set_fault(None);
    assert_eq!(post_form(&sandbox, &body).await.status, 200);
    sandbox.set_fault(Some(Fault::Html));
    assert_eq!(send(&sandbox, &request("GET", "/", FORM, b"")).await.status, 200);
    assert_eq!(send(&sandbox, &request("POST", TOKEN, FORM, b"")).await.status, 200);
}
