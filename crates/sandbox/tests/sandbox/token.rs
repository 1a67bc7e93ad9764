//! What the token endpoint answers: shapes, status, headers.

use credenza_sandbox::{Sandbox, SandboxConfig};
use serde_json::json;

use crate::raw::{FORM, TOKEN, post_form, request, send};
use crate::request::{app, date_seconds, encoded, fields, good, now, with};

async fn sandbox() -> Sandbox {
    Sandbox::start(SandboxConfig::default()).await.unwrap()
}

#[tokio::test]
async fn a_good_request_gets_an_opaque_token_that_no_cache_keeps() {
    let sandbox = sandbox().await;
    let answer = post_form(&sandbox, &good(&sandbox, "attendance-bot")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/json;charset=UTF-8"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert!((date_seconds(answer.header("date").unwrap()) - now()).abs() <= 2);
    let token = answer.json();
    assert_eq!(token["token_type"], "Bearer");
    assert_eq!(token["expires_in"], "86400", "this app is sent its lifetime as text");
    assert_eq!(token["scope"], "bot bot.read user.read");
    for name in ["access_token", "refresh_token"] {
        assert!(token[name].as_str().unwrap().starts_with("jp1AAAA"), "{name}");
    }
    assert!(token["access_token"].as_str().unwrap().ends_with("=="), "standard Base64");
}

#[tokio::test]
async fn each_token_is_a_new_one() {
    let sandbox = sandbox().await;
    let body = good(&sandbox, "attendance-bot");
    let (first, second) =
        (post_form(&sandbox, &body).await.json(), post_form(&sandbox, &body).await.json());
    assert_ne!(first["access_token"], second["access_token"]);
    assert_ne!(first["refresh_token"], second["refresh_token"]);
}

#[tokio::test]
async fn expiry_and_scope_follow_the_app_and_the_request() {
    let sandbox = sandbox().await;
    let body = with(&sandbox, "calendar-sync", "scope", "calendar.read,calendar");
    let token = post_form(&sandbox, &body).await.json();
    assert_eq!(token["expires_in"], 3600);
    assert_eq!(token["scope"], "calendar.read calendar");
}

#[tokio::test]
async fn refusals_have_the_oauth_shape_and_their_status() {
    let sandbox = sandbox().await;
    let other = app(&sandbox, "calendar-sync").client_secret.clone();
    let cases = [
        ("grant_type", "", 400, "invalid_request"),
        (
            "grant_type",
            "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer",
            400,
            "unsupported_grant_type",
        ),
        ("grant_type", "client_credentials", 400, "unsupported_grant_type"),
        ("client_id", "", 400, "invalid_request"),
        ("client_id", "nobody", 401, "invalid_client"),
        ("client_secret", "", 401, "invalid_client"),
        ("client_secret", other.as_str(), 401, "invalid_client"),
        ("assertion", "", 400, "invalid_request"),
        ("assertion", "a.b", 400, "invalid_grant"),
        ("scope", "", 400, "invalid_scope"),
        ("scope", "mail", 400, "invalid_scope"),
        ("scope", "calendar", 400, "invalid_scope"),
    ];
    for (name, value, status, code) in cases {
        let answer = post_form(&sandbox, &with(&sandbox, "attendance-bot", name, value)).await;
        assert_eq!((answer.status, answer.error().as_str()), (status, code), "{name}={value}");
        assert!(answer.json()["error_description"].is_string());
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert!(answer.header("date").is_some());
    }
}

#[tokio::test]
async fn another_apps_assertion_is_refused() {
    let sandbox = sandbox().await;
    let (bot, skewed) = (app(&sandbox, "attendance-bot"), app(&sandbox, "clock-skew"));
    let stolen = crate::request::assertion(skewed, now());
    assert_eq!(bot.private_key_pem, skewed.private_key_pem, "the same key, so only iss differs");
    let answer = post_form(&sandbox, &with(&sandbox, "attendance-bot", "assertion", &stolen)).await;
    assert_eq!(answer.error(), "invalid_grant");
}

#[tokio::test]
async fn the_body_must_be_a_form() {
    let sandbox = sandbox().await;
    let body = good(&sandbox, "attendance-bot");
    for content_type in ["application/json", "text/plain", ""] {
        let answer = send(&sandbox, &request("POST", TOKEN, content_type, body.as_bytes())).await;
        assert_eq!((answer.status, answer.error().as_str()), (400, "invalid_request"));
    }
    let charset = format!("{FORM}; charset=UTF-8");
    assert_eq!(
        send(&sandbox, &request("POST", TOKEN, &charset, body.as_bytes())).await.status,
        200
    );
}

#[tokio::test]
async fn a_doubled_parameter_is_refused() {
    let sandbox = sandbox().await;
    let mut fields = fields(app(&sandbox, "attendance-bot"));
    fields.push(("scope", "bot".to_owned()));
    let answer = post_form(&sandbox, &encoded(&fields)).await;
    assert_eq!((answer.status, answer.error().as_str()), (400, "invalid_request"));
}

#[tokio::test]
async fn input_that_cannot_be_decoded_gets_the_third_error_shape() {
    let sandbox = sandbox().await;
    for tail in ["&x=%zz", "&x=%ff", "&x=%"] {
        let body = good(&sandbox, "attendance-bot") + tail;
        let answer = post_form(&sandbox, &body).await;
        assert_eq!(answer.status, 400);
        let expected = json!({"returnCode": "99", "returnMessage": "UnexpectedError"});
        assert_eq!(answer.json(), expected, "{tail}");
    }
}

#[tokio::test]
async fn a_wrong_path_gets_a_web_page_not_json() {
    let sandbox = sandbox().await;
    let body = good(&sandbox, "attendance-bot");
    for path in ["/oauth2/token", "/oauth2/v2.0/token/", "/oauth2/v2.0/Token", "/r/server/token"] {
        let answer = send(&sandbox, &request("POST", path, FORM, body.as_bytes())).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.header("content-type").unwrap().starts_with("text/html"), "{path}");
        assert!(answer.text().contains("404"), "{path}");
    }
}

#[tokio::test]
async fn a_token_is_not_for_the_taking_by_get() {
    let sandbox = sandbox().await;
    let answer = send(&sandbox, &request("GET", TOKEN, FORM, b"")).await;
    assert_eq!((answer.status, answer.header("allow")), (405, Some("POST")));
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let sandbox = sandbox().await;
    let body = good(&sandbox, "attendance-bot") + "&x=" + &"a".repeat(64 * 1024);
    let answer = send(&sandbox, &request("POST", TOKEN, FORM, body.as_bytes())).await;
    assert_eq!(answer.status, 413);
}

#[tokio::test]
async fn the_first_page_says_what_this_is() {
    let sandbox = sandbox().await;
    let answer = send(&sandbox, &request("GET", "/", FORM, b"")).await;
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("practice sandbox"));
    assert!(answer.header("date").is_some());
}
