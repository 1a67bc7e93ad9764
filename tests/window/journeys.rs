//! What an administrator does, from the first start to a token and back to the lock screen.

use credenza_sandbox::{Sandbox, SandboxConfig};
use serde_json::json;

use crate::acts::{
    PASSPHRASE, choose_sandbox_address, fill_and_add, open_app, paste_key, press_lock,
};
use crate::driver::Window;
use crate::words::Language;

#[tokio::test]
async fn the_sandbox_shows_a_token_and_a_clock_that_is_wrong() {
    for language in Language::BOTH {
        let window = Window::open(language).await;
        window.look("first-run").await;
        window.press_message("vault_exploreStart").await;
        window.find("app-grid").await;
        window.see("Attendance Bot").await;
        window.look("apps").await;

        open_app(&window, "Attendance Bot").await;
        window.find("app-record").await;
        window.look("app").await;
        window.click("run-test").await;
        window.find("token-card").await;
        window.look("run-passed").await;

        window.click("run-back").await;
        window.click("app-back").await;
        open_app(&window, "Member export").await;
        window.click("run-test").await;
        window.find("diagnosis").await;
        window.see("412").await;
        window.look("run-failed").await;

        window.click("diagnosis-fix-0").await;
        window.find("token-card").await;
        window.close().await;
    }
}

#[tokio::test]
async fn a_vault_keeps_an_app_whose_key_gets_a_token() {
    let sandbox = Sandbox::start(SandboxConfig::default()).await.expect("the sandbox starts");
    let practice = &sandbox.practice_apps()[0];
    for language in Language::BOTH {
        let window = Window::open(language).await;
        window.type_passphrases(PASSPHRASE).await;
        window.press_message("vault_createNow").await;
        window.see(&language.say("vault_recoveryLater")).await;
        window.look("recovery").await;
        window.press_message("vault_recoveryNotNow").await;
        window.find("apps-empty").await;
        window.look("apps-empty").await;

        window.click("empty-add").await;
        window.type_into("app-form-client-id", &practice.service_account).await;
        window.see(&language.say("finding_serviceAccountInClientId")).await;
        window.look("add-app").await;
        window.resize(960, 600).await;
        let place = "const at = document.querySelector('[data-testid=app-form-add]').getBoundingClientRect(); return at.height > 0 && at.bottom <= window.innerHeight";
        window.until(place, json!(true)).await;
        window.resize(1280, 800).await;
        window.find("app-form-client-id").await.clear().await.expect("a field can be cleared");
        fill_and_add(&window, "勤怠 Bot", practice).await;
        choose_sandbox_address(&window, &sandbox.base_url()).await;

        paste_key(&window, &practice.private_key_pem).await;
        window.look("app-with-key").await;
        window.click("run-test").await;
        window.find("token-card").await;
        lock_and_unlock(&window).await;
        window.close().await;
    }
    sandbox.stop().await;
}

#[tokio::test]
async fn the_language_changes_at_once() {
    let window = Window::open(Language::En).await;
    window.see(&Language::En.say("vault_create")).await;
    window.press(Language::Ja.name()).await;
    window.see(&Language::Ja.say("vault_create")).await;
    window.wait("html[lang=ja]").await;
    window.press(Language::En.name()).await;
    window.see(&Language::En.say("vault_create")).await;
    window.close().await;
}

async fn lock_and_unlock(window: &Window) {
    press_lock(window).await;
    window.wait("input[type=password]").await;
    window.look("unlock").await;
    let text = window.text().await;
    assert!(!text.contains("勤怠 Bot"), "a locked window shows nothing of the vault");
    window.type_passphrases("not the passphrase at all").await;
    window.press_message("vault_unlock").await;
    window.see(&window.language.say("error_passphraseWrong_title")).await;
    window.wait("input[type=password]").await.clear().await.expect("a field can be cleared");
    window.type_passphrases(PASSPHRASE).await;
    window.press_message("vault_unlock").await;
    window.find("app-grid").await;
    window.see("勤怠 Bot").await;
}
