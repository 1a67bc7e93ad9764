//! What copying did to a key is mended and said (facts 8.1 rows 10 to 14; security.md K5).

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use crate::keys::samples::{RSA, certificate, pem};
use crate::keys::{KeyProblem, Repair, inspect, open};

#[track_caller]
fn assert_mended(bytes: &[u8], repairs: &[Repair]) {
    let opened = open(bytes, None).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(opened.report().repairs, repairs);
    assert_eq!(opened.pkcs8_der().expose(), RSA.pkcs8);
}

fn body() -> String {
    STANDARD.encode(&RSA.pkcs8)
}

#[test]
fn literal_line_breaks_become_line_breaks() {
    let escaped = RSA.pem().replace('\n', "\\n");
    assert_mended(escaped.as_bytes(), &[Repair::LiteralNewlines]);
    assert_mended(escaped.replace("\\n", "\\\\n").as_bytes(), &[Repair::LiteralNewlines]);
    assert_mended(escaped.replace("\\n", "\\r\\n").as_bytes(), &[Repair::LiteralNewlines]);
    let quoted = format!("\"{escaped}\"\n");
    assert_mended(quoted.as_bytes(), &[Repair::LiteralNewlines, Repair::Quotes]);
    let variable = format!("PRIVATE_KEY=\"{escaped}\"\n");
    assert_mended(
        variable.as_bytes(),
        &[Repair::LiteralNewlines, Repair::LeadingText, Repair::TrailingText],
    );
}

#[test]
fn key_inside_json_is_found() {
    let json = serde_json::json!({"client_id": "made-up", "private_key": RSA.pem()});
    assert_mended(json.to_string().as_bytes(), &[Repair::InsideJson]);
}

#[test]
fn lost_line_breaks_are_no_obstacle() {
    assert_mended(RSA.pem().replace('\n', "").as_bytes(), &[Repair::OneLine]);
    assert_mended(RSA.pem().replace('\n', " ").as_bytes(), &[Repair::OneLine]);
    let one = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----", body());
    assert_mended(one.as_bytes(), &[Repair::OneLine]);
}

#[test]
fn missing_line_at_the_very_end_needs_no_mending() {
    assert_mended(RSA.pem().trim_end().as_bytes(), &[]);
}

#[test]
fn line_ends_marks_and_encodings_are_mended() {
    let text = RSA.pem();
    assert_mended(text.replace('\n', "\r\n").as_bytes(), &[Repair::CrLf]);
    assert_mended(text.replace('\n', "\r").as_bytes(), &[Repair::CrLf]);
    assert_mended(format!("\u{feff}{text}").as_bytes(), &[Repair::Bom]);
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_mended(&little, &[Repair::Utf16]);
    assert_mended(&big, &[Repair::Utf16]);
    let marked = [&[0xff, 0xfe], &little[..]].concat();
    assert_mended(&marked, &[Repair::Bom, Repair::Utf16]);
    let marked = [&[0xfe, 0xff], &big[..]].concat();
    assert_mended(&marked, &[Repair::Bom, Repair::Utf16]);
}

#[test]
fn blanks_around_and_inside_are_mended() {
    let text = RSA.pem();
    assert_mended(text.replace('\n', "  \n").as_bytes(), &[Repair::Blanks]);
    assert_mended(text.replace('\n', "\n    ").as_bytes(), &[Repair::Blanks]);
    assert_mended(text.replace('\n', "\n\n").as_bytes(), &[Repair::Blanks]);
    assert_mended(text.replacen("MII", "MI\u{200b}I", 1).as_bytes(), &[Repair::Blanks]);
    assert_mended(format!("\n\n{text}\n\n").as_bytes(), &[]);
}

#[test]
fn missing_begin_or_end_is_mended() {
    let text = RSA.pem();
    let lines: Vec<&str> = text.lines().collect();
    let last = lines.len() - 1;
    assert_mended(lines[..last].join("\n").as_bytes(), &[Repair::MissingHeader]);
    assert_mended(lines[1..].join("\n").as_bytes(), &[Repair::MissingHeader]);
    assert_mended(lines[1..last].join("\n").as_bytes(), &[Repair::MissingHeader]);
    assert_mended(body().as_bytes(), &[Repair::MissingHeader]);
}

#[test]
fn other_dashes_are_mended() {
    let text = RSA.pem();
    assert_mended(text.replace("-----", "----").as_bytes(), &[Repair::Dashes]);
    assert_mended(text.replace("-----", "\u{2014}\u{2014}-").as_bytes(), &[Repair::Dashes]);
    assert_mended(text.replace("-----", "").as_bytes(), &[Repair::Dashes]);
}

#[test]
fn base64_around_the_file_is_taken_off_once() {
    let once = STANDARD.encode(RSA.pem());
    assert_mended(once.as_bytes(), &[Repair::Base64Wrapped]);
    let lines: Vec<&str> =
        once.as_bytes().chunks(76).map(|l| std::str::from_utf8(l).unwrap()).collect();
    assert_mended(lines.join("\n").as_bytes(), &[Repair::Base64Wrapped]);
    assert_mended(URL_SAFE_NO_PAD.encode(RSA.pem()).as_bytes(), &[Repair::Base64Wrapped]);
    let thrice = STANDARD.encode(STANDARD.encode(once));
    assert_eq!(inspect(thrice.as_bytes(), None).problems, [KeyProblem::NotAKey]);
}

#[test]
fn text_bytes_and_blocks_around_are_left_out() {
    let text = RSA.pem();
    assert_mended(format!("key of app 1:\n{text}").as_bytes(), &[Repair::LeadingText]);
    assert_mended(format!("{text}sent by mail").as_bytes(), &[Repair::TrailingText]);
    let remark = [b"\x83\x4c\x81\x5b\n", text.as_bytes()].concat();
    assert_mended(&remark, &[Repair::LeadingText]);
    let certificate = pem("CERTIFICATE", &certificate(&RSA.spki));
    assert_mended(format!("{certificate}{text}").as_bytes(), &[Repair::OtherBlocks]);
    let ended = [&RSA.pkcs8[..], b"\r\n"].concat();
    assert_mended(&ended, &[Repair::TrailingBytes]);
}

#[test]
fn wrong_label_and_lost_padding_are_mended() {
    let text = RSA.pem().replace("PRIVATE KEY", "RSA PRIVATE KEY");
    assert_mended(text.as_bytes(), &[Repair::WrongLabel]);
    if body().ends_with('=') {
        assert_mended(RSA.pem().replace('=', "").as_bytes(), &[Repair::Padding]);
    }
}
