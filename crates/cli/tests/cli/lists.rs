//! Lists in and out: `app import`, `app export`, `app list --search`.

use crate::fixture::Home;

const LIST: &str = "name,clientId,tags,Client Secret\r\n\
    勤怠連携バッチ,TESTclientID00000001,人事,TESTsecret\r\n\
    ,TESTclientID00000002,,\r\n";

#[test]
fn a_dry_run_adds_nothing_and_the_import_what_it_said() {
    let home = Home::with_vault();
    let file = home.write("list.csv", LIST);
    let (exit, told) = home.json(&["app", "import", &file, "--dry-run"]);
    assert_eq!((exit, &told["dryRun"], &told["added"]), (1, &true.into(), &serde_json::json!([])));
    assert_eq!(home.json(&["app", "list"]).1["apps"], serde_json::json!([]));

    let (exit, done) = home.json(&["app", "import", &file]);
    assert_eq!(exit, 1, "a record was refused: {done}");
    assert_eq!(done["added"], serde_json::json!([{"line": 2, "id": 1}]));
    assert_eq!(done["lines"][1]["verdict"]["because"], "noName");
    assert_eq!(done["notRead"], serde_json::json!(["Client Secret"]));
    let (_, app) = home.json(&["app", "show", "勤怠連携バッチ"]);
    assert_eq!(app["clientSecret"]["present"], false, "no secret comes from a list");

    let (exit, again) = home.json(&["app", "import", &file]);
    assert_eq!((exit, &again["lines"][0]["verdict"]["kind"]), (1, &"same".into()));
}

#[test]
fn people_read_what_was_refused_and_why() {
    let home = Home::with_vault();
    let file = home.write("list.csv", LIST);
    let ran = home.open(&["app", "import", &file]).exits(1);
    for text in ["3     ", "REFUSED: it has no name", "added             1", "Client Secret"] {
        assert!(ran.stdout.contains(text), "{text}: {}", ran.stdout);
    }
}

#[test]
fn an_export_comes_back_the_same() {
    let home = Home::with_vault();
    home.open(&["app", "add", "--name", "=1+1", "--owner", "+81", "--tag", "a;b"]).exits(0);
    for name in ["out.csv", "out.json"] {
        let file = home.path(name);
        let (exit, told) = home.json(&["app", "export", "--output", &file]);
        assert_eq!((exit, &told["count"]), (0, &1.into()), "{told}");
        let written = std::fs::read_to_string(&file).unwrap();
        assert!(!written.contains("\n=1+1"), "guarded: {written}");
        let (exit, back) = home.json(&["app", "import", &file, "--dry-run"]);
        assert_eq!((exit, &back["lines"][0]["verdict"]["kind"]), (0, &"same".into()));
        assert_eq!(back["lines"][0]["name"], "=1+1");
        let dash = home.json(&["app", "export", "--output", "-"]);
        assert_eq!((dash.0, home.folder.path().join("-").exists()), (2, false));
        let refused = home.json(&["app", "export", "--output", &file]);
        assert_eq!(refused.0, 2, "a file is never overwritten");
    }
    let piped = home.open(&["app", "export", "1"]).exits(0).stdout;
    assert_eq!(piped, std::fs::read_to_string(home.path("out.csv")).unwrap());
    let (exit, list) = home.json(&["app", "export"]);
    assert_eq!((exit, &list["apps"][0]["tags"][0]), (0, &"a;b".into()));
}

#[test]
fn records_are_found_by_any_form_of_their_letters() {
    let home = Home::with_vault();
    for name in ["勤怠れんけい", "Ｃalendar", "other"] {
        home.open(&["app", "add", "--name", name]).exits(0);
    }
    let found = |words: &str| {
        let (_, list) = home.json(&["app", "list", "--search", words]);
        let apps = list["apps"].as_array().unwrap();
        assert!(apps.iter().all(|app| app.get("search").is_none()));
        apps.iter().map(|app| app["id"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(found("ﾚﾝｹｲ"), [1]);
    assert_eq!(found("CAL"), [2]);
    assert_eq!(found("れん　勤怠"), [1]);
    assert!(found("れん other").is_empty());
}
