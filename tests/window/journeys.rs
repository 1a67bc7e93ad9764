//! What an administrator does, from the first start to a token and back to the lock screen.

use credenza_sandbox::{Sandbox, SandboxConfig};
use serde_json::json;

use crate::driver::Window;
use crate::words::Language;

const PASSPHRASE: &str = "four TEST words of mine";

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
        create_vault(&window).await;
        window.find("apps-empty").await;
        window.look("apps-empty").await;

        window.click("empty-add").await;
        window.type_into("app-form-name", "勤怠 Bot").await;
        window.type_into("app-form-client-id", &practice.service_account).await;
        window.see(&language.say("finding_serviceAccountInClientId")).await;
        window.look("add-app").await;
        window.find("app-form-client-id").await.clear().await.expect("a field can be cleared");
        window.type_into("app-form-client-id", &practice.client_id).await;
        window.type_into("app-form-secret", &practice.client_secret).await;
        window.type_into("app-form-service-account", &practice.service_account).await;
        window.type_into("app-form-scopes", &practice.scopes.join(" ")).await;
        window.click("app-form-add").await;
        window.find("app-record").await;
        choose_sandbox_address(&window, &sandbox.base_url()).await;

        import_key(&window, &practice.private_key_pem).await;
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

async fn open_app(window: &Window, name: &str) {
    let path = format!(
        "//*[@data-testid='app-row'][contains(normalize-space(.), '{name}')]//a | //*[@data-testid='app-row'][contains(normalize-space(.), '{name}')]"
    );
    let found = window
        .client
        .wait()
        .for_element(fantoccini::Locator::XPath(&path))
        .await
        .expect("the app is listed");
    found.click().await.expect("it can be opened");
    window.find("run-test").await;
}

pub(crate) async fn create_vault(window: &Window) {
    window.type_passphrases(PASSPHRASE).await;
    window.press_message("vault_createNow").await;
    window.see(&window.language.say("vault_recoveryLater")).await;
    window.look("recovery").await;
    window.press_message("vault_recoveryNotNow").await;
}

async fn choose_sandbox_address(window: &Window, base: &str) {
    // The picker is a native select: its value is set as a user's choice would set it.
    window
        .find("environment")
        .await
        .select_by_value("custom")
        .await
        .expect("own addresses can be chosen");
    window.type_into("environment-address", base).await;
    window.type_into("environment-host", "127.0.0.1").await;
    window.click("environment-confirm").await;
}

async fn import_key(window: &Window, pem: &str) {
    window.click("key-paste").await;
    let field = window.find("key-paste-text").await;
    let script = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))";
    let element = serde_json::to_value(&field).expect("an element can be named");
    window.client.execute(script, vec![element, json!(pem)]).await.expect("a key can be pasted");
    window.click("key-paste-read").await;
    window.click("key-import").await;
    window.find("key-card").await;
}

async fn lock_and_unlock(window: &Window) {
    let press = "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', code: 'KeyL', ctrlKey: true, bubbles: true }))";
    window.client.execute(press, Vec::new()).await.expect("a key can be pressed");
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
