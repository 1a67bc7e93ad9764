//! Answers that the sandbox does not give: the error codes of RFC 6749, wrong paths, bytes that
//! are no HTTP. Each has its own cause (facts 1.8, 8.1, 8.5).

use credenza_core::diagnosis::{Cause, Fix};
use credenza_core::flow::{Outcome, Run};
use credenza_tests::desk::{Desk, GOOD};

use crate::server::{Fixed, answer, json, point_at};

async fn answered(desk: &Desk, bytes: &str) -> Run {
    let server = Fixed::answering(bytes).await;
    let id = desk.id(GOOD);
    point_at(desk, id, &server.base());
    let run = desk.issue(id).await;
    assert_eq!(server.arrived.texts().len(), 1, "asked once, whatever came back");
    run
}

#[tokio::test]
async fn each_answer_has_its_own_cause() {
    let desk = Desk::open().await;
    let error = |code: &str| json("400 Bad Request", &format!(r#"{{"error":"{code}"}}"#));
    let rows = [
        (
            "unknown client",
            json(
                "401 Unauthorized",
                r#"{"error":"invalid_client","error_description":"unknown client"}"#,
            ),
            Cause::ClientUnknown,
        ),
        ("client without words", error("invalid_client"), Cause::ClientSecretWrong),
        ("grant without words or date", error("invalid_grant"), Cause::KeyNotThisApps),
        (
            "issuer",
            json(
                "400 Bad Request",
                r#"{"error":"invalid_grant","error_description":"invalid iss"}"#,
            ),
            Cause::IssuerWrong,
        ),
        ("scope", error("invalid_scope"), Cause::ScopeNotAllowed),
        ("grant not allowed", error("unauthorized_client"), Cause::GrantNotAllowed),
        ("request", error("invalid_request"), Cause::RequestRefused),
        ("grant type", error("unsupported_grant_type"), Cause::GrantTypeWrong),
        ("a code of its own", error("teapot"), Cause::OtherRefusal),
        ("429", answer("429 Too Many Requests", "Retry-After: 30\r\n", ""), Cause::RateLimited),
        (
            "404 page",
            answer("404 Not Found", "Content-Type: text/html\r\n", "<html>404</html>"),
            Cause::WrongPath,
        ),
        ("redirect without a place", answer("302 Found", "", ""), Cause::Redirected),
        ("JSON without a token", json("200 OK", "{}"), Cause::TokenMissing),
        ("an empty token", json("200 OK", r#"{"access_token":""}"#), Cause::TokenMissing),
        ("text", answer("200 OK", "Content-Type: text/plain\r\n", "OK"), Cause::NotJson),
        ("nothing", answer("200 OK", "", ""), Cause::NotJson),
    ];
    for (name, bytes, cause) in rows {
        let run = answered(&desk, &bytes).await;
        assert_eq!(run.outcome, Outcome::Failed, "{name}");
        let found = run.diagnosis.expect("a failed run has a diagnosis");
        assert_eq!(found.cause, cause, "{name}: {:?}", found.params);
        assert!(!found.fixes.is_empty(), "{name}: there is something to do");
    }
}

#[tokio::test]
async fn bytes_that_are_no_http_give_one_clean_error() {
    let desk = Desk::open().await;
    let too_many_headers: String = (0..500).map(|n| format!("x-{n}: 1\r\n")).collect();
    let rows = [
        ("another protocol", "220 mail.example ESMTP ready\r\n".to_owned(), Cause::MalformedHttp),
        ("binary", "\u{0}\u{1}\u{2}\u{3}\r\n\r\n".to_owned(), Cause::MalformedHttp),
        ("a broken status line", "HTTP/1.1 abc OK\r\n\r\n".to_owned(), Cause::MalformedHttp),
        ("a broken header", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n".to_owned(), Cause::MalformedHttp),
        (
            "two lengths",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab".to_owned(),
            Cause::MalformedHttp,
        ),
        ("500 headers", format!("HTTP/1.1 200 OK\r\n{too_many_headers}\r\n"), Cause::MalformedHttp),
        (
            "a broken chunk",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".to_owned(),
            Cause::MalformedHttp,
        ),
        ("half a head", "HTTP/1.1 200 OK\r\nContent-".to_owned(), Cause::ConnectionReset),
        ("nothing at all", String::new(), Cause::ConnectionReset),
    ];
    for (name, bytes, cause) in rows {
        let run = answered(&desk, &bytes).await;
        let found = run.diagnosis.expect("a failed run has a diagnosis");
        assert_eq!(
            (run.outcome, found.cause),
            (Outcome::Failed, cause),
            "{name}: {:?}",
            found.params
        );
    }
}

#[tokio::test]
async fn a_wrong_path_is_named_with_the_path_that_was_called() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    point_at(&desk, id, &format!("{}/ba/jp1TESTapiID", desk.sandbox.base_url()));
    let found = desk.issue(id).await.diagnosis.expect("it failed");
    assert_eq!((found.cause, found.fixes[0]), (Cause::WrongPath, Fix::EditEnvironment));
    let path = found.params.get("path").map(String::as_str);
    assert_eq!(path, Some("/ba/jp1TESTapiID/oauth2/v2.0/token"));
}

#[tokio::test]
async fn a_packed_body_is_not_unpacked() {
    let desk = Desk::open().await;
    let headers = "Content-Type: application/json\r\nContent-Encoding: gzip\r\n";
    let run = answered(&desk, &answer("200 OK", headers, "\u{1f}\u{8b}\u{8}")).await;
    assert_eq!(run.diagnosis.map(|found| found.cause), Some(Cause::NotJson));
}

#[tokio::test]
async fn no_cookie_is_kept_for_the_next_run() {
    let desk = Desk::open().await;
    let server =
        Fixed::answering(answer("200 OK", "Set-Cookie: session=TESTcookie; Path=/\r\n", "{}"))
            .await;
    let id = desk.id(GOOD);
    point_at(&desk, id, &server.base());
    desk.issue(id).await;
    desk.issue(id).await;
    let arrived = server.arrived.texts();
    assert_eq!(arrived.len(), 2);
    assert!(arrived.iter().all(|text| !text.to_lowercase().contains("cookie")), "{}", arrived[1]);
}
