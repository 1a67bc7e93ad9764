//! Refresh, rotation and revoke.

use credenza_sandbox::{Fault, PracticeApp, Sandbox, SandboxConfig};
use serde_json::Value;

use crate::browser::{Fields, asked, but, code, post, redeeming, refreshing};
use crate::raw::{FORM, TOKEN, post_form, request, send};
use crate::request::{app, encoded, good};

const REVOKE: &str = "/oauth2/v2.0/revoke";
const NINETY_DAYS: i64 = 90 * 86_400;

async fn rotating(on: bool) -> Sandbox {
    let config = SandboxConfig { refresh_rotation: Some(on), ..SandboxConfig::default() };
    Sandbox::start(config).await.unwrap()
}

/// The tokens of a fresh sign-in.
async fn tokens(sandbox: &Sandbox, app: &PracticeApp) -> Value {
    let code = code(sandbox, &asked(app)).await;
    post(sandbox, TOKEN, &redeeming(app, &code)).await.json()
}

fn text<'a>(tokens: &'a Value, name: &str) -> &'a str {
    tokens[name].as_str().unwrap()
}

async fn refused(sandbox: &Sandbox, fields: &Fields) -> (String, String) {
    let answer = post(sandbox, TOKEN, fields).await;
    assert!(answer.status >= 400, "{}", answer.text());
    let words = answer.json()["error_description"].as_str().unwrap_or_default().to_owned();
    (answer.error(), words)
}

#[tokio::test]
async fn rotation_off_brings_no_refresh_token_and_keeps_the_old_one() {
    let sandbox = rotating(false).await;
    let bot = app(&sandbox, "attendance-bot");
    let first = tokens(&sandbox, bot).await;
    for _ in 0..2 {
        let again = post(&sandbox, TOKEN, &refreshing(bot, text(&first, "refresh_token"))).await;
        assert_eq!(again.status, 200, "{}", again.text());
        let again = again.json();
        assert_eq!((again.get("refresh_token"), again.get("id_token")), (None, None));
        assert_eq!(again["scope"], first["scope"]);
        assert_ne!(again["access_token"], first["access_token"]);
        assert!(sandbox.token_is_live(text(&again, "access_token")));
    }
    assert!(sandbox.token_is_live(text(&first, "access_token")), "the first one lives on");
}

#[tokio::test]
async fn rotation_on_brings_a_new_refresh_token_and_ends_the_old_one() {
    let sandbox = rotating(true).await;
    let bot = app(&sandbox, "attendance-bot");
    let first = tokens(&sandbox, bot).await;
    let old = refreshing(bot, text(&first, "refresh_token"));
    let second = post(&sandbox, TOKEN, &old).await.json();
    assert_ne!(second["refresh_token"], first["refresh_token"]);
    assert_eq!(refused(&sandbox, &old).await.0, "invalid_grant");
    let third = post(&sandbox, TOKEN, &refreshing(bot, text(&second, "refresh_token"))).await;
    assert_eq!(third.status, 200);
}

#[tokio::test]
async fn each_app_has_a_rotation_of_its_own() {
    let sandbox = Sandbox::start(SandboxConfig::default()).await.unwrap();
    for (slug, rotates) in [("attendance-bot", false), ("calendar-sync", true)] {
        let app = app(&sandbox, slug);
        let first = tokens(&sandbox, app).await;
        let fields = refreshing(app, text(&first, "refresh_token"));
        let second = post(&sandbox, TOKEN, &fields).await.json();
        assert_eq!(second.get("refresh_token").is_some(), rotates, "{slug}");
        assert_eq!(app.refresh_rotation, rotates, "{slug}");
    }
}

