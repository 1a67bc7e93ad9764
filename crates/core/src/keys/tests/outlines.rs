//! What mending does is drawn before it is done, and the drawing holds nothing of the key.

use crate::keys::samples::{RSA, certificate, pem};
use crate::keys::{KeyFile, Mending};

const PROPER: &str =
    "-----BEGIN PRIVATE KEY-----\n••••\n••••\n⋯\n••••\n-----END PRIVATE KEY-----\n";

fn drawn(text: &str) -> Option<Mending> {
    KeyFile::read(text.as_bytes(), None).mending
}

#[test]
fn outline_shows_the_fault_and_the_proper_form() {
    let text = RSA.pem();
    let begin = "-----BEGIN PRIVATE KEY-----";
    for (broken, shown) in [
        (text.replace('\n', "\\n"), format!("{begin}\\n••••\\n••••\\n⋯\\n-----END")),
        (text.replace('\n', "\\\\n"), format!("{begin}\\\\n••••\\\\n••••\\\\n⋯\\\\n-----END")),
        (text.replace('\n', "\r\n"), format!("{begin}\r\n••••\r\n••••\r\n⋯\r\n-----END")),
        (text.replace('\n', " "), format!("{begin} •••• •••• ⋯ -----END")),
        (text.replace('\n', ""), format!("{begin}••••-----END PRIVATE KEY-----")),
        (format!("\u{feff}{text}"), format!("\u{feff}{begin}\n")),
        (text.replace("-----", "\u{2014}"), "\u{2014}BEGIN PRIVATE KEY\u{2014}\n".to_owned()),
        (text.replacen("PRIVATE", "RSA PRIVATE", 1), "-----BEGIN RSA PRIVATE KEY-----".to_owned()),
        (text.replacen("MII", "MI\u{200b}I", 1), format!("{begin}\n••••\u{200b}••••\n")),
        (format!("key of app 1:\n{text}"), format!("•••• •••• •••• ••••:\n{begin}")),
        (text.replace(&format!("{begin}\n"), ""), "••••\n••••\n⋯\n-----END".to_owned()),
        (format!("\"{}\"", text.replace('\n', "\\n")), format!("\"{begin}\\n")),
    ] {
        let mending = drawn(&broken).unwrap_or_else(|| panic!("{shown:?} is mended"));
        let shown = shown.replace("•••• •••• •••• ••••:", "•••• •••• ⋯ ••••:");
        assert!(mending.before.contains(&shown), "{:?} shows {shown:?}", mending.before);
        assert_eq!(mending.after, PROPER);
    }
    assert_eq!(drawn(&text), None, "near miss: nothing is mended");
}

#[test]
fn outline_holds_nothing_of_what_the_file_holds() {
    let text = RSA.pem();
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('-')).collect();
    let json = serde_json::json!({"client_secret": "aB3dE5fG7h", "private_key": text});
    let remark = format!("secret=aB3dE5fG7h {text}");
    for broken in [text.replace('\n', "\r\n"), text.replace('\n', ""), json.to_string(), remark] {
        let before = drawn(&broken).expect("it is mended").before;
        assert!(!before.contains("aB3dE5fG7h"), "{before}");
        for line in &lines {
            let pieces: Vec<char> = line.chars().collect();
            for piece in pieces.windows(4) {
                let piece: String = piece.iter().collect();
                let label = "-----BEGIN PRIVATE KEY-----END".contains(&piece);
                assert!(label || !before.contains(&piece), "{piece} in {before}");
            }
        }
    }
}

#[test]
fn outline_of_a_long_file_is_short() {
    let words: String = (0..60_000).map(|at| if at % 3 == 0 { "a b\t" } else { "c\n" }).collect();
    let mending = drawn(&format!("{words}{}", RSA.pem())).expect("it is mended");
    assert!(mending.before.len() < 1000, "{}", mending.before.len());
}

#[test]
fn forms_other_than_pem_have_no_outline() {
    let ended = [&RSA.pkcs8[..], b"\r\n"].concat();
    assert_eq!(KeyFile::read(&ended, None).mending, None);
    let marked = format!("\u{feff}{}", RSA.jwk());
    assert_eq!(drawn(&marked), None);
    let marked = format!("\u{feff}{}", pem("CERTIFICATE", &certificate(&RSA.spki)));
    let after = drawn(&marked).expect("a certificate is PEM").after;
    assert!(after.starts_with("-----BEGIN CERTIFICATE-----\n"));
}
