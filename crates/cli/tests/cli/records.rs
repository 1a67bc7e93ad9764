//! Records: which one is meant, edits that cross, findings, putting away.

use crate::fixture::Home;

fn added(home: &Home, name: &str) -> i64 {
    let (exit, app) = home.json(&["app", "add", "--name", name]);
    assert_eq!(exit, 0, "{app}");
    app["id"].as_i64().unwrap()
}

#[test]
fn a_record_is_named_by_number_or_exact_name() {
    let home = Home::with_vault();
    let id = added(&home, "勤怠 bot").to_string();
    for wanted in ["勤怠 bot", &id] {
        let (exit, app) = home.json(&["app", "show", wanted]);
        assert_eq!((exit, &app["draft"]["name"]), (0, &"勤怠 bot".into()));
    }
    for wanted in ["勤怠", "勤怠 BOT", "99"] {
        let (exit, object) = home.json(&["app", "show", wanted]);
        assert_eq!((exit, &object["error"]["code"]), (2, &"notFound".into()), "{wanted}");
    }
}

#[test]
fn no_hit_is_not_called_no_record() {
    let home = Home::with_vault();
    assert!(
        home.open(&["app", "list", "--search", "x"]).exits(0).stdout.starts_with("No record yet")
    );
    added(&home, "Bot");
    let told = home.open(&["app", "list", "--search", "nothing-like-it"]).exits(0).stdout;
    assert!(told.contains("none of 1 records"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_read_enough_is_no_fault() {
    let home = Home::with_vault();
    added(&home, "Bot");
    for words in [&["app", "list"][..], &["app", "export"]] {
        let key = home.path("recovery");
        let mut child =
            home.command(&[words, &["--recovery-key-file", &key]].concat()).spawn().unwrap();
        drop(child.stdout.take());
        let ran = child.wait_with_output().unwrap();
        assert_eq!((ran.status.code(), ran.stderr), (Some(0), Vec::new()), "{words:?}");
    }
}

#[test]
fn a_name_of_two_records_is_asked_back_with_both() {
    let home = Home::with_vault();
    let ids = [added(&home, "Twin"), added(&home, "Twin")];
    let (exit, object) = home.json(&["app", "show", "Twin"]);
    assert_eq!((exit, &object["error"]["code"]), (2, &"ambiguousName".into()));
    let candidates = object["error"]["details"]["candidates"].as_array().unwrap();
    let found: Vec<_> = candidates.iter().map(|one| one["id"].as_i64().unwrap()).collect();
    assert_eq!(found, ids);
    let human = home.open(&["app", "show", "Twin"]).exits(2);
    assert!(human.stderr.contains("Give the number"), "{}", human.stderr);
    home.open(&["app", "show", &ids[0].to_string()]).exits(0);
}

#[test]
fn a_number_that_is_another_records_name_is_asked_back() {
    let home = Home::with_vault();
    let id = added(&home, "First").to_string();
    added(&home, &id);
    let (exit, object) = home.json(&["app", "show", &id]);
    assert_eq!((exit, &object["error"]["code"]), (2, &"ambiguousName".into()));
}

#[test]
fn an_edit_changes_what_is_named_and_leaves_the_rest() {
    let home = Home::with_vault();
    added(&home, "Bot");
    let all = [
        ["--description", "Counts hours"],
        ["--client-id", "AbCdEfGhIjKlMnOpQrSt"],
        ["--service-account", "ab1cd.serviceaccount@example"],
        ["--domain-id", "12345678"],
        ["--scope", "bot,bot.read user.read"],
        ["--scope-separator", "comma"],
        ["--environment", "korea-gov"],
        ["--access-token-life", "1h"],
        ["--refresh-rotation", "on"],
        ["--assertion-lifetime", "1800"],
        ["--redirect-url", "https://app.corp.example/cb"],
        ["--logout-redirect-url", "https://app.corp.example/out"],
        ["--issuer", "https://id.corp.example"],
        ["--jwks-uri", "https://auth.gov-naverworks.com/certs"],
        ["--end-session-endpoint", "https://id.corp.example/bye"],
        ["--confirm-open-id-host", "id.corp.example"],
        ["--pkce", "on"],
        ["--member", "ana@corp.example"],
        ["--tag", "hr"],
        ["--owner", "Ana"],
        ["--notes", "weekly"],
    ];
    let (exit, app) = home.json(&[&["app", "edit", "Bot"], &all.concat()[..]].concat());
    assert_eq!(exit, 0, "{app}");
    let (exit, app) = home.json(&["app", "edit", "Bot", "--name", "Robot", "--tag", ""]);
    assert_eq!((exit, &app["version"]), (0, &3.into()));
    let draft = serde_json::json!({
        "name": "Robot", "tags": [], "owner": "Ana", "notes": "weekly",
        "service": {
            "kind": "lineWorks", "description": "Counts hours", "clientId": "AbCdEfGhIjKlMnOpQrSt",
            "scopes": ["bot", "bot.read", "user.read"], "scopeSeparator": "comma",
            "accessTokenLife": "oneHour", "refreshRotation": true,
            "members": ["ana@corp.example"],
            "redirectUrls": ["https://app.corp.example/cb"],
            "logoutRedirectUrls": ["https://app.corp.example/out"],
            "serviceAccount": "ab1cd.serviceaccount@example", "domainId": "12345678",
            "environment": {"kind": "koreaGov"}, "assertionLifetime": 1800,
            "openId": {
                "issuer": "https://id.corp.example",
                "jwksUri": "https://auth.gov-naverworks.com/certs",
                "userinfoEndpoint": "",
                "endSessionEndpoint": "https://id.corp.example/bye",
                "confirmedHosts": ["id.corp.example"],
                "pkce": true,
            },
        },
    });
    assert_eq!(app["draft"], draft);
    let (exit, object) = home.json(&["app", "edit", "Robot", "--owner", "Ana"]);
    assert_eq!((exit, &object["error"]["code"]), (2, &"invalidInput".into()), "nothing changes");
}

#[test]
fn an_address_of_a_host_that_was_not_confirmed_is_refused() {
    let home = Home::with_vault();
    added(&home, "Bot");
    let edit = ["app", "edit", "Bot", "--jwks-uri", "https://keys.corp.example/certs"];
    let refused = home.open(&edit).exits(2);
    assert!(
        refused.stderr.contains("--confirm-open-id-host keys.corp.example"),
        "{}",
        refused.stderr
    );
    home.open(&[&edit[..], &["--confirm-open-id-host", "keys.corp.example"]].concat()).exits(0);
    let clear = ["app", "edit", "Bot", "--userinfo-endpoint", "http://keys.corp.example/me"];
    home.open(&clear).exits(2);
}

#[test]
fn an_edit_of_an_older_version_is_refused() {
    let home = Home::with_vault();
    added(&home, "Bot");
    home.open(&["app", "edit", "Bot", "--owner", "Ana", "--record-version", "1"]).exits(0);
    let (exit, object) =
        home.json(&["app", "edit", "Bot", "--owner", "Ben", "--record-version", "1"]);
    assert_eq!((exit, &object["error"]["code"]), (2, &"editConflict".into()));
    assert_eq!(object["error"]["details"]["version"], "2");
    let (_, app) = home.json(&["app", "show", "Bot"]);
    assert_eq!(app["draft"]["owner"], "Ana", "the edit that came first stands");
}

#[test]
fn a_service_account_in_the_client_id_is_kept_and_pointed_out() {
    let home = Home::with_vault();
    let add = ["app", "add", "--name", "Bot", "--client-id", "ab1cd.serviceaccount@example"];
    let ran = home.open(&add).exits(0);
    assert!(ran.stdout.contains("This is a Service Account"), "{}", ran.stdout);
}

#[test]
fn an_own_address_needs_its_host_once_more() {
    let home = Home::with_vault();
    let base = ["--auth-base", "https://id.corp.example"];
    let add = ["app", "add", "--name", "Bot"];
    let (exit, object) = home.json(&[&add[..], &base].concat());
    assert_eq!((exit, &object["error"]["details"]["field"]), (2, &"--confirm-host".into()));
    let other = ["--confirm-host", "id.evil.example"];
    assert_eq!(home.json(&[&add[..], &base, &other].concat()).0, 2);
    let plain = ["--auth-base", "http://id.corp.example", "--confirm-host", "id.corp.example"];
    assert_eq!(home.json(&[&add[..], &plain].concat()).0, 2, "clear text is for loopback only");
    let same = ["--confirm-host", "id.corp.example"];
    assert_eq!(home.json(&[&add[..], &base, &same].concat()).0, 0);
    let (_, apps) = home.json(&["app", "list"]);
    assert_eq!(apps["apps"].as_array().unwrap().len(), 1, "what was refused was not added");
}

#[test]
fn an_archived_record_is_put_away_and_can_be_taken_back() {
    let home = Home::with_vault();
    added(&home, "Bot");
    let count = |archived: &[&str]| {
        let (_, apps) = home.json(&[&["app", "list"], archived].concat());
        apps["apps"].as_array().unwrap().len()
    };
    home.open(&["app", "archive", "Bot"]).exits(0);
    assert_eq!((count(&[]), count(&["--archived"])), (0, 1));
    home.open(&["app", "archive", "Bot", "--restore"]).exits(0);
    assert_eq!((count(&[]), count(&["--archived"])), (1, 0));
}