#[tokio::test]
async fn never_rotated_gives_the_same_refresh_token_again() {
    for on in [true, false] {
        let sandbox = rotating(on).await;
        sandbox.set_fault(Some(Fault::NeverRotated));
        let bot = app(&sandbox, "attendance-bot");
        let first = tokens(&sandbox, bot).await;
        let fields = refreshing(bot, text(&first, "refresh_token"));
        for _ in 0..2 {
            let again = post(&sandbox, TOKEN, &fields).await.json();
            assert_eq!(again["refresh_token"], first["refresh_token"], "rotation {on}");
        }
    }
}

/// Each a good refresh with one thing changed.
#[tokio::test]
async fn a_refresh_token_is_bound_to_kind_client_and_scopes() {
    let sandbox = rotating(true).await;
    let bot = app(&sandbox, "attendance-bot");
    let first = tokens(&sandbox, bot).await;
    let good = refreshing(bot, text(&first, "refresh_token"));
    let access = text(&first, "access_token");
    let gone = "the refresh token is not known, was revoked or was replaced";
    let cases = [
        ("refresh_token", None, "invalid_request", "refresh_token is missing"),
        ("refresh_token", Some("jp1AAAA"), "invalid_grant", gone),
        ("refresh_token", Some(access), "invalid_grant", "the token is no refresh token"),
        ("client_secret", Some("wrong"), "invalid_client", "client_secret is wrong"),
        (
            "scope",
            Some("openid mail"),
            "invalid_scope",
            "a requested scope is not part of the grant",
        ),
    ];
    for (name, value, error, words) in cases {
        let came = refused(&sandbox, &but(good.clone(), name, value)).await;
        assert_eq!(came, (error.to_owned(), words.to_owned()), "{name}");
    }
    let other = refreshing(app(&sandbox, "calendar-sync"), text(&first, "refresh_token"));
    let words = refused(&sandbox, &other).await.1;
    assert_eq!(words, "the refresh token was issued to another client");

    let fewer = post(&sandbox, TOKEN, &but(good, "scope", Some("user.read"))).await.json();
    assert_eq!(fewer["scope"], "user.read", "none of that has used it up");
    let all = refreshing(bot, text(&fewer, "refresh_token"));
    let all = post(&sandbox, TOKEN, &all).await.json();
    assert_eq!(all["scope"], first["scope"], "the grant keeps its scopes");
}

#[tokio::test]
async fn a_refresh_token_that_is_not_percent_encoded_gets_return_code_99() {
    let sandbox = rotating(false).await;
    let bot = app(&sandbox, "attendance-bot");
    let first = tokens(&sandbox, bot).await;
    let token = text(&first, "refresh_token");
    let rest = encoded(&but(refreshing(bot, token), "refresh_token", None));
    let answer = post_form(&sandbox, &format!("{rest}&refresh_token={token}")).await;
    let expected = serde_json::json!({"returnCode": "99", "returnMessage": "UnexpectedError"});
    assert_eq!((answer.status, answer.json()), (400, expected), "facts 1.4");
}

#[tokio::test]
async fn tokens_live_as_long_as_documented() {
    let sandbox = rotating(false).await;
    let bot = app(&sandbox, "attendance-bot");
    let first = tokens(&sandbox, bot).await;
    let live = |seconds, name| {
        sandbox.set_fault(Some(Fault::ClockOff { seconds }));
        sandbox.token_is_live(text(&first, name))
    };
    assert!(live(86_390, "access_token") && !live(86_401, "access_token"));
    assert!(live(NINETY_DAYS - 10, "refresh_token") && !live(NINETY_DAYS + 1, "refresh_token"));
    let late = refused(&sandbox, &refreshing(bot, text(&first, "refresh_token"))).await;
    assert_eq!(late.1, "the refresh token has expired");
}

#[tokio::test]
async fn tokens_of_a_service_account_are_refreshed_too() {
    let sandbox = rotating(true).await;
    let bot = app(&sandbox, "attendance-bot");
    let first = post_form(&sandbox, &good(&sandbox, "attendance-bot")).await.json();
    let fields = refreshing(bot, text(&first, "refresh_token"));
    let second = post(&sandbox, TOKEN, &fields).await.json();
    assert_eq!(second["scope"], first["scope"]);
    assert!(sandbox.token_is_live(text(&second, "refresh_token")));
}

