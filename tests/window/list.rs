//! Many apps: found, sorted, narrowed, ticked and acted on, brought by a list and taken out as one,
//! with the mouse and with the keyboard alone.

use std::path::Path;

use serde_json::{Value, json};

use crate::acts::{PASSPHRASE, create_vault};
use crate::driver::{Around, Window, programs};
use crate::secrets::{SCRIPT, nothing_ran};
use crate::words::Language;

/// As spreadsheets in Japan write it, with a column for what no list may bring.
const LIST: &str = "名前,Client ID,タグ,担当者,Client Secret\r\n\
    勤怠きんたい連携,TESTclientID00000001,人事;勤怠,佐藤,PLANTEDsecret\r\n\
    Calendar sync,TESTclientID00000002,人事,Tanaka,PLANTEDsecret\r\n\
    ,TESTclientID00000003,,,\r\n\
    ｻｲﾖｳ窓口,TESTclientID00000004,採用,佐藤,\r\n\
    Calendar again,TESTclientID00000002,,,\r\n";
/// In the vault, and so never in a list.
const SECRET: &str = "PLANTEDkept1";

const SHIFT: char = '\u{e008}';
const DOWN: char = '\u{e015}';
const END: char = '\u{e010}';
const ESCAPE: char = '\u{e00c}';

const NAMES: &str =
    "return [...document.querySelectorAll('[data-testid=app-row] b')].map((b) => b.textContent)";

#[tokio::test]
async fn a_list_is_imported_searched_narrowed_sorted_and_exported_without_secrets() {
    for language in Language::BOTH {
        let files = tempfile::tempdir().expect("a temporary folder");
        let (list, out) = (files.path().join("apps.csv"), files.path().join("out.csv"));
        write(&list, LIST);
        let around = Around { open_file: Some(&list), save_file: Some(&out), ..Around::default() };
        let window = Window::open_with(language, around).await;
        create_vault(&window).await;
        import(&window).await;
        search(&window).await;
        narrow_and_sort(&window).await;
        act_on_several(&window).await;
        export(&window, &out).await;
        import_again(&window).await;
        window.close().await;
    }
}

async fn import(window: &Window) {
    let say = |key| window.language.say(key);
    window.click("import").await;
    window.see(&say("import_noName")).await;
    window.see(&say("import_repeated").replace("{line}", "3")).await;
    let columns = say("import_notRead").replace("{columns}", "Client Secret");
    window.see(&columns).await;
    window.look("import").await;
    window.click("import-apply").await;
    window.find("import-undo").await;
    window.look("import-done").await;
    close_dialog(window, "import-close").await;
    window.until(NAMES, json!(["Calendar sync", "ｻｲﾖｳ窓口", "勤怠きんたい連携"])).await;
}

/// Names in kana, kanji and romaji, in any width; an ID; a tag; nothing at all.
async fn search(window: &Window) {
    for (typed, found) in [
        ("キンタイ", json!(["勤怠きんたい連携"])),
        ("勤怠", json!(["勤怠きんたい連携"])),
        ("さいよう", json!(["ｻｲﾖｳ窓口"])),
        ("ＣＡＬ", json!(["Calendar sync"])),
        ("clientid00000004", json!(["ｻｲﾖｳ窓口"])),
        ("採用", json!(["ｻｲﾖｳ窓口"])),
        ("PLANTEDsecret", json!([])),
    ] {
        let field = window.find("app-filter").await;
        field.clear().await.expect("it can be cleared");
        field.send_keys(typed).await.expect("it takes text");
        window.until(NAMES, found).await;
    }
    window.look("apps-none-found").await;
    window.keys(&ESCAPE.to_string()).await;
    window.until(&count(), json!(3)).await;
}

