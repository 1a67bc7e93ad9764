//! While the vault is locked every command but unlocking and status is refused (security.md I4):
//! over the whole table of commands, as the page would call them.

use credenza_engine::ipc::{COMMANDS, WhileLocked};
use serde_json::{Value, json};

use crate::acts::create_vault;
use crate::driver::Window;
use crate::words::Language;

#[tokio::test]
async fn a_locked_vault_refuses_every_command_that_the_table_does_not_allow() {
    let window = Window::open(Language::En).await;
    create_vault(&window).await;
    assert_eq!(
        window.invoke("app_list", json!({ "input": { "archived": false } })).await,
        None,
        "it works while open"
    );
    lock(&window).await;
    for spec in COMMANDS.iter().filter(|spec| spec.while_locked == WhileLocked::Refused) {
        let code = window.invoke(spec.name, arguments(spec.name)).await;
        assert_eq!(code.as_deref(), Some("vaultLocked"), "{}", spec.name);
    }
    window.close().await;
}

/// Locks as the page would, and waits for the page that comes after it: the one before asks for the
/// passphrase too, for a moment.
async fn lock(window: &Window) {
    let script = "document.documentElement.dataset.before = 'lock';
        void window.__TAURI_INTERNALS__.invoke('vault_lock', { input: {} });";
    window.client.execute(script, Vec::new()).await.expect("the page takes a script");
    window.wait("html:not([data-before]) input[type=password]").await;
}

/// The same for a command that tells while it works.
fn telling(name: &str) -> Option<Value> {
    Some(match name {
        "token_issue" => json!({ "appId": 1, "clock": "local", "grant": null }),
        "sso_window" => json!({ "id": 1 }),
        "sso_finish" => json!({ "appId": 1, "returned": "x" }),
        "sso_run" => json!({ "appId": 1, "flow": "mail", "account": null }),
        "sso_check" => json!({ "appId": 1, "repeat": 1, "signIn": false, "account": null }),
        "sign_in_window" => json!({ "attempt": 1 }),
        "sign_in_listen" => json!({ "attempt": 1, "done": "x", "stray": "x" }),
        "sign_in_finish" => json!({ "attempt": 1, "returned": "x" }),
        "channel_run" => json!({ "appId": 1, "ask": { "kind": "shortLived" } }),
        "token_refresh" => json!({ "appId": 1, "owner": null }),
        "token_revoke" => json!({ "appId": 1, "token": "refreshToken", "owner": null }),
        "token_introspect" => {
            json!({ "appId": 1, "token": "refreshToken", "owner": null, "pasted": null })
        }
        "token_userinfo" => json!({ "appId": 1, "pasted": null }),
        _ => return None,
    })
}

/// Arguments that are well formed, so that nothing but the lock can refuse them.
fn arguments(name: &str) -> Value {
    if let Some(input) = telling(name) {
        return json!({ "input": input, "events": "__CHANNEL__:1" });
    }
    let service = json!({ "kind": "lineWorks" });
    let draft = json!({ "name": "x", "tags": [], "owner": "", "notes": "", "service": service });
    let input = match name {
        "vault_prove" => json!({ "passphrase": "four TEST words of mine" }),
        "vault_passphrase_set" => {
            json!({ "current": null, "passphrase": "four TEST words of mine" })
        }
        "vault_slot_remove" => json!({ "slot": "recovery", "current": null }),
        "sandbox_fault" => json!({ "fault": null }),
        "app_list" => json!({ "archived": false }),
        "app_check" | "app_add" => json!({ "draft": draft, "clientSecret": null }),
        "app_update" => json!({ "id": 1, "version": 1, "draft": draft }),
        "app_archive" => json!({ "id": 1, "archived": true }),
        "app_archive_many" => json!({ "ids": [1], "archived": true }),
        "app_tag_many" => json!({ "ids": [1], "add": ["x"], "remove": [] }),
        "import_apply" | "import_discard" | "import_undo" => json!({ "handle": 1 }),
        "export_save" => json!({ "ids": [1], "format": "csv" }),
        "secret_set" => json!({ "id": 1, "value": "TESTsecret" }),
        "text_copy" | "key_paste" | "failure_explain" => json!({ "text": "x" }),
        "key_unlock" => json!({ "handle": 1, "passphrase": "x" }),
        "key_import" => json!({ "appId": 1, "handle": 1 }),
        "key_discard" | "key_look" => json!({ "handle": 1 }),
        "key_match" => json!({ "first": 1, "second": 2 }),
        "key_generate" => json!({ "bits": "2048" }),
        "key_save" => json!({ "handle": 1, "form": "publicPem" }),
        "sign_in_begin" => json!({ "appId": 1, "redirectUri": null, "pkce": null }),
        "sign_in_browse" | "sign_in_cancel" => json!({ "attempt": 1 }),
        "sso_begin" => {
            json!({ "appId": 1, "application": false, "redirectUri": null, "account": null })
        }
        "sso_browse" | "sso_cancel" | "sso_last" | "sso_password_state" => json!({ "id": 1 }),
        "sso_report_save" => json!({ "appId": 1, "language": "english", "format": "markdown" }),
        "sso_password_set" => json!({ "appId": 1, "account": null, "password": "x" }),
        "logout_show" => json!({ "appId": 1, "back": null }),
        "channel_key_import" => json!({ "appId": 1, "handle": 1, "kid": "x" }),
        "channel_key_name" => json!({ "appId": 1, "id": 1, "kid": "x" }),
        "channel_token_add" => json!({ "appId": 1, "value": "x", "kind": "longLived" }),
        "channel_key_forget"
        | "channel_token_forget"
        | "channel_token_reveal"
        | "channel_token_copy" => json!({ "appId": 1, "id": 1 }),
        "inspector_read" => json!({
            "source": { "kind": "text", "text": "x" }, "key": null, "algorithm": null,
            "expect": { "iss": null, "aud": null, "nonce": null }, "accessToken": null, "at": null,
        }),
        "inspector_compare" => {
            let source = json!({ "kind": "text", "text": "x" });
            json!({ "left": source, "right": source })
        }
        "inspector_keys_fetch" | "redirect_probe" | "discovery_read" => {
            json!({ "address": "https://127.0.0.1/", "confirmedHost": "127.0.0.1" })
        }
        "redirect_check" => {
            json!({ "text": "x", "registered": { "kind": "unknown" }, "rules": "lineWorks" })
        }
        "redirect_judge" => json!({ "urls": ["x"], "rules": "lineWorks", "openid": false }),
        "redirect_split" => json!({ "text": "x" }),
        "run_list" => json!({ "appId": null }),
        "run_compare" => json!({ "from": null, "to": 1 }),
        "recipe_get" => json!({ "source": { "kind": "run", "id": 1 }, "language": "curl" }),
        "settings_ca_remove" => json!({ "sha256": "x" }),
        name if takes_id(name) => json!({ "id": 1 }),
        _ => json!({}),
    };
    json!({ "input": input })
}

fn takes_id(name: &str) -> bool {
    let by_id =
        ["app_get", "app_duplicate", "app_delete", "app_undelete", "secret_reveal", "secret_copy"];
    let others = ["key_file_delete", "token_cancel", "token_copy", "token_reveal", "run_get"];
    let logout = ["logout_copy", "logout_open", "channel_get", "channel_key_make"];
    by_id.contains(&name) || others.contains(&name) || logout.contains(&name)
}
