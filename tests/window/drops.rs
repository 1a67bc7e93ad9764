//! The ways into the window that WebDriver has no word for: a file dragged out of another program's
//! window and let go over this one, and the system's clipboard behind the paste button.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::Command;

use crate::acts::open_app;
use crate::driver::Window;
use crate::words::Language;

/// Where the other program's window stands: beside this one, whose corner is the screen's.
const BESIDE: [&str; 2] = ["1310", "20"];
/// A place within it.
const HANDLE: [&str; 2] = ["1340", "50"];
/// How often a file is dragged. X asks the window under the pointer whether it takes the file, and
/// one that is let go before the answer is not taken; no event tells a test of the answer.
const TRIES: u32 = 5;
/// How long the end of a drag is waited for; then its window is taken away, and it is tried again.
const PATIENCE_FOR_END: Duration = Duration::from_secs(5);
/// A header and a claim without a signature, and a public key (RFC 8410 section 10.1).
const TOKEN: &str = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL2Ryb3BwZWQuZXhhbXBsZSJ9.";
const PUBLIC_KEY: &str = "-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PUBLIC KEY-----
";

#[tokio::test]
async fn a_file_from_another_window_is_dropped_on_the_inspector_and_on_the_key_desk() {
    let files = tempfile::tempdir().expect("a temporary folder");
    let (token, key) = (files.path().join("持ち込み token.jwt"), files.path().join("partner.pem"));
    std::fs::write(&token, TOKEN).expect("a temporary folder can be written");
    std::fs::write(&key, PUBLIC_KEY).expect("a temporary folder can be written");
    let window = Window::open(Language::En).await;
    window.press_message("vault_exploreStart").await;
    window.find("app-grid").await;

    window.press_message("shell_inspector").await;
    window.find("inspect-text").await;
    drop_file(&window, &token, "https://dropped.example").await;
    window.wait("[data-testid=inspect-reading][data-kind=jws]").await;

    window.press_message("shell_keyDesk").await;
    window.find("desk-drop").await;
    drop_file(&window, &key, "partner.pem").await;
    window.find("desk-facts").await;
    window.close().await;
}

#[tokio::test]
async fn the_paste_button_takes_what_the_clipboard_holds() {
    let window = Window::open(Language::Ja).await;
    window.press_message("vault_exploreStart").await;
    window.find("app-grid").await;
    open_app(&window, "Attendance Bot").await;
    window.click("copy-clientId").await;
    let field = window.find("clientId").await;
    let copied = field.prop("value").await.expect("the page answers").expect("a field has a value");
    window.press_message("shell_inspector").await;
    window.click("inspect-paste").await;
    window.wait("[data-testid=inspect-reading][data-kind=opaque]").await;
    let field = window.find("inspect-text").await;
    let pasted = field.prop("value").await.expect("the page answers");
    assert!(!copied.is_empty(), "a practice record has a Client ID");
    assert_eq!(pasted, Some(copied));
    window.close().await;
}

/// Drags a file over the middle of the window until the page shows this text.
async fn drop_file(window: &Window, file: &Path, shown: &str) {
    for pace in 1..=TRIES {
        drag(file, pace).await;
        if window.shows(shown).await {
            return;
        }
    }
    panic!("the file was not taken\n{}", window.text().await);
}

/// One drag, by the pointer of the display, each step taking this many tenths of a second.
async fn drag(file: &Path, pace: u32) {
    let mut source = Command::new(env!("CARGO_BIN_EXE_drag_source"));
    source.arg(file).args(BESIDE).stdout(Stdio::piped()).kill_on_drop(true);
    let mut source = source.spawn().expect("the test's own program starts");
    let mut lines = BufReader::new(source.stdout.take().expect("it is piped")).lines();
    lines.next_line().await.expect("it writes").expect("its window is shown");
    let pause = format!("{:.1}", f64::from(pace) / 10.0);
    let mut hand = Command::new("xdotool");
    hand.arg("mousemove").args(HANDLE).args(["sleep", &pause, "mousedown", "1"]);
    for place in [["1250", "120"], ["900", "400"], ["700", "420"], ["701", "421"]] {
        hand.args(["sleep", &pause, "mousemove"]).args(place);
    }
    hand.args(["sleep", &pause, "mouseup", "1"]);
    assert!(hand.status().await.expect("xdotool is installed").success(), "the pointer moves");
    // It ends by itself once the file was taken, or flew back; not where no drag began.
    let _ = tokio::time::timeout(PATIENCE_FOR_END, source.wait()).await;
}