async fn narrow_and_sort(window: &Window) {
    window.click("filter-tag").await;
    window.click("choice-人事").await;
    window.until(&count(), json!(2)).await;
    window.look("apps-filter").await;
    window.keys(&ESCAPE.to_string()).await;
    window.click("show-all").await;
    window.until(&count(), json!(3)).await;
    // By the column, then the other way round, then by attention again.
    let way = "return document.querySelector('[role=columnheader]:has([data-testid=sort-name])').ariaSort";
    window.click("sort-name").await;
    window.until(way, json!("ascending")).await;
    window.until(NAMES, json!(["Calendar sync", "ｻｲﾖｳ窓口", "勤怠きんたい連携"])).await;
    window.click("sort-name").await;
    window.until(way, json!("descending")).await;
    window.until(NAMES, json!(["勤怠きんたい連携", "ｻｲﾖｳ窓口", "Calendar sync"])).await;
    window.click("sort-name").await;
    window.until(way, json!("none")).await;
}

/// By the keyboard alone, as far as the bar: from the search into the list, tick, tick on.
async fn act_on_several(window: &Window) {
    window.click("app-filter").await;
    window.keys(&DOWN.to_string()).await;
    window.until("return document.activeElement.getAttribute('aria-rowindex')", json!("2")).await;
    window.keys(" ").await;
    window.keys(&format!("{SHIFT}{DOWN}")).await;
    window.until(&ticked(), json!(2)).await;
    window.look("apps-selected").await;
    window.click("bulk-archive").await;
    window.until(NAMES, json!(["勤怠きんたい連携"])).await;
    window.press_message("common_undo").await;
    window.until(&count(), json!(3)).await;
    window.until(&ticked(), json!(2)).await;
    window.click("bulk-tag").await;
    window.type_into("tag-name", "共通").await;
    window.look("apps-tag").await;
    close_dialog(window, "tag-add").await;
    window.until(&tagged("共通"), json!(2)).await;
    window.press_message("common_undo").await;
    window.until(&tagged("共通"), json!(0)).await;
}

async fn export(window: &Window, out: &Path) {
    let secret = json!({ "input": { "id": 1, "value": SECRET } });
    assert_eq!(window.invoke("secret_set", secret).await, None, "a secret is kept");
    window.click("tick-all").await;
    window.until(&ticked(), json!(3)).await;
    window.click("bulk-export").await;
    let csv = window.wait("[role=menuitem]").await;
    assert_eq!(csv.text().await.expect("words"), window.language.say("apps_exportCsv"));
    csv.click().await.expect("it can be chosen");
    // One message, three apps: the toast comes after the file.
    window.find("toast").await;
    let written = std::fs::read_to_string(out).expect("the file is there");
    for name in ["勤怠きんたい連携", "Calendar sync", "ｻｲﾖｳ窓口", "TESTclientID00000004"]
    {
        assert!(written.contains(name), "{name}: {written}");
    }
    for secret in [SECRET, "PLANTEDsecret"] {
        assert!(!written.contains(secret), "no secret goes out: {written}");
    }
    window.keys(&ESCAPE.to_string()).await;
    no_dialog(window).await;
}

async fn import_again(window: &Window) {
    window.click("import").await;
    window.see(&window.language.say("import_noName")).await;
    let apply = window.find("import-apply").await;
    assert!(!apply.is_enabled().await.expect("it is there"), "nothing is left to add");
    window.keys(&ESCAPE.to_string()).await;
    no_dialog(window).await;
    window.until(&count(), json!(3)).await;
}

#[tokio::test]
async fn of_ten_thousand_apps_few_rows_exist_and_all_are_reached() {
    let files = tempfile::tempdir().expect("a temporary folder");
    let list = files.path().join("many.csv");
    let rows = (1..=10_000).map(|at| format!("アプリ {at:05},TESTclientID{at:08},t{}\n", at % 40));
    write(&list, &format!("name,clientId,tags\n{}", rows.collect::<String>()));
    let window =
        Window::open_with(Language::Ja, Around { open_file: Some(&list), ..Around::default() })
            .await;
    create_vault(&window).await;
    window.click("import").await;
    window.click("import-apply").await;
    window.find("import-undo").await;
    close_dialog(&window, "import-close").await;
    window
        .until("return document.querySelector('[role=grid]')?.ariaRowCount", json!("10001"))
        .await;
    let few = "return document.querySelectorAll('[data-testid=app-row]').length < 60";
    window.until(few, json!(true)).await;
    window.click("app-filter").await;
    window.keys(&DOWN.to_string()).await;
    window.keys(&END.to_string()).await;
    let there = "const row = document.activeElement, box = row.getBoundingClientRect();
        return row.querySelector('b')?.textContent === 'アプリ 10000' && box.bottom <= innerHeight";
    window.until(there, json!(true)).await;
    window.until(few, json!(true)).await;
    window.look("apps-10000").await;
    window.type_into("app-filter", "ｱﾌﾟﾘ 0999").await;
    // 00999, and 09990 to 09999: each word is looked for by itself.
    window.until(&count(), json!(11)).await;
    // Reports wait for each other; the one of the import has an undo of its own.
    window.until("return document.querySelectorAll('[data-testid=toast]').length", json!(0)).await;
    window.click("tick-all").await;
    window.click("bulk-archive").await;
    window
        .until("return document.querySelectorAll('[data-testid=app-row]').length", json!(0))
        .await;
    window.press_message("common_undo").await;
    window.until(&count(), json!(11)).await;
    window.close().await;
}

