//! `run copy-as` and `run compare`: a kept run as a program, and what changed since it worked.

use crate::fixture::{Home, Serving, members};

#[test]
fn a_run_is_printed_as_a_program_that_runs() {
    let sandbox = Serving::start(None);
    let home = Home::ready(&sandbox);
    home.json(&["token", "issue", "Bot"]);
    let (exit, copied) = home.json(&["run", "copy-as", "1", "--as", "curl"]);
    assert_eq!(exit, 0, "{copied}");
    assert_eq!(members(&copied), ["fileName", "language", "source", "text", "variables"]);
    assert_eq!(copied["variables"].to_string(), r#"["CLIENT_SECRET","PRIVATE_KEY_FILE"]"#);
    let printed = home.open(&["run", "copy-as", "1", "--as", "curl"]).exits(0);
    assert_eq!(printed.stdout.trim_end(), copied["text"].as_str().unwrap().trim_end());
    for hidden in [sandbox.fact("clientSecret"), "jp1AAAA".to_owned()] {
        assert!(!printed.stdout.contains(&hidden), "no secret stands in it");
    }
    let program = home.write("token.sh", &printed.stdout);
    let ran = std::process::Command::new("bash")
        .arg(program)
        .env("CLIENT_SECRET", sandbox.fact("clientSecret"))
        .env("PRIVATE_KEY_FILE", sandbox.key_file())
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success() && said.contains("jp1AAAA"), "{ran:?}");
}

#[test]
fn each_language_is_known_and_another_is_wrong_use() {
    let sandbox = Serving::start(None);
    let home = Home::ready(&sandbox);
    home.json(&["token", "issue", "Bot"]);
    for (language, part) in [
        ("curl", "#!/usr/bin/env bash"),
        ("python", "import urllib.request"),
        ("node", "node:crypto"),
        ("rust", "fn main"),
    ] {
        let printed = home.open(&["run", "copy-as", "1", "--as", language]).exits(0);
        assert!(printed.stdout.contains(part), "{language}: {}", printed.stdout);
    }
    home.open(&["run", "copy-as", "1", "--as", "cobol"]).exits(2);
    home.open(&["run", "copy-as", "9", "--as", "curl"]).exits(2);
}

#[test]
fn a_failed_run_is_compared_with_the_last_that_worked() {
    let sandbox = Serving::start(None);
    let home = Home::ready(&sandbox);
    let (exit, nothing) = home.json(&["run", "compare", "1"]);
    assert_eq!(exit, 2, "there is no run yet: {nothing}");
    home.json(&["token", "issue", "Bot"]);
    let (exit, alone) = home.json(&["run", "compare", "1"]);
    assert_eq!((exit, &alone["error"]["code"]), (2, &"noPassedRun".into()), "{alone}");
    home.json(&["app", "edit", "Bot", "--scope", "mail"]);
    home.json(&["token", "issue", "Bot"]);
    let (exit, compared) = home.json(&["run", "compare", "2"]);
    assert_eq!(exit, 0, "{compared}");
    assert_eq!(members(&compared), ["from", "rows", "to"]);
    assert_eq!((&compared["from"]["id"], &compared["to"]["id"]), (&1.into(), &2.into()));
    let (_, named) = home.json(&["run", "compare", "2", "1"]);
    assert_eq!(named, compared, "the earlier run comes first in any case");

    let text = home.open(&["run", "compare", "2"]).exits(0).stdout;
    let before = text.find("Different in every run").expect("the heading is there");
    assert!(text.find("field scope").expect("it changed") < before, "{text}");
    assert!(text.contains("    later    mail"), "{text}");
    assert!(text.find("field client_secret").expect("it is the same") > before, "{text}");
}
