//! No secret on standard output or standard error, whatever happens, whatever was asked.

use std::fs;

use crate::fixture::{Home, PASSPHRASE, Serving};

#[test]
fn no_planted_secret_is_ever_printed() {
    for fault in [None, Some("echo-secret"), Some("html")] {
        let sandbox = Serving::start(fault);
        let home = Home::ready(&sandbox);
        let pem = fs::read_to_string(sandbox.key_file()).unwrap();
        let middle = pem.lines().nth(3).unwrap().to_owned();
        let recovery = fs::read_to_string(home.path("recovery")).unwrap();
        let planted = [
            sandbox.fact("clientSecret"),
            middle,
            recovery.trim().to_owned(),
            PASSPHRASE.to_owned(),
        ];
        let key = sandbox.fact("privateKeyFile");
        let secret = home.path("secret");
        let commands: &[&[&str]] = &[
            &["token", "issue", "Bot"],
            &["app", "show", "Bot"],
            &["app", "edit", "Bot", "--client-secret-file", &secret],
            &["app", "list"],
            &["key", "inspect", &key],
            &["key", "import", "Bot", &key],
            &["run", "list"],
            &["run", "show", "1"],
            &["app", "show", "nobody"],
        ];
        for command in commands {
            for json in [&["--json"][..], &[]] {
                let ran = home.open(&[command, json].concat());
                for secret in &planted {
                    let shown = ran.stdout.contains(secret) || ran.stderr.contains(secret);
                    assert!(!shown, "{fault:?} {command:?}\n{}\n{}", ran.stdout, ran.stderr);
                }
            }
        }
        let passphrase = home.path("passphrase");
        let ran = home.run(&["app", "list", "--passphrase-file", &passphrase]);
        assert!(!ran.stdout.contains(PASSPHRASE) && !ran.stderr.contains(PASSPHRASE));
    }
}

#[test]
fn a_token_is_shown_by_its_ends_only() {
    let sandbox = Serving::start(None);
    let home = Home::ready(&sandbox);
    home.open(&["token", "issue", "Bot"]).exits(0);
    for command in [&["run", "show", "1"][..], &["token", "issue", "Bot"]] {
        for json in [&["--json"][..], &[]] {
            let ran = home.open(&[command, json].concat()).exits(0);
            let words = ran.stdout.split(|c: char| !c.is_ascii_alphanumeric());
            let longest = words.filter(|word| word.starts_with("jp1AAA")).map(str::len).max();
            assert_eq!(longest, Some(6), "{}", ran.stdout);
        }
    }
}
