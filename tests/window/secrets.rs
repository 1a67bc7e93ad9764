//! What must not get out of the window: a secret to a file or a log, a script out of a field.

use credenza_sandbox::{PracticeApp, Sandbox, SandboxConfig};
use credenza_tests::secrets::Secrets;
use serde_json::json;

use crate::acts::{PASSPHRASE, choose_sandbox_address, create_vault, fill_and_add, press_lock};
use crate::driver::{Around, Window};
use crate::words::Language;

/// The vault keeps even this from the disk.
const NAME: &str = "Planted name 7391";

/// Runs by each of the ways that a page falls for, if it falls for one.
pub(crate) const SCRIPT: &str = "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script>";

#[tokio::test]
async fn a_whole_use_leaves_no_secret_in_a_file_or_a_log() {
    let sandbox = Sandbox::start(SandboxConfig::default()).await.expect("the sandbox starts");
    let practice = &sandbox.practice_apps()[0];
    let files = tempfile::tempdir().expect("a temporary folder");
    let key = files.path().join("private.key");
    std::fs::write(&key, &practice.private_key_pem).expect("a temporary folder can be written");
    let around = Around { open_file: Some(&key), log_level: Some("trace"), ..Around::default() };
    let window = Window::open_with(Language::En, around).await;

    create_vault(&window).await;
    reveal_for_five_seconds(&window).await;
    window.click("empty-add").await;
    fill_and_add(&window, NAME, practice).await;
    choose_sandbox_address(&window, &sandbox.base_url()).await;
    window.click("key-choose").await;
    window.click("key-import").await;
    window.find("key-card").await;
    assert!(!window.text().await.contains(&practice.client_secret), "a record shows no secret");
    window.click("reveal-client-secret").await;
    window.see(&practice.client_secret).await;
    window.see_no_more(&practice.client_secret).await;
    window.click("run-test").await;
    window.find("token-card").await;
    press_lock(&window).await;
    window.wait("input[type=password]").await;

    let home = window.close_and_keep().await;
    let log = std::fs::read_to_string(home.path().join("log")).expect("a log was written");
    assert!(log.contains("TRACE"), "the log tells everything that the program tells");
    assert_eq!(planted(practice).seen_below(home.path()), [], "in clear");
    sandbox.stop().await;
}

#[tokio::test]
async fn a_script_in_a_field_is_shown_and_does_not_run() {
    let window = Window::open(Language::En).await;
    create_vault(&window).await;
    window.click("empty-add").await;
    window.type_into("app-form-name", SCRIPT).await;
    window.type_into("app-form-client-id", SCRIPT).await;
    // By Enter: what the checks say moves the button.
    window.type_into("app-form-client-id", "\u{e007}").await;
    window.find("app-record").await;
    let draft = json!({
        "name": SCRIPT, "tags": [SCRIPT], "owner": SCRIPT, "notes": SCRIPT,
        "service": { "kind": "lineWorks", "clientId": SCRIPT, "domainId": SCRIPT, "scopes": [SCRIPT],
            "serviceAccount": SCRIPT, "redirectUrls": [SCRIPT], "logoutRedirectUrls": [SCRIPT], "description": SCRIPT, "members": [SCRIPT] },
    });
    let code = window
        .invoke("app_update", json!({ "input": { "id": 1, "version": 1, "draft": draft } }))
        .await;
    assert_eq!(code, None, "the record takes any text");
    window.click("app-back").await;
    window.find("app-grid").await;
    nothing_ran(&window).await;
    window.click("app-row").await;
    window.find("app-record").await;
    nothing_ran(&window).await;
    window.look("app-with-scripts").await;
    window.close().await;
}

pub(crate) async fn nothing_ran(window: &Window) {
    window.see(SCRIPT_START).await;
    let script = "return [window.ran ?? null, document.querySelectorAll('img[src=x]').length]";
    let found = window.client.execute(script, Vec::new()).await.expect("the page answers");
    assert_eq!(found, json!([null, 0]), "a script out of a field ran, or became an element");
}

/// As far as the first double quote, which a path to an element can't hold.
const SCRIPT_START: &str = "<img src=x onerror=";

/// Instead of twenty; the page reads settings when it is loaded.
async fn reveal_for_five_seconds(window: &Window) {
    let patch = json!({ "input": { "settings": { "revealSeconds": 5 } } });
    assert_eq!(window.invoke("settings_update", patch).await, None, "five seconds can be chosen");
    window.client.refresh().await.expect("the page can be loaded again");
    window.find("apps-empty").await;
}

fn planted(practice: &PracticeApp) -> Secrets {
    let mut all = vec![
        ("the passphrase", PASSPHRASE.to_owned()),
        ("the client secret", practice.client_secret.clone()),
        ("the client ID", practice.client_id.clone()),
        ("the service account", practice.service_account.clone()),
        ("the name", NAME.to_owned()),
        ("a token", "jp1AAAA".to_owned()),
    ];
    let lines = practice.private_key_pem.lines().filter(|line| !line.starts_with("-----"));
    all.extend(lines.map(|line| ("a line of the private key", line.to_owned())));
    Secrets::these(all)
}
