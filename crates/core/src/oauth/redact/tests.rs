//! A secret must not survive in any way of writing it that a server could choose.

use super::*;

const SECRET: &str = "TESTsecret";
const TOKEN: &str = "jp1AAAAexample+abc/def==";

fn hidden(secrets: &[&str]) -> Hidden {
    let mut hidden = Hidden::default();
    secrets.iter().for_each(|secret| hidden.hide(&Secret::new((*secret).to_owned())));
    hidden
}

fn body(text: &str, secrets: &[&str]) -> String {
    plain_text(&hidden(secrets).body(text.as_bytes(), false))
}

#[test]
fn a_known_secret_is_cut_out_however_it_is_written() {
    let rows = [
        "a TESTsecret b",
        "%54%45%53%54%73%65%63%72%65%74",
        r#"{"e":"\u0054ESTsecret"}"#,
        "basic VEVTVHNlY3JldA==",
        "basic eDpURVNUc2VjcmV0",
        "54455354736563726574",
        "{\"bad TESTsecret\":1}",
    ];
    for text in rows {
        let shown = body(text, &[SECRET]);
        assert!(shown.contains('…') && !shown.contains("ESTsecret"), "{text} was shown as {shown}");
    }
    assert!(
        !body("basic eDpURVNUc2VjcmV0", &[SECRET]).contains("URVNUc2"),
        "within a longer base64 text"
    );
}

#[test]
fn awkward_secrets_are_found_in_forms_and_json() {
    let rows =
        ["a TEST+se/cret\"== b", "x=TEST%2Bse%2Fcret%22%3D%3D&", "x=TEST%2bse%2fcret%22%3d%3d&"];
    for text in rows {
        assert!(!body(text, &["TEST+se/cret\"=="]).contains("cret"), "{text}");
    }
    assert!(!body(r#"{"t":"TEST+se\/cret\"=="}"#, &["TEST+se/cret\"=="]).contains("cret"));
}

#[test]
fn tokens_are_cut_out_by_the_name_of_their_member() {
    let rows = [
        format!(r#"{{"access_token":"{TOKEN}","x":1}}"#),
        format!(r#"{{ "access_token" : "{TOKEN}"#),
        format!(r#"{{"access\u005ftoken":"{TOKEN}"}}"#),
        format!(r#"{{"access_token":["{TOKEN}"],"a":{{"refresh_token":{{"v":"{TOKEN}"}}}}}}"#),
        format!("access_token={TOKEN}&token_type=bearer"),
        r#"{"error_description":"eyJhbGciOiJI.eyJpc3MiOiJ4.jp1AAAAexample"}"#.to_owned(),
    ];
    for text in rows {
        assert!(!body(&text, &[]).contains("AAAAexample"), "{text}");
    }
}

#[test]
fn credentials_and_private_keys_are_cut_out_by_their_shape() {
    let rows = [
        ("authorization: Bearer TESTAAAAexample= x", "authorization: Bearer … x"),
        (
            "key -----BEGIN PRIVATE KEY-----\nTESTAAAAexample\n-----END PRIVATE KEY-----",
            "key -----BEGIN PRIVATE KEY-----…-----END PRIVATE KEY-----",
        ),
        ("-----BEGIN RSA PRIVATE KEY-----\\nTESTAAAAexample", "-----BEGIN RSA PRIVATE KEY-----…"),
        ("a Bearer token is expected", "a Bearer token is expected"),
        ("-----BEGIN PUBLIC KEY-----\nTEST", "-----BEGIN PUBLIC KEY-----\nTEST"),
    ];
    for (text, shown) in rows {
        assert_eq!(body(text, &[]), shown);
    }
}

#[test]
fn a_broken_answer_shows_no_beginning_of_a_secret() {
    let shown = plain_text(&hidden(&[SECRET]).body(b"you sent TESTsec", true));
    assert_eq!(shown, "you sent …");
}

#[test]
fn what_is_no_text_is_not_shown() {
    let utf16: Vec<u8> = TOKEN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(plain_text(&hidden(&[]).body(&utf16, false)), "…");
}

#[test]
fn headers_with_secrets_are_hidden() {
    let rows = [
        ("Set-Cookie", "sid=1", "…"),
        ("X-Access-Token", "abc", "…"),
        (
            "Location",
            "https://x.example/#access_token=TESTtoken&a=1",
            "https://x.example/#access_token=…&a=1",
        ),
        ("Date", "Wed, 15 Apr 2026 05:25:16 GMT", "Wed, 15 Apr 2026 05:25:16 GMT"),
    ];
    for (name, value, expected) in rows {
        let shown = hidden(&[]).headers(&[(name.to_owned(), value.to_owned())]);
        assert_eq!(shown[0].1, expected, "{name}");
    }
}

#[test]
fn a_hostile_answer_is_sealed_whole_instead_of_cut_forever() {
    let text = r#""id_token":"aaaa","#.repeat(15_000);
    let parts = hidden(&[SECRET]).body(text.as_bytes(), false);
    assert!(matches!(parts.as_slice(), [Part::Secret(_)]));
}

#[test]
fn what_is_left_is_the_text_itself() {
    assert_eq!(hidden(&[SECRET]).body(b"plain", false), [Part::plain("plain")]);
    let json = r#"{ "scope":"bot",  "token_type":"Bearer" }"#;
    assert_eq!(body(json, &[SECRET]), json, "an answer without secrets is shown as it came");
}
