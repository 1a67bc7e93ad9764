//! What several journeys have in common: making a vault, adding an app, its key, locking.

use credenza_sandbox::PracticeApp;
use fantoccini::Locator;
use serde_json::json;

use crate::driver::Window;

pub(crate) const PASSPHRASE: &str = "four TEST words of mine";

pub(crate) async fn open_app(window: &Window, name: &str) {
    let path = format!(
        "//*[@data-testid='app-row'][contains(normalize-space(.), '{name}')]//a | //*[@data-testid='app-row'][contains(normalize-space(.), '{name}')]"
    );
    window.press_at(Locator::XPath(&path), name).await;
    window.find("run-test").await;
}

/// A vault with a passphrase and no recovery key, still empty.
pub(crate) async fn create_vault(window: &Window) {
    window.type_passphrases(PASSPHRASE).await;
    window.press_message("vault_createNow").await;
    window.see(&window.language.say("vault_recoveryLater")).await;
    window.press_message("vault_recoveryNotNow").await;
    window.find("apps-empty").await;
}

/// Fills the open form and adds the app.
pub(crate) async fn fill_and_add(window: &Window, name: &str, practice: &PracticeApp) {
    window.type_into("app-form-name", name).await;
    window.type_into("app-form-client-id", &practice.client_id).await;
    window.type_into("app-form-secret", &practice.client_secret).await;
    window.type_into("app-form-service-account", &practice.service_account).await;
    window.type_into("app-form-scopes", &practice.scopes.join(" ")).await;
    window.click("app-form-add").await;
    window.find("app-record").await;
}

pub(crate) async fn choose_sandbox_address(window: &Window, base: &str) {
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

pub(crate) async fn paste_key(window: &Window, pem: &str) {
    window.click("key-paste").await;
    let field = window.find("key-paste-text").await;
    let script = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))";
    let element = serde_json::to_value(&field).expect("an element can be named");
    window.client.execute(script, vec![element, json!(pem)]).await.expect("a key can be pasted");
    window.click("key-paste-read").await;
    window.click("key-import").await;
    window.find("key-card").await;
}

/// The keys that lock.
pub(crate) async fn press_lock(window: &Window) {
    let press = "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', code: 'KeyL', ctrlKey: true, bubbles: true }))";
    window.client.execute(press, Vec::new()).await.expect("a key can be pressed");
}
