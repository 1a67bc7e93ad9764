//! `token refresh|revoke|list|verify-id`: what outlives the command that got it, and how it ends.

use serde_json::Value;

use crate::fixture::{Home, Serving, members};

fn listed(home: &Home) -> Vec<Value> {
    let (exit, list) = home.json(&["token", "list", "Bot"]);
    assert_eq!(exit, 0, "{list}");
    list["tokens"].as_array().unwrap().clone()
}

#[test]
fn a_refresh_token_outlives_the_command_and_brings_a_new_access_token() {
    let sandbox = Serving::with(&["--refresh-rotation", "on"]);
    let home = Home::ready(&sandbox);
    home.open(&["app", "edit", "Bot", "--refresh-rotation", "on"]).exits(0);
    let (_, first) = home.json(&["token", "issue", "Bot", "--show-token"]);
    let kept = listed(&home);
    assert_eq!(kept.len(), 1, "an access token ends with its command: {kept:?}");
    assert_eq!(
        (&kept[0]["kind"], &kept[0]["owner"]),
        (&"refresh".into(), &"serviceAccount".into())
    );
    assert_eq!(kept[0]["stored"], true);
    let life = kept[0]["endsAt"].as_i64().unwrap() - kept[0]["issuedAt"].as_i64().unwrap();
    assert_eq!(life, 90 * 86_400);

    let (exit, second) = home.json(&["token", "refresh", "Bot", "--show-token"]);
    assert_eq!(exit, 0, "{second}");
    assert_eq!(second["grant"], "refresh_token");
    let steps: Vec<_> = second["steps"].as_array().unwrap().iter().map(|s| &s["id"]).collect();
    assert_eq!(steps, ["check", "send", "response", "verify", "keep"]);
    assert_ne!(second["accessToken"], first["accessToken"]);
    assert_ne!(listed(&home)[0]["shown"], kept[0]["shown"], "the new one took its place");
    let human = home.open(&["token", "list"]).exits(0).stdout;
    assert!(human.contains("refresh") && human.contains("service account"), "{human}");
}

#[test]
fn a_token_that_is_not_held_is_not_sent_and_a_revoked_one_is_forgotten() {
    let sandbox = Serving::start(None);
    let home = Home::ready(&sandbox);
    let (exit, none) = home.json(&["token", "refresh", "Bot"]);
    assert_eq!((exit, &none["diagnosis"]["cause"]), (1, &"tokenNotHeld".into()), "{none}");
    assert_eq!(none["steps"][1]["status"], "notReached");
    home.json(&["token", "issue", "Bot"]);
    let ran = home.open(&["token", "revoke", "Bot", "--refresh-token"]).exits(0);
    assert!(ran.stdout.contains("The server ended the token"), "{}", ran.stdout);
    assert!(ran.stderr.contains("is not documented"), "{}", ran.stderr);
    assert_eq!(listed(&home), Vec::<Value>::new());
    let (exit, access) = home.json(&["token", "revoke", "Bot"]);
    assert_eq!((exit, &access["diagnosis"]["cause"]), (1, &"tokenNotHeld".into()), "{access}");
    assert!(access["grant"].is_null());
    let exported = home.open(&["app", "export", "Bot"]).exits(0).stdout;
    assert!(!exported.contains("jp1AAAA"), "a list has no token in it");
}

/// Signed by nobody who could be asked: the list is judged without keys.
const HEADER: &str = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6Im9uZSJ9";
/// iss https://issuer.example, sub TESTmember, aud TESTclient, nonce TESTnonce, iat 1800000000 and
/// exp an hour later.
const CLAIMS: &str = "eyJpc3MiOiJodHRwczovL2lzc3Vlci5leGFtcGxlIiwic3ViIjoiVEVTVG1lbWJlciIsImF1ZCI6\
    IlRFU1RjbGllbnQiLCJub25jZSI6IlRFU1Rub25jZSIsImlhdCI6MTgwMDAwMDAwMCwiZXhwIjoxODAwMDAzNjAwfQ";

/// Without a vault.
fn verified(home: &Home, arguments: &[&str]) -> (i32, Value) {
    let ran = home.run(&[arguments, &["--json"]].concat());
    (ran.exit, ran.json())
}

#[test]
fn an_id_token_is_held_to_its_list_and_never_called_verified_without_keys() {
    let home = Home::new();
    home.write("id_token", format!("{HEADER}.{CLAIMS}.c2lnbmF0dXJl\n"));
    let verify = |more: &[&str]| {
        let path = home.path("id_token");
        let asked = [&["token", "verify-id", &path, "--at", "1800000001"], more].concat();
        verified(&home, &asked)
    };
    let right =
        ["--client-id", "TESTclient", "--issuer", "https://issuer.example", "--nonce", "TESTnonce"];
    let (exit, judged) = verify(&right);
    assert_eq!(exit, 0, "{judged}");
    assert_eq!(members(&judged), ["checks", "ok", "signatureChecked"]);
    assert_eq!((&judged["ok"], &judged["signatureChecked"]), (&true.into(), &false.into()));
    for (option, value, line) in [
        ("--client-id", "TESTother", "idTokenAudience"),
        ("--issuer", "https://evil.example", "idTokenIssuer"),
        ("--nonce", "TESTother", "idTokenNonce"),
        ("--at", "1800003600", "idTokenExpiry"),
    ] {
        let path = home.path("id_token");
        let mut asked = vec!["token", "verify-id", &path, option, value];
        if option != "--at" {
            asked.extend(["--at", "1800000001"]);
        }
        let (exit, judged) = verified(&home, &asked);
        assert_eq!(exit, 1, "{line}: {judged}");
        let checks = judged["checks"].as_array().unwrap();
        let failed: Vec<_> = checks.iter().filter(|c| c["result"] == "failed").collect();
        assert_eq!(failed.len(), 1, "{line}: {judged}");
        assert_eq!(failed[0]["id"], line);
    }
    let human = home.run(&["token", "verify-id", &home.path("id_token"), "--at", "1800000001"]);
    assert!(human.exits(0).stdout.contains("the signature was NOT checked"));
}
