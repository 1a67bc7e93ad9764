//! `token issue`: a token, a refusal with its diagnosis, and where a secret may go.

use crate::fixture::{Home, Serving, at, members};

const ISSUED: [&str; 8] =
    ["diagnosis", "expiresIn", "grant", "ok", "scope", "signedIn", "steps", "tokenType"];

#[test]
fn a_record_with_key_and_secret_gets_a_token() {
    let sandbox = Serving::start(None);
    let home = Home::ready(&sandbox);
    let (exit, issued) = home.json(&["token", "issue", "Bot"]);
    assert_eq!(exit, 0, "{issued}");
    assert_eq!(members(&issued), ISSUED);
    assert_eq!(issued["ok"], true);
    assert_eq!(issued["grant"], "urn:ietf:params:oauth:grant-type:jwt-bearer");
    assert_eq!(issued["tokenType"], "Bearer");
    assert_eq!(issued["expiresIn"], 86_400, "a number, although the server sent a text");
    assert_eq!(issued["scope"], sandbox.facts["scopes"]);
    assert!(issued["diagnosis"].is_null());
    let steps: Vec<_> = issued["steps"].as_array().unwrap().iter().map(|s| &s["id"]).collect();
    assert_eq!(steps, ["build", "check", "sign", "send", "response", "verify"]);

    let ran = home.run(&["token", "issue", "1", "--passphrase-file", &home.path("passphrase")]);
    let ran = ran.exits(0);
    assert!(ran.stderr.contains("Sign with the private key"), "steps are told: {}", ran.stderr);
    assert!(ran.stdout.contains("Bearer") && ran.stdout.contains("(86400 s)"), "{}", ran.stdout);
}

#[test]
fn the_token_itself_comes_only_when_it_is_asked_for() {
    let sandbox = Serving::start(None);
    let home = Home::ready(&sandbox);
    let (_, issued) = home.json(&["token", "issue", "Bot", "--show-token"]);
    let token = issued["accessToken"].as_str().expect("asked for").to_owned();
    assert!(token.starts_with("jp1AAAA") && token.len() > 100, "{token}");
    assert_eq!(members(&issued).len(), ISSUED.len() + 1);
    let human = home.open(&["token", "issue", "Bot", "--show-token"]).exits(0);
    let token = human.stdout.split_whitespace().find(|word| word.starts_with("jp1AAAA")).unwrap();
    assert!(token.len() > 100, "{}", human.stdout);

    let (_, app) = home.json(&["app", "show", "Bot"]);
    let shown = app["activity"].as_array().unwrap().iter();
    let shown = shown.filter(|event| event["kind"] == "secretRevealed").count();
    assert_eq!(shown, 2, "each showing is kept with the record");
    let (_, hidden) = home.json(&["token", "issue", "Bot"]);
    assert!(!hidden.to_string().contains("accessToken"), "{hidden}");
}

#[test]
fn a_server_nine_hours_behind_is_named_and_its_time_helps() {
    let sandbox = Serving::start(Some("clock-off=-32400"));
    let home = Home::ready(&sandbox);
    let (exit, refused) = home.json(&["token", "issue", "Bot"]);
    assert_eq!(exit, 1, "{refused}");
    assert_eq!(members(&refused), ISSUED);
    assert_eq!(refused["ok"], false);
    assert!(refused["tokenType"].is_null() && refused["scope"].is_null());
    let diagnosis = &refused["diagnosis"];
    assert_eq!(diagnosis["cause"], "localTimeAsUtc");
    assert_eq!(diagnosis["params"]["hours"], "9");
    assert!(diagnosis["title"].as_str().unwrap().contains("9 h away"), "{diagnosis}");
    assert!(diagnosis["serverWords"].as_str().unwrap().starts_with("invalid_grant"));

    let human = home.open(&["token", "issue", "Bot"]).exits(1);
    for words in ["9 h away from the server's", "to do", "--server-time", "server's words"] {
        assert!(human.stdout.contains(words), "{words}: {}", human.stdout);
    }
    home.open(&["token", "issue", "Bot", "--server-time"]).exits(0);
}

#[test]
fn a_record_without_secret_is_refused_before_anything_is_sent() {
    let sandbox = Serving::start(None);
    let home = Home::with_vault();
    home.open(&["app", "add", "--name", "Bare", "--client-id", "x", "--scope", "bot"]).exits(0);
    let (exit, refused) = home.json(&["token", "issue", "Bare"]);
    assert_eq!(exit, 1);
    assert_eq!(refused["diagnosis"]["cause"], "clientSecretMissing");
    assert_eq!(refused["steps"][3]["status"], "notReached");
    drop(sandbox);
}

#[test]
fn a_sandbox_record_is_sent_to_this_computer_only() {
    let sandbox = Serving::start(None);
    let home = Home::with_record(&sandbox, &["--environment", "sandbox"]);
    home.open(&["key", "import", "Bot", &sandbox.fact("privateKeyFile")]).exits(0);
    let (exit, stopped) = home.json(&["token", "issue", "Bot"]);
    assert_eq!((exit, &stopped["diagnosis"]["cause"]), (1, &"sandboxStopped".into()));
    for elsewhere in ["https://id.corp.example", "http://10.0.0.1:80", "not an address"] {
        let (exit, refused) = home.json(&["token", "issue", "Bot", "--sandbox-base", elsewhere]);
        assert_eq!((exit, &refused["error"]["code"]), (2, &"invalidInput".into()), "{elsewhere}");
    }
    let base = sandbox.fact("authBase");
    home.open(&["token", "issue", "Bot", "--sandbox-base", &base]).exits(0);
}

#[test]
fn a_host_is_used_only_after_it_was_confirmed() {
    let sandbox = Serving::start(None);
    let home = Home::ready(&sandbox);
    let [option, base, ..] = at(&sandbox);
    let moved = base.replace("127.0.0.1", "localhost");
    let (exit, refused) = home.json(&["app", "edit", "Bot", option, &moved]);
    assert_eq!((exit, &refused["error"]["details"]["field"]), (2, &"--confirm-host".into()));
    let ran = home.open(&["app", "edit", "Bot", option, &moved, "--confirm-host", "localhost"]);
    ran.exits(0);
}

#[test]
fn an_address_that_the_record_lacks_is_named_with_its_option() {
    let sandbox = Serving::start(None);
    let home = Home::ready(&sandbox);
    let token = home.path("token");
    std::fs::write(&token, "TESTtoken").unwrap();
    let told = home.open(&["token", "userinfo", "Bot", "--token-file", &token]).exits(1);
    let said = told.stdout + &told.stderr;
    assert!(
        said.contains("the userinfo address") && said.contains("--userinfo-endpoint"),
        "{said}"
    );
    assert!(!said.contains("--environment"), "the environment is not to blame: {said}");
}
