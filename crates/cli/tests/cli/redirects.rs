//! `redirect check`: by the rules, against a file, and against a record.

use serde_json::Value;

use crate::fixture::{Home, Serving, members};

const URL: &str = "https://www.example.com/oauth/callback";

fn checked(home: &Home, more: &[&str], exit: i32) -> Value {
    let arguments = [&["redirect", "check", "--json"], more].concat();
    home.run(&arguments).exits(exit).json()
}

#[test]
fn rules_alone_need_no_vault() {
    let home = Home::new();
    let found = checked(&home, &[URL], 0);
    assert_eq!(members(&found), ["matched", "nearest", "rules", "sent", "verdict"]);
    assert_eq!((&found["verdict"], &found["matched"]), (&"allowed".into(), &Value::Null));
    let rule = &found["rules"][0];
    let of_a_rule =
        ["actual", "expected", "id", "passed", "settled", "severity", "source", "spans"];
    assert_eq!(members(rule), of_a_rule);
    assert_eq!(checked(&home, &["http://localhost:8080/cb"], 0)["verdict"], "warned");
    assert_eq!(checked(&home, &["http://www.example.com/cb"], 1)["verdict"], "refused");
}

#[test]
fn each_rule_set_judges_by_its_own_rules() {
    let home = Home::new();
    let verdict = |rules: &str, url: &str, exit: i32| {
        checked(&home, &["--rules", rules, url], exit)["verdict"].clone()
    };
    assert_eq!(verdict("oauth", "http://127.0.0.1:5000/cb", 0), "allowed");
    assert_eq!(verdict("line-works", "http://127.0.0.1:5000/cb", 1), "refused");
    assert_eq!(verdict("sso", "https://sso.example.com:8443/", 1), "refused");
    assert_eq!(verdict("line-works-logout", "https://www.example.com/bye", 0), "allowed");
}

#[test]
fn a_file_of_registered_urls_is_compared_character_by_character() {
    let home = Home::new();
    let lines = home.write("registered.txt", format!("{URL}\r\n\nhttps://stg.example.com/cb\n"));
    let json = home.write("registered.json", format!("[\"{URL}\"]"));
    for file in [&lines, &json] {
        assert_eq!(checked(&home, &["--registered", file, URL], 0)["matched"], URL);
        let near =
            checked(&home, &["--registered", file, "https://www.example.com/OAuth/callback/"], 1);
        assert_eq!((&near["verdict"], &near["nearest"]["url"]), (&"refused".into(), &URL.into()));
        let kinds: Vec<_> =
            near["nearest"]["differences"].as_array().unwrap().iter().map(|d| &d["kind"]).collect();
        assert_eq!(kinds, ["case", "trailingSlash"]);
    }
    let encoded = "https://auth.example/authorize?client_id=x&redirect_uri=https%3A%2F%2Fwww.example.com%2Foauth%2Fcallback";
    assert_eq!(checked(&home, &["--registered", &lines, encoded], 0)["matched"], URL);
}

#[test]
fn a_records_own_list_is_compared() {
    let sandbox = Serving::start(None);
    let home = Home::with_record(&sandbox, &["--redirect-url", URL]);
    let name = home.open(&["app", "list", "--json"]).exits(0).json()["apps"][0]["name"].clone();
    let name = name.as_str().unwrap();
    let matched = home.open(&["redirect", "check", "--json", "--app", name, URL]).exits(0).json();
    assert_eq!(matched["matched"], URL);
    let logout = ["redirect", "check", "--app", name, "--rules", "line-works-logout", URL];
    home.open(&logout).exits(1);
}

#[test]
fn what_can_not_be_checked_is_wrong_use() {
    let home = Home::new();
    checked(&home, &["  "], 2);
    let broken = home.write("broken.json", "[1, ");
    let error = checked(&home, &["--registered", &broken, URL], 2);
    assert_eq!(error["error"]["details"]["field"], "--registered");
    checked(&home, &["--registered", &home.path("absent.txt"), URL], 2);
    let object = home.write("object.json", format!("{{\"redirectUrls\": [\"{URL}\"]}}"));
    let error = checked(&home, &["--registered", &object, URL], 2);
    assert!(error["error"]["message"].to_string().contains("JSON object"), "{error}");
    let twice = home.write("twice.txt", format!("{URL}\n{URL}\n"));
    let many: String = (0..101).map(|at| format!("{URL}/{at}\n")).collect();
    let many = home.write("many.txt", many);
    for (list, says) in [(&twice, "twice"), (&many, "100 at most")] {
        let error = checked(&home, &["--registered", list, URL], 2);
        assert!(error["error"]["message"].to_string().contains(says), "{error}");
    }
    let oauth = ["--rules", "oauth", "--registered", &twice, URL];
    checked(&home, &oauth, 0);
    let wide: Vec<u8> = URL.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let error = checked(&home, &["--registered", &home.write("wide.txt", wide), URL], 2);
    assert!(error["error"]["message"].to_string().contains("UTF-16"), "{error}");
}

#[test]
fn the_text_names_each_difference_and_each_broken_rule() {
    let home = Home::new();
    let file = home.write("registered.txt", URL);
    let said = home.run(&[
        "redirect",
        "check",
        "--registered",
        &file,
        "https://www.example.com/oauth/callback#x",
    ]);
    let said = said.exits(1);
    for part in ["refused", "a fragment", "#x", "RFC 6749, 3.1.2", URL] {
        assert!(said.stdout.contains(part), "{part}: {}", said.stdout);
    }
}

#[test]
fn a_server_is_looked_at_only_at_the_host_that_is_named() {
    let sandbox = Serving::start(None);
    let home = Home::with_record(&sandbox, &[]);
    let looked = |host: &str, url: &str| {
        let asked = ["redirect", "check", "--json", "--probe", host, url];
        home.open(&asked).exits(0).json()["probe"].clone()
    };
    let other = looked("other.example.com", URL);
    assert_eq!(
        (&other["outcome"], &other["host"]),
        (&"notConfirmed".into(), &"www.example.com".into())
    );
    // Nobody listens there, and nothing leaves this computer.
    let silent = looked("127.0.0.1", "https://127.0.0.1:1/cb?code=TESTcode");
    assert_eq!(silent["outcome"], "unanswered");
    assert_eq!(silent["url"], "https://127.0.0.1:1/cb", "the query is not sent");
    let without = home.open(&["redirect", "check", "--json", URL]).exits(0).json();
    assert_eq!(without.get("probe"), None);
}
