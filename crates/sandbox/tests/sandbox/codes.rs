//! A code: ten minutes, once, for its own client, redirect URL and verifier.

use credenza_sandbox::{Fault, Sandbox, SandboxConfig};

use crate::browser::{Fields, asked, but, code, post, redeeming};
use crate::raw::TOKEN;
use crate::request::app;

// RFC 7636 appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

async fn sandbox() -> Sandbox {
    Sandbox::start(SandboxConfig::default()).await.unwrap()
}

fn with_challenge(fields: Fields) -> Fields {
    let fields = but(fields, "code_challenge", Some(CHALLENGE));
    but(fields, "code_challenge_method", Some("S256"))
}

/// Status, error and words of what comes for `fields`.
async fn verdict(sandbox: &Sandbox, fields: &Fields) -> (u16, String, String) {
    let answer = post(sandbox, TOKEN, fields).await;
    let words = answer.json()["error_description"].as_str().unwrap_or_default().to_owned();
    (answer.status, answer.error(), words)
}

#[tokio::test]
async fn a_code_brings_access_refresh_and_id_token() {
    let sandbox = sandbox().await;
    let bot = app(&sandbox, "attendance-bot");
    let code = code(&sandbox, &asked(bot)).await;
    let answer = post(&sandbox, TOKEN, &redeeming(bot, &code)).await;
    assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")));
    let token = answer.json();
    assert_eq!(
        (token["token_type"].as_str(), token["expires_in"].as_str()),
        (Some("Bearer"), Some("86400"))
    );
    assert_eq!(token["scope"], "openid email profile user.read");
    assert_eq!(token["id_token"].as_str().unwrap().split('.').count(), 3);
    for name in ["access_token", "refresh_token"] {
        let text = token[name].as_str().unwrap();
        assert!(text.starts_with("jp1AAAA") && sandbox.token_is_live(text), "{name}");
    }
}

#[tokio::test]
async fn without_openid_there_is_no_id_token() {
    let sandbox = sandbox().await;
    let bot = app(&sandbox, "attendance-bot");
    let fields = but(asked(bot), "scope", Some("user.read,bot"));
    let code = code(&sandbox, &fields).await;
    let token = post(&sandbox, TOKEN, &redeeming(bot, &code)).await.json();
    assert_eq!((token["scope"].as_str(), token.get("id_token")), (Some("user.read bot"), None));
}

#[tokio::test]
async fn the_redirect_url_may_be_left_out_of_the_token_request() {
    let sandbox = sandbox().await;
    let bot = app(&sandbox, "attendance-bot");
    let code = code(&sandbox, &asked(bot)).await;
    let fields = but(redeeming(bot, &code), "redirect_uri", None);
    assert_eq!(post(&sandbox, TOKEN, &fields).await.status, 200, "facts 1.3");
}

/// Each a good request with one thing changed; the code stays good for the right one.
#[tokio::test]
async fn a_code_is_bound_to_all_it_was_asked_with() {
    let sandbox = sandbox().await;
    let bot = app(&sandbox, "attendance-bot");
    let code = code(&sandbox, &asked(bot)).await;
    let good = redeeming(bot, &code);
    let cases = [
        ("code", None, 400, "invalid_request", "code is missing"),
        ("code", Some("nothing"), 400, "invalid_grant", "the code is not known"),
        (
            "redirect_uri",
            Some(bot.redirect_urls[1].as_str()),
            400,
            "invalid_grant",
            "redirect_uri is not the one of the authorize request",
        ),
        (
            "code_verifier",
            Some(VERIFIER),
            400,
            "invalid_grant",
            "code_verifier was sent without a code_challenge before it",
        ),
        ("client_secret", None, 401, "invalid_client", "client_secret is missing"),
        ("client_secret", Some("wrong"), 401, "invalid_client", "client_secret is wrong"),
        ("client_id", Some("nobody"), 401, "invalid_client", "the client is not known"),
        ("grant_type", None, 400, "invalid_request", "grant_type is missing"),
    ];
    for (name, value, status, error, words) in cases {
        let came = verdict(&sandbox, &but(good.clone(), name, value)).await;
        assert_eq!(came, (status, error.to_owned(), words.to_owned()), "{name}={value:?}");
    }
    let other = redeeming(app(&sandbox, "calendar-sync"), &code);
    let came = verdict(&sandbox, &other).await.2;
    assert_eq!(came, "the code was issued to another client");
    assert_eq!(post(&sandbox, TOKEN, &good).await.status, 200, "none of that has used it up");
}

