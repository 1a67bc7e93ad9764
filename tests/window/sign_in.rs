//! A member signs in from the real window: by the isolated sign-in window, by the browser of the
//! system that comes back to this computer, and by an address that is pasted.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Duration;

use credenza_sandbox::{Sandbox, SandboxConfig};
use credenza_tests::member::{MemberService, WayBack, asked, signed_in};
use serde_json::{Value, json};

use crate::acts::{create_vault, open_app};
use crate::driver::{Around, Window};
use crate::words::Language;

const LISTED: &str = "Staff portal";

/// The record of the sandbox's first app, at this service, with one redirect URL.
fn record(sandbox: &Sandbox, base: &str, redirect: &str) -> Value {
    let facts = sandbox.line_works();
    json!({
        "draft": {
            "name": LISTED, "tags": [], "owner": "", "notes": "",
            "service": {
                "kind": "lineWorks",
                "clientId": facts.client_id,
                "scopes": facts.sign_in_scopes,
                "redirectUrls": [redirect],
                "environment": {
                    "kind": "custom", "authBase": base, "confirmedHost": "127.0.0.1",
                },
                "openId": { "issuer": facts.issuer, "jwksUri": facts.jwks_uri },
            },
        },
        "clientSecret": facts.client_secret,
    })
}

/// A window on a vault with that record, at its page for signing in.
async fn open(language: Language, around: Around<'_>, record: &Value) -> Window {
    let window = Window::open_with(language, around).await;
    create_vault(&window).await;
    let code = window.invoke("app_add", json!({ "input": record })).await;
    assert_eq!(code, None, "the record is kept");
    window.press_message("shell_apps").await;
    open_app(&window, LISTED).await;
    window.click("side-sign-in").await;
    window.find("sign-in-waiting").await;
    window
}

/// The lines of the ID token's list (facts.md 3).
const LIST: [&str; 10] = [
    "Present",
    "Algorithm",
    "Key",
    "Signature",
    "Issuer",
    "Audience",
    "Nonce",
    "IssuedAt",
    "Expiry",
    "AtHash",
];

/// The run that ended the sign-in passed, and with it each line of the list.
async fn verified(window: &Window) {
    window.wait("[data-testid=run][data-outcome=passed]").await;
    window.wait("[data-testid=step-idToken][data-status=passed]").await;
    for line in LIST {
        window.wait(&format!("aside [data-testid=rule-idToken{line}].passed")).await;
    }
}

#[tokio::test]
async fn a_code_is_caught_at_an_address_that_does_not_exist_by_302_and_by_script() {
    for language in Language::BOTH {
        let sandbox = Sandbox::start(SandboxConfig::default()).await.expect("it starts");
        let ways = [WayBack::Status302, WayBack::Script];
        let member = sandbox.line_works().practice_user;
        let service = MemberService::start(&sandbox.base_url(), member, &ways).await;
        let redirect = "https://app.practice.invalid/callback";
        let record = record(&sandbox, service.base(), redirect);
        let window = open(language, Around::default(), &record).await;
        window.look("sign-in-ready").await;
        for left in [1, 0] {
            window.click("sign-in-window").await;
            verified(&window).await;
            assert_eq!(service.expected(), left, "the member signed in once");
            if left == 1 {
                window.look("sign-in-verified").await;
                window.click("sign-in-again").await;
            }
        }
        window.close().await;
    }
}

/// Stands for the browser of the system: notes the address that it is to open.
fn browser(folder: &Path) {
    let program = folder.join("xdg-open");
    let script = format!("#!/bin/sh\nprintf %s \"$1\" > '{}'\n", folder.join("opened").display());
    std::fs::write(&program, script).expect("a temporary folder");
    let executable = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&program, executable).expect("it can be made a program");
}

/// The address that the browser was to open; forgotten, so that the next one is another.
async fn opened(folder: &Path) -> String {
    for _ in 0..600 {
        match std::fs::read_to_string(folder.join("opened")) {
            Ok(address) if !address.is_empty() => {
                std::fs::remove_file(folder.join("opened")).expect("it is there");
                return address;
            }
            // No event tells when another program has been started.
            _ => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
    panic!("no browser was opened");
}

#[tokio::test]
async fn a_member_comes_back_to_this_computer_or_by_a_pasted_address() {
    for language in Language::BOTH {
        let sandbox = Sandbox::start(SandboxConfig::default()).await.expect("it starts");
        let facts = sandbox.line_works();
        let redirect = "http://localhost:18137/callback";
        let folder = tempfile::tempdir().expect("a temporary folder");
        browser(folder.path());
        let around = Around { programs: Some(folder.path()), ..Around::default() };
        let record = record(&sandbox, &sandbox.base_url(), redirect);
        let window = open(language, around, &record).await;

        window.click("sign-in-listen").await;
        let address = opened(folder.path()).await;
        let back = signed_in(&address, &facts.practice_user, true).await;
        let shown = asked("GET", &back, "").await;
        assert!(shown.contains(&window.language.say("signin_backInBrowser")), "{shown}");
        verified(&window).await;

        window.click("sign-in-again").await;
        window.press_message("signin_wayPaste").await;
        window.click("sign-in-browse").await;
        let address = opened(folder.path()).await;
        let denied = signed_in(&address, &facts.practice_user, false).await;
        window.look("sign-in-paste").await;
        window.type_into("sign-in-returned", &denied).await;
        window.click("sign-in-finish").await;
        window.wait("[data-testid=run][data-outcome=failed]").await;
        window.see(&window.language.say("cause_signInDenied_title")).await;
        window.look("sign-in-denied").await;

        // The fix leads back; an address of another sign-in is not taken.
        window.click("sign-in-again").await;
        window.press_message("signin_wayPaste").await;
        window
            .type_into("sign-in-returned", &format!("{redirect}?code=TESTcode&state=other"))
            .await;
        window.click("sign-in-finish").await;
        window.wait("[data-testid=step-return][data-status=failed]").await;
        window.wait("[data-testid=rule-stateMatches].failed").await;
        window.close().await;
    }
}
