//! `inspect`: any token, decoded, and verified only with a key that was given; without a vault.

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
    let names = ["checks", "claims", "header", "kind", "lints", "problems", "verified"];
    assert_eq!(members(&object), names);
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
    // A second may pass between two runs, and the checklist tells the time it judged at.
    let at = ["--json", "--at", "1776230800"];
    let direct = home.run(&[&["inspect", &sample()][..], &at].concat()).exits(0).json();
    for arguments in [&["inspect"][..], &["inspect", "-"]] {
        let piped = home.fed(&[arguments, &at].concat(), format!("{}\n", sample()));
        assert_eq!(piped.exits(0).json(), direct);
    }
}

/// As Windows PowerShell writes what it is given with `>`.
#[test]
fn a_token_in_utf_16_is_read() {
    let home = Home::new();
    let text = format!("\u{feff}{}\r\n", sample());
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let object = home.fed(&["inspect", "--json"], bytes).exits(0).json();
    assert_eq!(object["claims"]["iss"], "abc");
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

mod verifying {
    //! With a key, with expectations, at a time.

    use aws_lc_rs::hmac;

    use super::*;

    // RFC 7515 appendix A.3.
    const JWK: &str = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;
    const ES256: &str = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    const IN_TIME: &str = "1300819379";
    const SECRET: &str = "TESTSECRET-TESTSECRET-TESTSECRET";

    fn check<'a>(object: &'a serde_json::Value, id: &str) -> &'a serde_json::Value {
        let checks = object["checks"].as_array().expect("a list");
        checks.iter().find(|check| check["id"] == id).expect("a check of that id")
    }

    fn hs256(claims: &str) -> String {
        let part = |text: &[u8]| URL_SAFE_NO_PAD.encode(text);
        let input = format!("{}.{}", part(br#"{"alg":"HS256"}"#), part(claims.as_bytes()));
        let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes());
        let signature = part(hmac::sign(&key, input.as_bytes()).as_ref());
        format!("{input}.{signature}")
    }

    #[test]
    fn a_signature_is_verified_and_the_time_decides_as_well() {
        let home = Home::new();
        let key = home.write("key.json", JWK);
        let verify = |at: &str| home.run(&["inspect", ES256, "--key", &key, "--at", at, "--json"]);
        let object = verify(IN_TIME).exits(0).json();
        assert_eq!(object["verified"], true);
        assert_eq!(members(&object["checks"][0]), ["actual", "expected", "id", "result"]);
        assert_eq!(check(&object, "signature")["result"], "passed");
        assert_eq!(check(&object, "iss")["result"], "not_checked");
        let late = verify("1300819380").exits(1).json();
        assert_eq!(late["verified"], true, "the signature still holds");
        assert_eq!(check(&late, "exp")["result"], "failed");
        assert_eq!(check(&late, "exp")["expected"], "> 1300819380");
        assert_eq!(check(&late, "exp")["actual"], "1300819380");
    }

    #[test]
    fn a_changed_token_and_another_key_are_1() {
        let home = Home::new();
        let key = home.write("key.json", JWK);
        let changed = ES256.replacen("eyJpc3Mi", "eyJpc3Ni", 1);
        let object = home
            .run(&["inspect", &changed, "--key", &key, "--at", IN_TIME, "--json"])
            .exits(1)
            .json();
        assert_eq!(object["verified"], false);
        let other = JWK.replace("\"kty\"", "\"kid\":\"a\",\"kty\"");
        let set = home.write("set.json", format!(r#"{{"keys":[{other},{other}]}}"#));
        let object = home
            .run(&["inspect", ES256, "--jwks", &set, "--at", IN_TIME, "--json"])
            .exits(1)
            .json();
        assert_eq!(object["verified"], false, "none of two keys is guessed");
    }

    #[test]
    fn a_secret_comes_from_a_file_and_a_public_key_is_none() {
        let home = Home::new();
        let secret = home.write("secret", format!("{SECRET}\n"));
        let token = hs256(r#"{"exp":10}"#);
        let object = home
            .run(&["inspect", &token, "--hmac-file", &secret, "--at", "9", "--json"])
            .exits(0)
            .json();
        assert_eq!(object["verified"], true);
        let public = home.write("key.json", JWK);
        let refused = home.run(&["inspect", &token, "--hmac-file", &public, "--json"]).exits(2);
        assert_eq!(refused.json()["error"]["details"]["field"], "--hmac-file");
        let both = ["inspect", &token, "--hmac-file", &secret, "--key", &public];
        home.run(&both).exits(2);
    }

    #[test]
    fn expectations_are_compared_to_the_letter() {
        let home = Home::new();
        let token = hs256(r#"{"iss":"https://a.example/","aud":["b","c"],"nonce":"n"}"#);
        for (expect, exit, result) in [
            ("iss=https://a.example/,aud=c,nonce=n", 0, "passed"),
            ("iss=https://a.example,aud=c,nonce=n", 1, "failed"),
        ] {
            let arguments = ["inspect", &token, "--expect", expect, "--at", "9", "--json"];
            let object = home.run(&arguments).exits(exit).json();
            assert_eq!(check(&object, "iss")["result"], result, "{expect}");
            assert_eq!(check(&object, "aud")["result"], "passed");
            assert!(object["verified"].is_null());
        }
        home.run(&["inspect", &token, "--expect", "sub=x"]).exits(2);
    }

    #[test]
    fn alg_none_is_1_and_an_algorithm_that_was_not_asked_for_too() {
        let home = Home::new();
        let none = format!("{}.{}.", URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#), "e30");
        let object = home.run(&["inspect", &none, "--json"]).exits(1).json();
        assert_eq!(object["verified"], false);
        let key = home.write("key.json", JWK);
        let asked = ["inspect", ES256, "--key", &key, "--alg", "RS256", "--at", IN_TIME];
        let human = home.run(&asked).exits(1).stdout;
        assert!(human.contains("another algorithm was asked for"), "{human}");
        home.run(&["inspect", ES256, "--alg", "none"]).exits(2);
    }

    #[test]
    fn an_assertion_is_judged_by_the_rules_of_its_service() {
        let home = Home::new();
        let assertion = token(
            r#"{"typ":"JWT","alg":"RS256"}"#,
            r#"{"iss":"c","sub":"a.serviceaccount@b","iat":100,"exp":3701}"#,
        );
        let object = home.run(&["inspect", &assertion, "--at", "200", "--json"]).exits(1).json();
        assert_eq!(object["lints"][0]["id"], "lifeTooLong");
        assert_eq!(object["lints"][0]["severity"], "error");
        let human = home.run(&["inspect", &assertion, "--at", "200"]).exits(1).stdout;
        assert!(human.contains("service-account assertion for LINE WORKS"), "{human}");
        assert!(human.contains("it lives 3601 s; 3600 s at most"), "{human}");
        assert!(human.contains("1 min 40 s ago"), "a time has its distance: {human}");
    }

    /// A script that asks with a key and reads the exit code must not take "can't say" for "yes".
    #[test]
    fn what_a_key_can_say_nothing_of_is_never_0() {
        let home = Home::new();
        let key = home.write("key.json", JWK);
        let opaque = "jp1AAAAexampleabcdefghijklkQ8w".to_owned();
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        let jwe = format!("{}.a.b.c.d", part(r#"{"alg":"RSA-OAEP","enc":"A128GCM"}"#));
        let long = token(r#"{"alg":"ES256"}"#, &format!(r#"{{"a":"{}"}}"#, "x".repeat(65_536)));
        for text in [&opaque, &jwe, &long] {
            let asked = home.fed(&["inspect", "--key", &key, "--json"], text).exits(1);
            assert_eq!(asked.json()["verified"], false, "{}", asked.stdout);
            home.fed(&["inspect", "--expect", "iss=abc"], text).exits(1);
            home.fed(&["inspect", "--alg", "ES256"], text).exits(1);
        }
        for text in [&opaque, &jwe] {
            let human = home.fed(&["inspect", "--key", &key], text).exits(1).stdout;
            assert!(human.contains("NO: this is not a signed token"), "{human}");
            let plain = home.fed(&["inspect", "--json"], text).exits(0).json();
            assert!(plain["verified"].is_null(), "nothing was asked: {plain}");
        }
    }

    #[test]
    fn a_signature_that_holds_does_not_hide_what_fails() {
        let home = Home::new();
        let key = home.write("key.json", JWK);
        let late = ["inspect", ES256, "--key", &key, "--at", "1300819380", "--expect", "iss=x"];
        let human = home.run(&late).exits(1).stdout;
        let failed = human.lines().find(|line| line.starts_with("failed")).expect("a line of it");
        assert!(failed.contains("exp, iss"), "{human}");
        let good = home.run(&["inspect", ES256, "--key", &key, "--at", IN_TIME]).exits(0).stdout;
        assert!(!good.contains("failed"), "{good}");
    }

    #[test]
    fn what_is_no_key_is_named_and_2() {
        let home = Home::new();
        let page = home.write("page.html", "<!doctype html><title>Sign in</title>");
        let refused = home.run(&["inspect", ES256, "--key", &page]).exits(2);
        assert!(refused.stderr.contains("Web page"), "{}", refused.stderr);
        home.run(&["inspect", ES256, "--key", &home.path("absent")]).exits(2);
    }
}
