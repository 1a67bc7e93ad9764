//! The token inspector in the real window: from a pasted token to its verdict, the ways in, and
//! what must not run or freeze.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credenza_core::keys;
use credenza_engine::clock::{Clock, SystemClock};
use credenza_sandbox::{PracticeApp, Sandbox, SandboxConfig};
use serde_json::{Value, json};

use crate::acts::open_app;
use crate::driver::{Around, Window};
use crate::words::Language;

/// Runs by each of the ways that a page falls for, if it falls for one.
const SCRIPT: &str = "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script>";
const SCRIPT_START: &str = "<img src=x onerror=";

fn now() -> i64 {
    SystemClock.now()
}

/// A token signed with this app's key.
fn signed(practice: &PracticeApp, kid: &str, claims: &Value) -> String {
    let opened = keys::open(practice.private_key_pem.as_bytes(), None).expect("a private key");
    let key = opened.signing_key().expect("an RSA key");
    let header = json!({ "alg": "RS256", "kid": kid }).to_string();
    let message = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(header),
        URL_SAFE_NO_PAD.encode(claims.to_string())
    );
    let signature = key.sign_rs256(message.as_bytes()).expect("it signs");
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}

fn public_pem(practice: &PracticeApp) -> String {
    let opened = keys::open(practice.private_key_pem.as_bytes(), None);
    opened.expect("it is a private key").public_pem()
}

/// An ID token that began half an hour ago.
fn id_token(practice: &PracticeApp, lasts: i64) -> String {
    let began = now() - 34 * 60;
    let claims = json!({
        "iss": "https://id.aoba-shoji.example", "sub": "9f2c61d4-7b3e-4c58-a1d0-5e8f2b6c9a17",
        "aud": "Zr5mC1yQvT8uHnX3oWkD", "nonce": "n7Jw3sUe", "iat": began, "exp": began + lasts,
        "at_hash": "mT3xQ9vLs0aWcR7yKd1ZpA", "email": "y.tanaka@aoba-shoji",
        "name": "田中 結衣", "locale": "ja_JP",
    });
    signed(practice, "sign-2026-02", &claims)
}

/// Puts a text into a field as pasting does: all at once.
async fn put(window: &Window, testid: &str, text: &str) {
    let field = window.find(testid).await;
    let script = "arguments[0].focus(); arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))";
    let element = serde_json::to_value(&field).expect("an element can be named");
    window.client.execute(script, vec![element, json!(text)]).await.expect("a text can be put");
}

async fn verdict(window: &Window, state: &str) {
    window.wait(&format!("[data-testid=inspect-verdict][data-state={state}]")).await;
}

async fn check(window: &Window, id: &str, result: &str) {
    window.wait(&format!("[data-testid=inspect-check-{id}][data-result={result}]")).await;
}

/// A practice vault with the inspector open.
async fn open_inspector(language: Language, around: Around<'_>) -> Window {
    let window = Window::open_with(language, around).await;
    window.press_message("vault_exploreStart").await;
    window.find("app-grid").await;
    window.press_message("shell_inspector").await;
    window.find("inspect-text").await;
    window
}

