//! What a reading shows, names and survives.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use proptest::prelude::*;

use super::*;

// RFC 7515 appendix A.2.
const RFC_7515_A2: &str = concat!(
    "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvb",
    "S9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4B",
    "h-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBA",
    "rLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1p",
    "hCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"
);

fn part(json: &str) -> String {
    URL_SAFE_NO_PAD.encode(json)
}

fn token(header: &str, claims: &str) -> String {
    format!("{}.{}.{}", part(header), part(claims), URL_SAFE_NO_PAD.encode([7; 256]))
}

fn with_claims(claims: &str) -> TokenReading {
    read(&token(r#"{"alg":"RS256","typ":"JWT"}"#, claims))
}

fn ids(reading: &TokenReading) -> Vec<TokenProblemId> {
    reading.problems.iter().map(|problem| problem.id).collect()
}

fn claim<'a>(reading: &'a TokenReading, name: &str) -> &'a Member {
    reading.claims.as_ref().unwrap().iter().find(|member| member.name == name).unwrap()
}

#[test]
fn published_token_is_decoded() {
    let reading = read(RFC_7515_A2);
    assert_eq!(reading.kind, TokenKind::Jws);
    assert_eq!((&reading.problems, reading.signature_bytes), (&vec![], Some(256)));
    let names: Vec<&str> =
        reading.claims.as_ref().unwrap().iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["iss", "exp", "http://example.com/is_root"], "in their order");
    assert_eq!(claim(&reading, "iss").value_json, r#""joe""#);
    assert_eq!(claim(&reading, "iss").shown, "joe");
    assert_eq!(claim(&reading, "exp").time, Some(1_300_819_380));
}

