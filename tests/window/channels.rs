//! A channel of LINE in the real window: each kind issued, key IDs asked for, a token verified and
//! revoked, a key made, and the limit of 30.

use crate::acts::open_app;
use crate::driver::Window;
use crate::words::Language;

const WORKS: &str = "Notices";
const CROWDED: &str = "Crowded channel";

#[tokio::test]
async fn a_channel_issues_lists_verifies_revokes_and_meets_its_limit() {
    for language in Language::BOTH {
        let window = Window::open(language).await;
        window.press_message("vault_exploreStart").await;
        window.find("app-grid").await;
        tokens(&window).await;
        window.press_message("shell_apps").await;
        limit(&window).await;
        window.close().await;
    }
}

async fn tokens(window: &Window) {
    open_app(window, WORKS).await;
    window.find("ledger").await;
    press(window, "issue-stateless").await;
    row(window, "stateless", "live").await;
    for (issue, kind) in [("issue-short", "shortLived"), ("issue-v21", "v21")] {
        press(window, issue).await;
        press(window, "issue-confirm").await;
        row(window, kind, "live").await;
    }
    press(window, "ask-key-ids").await;
    window.wait("[data-testid=key-id][data-known=false]").await;
    window.wait("[data-testid=key-id][data-known=true]").await;
    window.look("channel-tokens").await;
    press(window, "verify").await;
    outcome(window, "passed").await;
    press(window, "revoke").await;
    row(window, "v21", "revoked").await;
    press(window, "make-key").await;
    window.wait("[data-testid=channel-key][data-current=false] [data-testid=kid]").await;
    window.look("channel-keys").await;
}

async fn limit(window: &Window) {
    open_app(window, CROWDED).await;
    window.find("ledger").await;
    for expected in ["passed", "failed"] {
        press(window, "issue-v21").await;
        press(window, "issue-confirm").await;
        outcome(window, expected).await;
    }
    window.see(&window.language.say("cause_tooManyTokens_short")).await;
    window.look("channel-full").await;
}

async fn row(window: &Window, kind: &str, state: &str) {
    let row = format!("[data-testid=ledger-row][data-kind={kind}][data-state={state}]");
    window.wait(&row).await;
}

async fn outcome(window: &Window, expected: &str) {
    window.wait(&format!("[data-testid=channel-last][data-outcome={expected}]")).await;
}

/// Presses a button by keyboard: a message at the foot of the window may lie over it.
async fn press(window: &Window, testid: &str) {
    window.wait(&format!("[data-testid={testid}]:enabled")).await;
    let script = format!("document.querySelector('[data-testid={testid}]').focus(); return true");
    window.until(&script, true.into()).await;
    window.keys("\u{e007}").await;
}
