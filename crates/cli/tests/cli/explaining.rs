//! `explain`: a failure from a text alone, without a vault.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::fixture::{Home, members};

fn assertion(claims: &str) -> String {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let head = part(r#"{"typ":"JWT","alg":"RS256"}"#);
    format!("{head}.{}.{}", part(claims), part("TESTsignature"))
}

/// Wrong in its issuer; far in the future, so that no clock makes it a question of time zones.
fn wrong() -> String {
    assertion(
        r#"{"iss":"abc12.serviceaccount@example","sub":"abc12.serviceaccount@example","iat":4102444817,"exp":4102449000}"#,
    )
}

#[test]
fn faults_of_an_assertion_are_listed_in_order_and_end_with_1() {
    let home = Home::new();
    let ran = home.fed(&["explain", "-", "--json"], wrong()).exits(1);
    let object = ran.json();
    let expected =
        ["checked", "diagnosis", "httpStatus", "material", "serverNow", "serverWords", "shown"];
    assert_eq!(members(&object), expected);
    assert_eq!(object["material"], serde_json::json!(["assertion"]));
    let also = object["diagnosis"]["also"].as_array().unwrap();
    let causes: Vec<_> = std::iter::once(&object["diagnosis"])
        .chain(also)
        .map(|fault| fault["cause"].as_str().unwrap())
        .collect();
    assert_eq!(causes, ["lifetimeTooLong", "clockFast", "issuerWrong"]);
    let human = home.fed(&["explain"], wrong()).exits(1).stdout;
    assert!(human.contains("lives 4183 s; 3600 s are allowed"), "{human}");
    assert!(human.contains("also: iss is not the Client ID"), "{human}");
    assert!(human.contains("certain: measured"), "{human}");
}

#[test]
fn an_answer_is_explained_with_the_servers_words() {
    let home = Home::new();
    let text = "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\n\r\n\
                {\"error\":\"invalid_client\",\"error_description\":\"client_secret is wrong\"}";
    let object = home.fed(&["explain", "--json"], text).exits(1).json();
    assert_eq!(object["diagnosis"]["cause"], "clientSecretWrong");
    assert_eq!(object["serverWords"], "invalid_client: client_secret is wrong");
    assert_eq!(object["httpStatus"], 401);
}

#[cfg(unix)]
#[test]
fn a_key_file_that_others_can_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let file = home.path("some.key");
    let key = credenza_engine::generate_key(credenza_engine::views::key_desk::KeySize::Rsa2048);
    std::fs::write(&file, key.unwrap().expose()).unwrap();
    for (mode, code) in [(0o644, 1), (0o600, 0)] {
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
        let object = home.run(&["explain", &file, "--json"]).exits(code).json();
        let cause = &object["diagnosis"]["cause"];
        assert_eq!(cause == "keyFileReadable", mode == 0o644, "{mode:o}: {object}");
    }
}

/// Everybody may read a public key.
#[cfg(unix)]
#[test]
fn a_public_key_that_others_can_read_is_no_fault() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let key = home.path("some.key");
    home.run(&["key", "generate", "--out", &key]).exits(0);
    let public = home.path("public.pem");
    home.run(&["key", "convert", &key, "--to", "public-pem", "--out", &public]).exits(0);
    std::fs::set_permissions(&public, std::fs::Permissions::from_mode(0o644)).unwrap();
    let object = home.run(&["explain", &public, "--json"]).exits(1).json();
    assert_eq!(object["diagnosis"]["cause"], "keyUnusable");
    assert_eq!(object["diagnosis"]["also"], serde_json::json!([]), "nobody has to hide it");
}

/// As Windows PowerShell writes what it is given with `>`.
#[test]
fn an_answer_in_utf_16_is_explained() {
    let home = Home::new();
    let text = "\u{feff}{\"error\":\"invalid_client\"}\r\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let object = home.fed(&["explain", "--json"], bytes).exits(1).json();
    assert_eq!(object["serverWords"], "invalid_client");
}

/// Others read such a file as it is, and find no key in it.
#[cfg(unix)]
#[test]
fn a_key_file_with_a_byte_order_mark_is_no_sound_key_file() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let key = home.path("some.key");
    home.run(&["key", "generate", "--out", &key]).exits(0);
    let text = format!("\u{feff}{}", std::fs::read_to_string(&key).unwrap());
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [text.as_bytes(), &utf16] {
        let marked = home.write("marked.key", bytes);
        std::fs::set_permissions(&marked, std::fs::Permissions::from_mode(0o600)).unwrap();
        let object = home.run(&["explain", &marked, "--json"]).exits(1).json();
        assert_eq!(object["diagnosis"]["cause"], "keyTextDamaged", "{object}");
    }
    home.run(&["explain", &key]).exits(0);
}

#[test]
fn a_text_that_says_nothing_is_2_and_is_not_shown() {
    let home = Home::new();
    let ran = home.fed(&["explain", "--json"], "TESTsecret of mine").exits(2);
    assert_eq!(ran.json()["material"], serde_json::json!([]));
    assert!(!ran.stdout.contains("TESTsecret"), "{}", ran.stdout);
    let long = "x".repeat(300 * 1024);
    home.fed(&["explain", "--json"], long).exits(2);
}

#[test]
fn nothing_secret_and_no_escape_sequence_reaches_the_terminal() {
    let home = Home::new();
    let text = "curl -d 'client_secret=TESTsecret' https://auth.worksmobile.com/oauth2/token\n\
                HTTP/1.1 400 x\n\n{\"error\":\"\\u001b[2J\\u202eevil\",\"client_secret\":\"TESTsecret\"}";
    for arguments in [&["explain"][..], &["explain", "--json"]] {
        let shown = home.fed(arguments, text).exits(1).stdout;
        let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!shown.contains(bad) && !shown.contains("TESTsecret"), "{shown:?}");
    }
}