#[tokio::test]
async fn what_the_terminal_changes_shows_in_the_open_window() {
    let files = tempfile::tempdir().expect("a temporary folder");
    let passphrase = files.path().join("passphrase");
    write(&passphrase, PASSPHRASE);
    let window = Window::open(Language::En).await;
    create_vault(&window).await;
    let terminal = |arguments: &[&str]| {
        let mut credenza = std::process::Command::new(programs().join("credenza"));
        credenza.arg("--vault").arg(window.vault()).arg("--passphrase-file").arg(&passphrase);
        let output = credenza.args(arguments).output().expect("build it first: credenza-cli");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    terminal(&["app", "add", "--name", "端末から"]);
    window.until(NAMES, json!(["端末から"])).await;
    terminal(&["app", "edit", "1", "--name", "端末で改名"]);
    window.until(NAMES, json!(["端末で改名"])).await;
    window.close().await;
}

#[tokio::test]
async fn a_script_in_a_list_is_shown_and_does_not_run() {
    let files = tempfile::tempdir().expect("a temporary folder");
    let list = files.path().join("apps.json");
    let record = json!({ "name": SCRIPT, "clientId": SCRIPT, "owner": SCRIPT, "tags": [SCRIPT],
        "notes": SCRIPT, "scopes": [SCRIPT], SCRIPT: 1 });
    write(&list, &json!([record, { "clientId": SCRIPT }]).to_string());
    let window =
        Window::open_with(Language::En, Around { open_file: Some(&list), ..Around::default() })
            .await;
    create_vault(&window).await;
    window.click("import").await;
    window.find("import-apply").await;
    nothing_ran(&window).await;
    window.click("import-apply").await;
    window.find("import-undo").await;
    nothing_ran(&window).await;
    close_dialog(&window, "import-close").await;
    window.find("app-row").await;
    for id in ["filter-tag", "filter-owner"] {
        window.click(id).await;
        window.wait("[data-testid^=choice-]").await;
        nothing_ran(&window).await;
        window.keys(&ESCAPE.to_string()).await;
    }
    window.click("tick-all").await;
    window.click("bulk-tag").await;
    window.find("tag-name").await;
    nothing_ran(&window).await;
    window.close().await;
}

/// What lies under a dialog can't be used before it is gone.
async fn close_dialog(window: &Window, by: &str) {
    // A button is there before it can be pressed: while the list is read anew.
    window.wait(&format!("[data-testid={by}]:enabled")).await;
    window.click(by).await;
    no_dialog(window).await;
}

async fn no_dialog(window: &Window) {
    window.until("return document.querySelectorAll('[role=dialog]').length", json!(0)).await;
}

fn count() -> String {
    "return document.querySelectorAll('[data-testid=app-row]').length".to_owned()
}

fn ticked() -> String {
    "return document.querySelectorAll('[data-testid=app-row][aria-selected=true]').length"
        .to_owned()
}

fn tagged(tag: &str) -> String {
    let tag = Value::from(tag);
    format!(
        "return [...document.querySelectorAll('[data-testid=app-row]')].filter((row) => row.textContent.includes({tag})).length"
    )
}

fn write(path: &Path, text: &str) {
    std::fs::write(path, text).expect("a temporary folder can be written");
}
