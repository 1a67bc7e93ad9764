//! Redirect URLs in the real window: a record's list with every rule, and the checker with its
//! named differences.

use serde_json::{Value, json};

use crate::acts::{create_vault, open_app};
use crate::driver::Window;
use crate::secrets::{SCRIPT, nothing_ran};
use crate::words::Language;

const REGISTERED: &str = "https://portal.aoba-shoji.example/oauth/callback";
const SENT: &str = "https://portal.aoba-shoji.example/OAuth/callback/";

/// Each with the rules that it is there for.
const LIST: &[(&str, &[&str])] = &[
    (REGISTERED, &[]),
    ("https://portal.aoba-shoji.example/oauth/callback/", &["noTwin"]),
    ("https://portal.aoba-shoji.example/oauth/callback/", &["noDuplicate"]),
    ("portal/callback", &["absolute"]),
    ("http://localhost:8080/callback", &["https", "noPort"]),
    ("https://aoba-shoji.com/cb?from=works#done", &["subdomain", "noQuery", "noFragment"]),
    ("https://a.example.com/\u{1f363}/c b", &["noHidden", "asciiPath"]),
    ("https://a.example.com/ｃｂ", &["noFullWidth"]),
    ("https://me@a.example.com/cb", &["noUserInfo"]),
    ("https://192.0.2.7/cb", &["noIpAddress"]),
    ("https://*.example.com/cb", &["noWildcard"]),
    ("https://A.example.com/%63b/../", &["lowerCase", "percentEncoding", "unchanged"]),
    ("https://www.gооgle.com/cb", &["asciiHost", "noLookAlike"]),
];

fn draft(name: &str, redirects: &[String], logout: &[String]) -> Value {
    json!({
        "draft": {
            "name": name, "tags": [], "owner": "", "notes": "",
            "service": { "kind": "lineWorks", "redirectUrls": redirects, "logoutRedirectUrls": logout },
        },
        "clientSecret": null,
    })
}

/// A vault with two records: one breaks each rule for a URL, the other those for a list.
async fn open(language: Language) -> Window {
    let window = Window::open(language).await;
    create_vault(&window).await;
    let urls: Vec<String> = LIST.iter().map(|(url, _)| (*url).to_owned()).collect();
    let many: Vec<String> = (0..101).map(|at| format!("https://a.example.com/{at}")).collect();
    let logout = vec!["https://a.example.com/bye".to_owned(), SCRIPT.to_owned()];
    for input in [draft("Staff portal", &urls, &[]), draft("Too many", &many, &logout)] {
        let code = window.invoke("app_add", json!({ "input": input })).await;
        assert_eq!(code, None, "a record takes any text");
    }
    window
}

async fn put(window: &Window, testid: &str, text: &str) {
    let field = window.find(testid).await;
    let script = "arguments[0].focus(); arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))";
    let element = serde_json::to_value(&field).expect("an element can be named");
    window.client.execute(script, vec![element, json!(text)]).await.expect("a text can be put");
}

#[tokio::test]
async fn a_list_is_judged_by_every_rule_in_the_record_and_a_paste_becomes_rows() {
    for language in Language::BOTH {
        let window = open(language).await;
        window.press_message("shell_apps").await;
        open_app(&window, "Staff portal").await;
        for (number, (url, rules)) in LIST.iter().enumerate() {
            for rule in *rules {
                let row = format!("[data-testid=redirectUrls] > li:nth-child({})", number + 1);
                window.wait(&format!("{row} [data-rule={rule}]")).await;
            }
            assert!(!url.is_empty());
        }
        // The emoji is one character, and so is what is underlined.
        let marks = "return [...document.querySelectorAll('[data-testid=redirectUrls] > li:nth-child(7) .behind .mark')].map((one) => one.textContent)";
        window.until(marks, json!(["\u{1f363}", " "])).await;
        show(&window, "redirectUrls").await;
        window.look("redirect-record").await;

        let pasted = "https://x.example.com/cb\nhttps://y.example.com/cb";
        put(&window, "redirectUrls-new", pasted).await;
        window.click("redirectUrls-add").await;
        let rows = "return document.querySelectorAll('[data-testid=redirectUrls] > li').length";
        window.until(rows, json!(LIST.len() + 2)).await;

        window.click("app-back").await;
        open_app(&window, "Too many").await;
        window.wait("[data-rule=count]").await;
        window.wait("[data-rule=needsOpenid]").await;
        nothing_ran(&window).await;
        window.close().await;
    }
}

#[tokio::test]
async fn the_checker_names_each_difference_and_runs_nothing() {
    for language in Language::BOTH {
        let window = open(language).await;
        window.press_message("shell_redirect").await;
        window.see(&language.say("redirect_emptyTitle")).await;
        window.look("redirect-empty").await;
        pick_typed_list(&window).await;
        put(&window, "redirect-typed", REGISTERED).await;
        put(&window, "redirect-sent", SENT).await;
        window.wait("[data-testid=redirect-verdict][data-state=failed]").await;
        let kinds = "return [...document.querySelectorAll('[data-testid=redirect-differences] li')].map((one) => one.dataset.kind)";
        window.until(kinds, json!(["case", "trailingSlash"])).await;
        window.see(&language.say("redirect_kind_case")).await;
        window.see(&language.say("redirect_kind_trailingSlash")).await;
        window.look("redirect").await;

        let request = "https://id.example/authorize?client_id=x&redirect_uri=https%3A%2F%2Fportal.aoba-shoji.example%2Foauth%2Fcallback";
        put(&window, "redirect-sent", request).await;
        window.wait("[data-testid=redirect-verdict][data-state=passed]").await;
        window.see(&language.say("redirect_form_fromUrl")).await;

        window.find("redirect-rules-of").await.select_by_value("sso").await.expect("a choice");
        put(&window, "redirect-sent", "https://sso.example.com:8443/login").await;
        window.wait("[data-testid=redirect-rules] [data-rule=ssoPort][data-passed=false]").await;
        put(&window, "redirect-typed", SCRIPT).await;
        put(&window, "redirect-sent", &format!("{SCRIPT}\u{202e}\u{200b}")).await;
        window.see("‹U+202E›").await;
        nothing_ran(&window).await;
        window.look("redirect-long").await;
        window.close().await;
    }
}

/// Scrolls to the element of this test id.
async fn show(window: &Window, testid: &str) {
    let field = window.find(testid).await;
    let element = serde_json::to_value(&field).expect("an element can be named");
    let script = "arguments[0].scrollIntoView({ block: 'nearest' })";
    window.client.execute(script, vec![element]).await.expect("it can be scrolled to");
}

/// Searches the picker of records for the choice that is no record, and takes it.
async fn pick_typed_list(window: &Window) {
    let words = window.language.say("redirect_againstTyped");
    window.click("redirect-against").await;
    window.find("picker-list").await;
    window.look("redirect-picker").await;
    let field = window.find("redirect-against").await;
    field.send_keys(&words).await.expect("a field can be typed into");
    window.wait("[data-testid=picker-list] [data-value=typed][data-highlighted]").await;
    window.keys("\u{e007}").await;
}
