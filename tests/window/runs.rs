//! Kept runs in the real window: copied as a program, and laid beside the last one that worked.

use crate::acts::open_app;
use crate::driver::Window;
use crate::words::Language;

/// A new client secret that no server knows.
const WRONG: &str = "TESTwrong1";

#[tokio::test]
async fn a_run_is_copied_as_a_program_and_compared_with_the_last_that_worked() {
    for language in Language::BOTH {
        let window = Window::open(language).await;
        window.press_message("vault_exploreStart").await;
        open_app(&window, "Attendance Bot").await;
        window.find("app-record").await;
        window.click("run-test").await;
        window.find("token-card").await;

        see_the_program(&window).await;
        compare_after_a_wrong_secret(&window).await;
        window.close().await;
    }
}

async fn see_the_program(window: &Window) {
    window.click("copy-as").await;
    window.press_message("copyas_look").await;
    window.wait("[data-testid=program][data-language=curl]").await;
    window.see("--data-urlencode").await;
    window.see("CLIENT_SECRET").await;
    window.look("copy-as").await;
    window.press("Rust").await;
    window.wait("[data-testid=program][data-language=rust]").await;
    window.see("EncodingKey::from_rsa_pem").await;
    window.click("copy-program").await;
    window.see(&window.language.say("copyas_copied")).await;
}

async fn compare_after_a_wrong_secret(window: &Window) {
    window.click("run-back").await;
    window.find("app-record").await;
    let app = serde_json::json!({ "input": { "id": 1, "value": WRONG } });
    assert_eq!(window.invoke("secret_set", app).await, None, "the secret is kept");
    window.click("run-test").await;
    window.find("diagnosis").await;
    window.click("compare-run").await;
    window.wait("[data-subject='field client_secret'][data-change=changed]").await;
    window.wait("[data-subject=outcome][data-change=changed]").await;
    window.wait("[data-subject=key][data-change=same]").await;
    window.see(&window.language.say("compare_lastWorked")).await;
    let text = window.text().await;
    assert!(!text.contains(WRONG), "a secret is compared by its seal");
    window.look("compare").await;
}
