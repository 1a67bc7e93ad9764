//! `inspect`: any token, decoded and never verified, without a vault.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::fixture::{Home, members};

fn token(header: &str, claims: &str) -> String {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    format!("{}.{}.{}", part(header), part(claims), part("not a signature"))
}

fn sample() -> String {
    token(
        r#"{"typ":"JWT","alg":"RS256"}"#,
        r#"{"iss":"abc","iat":1776230716,"big":12345678901234567890123}"#,
    )
}

#[test]
fn a_token_is_decoded_and_said_to_be_unverified() {
    let home = Home::new();
    let ran = home.run(&["inspect", &sample(), "--json"]).exits(0);
    let object = ran.json();
    assert_eq!(members(&object), ["claims", "header", "kind", "problems", "verified"]);
    assert_eq!(object["kind"], "jws");
    assert!(object["verified"].is_null());
    assert_eq!(object["header"], serde_json::json!({"typ": "JWT", "alg": "RS256"}));
    assert_eq!(object["claims"]["iat"], 1_776_230_716);
    assert!(ran.stdout.contains(":12345678901234567890123}"), "all digits: {}", ran.stdout);
    let human = home.run(&["inspect", &sample()]).exits(0).stdout;
    assert!(human.contains("decoded, not verified"), "{human}");
    assert!(human.contains("1776230716  2026-04-1"), "a time is shown as one: {human}");
}

#[test]
fn a_token_comes_from_standard_input_as_well() {
    let home = Home::new();
    let direct = home.run(&["inspect", &sample(), "--json"]).exits(0).json();
    for arguments in [&["inspect", "--json"][..], &["inspect", "-", "--json"]] {
        let mut read = home.fed(arguments, format!("{}\n", sample())).exits(0).json();
        assert_eq!(read["problems"][0]["id"], "surroundingBlanks");
        read["problems"] = serde_json::json!([]);
        assert_eq!(read, direct);
    }
}

#[test]
fn what_is_no_token_is_2() {
    let home = Home::new();
    for text in ["", "  ", "hello", "these are several words and not a token at all"] {
        let object = home.run(&["inspect", text, "--json"]).exits(2).json();
        assert_eq!(object["error"]["code"], "notAToken", "{text:?}");
    }
}

#[test]
fn a_broken_token_shows_what_decodes_and_is_1() {
    let home = Home::new();
    let whole = sample();
    let cut = &whole[..whole.len() / 2];
    let object = home.run(&["inspect", cut, "--json"]).exits(1).json();
    assert_eq!(object["kind"], "brokenJws");
    assert_eq!(object["header"]["alg"], "RS256");
    assert!(!object["problems"].as_array().unwrap().is_empty());
}

#[test]
fn an_opaque_token_is_named() {
    let home = Home::new();
    let text = "jp1AAAAexampleabcdefghijklkQ8w";
    let object = home.run(&["inspect", text, "--json"]).exits(0).json();
    assert_eq!(object["kind"], "opaque");
    assert!(object["header"].is_null() && object["claims"].is_null());
    let human = home.run(&["inspect", text]).exits(0).stdout;
    assert!(human.contains("LINE WORKS token, region Japan"), "{human}");
}

#[test]
fn a_member_that_is_there_twice_is_pointed_out() {
    let home = Home::new();
    let twice = token(r#"{"alg":"RS256"}"#, r#"{"sub":"first","sub":"second"}"#);
    let object = home.run(&["inspect", &twice, "--json"]).exits(0).json();
    assert_eq!(object["claims"], serde_json::json!({"sub": "first"}));
    assert_eq!(object["problems"][0]["id"], "duplicateMember");
}

#[test]
fn a_token_can_not_steer_the_terminal() {
    let home = Home::new();
    let steering = token(r#"{"alg":"RS256"}"#, r#"{"name":"\u001b[2J\u202eevil","\u001b]0;x":1}"#);
    for arguments in [&["inspect", &steering][..], &["inspect", &steering, "--json"]] {
        let shown = home.run(arguments).exits(0).stdout;
        let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!shown.contains(bad), "{shown:?}");
        assert!(shown.contains("evil"));
    }
}
