//! The report for the customer's SSO team: Markdown or HTML, in English or Japanese, with times,
//! evidence and the sources of the rules. One home for its words, because the window and the
//! terminal give the same report. It is made of findings only, which hold no secret; whoever saves
//! it looks for stored ones all the same.

mod content;
mod english;
mod html;
mod japanese;
mod markdown;
mod values;
mod words;

use credenza_core::customer_sso::{CheckId, Conformance};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use content::Content;

/// What a report is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ReportLanguage {
    /// English.
    English,
    /// Japanese.
    Japanese,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ReportFormat {
    /// Markdown.
    Markdown,
    /// One HTML file that needs nothing else.
    Html,
}

/// The report. `date`: the start as the reader's own time, written out.
pub fn report(
    found: &Conformance,
    language: ReportLanguage,
    format: ReportFormat,
    date: &str,
) -> String {
    let content = Content::of(found, language, date);
    match format {
        ReportFormat::Markdown => markdown::written(&content),
        ReportFormat::Html => html::written(&content),
    }
}

/// What a line is called.
pub fn check_title(id: CheckId, language: ReportLanguage) -> &'static str {
    match language {
        ReportLanguage::English => english::title(id),
        ReportLanguage::Japanese => japanese::title(id),
    }
}

/// What to change when a line fails; empty where it is never judged.
pub fn check_advice(id: CheckId, language: ReportLanguage) -> &'static str {
    match language {
        ReportLanguage::English => english::advice(id),
        ReportLanguage::Japanese => japanese::advice(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use credenza_core::certificate::{ChainCertificate, TlsShown};
    use credenza_core::customer_sso::{
        Check, CheckResult, Counts, Gauges, ServerTls, session_lengths,
    };

    fn shown() -> ServerTls {
        let one = ChainCertificate {
            subject: "CN=<b>sso</b>".into(),
            issuer: "CN=Root".into(),
            until: Some(0),
            days_left: Some(12),
        };
        let shown = TlsShown { version: Some("TLS 1.3".into()), chain: vec![one] };
        ServerTls { server: "sso.example.com:443".into(), shown }
    }

    fn found() -> Conformance {
        let broken = CheckResult::Failed;
        let evil = "<script>alert(1)</script> | **x**";
        let checks = vec![Check::new(CheckId::UserId, broken, "user_id", evil, "here")];
        Conformance {
            app_name: "Aoba & Co".into(),
            practice: false,
            hosts: vec!["sso.example.com".into()],
            started_at_ms: 0,
            duration_us: 1,
            cancelled: true,
            rounds: 1,
            counts: Counts::of(&checks),
            checks,
            calls: Vec::new(),
            gauges: Gauges::default(),
            tls: vec![shown()],
            session: Some(session_lengths(Some(600), true, false)),
            session_switched: Some(session_lengths(Some(600), false, false)),
            version: "0.1.0".into(),
        }
    }

    #[test]
    fn what_a_server_says_is_text_in_both_formats() {
        let html = report(&found(), ReportLanguage::English, ReportFormat::Html, "2026-11-21");
        assert!(!html.contains("<script>") && html.contains("&lt;script&gt;"), "{html}");
        let text = report(&found(), ReportLanguage::English, ReportFormat::Markdown, "2026-11-21");
        assert!(html.contains("CN=&lt;b&gt;sso&lt;/b&gt;") && !html.contains("<b>sso"), "{html}");
        assert!(text.contains("TLS 1.3") && text.contains("| CN=Root | 12 |"), "{text}");
        assert!(text.contains("| on | 600 s | 600 s | 600 s |"), "{text}");
        assert!(text.contains("| off | 24 h | 720 h | 720 h |"), "{text}");
        assert!(text.contains(r"\<script\>alert(1)\</script\> \| \*\*x\*\*"), "{text}");
    }

    #[test]
    fn a_line_end_and_a_turned_reading_direction_are_written_out() {
        let mut found = found();
        found.checks[0].actual = Some("emp\n| ok | all |\u{202e}".into());
        for format in [ReportFormat::Markdown, ReportFormat::Html] {
            let text = report(&found, ReportLanguage::English, format, "2026-11-21");
            assert!(!text.contains('\u{202e}') && text.contains("202e"), "{text}");
            assert!(!text.contains("emp\n"), "{text}");
        }
    }

    #[test]
    fn both_languages_say_the_same_lines() {
        let of = |language| report(&found(), language, ReportFormat::Markdown, "2026-11-21");
        let (english, japanese) = (of(ReportLanguage::English), of(ReportLanguage::Japanese));
        assert_eq!(english.lines().count(), japanese.lines().count());
        assert!(english.contains("Failed 1") && japanese.contains("不合格 1"));
        assert!(english.contains("stopped before its end"));
        for id in [CheckId::CodeOnce, CheckId::Addresses, CheckId::UserInfoTime] {
            for language in [ReportLanguage::English, ReportLanguage::Japanese] {
                assert!(!check_title(id, language).is_empty());
                assert!(!check_advice(id, language).is_empty());
            }
        }
    }
}
