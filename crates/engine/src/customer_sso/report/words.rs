//! Headings and results of the report in both languages.

use credenza_core::customer_sso::CheckResult;

use super::ReportLanguage;

/// The words of one language.
pub(super) struct Words {
    pub(super) tag: &'static str,
    pub(super) title: &'static str,
    pub(super) server: &'static str,
    pub(super) practice: &'static str,
    pub(super) checked_at: &'static str,
    pub(super) rounds: &'static str,
    pub(super) cancelled: &'static str,
    pub(super) program: &'static str,
    pub(super) summary: &'static str,
    pub(super) checks: &'static str,
    pub(super) result: &'static str,
    pub(super) check: &'static str,
    pub(super) expected: &'static str,
    pub(super) found: &'static str,
    pub(super) source: &'static str,
    pub(super) advice: &'static str,
    pub(super) times: &'static str,
    pub(super) leg: &'static str,
    pub(super) limit: &'static str,
    pub(super) slowest: &'static str,
    pub(super) p95: &'static str,
    pub(super) failures: &'static str,
    pub(super) connect: &'static str,
    pub(super) token: &'static str,
    pub(super) user_info: &'static str,
    pub(super) session: &'static str,
    pub(super) web: &'static str,
    pub(super) mobile: &'static str,
    pub(super) desktop: &'static str,
    pub(super) hours: &'static str,
    results: [&'static str; 5],
}

impl Words {
    pub(super) fn of(language: ReportLanguage) -> &'static Self {
        match language {
            ReportLanguage::English => &ENGLISH,
            ReportLanguage::Japanese => &JAPANESE,
        }
    }

    pub(super) fn result(&self, result: CheckResult) -> &'static str {
        match result {
            CheckResult::Passed => self.results[0],
            CheckResult::Warning => self.results[1],
            CheckResult::Failed => self.results[2],
            CheckResult::NotRun => self.results[3],
            CheckResult::NotJudged => self.results[4],
        }
    }
}

static ENGLISH: Words = Words {
    tag: "en",
    title: "Customer SSO conformance report",
    server: "Server",
    practice: "practice server on this computer",
    checked_at: "Checked at",
    rounds: "Rounds",
    cancelled: "The run was stopped before its end.",
    program: "Checked by",
    summary: "Summary",
    checks: "Checks",
    result: "Result",
    check: "Check",
    expected: "Expected",
    found: "Found",
    source: "Source of the rule",
    advice: "What to change",
    times: "Response times against the limits of LINE WORKS",
    leg: "What",
    limit: "Limit",
    slowest: "Slowest",
    p95: "95th percentile",
    failures: "Failures",
    connect: "Connect",
    token: "Read token",
    user_info: "Read user information",
    session: "Session length that results",
    web: "Web browser",
    mobile: "Mobile app",
    desktop: "Desktop app",
    hours: "h",
    results: ["Passed", "Warning", "Failed", "Not run", "Not judged"],
};

static JAPANESE: Words = Words {
    tag: "ja",
    title: "カスタマーSSO適合性レポート",
    server: "サーバー",
    practice: "このコンピューターの練習用サーバー",
    checked_at: "検査日時",
    rounds: "繰り返し回数",
    cancelled: "検査は途中で中止されました。",
    program: "検査プログラム",
    summary: "概要",
    checks: "検査項目",
    result: "結果",
    check: "項目",
    expected: "期待値",
    found: "検出値",
    source: "規則の出典",
    advice: "修正方法",
    times: "LINE WORKSの制限時間に対する応答時間",
    leg: "対象",
    limit: "制限",
    slowest: "最長",
    p95: "95パーセンタイル",
    failures: "失敗",
    connect: "接続",
    token: "トークンの応答",
    user_info: "ユーザー情報の応答",
    session: "ログイン保持時間",
    web: "Webブラウザー",
    mobile: "モバイルアプリ",
    desktop: "PCアプリ",
    hours: "時間",
    results: ["合格", "警告", "不合格", "未実施", "判定対象外"],
};