#[tokio::test]
async fn a_pasted_token_is_explained_verified_and_compared() {
    let sandbox = Sandbox::start(SandboxConfig::default()).await.expect("the sandbox starts");
    let practice = &sandbox.practice_apps()[0];
    for language in Language::BOTH {
        let window = open_inspector(language, Around::default()).await;
        window.look("inspector-empty").await;
        put(&window, "inspect-text", &id_token(practice, 3600)).await;
        verdict(&window, "waiting").await;
        check(&window, "signature", "not_checked").await;
        window.see("田中 結衣").await;

        put(&window, "inspect-key-text", &public_pem(practice)).await;
        verdict(&window, "passed").await;
        check(&window, "exp", "passed").await;
        window.look("inspector").await;
        window.type_into("inspect-expect-aud", "another").await;
        check(&window, "aud", "failed").await;
        verdict(&window, "failed").await;

        put(&window, "inspect-other", &id_token(practice, 7200)).await;
        window.wait("[data-testid=inspect-difference][data-change=changed]").await;
        window.look("inspector-failed").await;
        window.click("inspect-clear").await;
        window.see(&language.say("inspect_emptyTitle")).await;
        window.close().await;
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn a_broken_token_shows_what_decodes_and_where_it_breaks() {
    let sandbox = Sandbox::start(SandboxConfig::default()).await.expect("the sandbox starts");
    let practice = &sandbox.practice_apps()[0];
    for language in Language::BOTH {
        let window = open_inspector(language, Around::default()).await;
        let token = id_token(practice, 60);
        put(&window, "inspect-text", &token.replacen('.', ".!", 1)).await;
        verdict(&window, "failed").await;
        window.see(&language.say("inspect_brokenState")).await;
        window.see("sign-2026-02").await;
        let broken = "return document.querySelector('.broken')?.textContent ?? null";
        let marked = window.client.execute(broken, Vec::new()).await.expect("the page answers");
        assert_eq!(marked, json!("!"), "the character is marked");
        window.look("inspector-broken").await;

        let encrypted = format!("{}.a.b.c.d", "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkExMjhHQ00ifQ");
        put(&window, "inspect-text", &encrypted).await;
        window.see(&language.say("inspect_encryptedTitle")).await;

        // A bidi control in a name is written out.
        let trick = signed(practice, "k", &json!({ "name": "pay\u{202E}exe\u{200B}" }));
        put(&window, "inspect-text", &trick).await;
        window.see("pay\\u{202e}exe\\u{200b}").await;
        window.close().await;
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn a_run_and_a_held_token_lead_to_the_inspector() {
    for language in Language::BOTH {
        let window = Window::open(language).await;
        window.press_message("vault_exploreStart").await;
        window.find("app-grid").await;
        open_app(&window, "Attendance Bot").await;
        window.click("run-test").await;
        window.find("token-card").await;
        window.click("tab-assertion").await;
        window.click("run-inspect").await;
        window.wait("[data-testid=inspect-reading][data-kind=jws]").await;
        window.see(&language.say("inspect_profile_lineWorksAssertion")).await;
        window.see(&language.say("inspect_reason_signatureCutOut")).await;

        window.press_message("shell_apps").await;
        open_app(&window, "Attendance Bot").await;
        window.click("held-inspect").await;
        window.wait("[data-testid=inspect-reading][data-kind=opaque]").await;
        window.see(&language.say("inspect_heldValid")).await;
        window.look("inspector-opaque").await;
        window.close().await;
    }
}

#[tokio::test]
async fn a_file_is_opened_as_a_token_and_a_script_in_it_does_not_run() {
    let sandbox = Sandbox::start(SandboxConfig::default()).await.expect("the sandbox starts");
    let practice = &sandbox.practice_apps()[0];
    let mut claims = json!({ SCRIPT: SCRIPT, "deep": { SCRIPT: [SCRIPT] } });
    for name in ["iss", "sub", "aud", "nonce", "iat", "nbf", "exp", "at_hash", "email", "scope"] {
        claims[name] = json!(SCRIPT);
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("<img src=x onerror='window.ran=1'>.jwt");
    std::fs::write(&file, signed(practice, SCRIPT, &claims)).expect("the folder can be written");

    let around = Around { open_file: Some(&file), ..Around::default() };
    let window = open_inspector(Language::En, around).await;
    window.click("inspect-open").await;
    verdict(&window, "failed").await;
    nothing_ran(&window).await;
    let keys = json!({ "keys": [
        { "kty": SCRIPT, "kid": SCRIPT }, { "kty": "RSA", "kid": SCRIPT, "n": SCRIPT, "e": "AQAB" },
        { "kty": "oct", "kid": format!("{SCRIPT}2"), "k": "AAAA" },
    ] });
    put(&window, "inspect-key-text", &keys.to_string()).await;
    for claim in ["iss", "aud", "nonce"] {
        put(&window, &format!("inspect-expect-{claim}"), &format!("{SCRIPT}!")).await;
        check(&window, claim, "failed").await;
    }
    let other = signed(practice, "other", &json!({ SCRIPT: 1, "iss": format!("{SCRIPT}2") }));
    put(&window, "inspect-other", &other).await;
    window.wait("[data-testid=inspect-difference]").await;
    nothing_ran(&window).await;
    window.press_message("inspect_json").await;
    nothing_ran(&window).await;
    window.look("inspector-with-scripts").await;

    put(&window, "inspect-text", SCRIPT).await;
    window.wait("[data-testid=inspect-reading][data-kind=opaque]").await;
    nothing_ran(&window).await;
    window.close().await;
    sandbox.stop().await;
}

async fn nothing_ran(window: &Window) {
    window.see(SCRIPT_START).await;
    let script = "return [window.ran ?? null, document.querySelectorAll('img[src=x]').length]";
    let found = window.client.execute(script, Vec::new()).await.expect("the page answers");
    assert_eq!(found, json!([null, 0]), "a script out of a token ran, or became an element");
}

#[tokio::test]
async fn a_text_far_over_the_limit_is_named_and_does_not_freeze_the_window() {
    // No measure of speed: drawn without a limit, such a text stopped the page for 20 s and more.
    const FROZEN_MS: f64 = 10_000.0;
    let window = open_inspector(Language::En, Around::default()).await;
    for length in [6000, 64 * 1024, 1024 * 1024] {
        window.click("inspect-clear").await;
        window.find("inspect-text").await;
        let script = "const done = arguments[arguments.length - 1];
            const field = document.querySelector('[data-testid=inspect-text]');
            const began = performance.now();
            field.value = 'eyJhbGciOiJSUzI1NiJ9.'.padEnd(arguments[0], 'A');
            field.dispatchEvent(new Event('input', { bubbles: true }));
            requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)))";
        let took = window.client.execute_async(script, vec![json!(length)]).await;
        let took = took.expect("the page answers").as_f64().expect("milliseconds");
        assert!(took < FROZEN_MS, "{length} characters took {took} ms");
    }
    window.see("1048576").await;
    verdict(&window, "failed").await;

    window.click("inspect-clear").await;
    let claims = json!({ "name": "A".repeat(45_000), "iss": "B".repeat(2000) }).to_string();
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let token = format!("{}.{}.AAAA", part(r#"{"alg":"RS256"}"#), part(&claims));
    put(&window, "inspect-text", &token).await;
    verdict(&window, "waiting").await;
    window.see("45000").await;
    window.close().await;
}
