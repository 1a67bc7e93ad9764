//! A channel of LINE in the terminal: its record, its key, its tokens.

use std::fs;

use serde_json::Value;

use crate::fixture::{Home, Serving};

/// A vault with a channel whose place is the served sandbox.
fn ready(sandbox: &Serving) -> (Home, String) {
    let home = Home::ready(sandbox);
    let line = &sandbox.line["line"];
    let text = |name: &str| line[name].as_str().unwrap().to_owned();
    let secret = sandbox.folder.path().join("channel-secret.txt");
    fs::write(&secret, text("channelSecret")).unwrap();
    home.open(&[
        "app",
        "add",
        "line-channel",
        "--name",
        "Notices",
        "--channel-id",
        &text("channelId"),
        "--client-secret-file",
        secret.to_str().unwrap(),
        "--place",
        "sandbox",
    ])
    .exits(0);
    (home, text("apiBase"))
}

fn issue(home: &Home, base: &str, more: &[&str]) -> (i32, Value) {
    let verb = ["token", "issue", "Notices", "--sandbox-base", base];
    home.json(&[&verb[..], more].concat())
}

#[test]
fn tokens_are_issued_listed_verified_and_revoked() {
    let sandbox = Serving::start(None);
    let (home, base) = ready(&sandbox);
    let (exit, stateless) = issue(&home, &base, &["--kind", "stateless", "--show-token"]);
    assert_eq!((exit, &stateless["expiresIn"]), (0, &899.into()), "{stateless}");
    let (exit, short) = issue(&home, &base, &["--kind", "short-lived"]);
    assert_eq!((exit, &short["expiresIn"]), (0, &2_592_000.into()), "{short}");
    assert_eq!(short.get("accessToken"), None, "not shown unless asked for");
    let (_, list) = home.json(&["token", "list", "Notices"]);
    let id = list["tokens"][0]["id"].to_string();
    assert_eq!(list["tokens"][0]["kind"], "shortLived", "{list}");
    for verb in ["verify", "revoke"] {
        let (exit, done) =
            home.json(&["token", verb, "Notices", "--id", &id, "--sandbox-base", &base]);
        assert_eq!(exit, 0, "{verb}: {done}");
    }
    let (exit, dead) =
        home.json(&["token", "verify", "Notices", "--id", &id, "--sandbox-base", &base]);
    assert_eq!((exit, &dead["diagnosis"]["cause"]), (1, &"channelTokenOver".into()), "{dead}");
}

#[test]
fn a_key_is_made_and_its_public_half_given_out_as_line_takes_it() {
    let sandbox = Serving::start(None);
    let (home, base) = ready(&sandbox);
    let (exit, none) = issue(&home, &base, &["--kind", "v2.1", "--lifetime", "7d"]);
    assert_eq!((exit, &none["diagnosis"]["cause"]), (1, &"channelIncomplete".into()), "{none}");
    let (_, made) = home.json(&["key", "jwk", "Notices", "--for", "line", "--new"]);
    let jwk: Value = serde_json::from_str(made["jwk"].as_str().unwrap()).unwrap();
    assert_eq!((&jwk["alg"], jwk.get("kid"), jwk.get("d")), (&"RS256".into(), None, None));
    let kid = "536e453c-aa93-4449-8e90-add2608783c6";
    let (_, named) = home.json(&["key", "jwk", "Notices", "--for", "line", "--kid", kid]);
    assert_eq!((&named["kid"], &named["jwk"]), (&kid.into(), &made["jwk"]));
    let (exit, refused) = issue(&home, &base, &["--kind", "v2.1"]);
    let cause = &refused["diagnosis"]["cause"];
    assert_eq!((exit, cause), (1, &"channelKeyUnknown".into()), "LINE does not know this kid");
}