#[test]
fn large_numbers_keep_every_digit() {
    let reading =
        with_claims(r#"{"domain":1234567890123456789,"ratio":1.10,"deep":{"b":1,"a":2}}"#);
    assert_eq!(claim(&reading, "domain").value_json, "1234567890123456789");
    assert_eq!(claim(&reading, "ratio").value_json, "1.10");
    assert_eq!(claim(&reading, "deep").value_json, r#"{"b":1,"a":2}"#);
}

#[test]
fn unusual_times_are_named() {
    for (value, time, note) in [
        ("1700000000", Some(1_700_000_000), None),
        ("0", Some(0), None),
        ("1700000000.75", Some(1_700_000_000), Some(TimeNote::Fractional)),
        ("1.7e9", Some(1_700_000_000), Some(TimeNote::Fractional)),
        ("1700000000000", None, Some(TimeNote::Milliseconds)),
        ("\"1700000000\"", None, Some(TimeNote::Text)),
        ("-5", None, Some(TimeNote::Negative)),
        ("1700000000000000", None, Some(TimeNote::Huge)),
        ("1e999", None, Some(TimeNote::Huge)),
        ("\"tomorrow\"", None, Some(TimeNote::NotANumber)),
        ("null", None, Some(TimeNote::NotANumber)),
    ] {
        for name in ["iat", "exp", "nbf", "auth_time"] {
            let reading = with_claims(&format!(r#"{{"{name}":{value}}}"#));
            let member = claim(&reading, name);
            assert_eq!((member.time, member.note), (time, note), "{name} {value}");
        }
    }
    let other = with_claims(r#"{"count":1700000000000}"#);
    assert_eq!(claim(&other, "count").note, None, "only times are judged as times");
}

#[test]
fn ordinary_base64_is_named_with_its_place_and_still_read() {
    let json = r#"{"a":"???>>>~~~"}"#;
    let claims = STANDARD.encode(json);
    assert!(claims.contains('/') && claims.contains('+') && claims.ends_with('='), "{claims}");
    let head = part(r#"{"alg":"RS256"}"#);
    let reading = read(&format!("{head}.{claims}.AAAA"));
    assert_eq!(reading.kind, TokenKind::Jws, "still readable");
    assert_eq!(ids(&reading), [TokenProblemId::OrdinaryBase64, TokenProblemId::Padding]);
    let start = head.len() + 1;
    let first = claims.find(['+', '/']).unwrap();
    assert_eq!(reading.problems[0].position, Some(start + first));
    assert_eq!(reading.problems[0].part, Some(TokenPart::Claims));
    assert_eq!(reading.problems[0].params["character"], claims[first..=first]);
    assert_eq!(reading.problems[1].position, Some(start + claims.find('=').unwrap()));
    assert_eq!(claim(&reading, "a").shown, "???>>>~~~");
}

#[test]
fn foreign_character_marks_where_the_token_breaks() {
    let whole = token(r#"{"alg":"RS256"}"#, r#"{"iss":"made-up","sub":"someone","aud":"x"}"#);
    let head = part(r#"{"alg":"RS256"}"#).len() + 1;
    let mut broken = whole.clone();
    broken.replace_range(head + 30..=head + 30, "*");
    let reading = read(&broken);
    assert_eq!(reading.kind, TokenKind::BrokenJws);
    assert_eq!(ids(&reading), [TokenProblemId::ForeignCharacter, TokenProblemId::BrokenJson]);
    assert_eq!(reading.problems[0].position, Some(head + 30));
    assert_eq!(reading.problems[0].params["character"], "*");
    assert_eq!(claim(&reading, "iss").shown, "made-up", "what stands before the break is shown");
}

#[test]
fn cut_off_tokens_show_what_there_is() {
    let whole = token(r#"{"alg":"RS256"}"#, r#"{"iss":"made-up","sub":"someone"}"#);
    let head = part(r#"{"alg":"RS256"}"#).len() + 1;
    let reading = read(&whole[..head + 28]);
    assert_eq!(reading.kind, TokenKind::BrokenJws);
    assert_eq!(ids(&reading), [TokenProblemId::WrongPartCount, TokenProblemId::BrokenJson]);
    assert_eq!(reading.problems[0].params["parts"], "2");
    assert_eq!(reading.problems[1].position, Some(head + 28), "after the last character there is");
    assert_eq!(claim(&reading, "iss").shown, "made-up");
    let reading = read(&whole[..12]);
    assert_eq!(reading.kind, TokenKind::BrokenJws, "even a piece of the header is known as one");
    let one_short = &whole[..whole.len() - 1];
    assert_eq!(ids(&read(one_short)), [TokenProblemId::ImpossibleLength]);
}

#[test]
fn stray_bits_are_named() {
    let reading = read(&format!("{}.e30.AB", part(r#"{"alg":"RS256"}"#)));
    assert_eq!(ids(&reading), [TokenProblemId::StrayBits]);
    assert_eq!(reading.problems[0].part, Some(TokenPart::Signature));
}

#[test]
fn broken_json_is_named_with_its_offset() {
    let json = "{\"iss\":\"made-up\",\n\"sub\":someone}";
    let reading = with_claims(json);
    assert_eq!(reading.kind, TokenKind::BrokenJws);
    let problem = &reading.problems[0];
    assert_eq!(problem.id, TokenProblemId::BrokenJson);
    let offset: usize = problem.params["offset"].parse().unwrap();
    assert_eq!(&json[offset..=offset], "s", "at the word without quotation marks");
    assert_eq!(claim(&reading, "iss").shown, "made-up");
    assert_eq!(ids(&with_claims("[1,2]")), [TokenProblemId::NotAnObject]);
    assert_eq!(ids(&with_claims("{} {}")), [TokenProblemId::BrokenJson]);
    let latin = format!(
        "{}.{}.AAAA",
        part(r#"{"alg":"RS256"}"#),
        URL_SAFE_NO_PAD.encode(b"{\"a\":\"\xe9\"}")
    );
    assert_eq!(ids(&read(&latin)), [TokenProblemId::NotUtf8]);
}

#[test]
fn duplicate_members_are_named_at_every_level() {
    let reading = with_claims(r#"{"a":1,"b":{"c":1,"c":2},"a":2,"d":[{"e":1,"e":1}]}"#);
    let names: Vec<&str> = reading
        .problems
        .iter()
        .filter(|problem| problem.id == TokenProblemId::DuplicateMember)
        .map(|problem| problem.params["name"].as_str())
        .collect();
    assert_eq!(names, ["a", "b.c", "d.0.e"]);
    assert_eq!(reading.claims.unwrap().len(), 4, "both values are shown");
    let escaped = with_claims(r#"{"exp":1,"\u0065xp":2}"#);
    assert_eq!(ids(&escaped), [TokenProblemId::DuplicateMember], "by their decoded names");
}

#[test]
fn depth_and_length_are_bounded() {
    let nested = |levels: usize| format!("{{\"a\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
    assert_eq!(ids(&with_claims(&nested(MAX_DEPTH - 1))), []);
    assert_eq!(ids(&with_claims(&nested(MAX_DEPTH))), [TokenProblemId::TooDeep]);
    assert_eq!(ids(&with_claims(&nested(20_000))), [TokenProblemId::TooDeep]);
    let brackets_in_text = format!("{{\"a\":\"{}\"}}", "[".repeat(100));
    assert_eq!(ids(&with_claims(&brackets_in_text)), []);
    let long = format!("eyJ{}", "A".repeat(MAX_TOKEN_BYTES));
    assert_eq!(ids(&read(&long)), [TokenProblemId::TooLong]);
    assert_eq!(read(&long).header, None);
    assert_eq!(read(&long).kind, TokenKind::Opaque);
    let long =
        token(r#"{"alg":"RS256"}"#, &format!(r#"{{"a":"{}"}}"#, "A".repeat(MAX_TOKEN_BYTES)));
    let reading = read(&long);
    assert_eq!((ids(&reading), reading.header), (vec![TokenProblemId::TooLong], None));
    assert_eq!(reading.kind, TokenKind::BrokenJws, "a JWT is no opaque token, whatever its length");
}

#[test]
fn suspicious_headers_are_named() {
    let header = |json: &str| ids(&read(&token(json, "{}")));
    assert_eq!(header(r#"{"alg":"RS256"}"#), []);
    assert_eq!(header(r#"{"alg":"none"}"#), [TokenProblemId::AlgNone]);
    assert_eq!(header(r#"{"alg":"NonE"}"#), [TokenProblemId::AlgNone]);
    assert_eq!(header(r#"{"typ":"JWT"}"#), [TokenProblemId::AlgMissing]);
    assert_eq!(header(r#"{"alg":256}"#), [TokenProblemId::AlgMissing]);
    let reading = read(&token(r#"{"alg":"RS256","crit":["exp","b64"],"b64":false}"#, "{}"));
    assert_eq!(ids(&reading), [TokenProblemId::UnknownCrit, TokenProblemId::UnencodedPayload]);
    assert_eq!(reading.problems[0].params["names"], "exp, b64");
    for name in ["jku", "jwk", "x5u", "x5c"] {
        let reading =
            read(&token(&format!(r#"{{"alg":"RS256","{name}":"https://evil.example"}}"#), "{}"));
        assert_eq!(ids(&reading), [TokenProblemId::KeyInHeader]);
        assert_eq!(reading.problems[0].params["name"], name);
    }
    let unsigned = read(&format!("{}.e30.", part(r#"{"alg":"none"}"#)));
    assert_eq!(ids(&unsigned), [TokenProblemId::AlgNone, TokenProblemId::NoSignature]);
    assert_eq!(unsigned.signature_bytes, Some(0));
}

#[test]
fn five_parts_are_encrypted_and_only_their_header_is_read() {
    let header = part(r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#);
    let reading = read(&format!("{header}.AAAA.AAAA.AAAA.AAAA"));
    assert_eq!((reading.kind, &reading.claims), (TokenKind::Jwe, &None));
    assert_eq!(reading.header.unwrap()[1].shown, "A256GCM");
    let four = read(&format!("{header}.e30.AAAA.AAAA"));
    assert_eq!(four.kind, TokenKind::BrokenJws);
    assert_eq!(ids(&four), [TokenProblemId::WrongPartCount]);
}

#[test]
fn what_stands_around_is_left_out_and_named() {
    let bare = read(RFC_7515_A2);
    for (text, problems) in [
        (format!("Bearer {RFC_7515_A2}"), vec![TokenProblemId::BearerPrefix]),
        (format!("authorization: bearer  {RFC_7515_A2}"), vec![TokenProblemId::BearerPrefix]),
        (format!(" \n{RFC_7515_A2}\r\n"), vec![TokenProblemId::SurroundingBlanks]),
        (format!("{RFC_7515_A2}\r\n"), Vec::new()),
        (format!("\"{RFC_7515_A2}\""), vec![TokenProblemId::SurroundingQuotes]),
        (
            format!(" 'Bearer {RFC_7515_A2}'"),
            vec![
                TokenProblemId::SurroundingBlanks,
                TokenProblemId::SurroundingQuotes,
                TokenProblemId::BearerPrefix,
            ],
        ),
    ] {
        let reading = read(&text);
        assert_eq!((reading.kind, ids(&reading)), (TokenKind::Jws, problems), "{text}");
        assert_eq!(reading.claims, bare.claims);
    }
    let behind = read(&format!("{RFC_7515_A2}  \n"));
    assert_eq!(behind.problems[0].position, Some(RFC_7515_A2.len()));
    let wrapped = format!("{}\n{}", &RFC_7515_A2[..60], &RFC_7515_A2[60..]);
    let reading = read(&wrapped);
    assert_eq!((reading.kind, ids(&reading)), (TokenKind::Jws, vec![TokenProblemId::BlankInside]));
    assert_eq!(reading.problems[0].position, Some(60));
}

#[test]
fn positions_count_from_the_beginning_of_the_pasted_text() {
    let reading = read("「Bearer」 ");
    assert_eq!(reading.kind, TokenKind::Opaque);
    let text = format!("  Bearer {}.e30=.AAAA", part(r#"{"alg":"RS256"}"#));
    let reading = read(&text);
    let padding = reading.problems.iter().find(|p| p.id == TokenProblemId::Padding).unwrap();
    assert_eq!(padding.position, text.find('='));
}

#[test]
fn opaque_tokens_are_known_for_what_they_are() {
    for (text, shape) in [
        ("jp1AAAAmadeup+madeup/madeup0123456789==", Some(OpaqueShape::LineWorksJapan)),
        ("kr1AAAAmadeupmadeupmadeup0123456789", Some(OpaqueShape::LineWorksKorea)),
        (
            "AAAAmadeupmadeupmadeup0123456789.abcdefghijklmnopqrstuv",
            Some(OpaqueShape::LineWorksOld),
        ),
        ("jp1AAAA", None),
        ("some words", None),
        ("a.b.c", None),
    ] {
        let reading = read(text);
        assert_eq!((reading.kind, reading.opaque_shape), (TokenKind::Opaque, shape), "{text}");
        assert_eq!((reading.header, reading.problems), (None, vec![]));
    }
    assert_eq!(read(" \n").kind, TokenKind::Empty);
}

#[test]
fn invisible_characters_are_written_out() {
    assert_eq!(
        visible("a\u{202e}b\u{200b}c\0\u{feff}\n"),
        "a\\u{202e}b\\u{200b}c\\u{0}\\u{feff}\\u{a}"
    );
    assert_eq!(visible("東京 ✓ Ü 한"), "東京 ✓ Ü 한", "what can be seen stays");
    let reading = with_claims("{\"na\u{200b}me\":\"\\u202eevil\",\"raw\":\"\u{2066}x\"}");
    let claims = reading.claims.unwrap();
    assert_eq!(
        (claims[0].name.as_str(), claims[0].shown.as_str()),
        ("na\\u{200b}me", "\\u{202e}evil")
    );
    assert_eq!(claims[1].shown, "\\u{2066}x");
}

#[test]
fn reading_is_camel_case_on_the_wire() {
    let wire = serde_json::to_value(read(RFC_7515_A2)).unwrap();
    assert_eq!(wire["kind"], "jws");
    assert_eq!(wire["signatureBytes"], 256);
    assert_eq!(wire["claims"][1]["valueJson"], "1300819380");
}

proptest! {
    #[test]
    fn arbitrary_text_never_panics(text in ".{0,300}") {
        read(&text);
        prop_assert!(visible(&text).chars().all(|c| !c.is_control()));
    }

    #[test]
    fn arbitrary_parts_never_panic(
        header in "[ -~]{0,60}", claims in prop::collection::vec(any::<u8>(), 0..80),
        signature in "[A-Za-z0-9_=+/.-]{0,40}",
    ) {
        let claims = URL_SAFE_NO_PAD.encode(claims);
        read(&format!("{}.{claims}.{signature}", part(&header)));
        read(&format!("{}.{claims}.{signature}", part(&format!("{{{header}}}"))));
    }

    #[test]
    fn mutated_tokens_never_panic_and_point_inside_the_text(
        at in any::<prop::sample::Index>(), with in any::<char>(), cut in any::<bool>(),
    ) {
        let mut characters: Vec<char> = RFC_7515_A2.chars().collect();
        let index = at.index(characters.len());
        if cut { characters.truncate(index) } else { characters[index] = with }
        let text: String = characters.iter().collect();
        for problem in read(&text).problems {
            prop_assert!(problem.position.is_none_or(|position| position <= characters.len()));
        }
    }
}
