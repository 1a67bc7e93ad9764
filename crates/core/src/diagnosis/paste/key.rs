//! A key's text, a listing of its file, or a library's complaint about it (facts.md 8.1 rows 10 to
//! 14 and 16).

use super::read_key;
use crate::diagnosis::{Cause, Confidence, Diagnosis, Fix, word};
use crate::keys::{KeyFormat, KeyKind, KeyProblem, KeyReport, Repair};

/// What libraries say about a key whose end is missing.
const CUT_OFF_WORDS: [&str; 3] =
    ["not enough data", "asn.1: syntax error: data truncated", "too long"];
/// Repairs that change nothing that a library would stumble over.
const HARMLESS: [Repair; 3] = [Repair::TrailingText, Repair::OtherBlocks, Repair::InsideJson];

/// What the key desk says of a text that is a key, or was meant to be one.
pub(super) fn find(text: &str) -> Option<KeyReport> {
    let report = read_key(text);
    let private = matches!(report.kind, KeyKind::PrivateKey | KeyKind::EncryptedPrivateKey);
    let begun = text.contains("PRIVATE KEY") && !text.contains('{');
    // A web page may say anything about keys.
    (private || begun || report.spki_sha256.is_some()).then_some(report)
}

/// What is wrong with it, in the order to mend it.
pub(super) fn faults(report: &KeyReport) -> Vec<Diagnosis> {
    let certain = |cause| Diagnosis::new(cause, Confidence::Certain);
    let mended = |repair: &Repair| report.repairs.contains(repair);
    let mut faults = Vec::new();
    if mended(&Repair::Base64Wrapped) {
        faults.push(certain(Cause::KeyWrapped).fix(Fix::MendKey));
    }
    if mended(&Repair::LiteralNewlines) {
        faults.push(certain(Cause::KeyEscapedNewlines).fix(Fix::MendKey));
    }
    let other: Vec<String> =
        report.repairs.iter().filter(|repair| is_damage(**repair)).map(word).collect();
    // A key that is not whole is not mended by its text.
    let whole = report.problems.iter().all(|it| *it == KeyProblem::NeedsPassphrase);
    if whole && !other.is_empty() {
        faults.push(
            certain(Cause::KeyTextDamaged).with("repairs", other.join(" ")).fix(Fix::MendKey),
        );
    }
    if report.problems.contains(&KeyProblem::CutOff) {
        faults.push(certain(Cause::KeyCutOff).fix(Fix::CopyKeyAgain));
    } else if let Some(problem) =
        report.problems.iter().find(|it| **it != KeyProblem::NeedsPassphrase)
    {
        let bits = report.bits.map(|bits| bits.to_string()).unwrap_or_default();
        let found = certain(Cause::KeyUnusable).with("problem", word(problem)).with("bits", bits);
        faults.push(found.fix(Fix::CopyKeyAgain));
    }
    if report.problems.is_empty() && report.format == Some(KeyFormat::Pkcs1Pem) {
        faults.push(certain(Cause::KeyPkcs1).fix(Fix::ConvertKey));
    }
    faults
}

fn is_damage(repair: Repair) -> bool {
    !HARMLESS.contains(&repair)
        && !matches!(repair, Repair::Base64Wrapped | Repair::LiteralNewlines)
}

/// Whether whoever can read it has a private key: it is neither encrypted nor the public half.
pub(super) fn lies_open(report: &KeyReport) -> bool {
    !report.encrypted && !report.problems.contains(&KeyProblem::PublicHalfOnly)
}

/// The file's mode lets others read it.
pub(super) fn readable_by_others() -> Diagnosis {
    Diagnosis::new(Cause::KeyFileReadable, Confidence::Certain).fix(Fix::ProtectKeyFile)
}

/// `-rw-r--r-- ... private_20260401120000.key`, as `ls -l` writes it.
pub(super) fn is_open_listing(text: &str) -> bool {
    text.lines().take(64).any(|line| {
        let mode = line.split_whitespace().next().unwrap_or_default().as_bytes();
        let is_mode = (10..=11).contains(&mode.len()) && mode[0] == b'-' && mode[1] == b'r';
        let key = [".key", ".pem"].iter().any(|end| line.trim_end().ends_with(end));
        is_mode && key && (mode[4] == b'r' || mode[7] == b'r')
    })
}

/// A library's words about a key that ends too early.
pub(super) fn in_words(text: &str) -> Option<Diagnosis> {
    let lower = text.to_ascii_lowercase();
    let about_key = ["asn1", "asn.1", "pem", "private key"].iter().any(|word| lower.contains(word));
    let cut = CUT_OFF_WORDS.iter().any(|words| lower.contains(words));
    (about_key && cut)
        .then(|| Diagnosis::new(Cause::KeyCutOff, Confidence::Likely).fix(Fix::CopyKeyAgain))
}
