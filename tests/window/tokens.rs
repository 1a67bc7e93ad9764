//! The life of a token in the real window: kept, refreshed with rotation, revoked, and the address
//! that signs a member out.

use crate::acts::open_app;
use crate::driver::Window;
use crate::words::Language;

/// An app whose refresh tokens rotate.
const ROTATING: &str = "Calendar sync";
/// An app that members sign in to, with an end-session address.
const PORTAL: &str = "Staff portal";

#[tokio::test]
async fn a_token_is_refreshed_with_rotation_and_revoked_and_a_logout_url_is_shown() {
    for language in Language::BOTH {
        let window = Window::open(language).await;
        window.press_message("vault_exploreStart").await;
        window.find("app-grid").await;
        refresh_and_revoke(&window).await;
        window.press_message("shell_apps").await;
        show_logout_url(&window).await;
        window.close().await;
    }
}

async fn refresh_and_revoke(window: &Window) {
    open_app(window, ROTATING).await;
    window.click("run-test").await;
    window.find("token-card").await;
    window.click("run-back").await;
    let mut before = seal(window).await;
    window.see(&window.language.say("held_ofServiceAccount")).await;
    for _ in 0..2 {
        press(window, "held-refresh-now").await;
        window.see(&window.language.say("held_refreshed")).await;
        let script = format!(
            "return document.querySelector('[data-testid=held-refresh] .sealed [aria-hidden]')
               ?.textContent !== {}",
            serde_json::json!(before)
        );
        window.until(&script, true.into()).await;
        before = seal(window).await;
    }
    window.look("held-tokens").await;

    press(window, "held-revoke-refresh").await;
    window.see(&window.language.say("held_revokeRefreshTitle")).await;
    window.see(&window.language.say("held_revokeInferred")).await;
    window.look("held-revoke").await;
    window.click("revoke-confirm").await;
    window.see(&window.language.say("held_revoked")).await;
    let gone = "return document.querySelector('[data-testid=held-refresh]') === null";
    window.until(gone, true.into()).await;
}

/// Presses a button by keyboard: a message at the foot of the window may lie over it.
async fn press(window: &Window, testid: &str) {
    window.wait(&format!("[data-testid={testid}]:enabled")).await;
    let script = format!("document.querySelector('[data-testid={testid}]').focus(); return true");
    window.until(&script, true.into()).await;
    window.keys("\u{e007}").await;
}

/// What is shown of the refresh token that is held.
async fn seal(window: &Window) -> String {
    let sealed = window.wait("[data-testid=held-refresh] .sealed [aria-hidden]").await;
    sealed.text().await.expect("it can be read")
}

async fn show_logout_url(window: &Window) {
    open_app(window, PORTAL).await;
    press(window, "logout-url").await;
    window.find("logout-address").await;
    window.see("post_logout_redirect_uri=").await;
    window.see(&window.language.say("logout_noHint")).await;
    window.look("logout-url").await;
    window.click("logout-copy").await;
    window.see(&window.language.say("common_copied")).await;
}