fn revoking(app: &PracticeApp, token: &str) -> Fields {
    vec![
        ("client_id", app.client_id.clone()),
        ("client_secret", app.client_secret.clone()),
        ("token", token.to_owned()),
    ]
}

#[tokio::test]
async fn a_revoked_access_token_dies_alone_and_a_refresh_token_with_its_grant() {
    let sandbox = rotating(false).await;
    let bot = app(&sandbox, "attendance-bot");
    let (one, two) = (tokens(&sandbox, bot).await, tokens(&sandbox, bot).await);
    let live = |tokens: &Value| {
        ["access_token", "refresh_token"].map(|name| sandbox.token_is_live(text(tokens, name)))
    };
    for hint in [Some("access_token"), Some("refresh_token"), None] {
        let fields = but(revoking(bot, text(&one, "access_token")), "token_type_hint", hint);
        let answer = post(&sandbox, REVOKE, &fields).await;
        assert_eq!((answer.status, answer.body.len()), (200, 0), "again too: RFC 7009 section 2.2");
        assert_eq!((live(&one), live(&two)), ([false, true], [true, true]));
    }
    post(&sandbox, REVOKE, &revoking(bot, text(&two, "refresh_token"))).await;
    assert_eq!((live(&one), live(&two)), ([false, true], [false, false]));
    let gone = refused(&sandbox, &refreshing(bot, text(&two, "refresh_token"))).await;
    assert_eq!(gone.0, "invalid_grant");
}

/// Each a good request to revoke with one thing changed; the token lives on.
#[tokio::test]
async fn a_revoke_request_is_checked() {
    let sandbox = rotating(false).await;
    let bot = app(&sandbox, "attendance-bot");
    let first = tokens(&sandbox, bot).await;
    let token = text(&first, "refresh_token");
    let other = app(&sandbox, "calendar-sync");
    let cases = [
        (but(revoking(bot, token), "client_id", None), 400, "invalid_request"),
        (but(revoking(bot, token), "client_id", Some("nobody")), 401, "invalid_client"),
        (but(revoking(bot, token), "client_secret", None), 401, "invalid_client"),
        (but(revoking(bot, token), "client_secret", Some("wrong")), 401, "invalid_client"),
        (but(revoking(bot, token), "token", None), 400, "invalid_request"),
        (revoking(other, token), 400, "invalid_grant"),
        ([revoking(bot, token), revoking(bot, token)].concat(), 400, "invalid_request"),
    ];
    for (fields, status, error) in cases {
        let answer = post(&sandbox, REVOKE, &fields).await;
        assert_eq!((answer.status, answer.error().as_str()), (status, error));
        assert!(sandbox.token_is_live(token));
    }
    let json = send(&sandbox, &request("POST", REVOKE, "application/json", b"{}")).await;
    assert_eq!(json.error(), "invalid_request");
    let get = send(&sandbox, &request("GET", REVOKE, FORM, b"")).await;
    assert_eq!((get.status, get.header("allow")), (405, Some("POST")));
    let unknown = post(&sandbox, REVOKE, &revoking(bot, "jp1AAAA")).await;
    assert_eq!(unknown.status, 200, "as good as revoked");
}

#[tokio::test]
async fn faults_of_the_wire_act_on_revoke_too() {
    let sandbox = rotating(false).await;
    let bot = app(&sandbox, "attendance-bot");
    let first = tokens(&sandbox, bot).await;
    sandbox.set_fault(Some(Fault::Unavailable));
    let answer = post(&sandbox, REVOKE, &revoking(bot, text(&first, "refresh_token"))).await;
    assert_eq!(answer.status, 503);
    assert!(sandbox.token_is_live(text(&first, "refresh_token")));
}
