//! The key desk in the real window, in both languages: what a file is and whose, what is mended,
//! the passphrase, what belongs together, what is given out, a new pair, and names that are scripts.

use credenza_engine::generate_key;
use credenza_engine::views::key_desk::KeySize;
use credenza_sandbox::{PracticeApp, Sandbox, SandboxConfig};
use pkcs8::der::Decode;
use pkcs8::pkcs5::pbes2::Parameters;
use pkcs8::{LineEnding, PrivateKeyInfoRef, SecretDocument};
use serde_json::json;

use crate::acts::{create_vault, fill_and_add, paste_key};
use crate::driver::{Around, Window};
use crate::words::Language;

/// Without a slash or a double quote: it has to be the name of a file, and part of a path to an element.
const SCRIPT: &str = "<img src=x onerror=window.ran=1>";

const SEALED_WITH: &str = "made-up passphrase";

#[tokio::test]
async fn desk_names_a_key_its_record_and_its_other_half_in_both_languages() {
    let sandbox = Sandbox::start(SandboxConfig::default()).await.expect("the sandbox starts");
    for language in Language::BOTH {
        journey(language, &sandbox.practice_apps()[0]).await;
    }
    sandbox.stop().await;
}

async fn journey(language: Language, practice: &PracticeApp) {
    let files = tempfile::tempdir().expect("a temporary folder");
    let (key, saved) = (files.path().join("from mail.key"), files.path().join("public.pem"));
    let escaped = practice.private_key_pem.replace('\n', "\\n");
    std::fs::write(&key, escaped).expect("a temporary folder can be written");
    let around = Around { open_file: Some(&key), save_file: Some(&saved), ..Around::default() };
    let window = Window::open_with(language, around).await;
    create_vault(&window).await;
    window.click("empty-add").await;
    fill_and_add(&window, "Attendance bot", practice).await;
    paste_key(&window, &practice.private_key_pem).await;

    window.press_message("shell_keyDesk").await;
    window.find("desk-drop").await;
    window.look("keys-empty").await;
    window.click("desk-choose").await;
    window.find("desk-facts").await;
    window.see("from mail.key").await;
    window.see("-----BEGIN PRIVATE KEY-----\\n••••\\n").await;
    let owner = window.find("desk-owners").await.text().await.expect("it has text");
    assert!(owner.contains("Attendance bot"), "{owner}");
    assert_no_private_key(&window, practice).await;

    window.click("desk-save").await;
    window.see(&language.say("desk_did_save")).await;
    let public = std::fs::read_to_string(&saved).expect("it was saved");
    assert!(public.starts_with("-----BEGIN PUBLIC KEY-----\n"), "{public}");
    paste_second(&window, &public).await;
    window.wait("[data-testid=desk-match][data-relation=otherHalf]").await;
    nothing_is_cut(&window).await;
    window.look("keys-match").await;

    window.click("desk-again").await;
    window.click("desk-generate").await;
    window.wait("[data-testid=desk-facts][data-state=ready]").await;
    window.see(&language.say("desk_generated")).await;
    window.see(&language.say("desk_ownersNone")).await;
    window.close().await;
}

#[tokio::test]
async fn sealed_file_asks_for_its_passphrase_and_other_files_are_refused_by_name() {
    let window = Window::open(Language::En).await;
    create_vault(&window).await;
    window.press_message("shell_keyDesk").await;
    paste_first(&window, &sealed_file()).await;
    window.wait("[data-testid=desk-facts][data-state=needsPassphrase]").await;
    window.type_into("key-passphrase", "not this one").await;
    window.click("key-unlock").await;
    window.see(&window.language.say("error_keyPassphraseWrong_title")).await;
    window.look("keys-sealed").await;
    window.type_into("key-passphrase", SEALED_WITH).await;
    window.click("key-unlock").await;
    window.wait("[data-testid=desk-facts][data-state=ready]").await;
    window.click("desk-again").await;
    paste_first(&window, "<html><body>Sign in</body></html>").await;
    window.wait("[data-testid=desk-facts][data-state=refused]").await;
    window.find("desk-problems").await;
    window.look("keys-refused").await;
    window.close().await;
}

#[tokio::test]
async fn scripts_in_names_of_files_and_of_keys_are_shown_and_do_not_run() {
    let files = tempfile::tempdir().expect("a temporary folder");
    let file = files.path().join(SCRIPT);
    let member = json!({ "kty": "OKP", "crv": "Ed25519", "kid": SCRIPT,
        "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" });
    let set = json!({ "keys": [member, member] }).to_string();
    std::fs::write(&file, set).expect("a temporary folder can be written");
    let window =
        Window::open_with(Language::En, Around { open_file: Some(&file), ..Around::default() })
            .await;
    create_vault(&window).await;
    window.press_message("shell_keyDesk").await;
    window.click("desk-choose").await;
    window.find("desk-members").await;
    nothing_ran(&window).await;
    paste_second(&window, &format!("{SCRIPT}\n-----BEGIN {SCRIPT}-----\n{SCRIPT}")).await;
    window.find("desk-match").await;
    nothing_ran(&window).await;
    window.look("keys-with-scripts").await;
    window.close().await;
}

/// A new key as `openssl pkcs8 -topk8` writes it.
fn sealed_file() -> String {
    let key = generate_key(KeySize::Rsa2048).expect("a pair is made");
    let scheme = Parameters::generate_pbkdf2_sha256_aes256cbc(2048, b"saltsalt", [7; 16])
        .expect("the scheme is known");
    let (_, der) = SecretDocument::from_pem(key.expose()).expect("it is PEM");
    let key = PrivateKeyInfoRef::from_der(der.as_bytes()).expect("it is PKCS#8");
    let sealed = key.encrypt_with_params(scheme, SEALED_WITH).expect("it can be encrypted");
    sealed.to_pem("ENCRYPTED PRIVATE KEY", LineEnding::LF).expect("DER has a PEM form").to_string()
}

async fn nothing_ran(window: &Window) {
    window.see(SCRIPT).await;
    let script = "return [window.ran ?? null, document.querySelectorAll('img[src=x]').length]";
    let found = window.client.execute(script, Vec::new()).await.expect("the page answers");
    assert_eq!(found, json!([null, 0]), "a script out of a name ran, or became an element");
}

/// A card hides what is over its edge, so it must be as high as what it holds.
async fn nothing_is_cut(window: &Window) {
    let script = "return [...document.querySelectorAll('[data-testid=key-desk] section')]
        .filter((card) => card.scrollHeight > card.clientHeight).length";
    let cut = window.client.execute(script, Vec::new()).await.expect("the page answers");
    assert_eq!(cut, json!(0), "cards whose end can't be reached");
}

async fn assert_no_private_key(window: &Window, practice: &PracticeApp) {
    let page = window.client.source().await.expect("the page has a source");
    let lines = practice.private_key_pem.lines().filter(|line| !line.starts_with('-'));
    for line in lines {
        assert!(!page.contains(line), "a line of the private key is in the page");
    }
}

async fn paste_first(window: &Window, text: &str) {
    paste(window, "desk", text).await;
}

async fn paste_second(window: &Window, text: &str) {
    paste(window, "desk-second", text).await;
}

async fn paste(window: &Window, intake: &str, text: &str) {
    window.click(&format!("{intake}-paste")).await;
    let field = window.find(&format!("{intake}-paste-text")).await;
    let script = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))";
    let element = serde_json::to_value(&field).expect("an element can be named");
    window.client.execute(script, vec![element, json!(text)]).await.expect("it can be pasted");
    window.click(&format!("{intake}-paste-read")).await;
}
