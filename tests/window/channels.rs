//! A channel of LINE in the real window: each kind issued, key IDs asked for, a token verified and
//! revoked, a key made, registered at the sandbox's console and proved, an existing one brought in,
//! an own address, and the limit of 30.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use url::form_urlencoded::Serializer;

use crate::acts::open_app;
use crate::driver::Window;
use crate::words::Language;

const WORKS: &str = "Notices";
const CROWDED: &str = "Crowded channel";
/// What the console calls the channel that works.
const SLUG: &str = "notice-channel";
/// The card of the key that signs.
const CURRENT: &str = "[data-testid=channel-key][data-current=true]";

#[tokio::test]
async fn a_channel_issues_lists_verifies_revokes_and_meets_its_limit() {
    for language in Language::BOTH {
        let window = practice(language).await;
        tokens(&window).await;
        window.press_message("shell_apps").await;
        limit(&window).await;
        window.close().await;
    }
}

#[tokio::test]
async fn a_key_is_made_registered_at_the_console_and_proved_by_a_call() {
    for language in Language::BOTH {
        let window = practice(language).await;
        open_app(&window, WORKS).await;
        let base = registered_and_proved(&window).await;
        brought_in(&window).await;
        own_address(&window, &base).await;
        window.close().await;
    }
}

async fn practice(language: Language) -> Window {
    let window = Window::open(language).await;
    window.press_message("vault_exploreStart").await;
    window.find("app-grid").await;
    window
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
    press(window, "verify").await;
    outcome(window, "passed").await;
    window.find("line-says").await;
    window.look("channel-tokens").await;
    press(window, "revoke").await;
    press(window, "revoke-confirm").await;
    row(window, "v21", "revoked").await;
    // The question has to be gone before anything else can be clicked.
    let free = "return document.querySelector('[role=dialog]') === null
        && getComputedStyle(document.body).pointerEvents !== 'none'";
    window.until(free, true.into()).await;
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
    press(window, "ask-key-ids").await;
    window.see(&window.language.say("channel_v21Full")).await;
    window.look("channel-full").await;
}

/// Makes a pair, registers its public half as an administrator would at the console, takes the kid
/// back and proves the pair. Gives the address of the sandbox.
async fn registered_and_proved(window: &Window) -> String {
    press(window, "make-key").await;
    let made = "[data-testid=channel-key]:has([data-testid=kid])[data-current=false]";
    window.wait(&format!("{made} [data-testid=public-jwk]")).await;
    let jwk = text_of(window, &format!("{made} [data-testid=public-jwk]")).await;
    let jwk = &jwk[jwk.find('{').expect("a JWK")..=jwk.rfind('}').expect("to its end")];
    let console = text_of(window, "[data-testid=sandbox-console]").await;
    let kid = register(console.trim(), jwk).await;
    // The newest key stands first.
    window.type_into("kid", &kid).await;
    window.keys("\u{e007}").await;
    window.wait(CURRENT).await;
    let shown = format!("return document.querySelector('{CURRENT}').textContent.includes('{kid}')");
    window.until(&shown, true.into()).await;
    press_first(window, &format!("{CURRENT} [data-testid=prove]")).await;
    window.wait(&format!("{CURRENT}[data-proved=true]")).await;
    window.see(&window.language.say("channel_proved")).await;
    window.look("channel-keys").await;
    console.trim().trim_end_matches("/line/console").to_owned()
}

/// An existing key comes in with its kid.
async fn brought_in(window: &Window) {
    const KID: &str = "536e453c-aa93-4449-8e90-add2608783c6";
    press(window, "import-key").await;
    window.type_into("import-kid", KID).await;
    press(window, "channel-key-paste").await;
    let field = window.find("channel-key-paste-text").await;
    let script = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))";
    let element = serde_json::to_value(&field).expect("an element can be named");
    let values = vec![element, new_pem().into()];
    window.client.execute(script, values).await.expect("a key can be pasted");
    press(window, "channel-key-paste-read").await;
    press(window, "key-import").await;
    let shown = format!("return document.querySelector('{CURRENT}').textContent.includes('{KID}')");
    window.until(&shown, true.into()).await;
}

/// The sandbox by an own address, whose host has to be typed.
async fn own_address(window: &Window, base: &str) {
    window.find("place").await.select_by_value("custom").await.expect("it can be chosen");
    window.type_into("place-address", base).await;
    window.type_into("place-host", "127.0.0.1").await;
    press(window, "place-confirm").await;
    window.find("place-replace").await;
    press(window, "issue-stateless").await;
    // The key that was brought in is registered nowhere.
    outcome(window, "failed").await;
    window.see(&window.language.say("cause_channelKeyUnknown_short")).await;
}

/// An RSA key of 2048 bits in PEM.
fn new_pem() -> String {
    let pair = KeyPair::generate(KeySize::Rsa2048).expect("a pair can be made");
    let der = AsDer::<Pkcs8V1Der<'_>>::as_der(&pair).expect("it can be written");
    let text = STANDARD.encode(der.as_ref());
    let lines: Vec<&str> =
        text.as_bytes().chunks(64).filter_map(|line| std::str::from_utf8(line).ok()).collect();
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", lines.join("\n"))
}

/// Registers a public key at the console's page, by the form that is on it; gives the kid.
async fn register(console: &str, jwk: &str) -> String {
    let page = fetched(console, None).await;
    let option = page.split("<option value=\"").find(|option| option.contains(SLUG));
    let channel_id = option.and_then(|option| option.split('"').next()).expect("it is listed");
    let form = Serializer::new(String::new())
        .append_pair("channel_id", channel_id)
        .append_pair("jwk", jwk)
        .finish();
    let answer = fetched(console, Some(&form)).await;
    let kid = answer.split("id=\"kid\">").nth(1).and_then(|rest| rest.split('<').next());
    kid.unwrap_or_else(|| panic!("the console gives no kid: {answer}")).to_owned()
}

/// A page as a browser would get it; with a form, sent as one.
async fn fetched(address: &str, form: Option<&str>) -> String {
    let (host, path) = address
        .strip_prefix("http://")
        .and_then(|rest| rest.split_once('/'))
        .unwrap_or_else(|| panic!("no address of a page: {address}"));
    let (method, body) = form.map_or(("GET", ""), |form| ("POST", form));
    let request = format!(
        "{method} /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(host).await.expect("the sandbox listens");
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("it answers");
    answer
}

async fn text_of(window: &Window, css: &str) -> String {
    window.wait(css).await;
    let script = "return document.querySelector(arguments[0]).textContent";
    let text = window.client.execute(script, vec![css.into()]).await.expect("the page answers");
    text.as_str().unwrap_or_default().to_owned()
}

async fn row(window: &Window, kind: &str, state: &str) {
    let row = format!("[data-testid=ledger-row][data-kind={kind}][data-state={state}]");
    window.wait(&row).await;
}

async fn outcome(window: &Window, expected: &str) {
    window.wait(&format!("[data-testid=channel-last][data-outcome={expected}]")).await;
}

async fn press(window: &Window, testid: &str) {
    press_first(window, &format!("[data-testid={testid}]")).await;
}

/// Presses a button by keyboard: a message at the foot of the window may lie over it.
async fn press_first(window: &Window, css: &str) {
    window.wait(&format!("{css}:enabled")).await;
    let script = format!("document.querySelector('{css}').focus(); return true");
    window.until(&script, true.into()).await;
    window.keys("\u{e007}").await;
}
