//! What holds for any text whatever.

use proptest::prelude::*;

use super::super::{
    Registered, RuleId, RuleSet, Verdict, check, differences, judge, judge_list, url_parts,
};

const SETS: [RuleSet; 4] =
    [RuleSet::LineWorks, RuleSet::LineWorksLogout, RuleSet::Sso, RuleSet::Oauth];

/// Texts that look like URLs often enough.
fn urlish() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "https",
        "http",
        ":",
        "//",
        "/",
        "?",
        "#",
        "@",
        "[",
        "]",
        "::1",
        "www.example.com",
        "%2F",
        "%",
        "%zz",
        "..",
        ":8080",
        "a",
        "A",
        "ｗ",
        "受",
        "\u{200b}",
        " ",
        "*",
        "xn--",
        "localhost",
        "redirect_uri=",
        "client_id=",
        "&",
        "+",
        "\u{202e}",
        "🎌",
        "\\",
    ]);
    prop_oneof![
        prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat()),
        any::<String>()
    ]
}

proptest! {
    #[test]
    fn no_text_panics_and_every_span_lies_inside_it(text in urlish(), other in urlish()) {
        let length = text.chars().count();
        for set in SETS {
            for rule in judge(&text, set) {
                prop_assert!(rule.spans.iter().all(|span| span.from <= span.to && span.to <= length));
            }
        }
        prop_assert!(url_parts(&text).iter().all(|part| part.span.to <= length));
        judge_list(&[text.clone(), other.clone()], RuleSet::LineWorks, false);
        check(&text, Registered::These(&[other]), RuleSet::Oauth);
    }

    #[test]
    fn identical_means_the_same_bytes(text in urlish(), other in urlish()) {
        let report = check(&text, Registered::These(std::slice::from_ref(&other)), RuleSet::LineWorks);
        let same = report.sent.times > 0 && report.sent.url.as_bytes() == other.as_bytes();
        prop_assert_eq!(report.matched.is_some(), same);
        prop_assert!(report.matched.is_some() || report.verdict == Verdict::Refused);
        prop_assert_eq!(differences(&text, &other).is_empty(), text == other);
    }

    #[test]
    fn what_a_parser_prints_differently_is_always_told(text in urlish()) {
        let differs = url::Url::parse(&text).is_ok_and(|parsed| parsed.as_str() != text);
        for set in SETS {
            let told = judge(&text, set).iter().any(|rule| rule.id == RuleId::Unchanged && !rule.passed);
            prop_assert_eq!(told, differs);
        }
    }

    #[test]
    fn differences_rebuild_one_url_from_the_other(text in "[a-zA-Z/:.%0-9?#]{0,40}", other in "[a-zA-Z/:.%0-9?#]{0,40}") {
        let mut rebuilt: Vec<char> = text.chars().collect();
        for found in differences(&text, &other).iter().rev() {
            let span = found.sent_span.from..found.sent_span.to;
            rebuilt.splice(span, found.registered.chars());
        }
        prop_assert_eq!(rebuilt.into_iter().collect::<String>(), other);
    }
}