#[tokio::test]
async fn a_challenge_wants_its_verifier() {
    let sandbox = sandbox().await;
    let bot = app(&sandbox, "attendance-bot");
    let code = code(&sandbox, &with_challenge(asked(bot))).await;
    let good = but(redeeming(bot, &code), "code_verifier", Some(VERIFIER));
    let cases = [
        (None, "code_verifier is missing"),
        (
            Some("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl"),
            "code_verifier does not fit the code_challenge",
        ),
        (Some(CHALLENGE), "code_verifier does not fit the code_challenge"),
        (Some(&VERIFIER[1..]), "code_verifier must have 43 to 128 unreserved characters"),
    ];
    for (value, words) in cases {
        let came = verdict(&sandbox, &but(good.clone(), "code_verifier", value)).await;
        assert_eq!((came.1.as_str(), came.2.as_str()), ("invalid_grant", words), "{value:?}");
    }
    assert_eq!(post(&sandbox, TOKEN, &good).await.status, 200);
}

#[tokio::test]
async fn a_code_is_good_for_ten_minutes() {
    let sandbox = sandbox().await;
    let bot = app(&sandbox, "attendance-bot");
    for (seconds, status) in [(590, 200), (601, 400)] {
        sandbox.set_fault(None);
        let code = code(&sandbox, &asked(bot)).await;
        sandbox.set_fault(Some(Fault::ClockOff { seconds }));
        let came = verdict(&sandbox, &redeeming(bot, &code)).await;
        let words = if status == 200 { "" } else { "the code has expired" };
        assert_eq!((came.0, came.2.as_str()), (status, words), "after {seconds} s");
    }
}

#[tokio::test]
async fn a_code_used_twice_is_refused_and_ends_the_first_tokens() {
    let sandbox = sandbox().await;
    let bot = app(&sandbox, "attendance-bot");
    let code = code(&sandbox, &asked(bot)).await;
    let first = post(&sandbox, TOKEN, &redeeming(bot, &code)).await.json();
    let came = verdict(&sandbox, &redeeming(bot, &code)).await;
    assert_eq!((came.1.as_str(), came.2.as_str()), ("invalid_grant", "the code was used before"));
    for name in ["access_token", "refresh_token"] {
        assert!(!sandbox.token_is_live(first[name].as_str().unwrap()), "RFC 6749 section 4.1.2");
    }
}

#[tokio::test]
async fn code_accepted_twice_brings_a_second_token() {
    let sandbox = sandbox().await;
    sandbox.set_fault(Some(Fault::CodeAcceptedTwice));
    let bot = app(&sandbox, "attendance-bot");
    let code = code(&sandbox, &asked(bot)).await;
    let redeem = redeeming(bot, &code);
    let first = post(&sandbox, TOKEN, &redeem).await;
    let second = post(&sandbox, TOKEN, &redeem).await;
    assert_eq!((first.status, second.status), (200, 200));
    assert_ne!(first.json()["access_token"], second.json()["access_token"]);
}

#[tokio::test]
async fn code_already_used_refuses_the_first_use() {
    let sandbox = sandbox().await;
    sandbox.set_fault(Some(Fault::CodeAlreadyUsed));
    let bot = app(&sandbox, "attendance-bot");
    let code = code(&sandbox, &asked(bot)).await;
    let came = verdict(&sandbox, &redeeming(bot, &code)).await;
    assert_eq!((came.1.as_str(), came.2.as_str()), ("invalid_grant", "the code was used before"));
}
