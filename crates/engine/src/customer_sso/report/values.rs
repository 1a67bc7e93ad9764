//! What was wanted and found, in the language of the report. A finding holds words of its own
//! ("missing") and words of the server; only the former are put in another language.

use credenza_core::customer_sso::{Check, CheckId, CheckResult};

use super::ReportLanguage;

/// What was wanted.
pub(super) fn expected(check: &Check, language: ReportLanguage) -> String {
    let text = check.expected.as_deref().unwrap_or_default();
    match (language, check.id) {
        // The member's own name.
        (ReportLanguage::English, _) | (_, CheckId::UserIdExpected) => text.to_owned(),
        (ReportLanguage::Japanese, _) => japanese(text),
    }
}

/// What was found.
pub(super) fn actual(check: &Check, language: ReportLanguage) -> String {
    let text = check.actual.as_deref().unwrap_or_default();
    match language {
        ReportLanguage::English => text.to_owned(),
        ReportLanguage::Japanese if of_server(check) => text.to_owned(),
        ReportLanguage::Japanese => japanese(text),
    }
}

/// Whether what was found is the server's own text alone.
fn of_server(check: &Check) -> bool {
    match check.id {
        CheckId::UserIdExpected | CheckId::MailError => true,
        CheckId::UserId => check.result == CheckResult::Passed,
        _ => false,
    }
}

fn japanese(text: &str) -> String {
    word(text).map(str::to_owned).or_else(|| measured(text)).unwrap_or_else(|| text.to_owned())
}

fn word(text: &str) -> Option<&'static str> {
    Some(match text {
        "practice server" => "練習用サーバー",
        "https, practice server" => "https、練習用サーバー",
        "trusted" => "信頼できる",
        "untrusted" => "信頼できない",
        "another host" => "別のホスト名",
        "no TLS" => "TLSで接続できない",
        "expired" => "期限切れ",
        "not yet valid" => "有効期間の開始前",
        "kept" => "保持",
        "another" => "別の値",
        "missing" => "なし",
        "present" => "あり",
        "empty" => "空",
        "refused" => "拒否",
        "none" => "なし",
        "text" => "文字列",
        "seconds" => "秒数",
        "number" => "番号",
        "name" => "名前",
        "number / name" => "番号または名前",
        "number + name" => "番号と名前が混在",
        "no such host" => "ホストが見つからない",
        "other bytes" => "UTF-8ではないバイト",
        "no content type" => "Content-Typeなし",
        "JSON, no object" => "オブジェクトではないJSON",
        "code" => "codeあり",
        _ => return None,
    })
}

/// Words around a number or a text of the server.
fn measured(text: &str) -> Option<String> {
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty();
    let between = |before: &str, after: &str| {
        text.strip_prefix(before)?.strip_suffix(after).filter(|inner| number(inner))
    };
    if let Some(characters) = between("same, ", " characters") {
        return Some(format!("同じ（{characters}文字）"));
    }
    if let Some(characters) = between("text, ", " characters") {
        return Some(format!("文字列（{characters}文字）"));
    }
    if let Some(seconds) = between("number ", "") {
        return Some(format!("数値 {seconds}"));
    }
    if let Some(seconds) = between("text \"", "\"") {
        return Some(format!("文字列 \"{seconds}\""));
    }
    if let Some(bits) = between("", " bits") {
        return Some(format!("{bits}ビット"));
    }
    if let Some((bits, codes)) = text.split_once(" bits, ") {
        let codes = codes.strip_suffix(" codes").filter(|codes| number(codes) && number(bits))?;
        return Some(format!("{bits}ビット（コード{codes}個）"));
    }
    if let Some((versions, chain)) = text.split_once(", chain of ") {
        return Some(format!("{versions}、証明書{}枚", chain));
    }
    if let Some(list) = text.strip_prefix("missing: ") {
        return Some(format!("なし: {list}"));
    }
    if let Some(error) = text.strip_prefix("error ") {
        return Some(format!("エラー {error}"));
    }
    days(text)
}

/// `30 d`, `12 d, CN=...`, `expired: -3 d, CN=...`.
fn days(text: &str) -> Option<String> {
    let (problem, rest) = match text.split_once(": ") {
        Some((problem, rest)) => (Some(word(problem)?), rest),
        None => (None, text),
    };
    let (days, of) = rest.split_once(" d").filter(|(days, _)| days.parse::<i64>().is_ok())?;
    let of = of.strip_prefix(", ").map(|of| format!("、{of}")).unwrap_or_default();
    let problem = problem.map(|problem| format!("{problem}: ")).unwrap_or_default();
    Some(format!("{problem}{days}日{of}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(id: CheckId, actual: &str) -> String {
        let check = Check::new(id, CheckResult::Passed, "present", actual, "here");
        super::actual(&check, ReportLanguage::Japanese)
    }

    #[test]
    fn our_words_are_japanese_and_the_servers_stay_as_they_are() {
        let rows = [
            ("practice server", "練習用サーバー"),
            ("text, 40 characters", "文字列（40文字）"),
            ("number 86400", "数値 86400"),
            ("240 bits, 4 codes", "240ビット（コード4個）"),
            ("TLS 1.3, chain of 2", "TLS 1.3、証明書2枚"),
            ("expired: -3 d, CN=sso", "期限切れ: -3日、CN=sso"),
            ("90 d, CN=sso", "90日、CN=sso"),
            ("302 invalid_authorization", "302 invalid_authorization"),
            ("612 ms", "612 ms"),
        ];
        for (text, wanted) in rows {
            assert_eq!(found(CheckId::AccessToken, text), wanted);
        }
        assert_eq!(found(CheckId::UserId, "missing"), "missing", "a member may be called so");
        let check = Check::new(CheckId::Utf8, CheckResult::Passed, "128 bits", "", "here");
        assert_eq!(expected(&check, ReportLanguage::Japanese), "128ビット");
        assert_eq!(expected(&check, ReportLanguage::English), "128 bits");
    }
}
