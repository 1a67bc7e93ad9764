//! Differences, each by its name and place.

use super::super::DifferenceKind::{self, *};
use super::super::{Registered, RuleSet, check, differences};

#[test]
fn each_difference_has_its_name() {
    let base = "https://portal.example.com/oauth/callback";
    #[rustfmt::skip]
    let cases: &[(&str, &str, &[DifferenceKind])] = &[
        (base, base, &[]),
        ("https://portal.example.com/OAuth/callback/", base, &[Case, TrailingSlash]),
        (base, "https://portal.example.com/oauth/callback/", &[TrailingSlash]),
        ("https://portal.example.com", "https://portal.example.com/", &[TrailingSlash]),
        ("http://portal.example.com/oauth/callback", base, &[Scheme]),
        ("https://portal.example.com:8443/oauth/callback", base, &[Port]),
        ("https://portal.example.com:8443/x", "https://portal.example.com:443/x", &[Port]),
        ("https://portal.example.com/oauth%2Fcallback", base, &[Encoding]),
        ("https://portal.example.com/%6Fauth/callback", base, &[Encoding]),
        ("https://portal.example.com/a%2fb", "https://portal.example.com/a%2Fb", &[Encoding]),
        ("https://portal.example.com/oauth/callback ", base, &[Blank]),
        ("https://portal.example.com/oauth/\u{200b}callback", base, &[Hidden]),
        ("https://portal.example.com/ｏauth/callback", base, &[FullWidth]),
        ("https://pоrtal.example.com/oauth/callback", base, &[LookAlike]),
        ("\u{feff}https://portal.example.com/oauth/callback", base, &[Hidden]),
        (" https://portal.example.com/oauth/callback", base, &[Blank]),
        ("https://portal.example.com/oauth/\u{1b}[31mcallback", base, &[Hidden]),
        ("https://evil.example/", base, &[Host, Path]),
        ("https://portal.example.net/oauth/callback", base, &[Host]),
        ("https://stg.portal.example.com/oauth/callback", base, &[Host]),
        ("https://portal.example.com/oauth/callback2", base, &[Path]),
        ("https://portal.example.com/oauth/callback?a=1", base, &[Query]),
        ("https://portal.example.com/oauth/callback#a", base, &[Fragment]),
        ("https://me@portal.example.com/oauth/callback", base, &[UserInfo]),
    ];
    for (sent, registered, expected) in cases {
        let found: Vec<_> = differences(sent, registered).iter().map(|found| found.kind).collect();
        assert_eq!(found, *expected, "{sent}");
    }
}

#[test]
fn places_are_counted_in_characters() {
    let sent = "https://portal.aoba-shoji.example/OAuth/callback/";
    let found = differences(sent, "https://portal.aoba-shoji.example/oauth/callback");
    assert_eq!((&*found[0].sent, &*found[0].registered), ("OA", "oa"));
    assert_eq!((found[0].sent_span.from, found[0].sent_span.to), (34, 36));
    assert_eq!((&*found[1].sent, &*found[1].registered), ("/", ""));
    assert_eq!((found[1].sent_span.from, found[1].sent_span.to), (48, 49));
    assert_eq!((found[1].registered_span.from, found[1].registered_span.to), (48, 48));
    let japanese = differences("https://a.example/受付x", "https://a.example/受付");
    assert_eq!((japanese[0].sent_span.from, japanese[0].sent_span.to), (20, 21));
}

#[test]
fn a_url_that_is_encoded_twice_is_called_so() {
    let registered = ["https://a.example.com/cb".to_owned()];
    let text = "https%253A%252F%252Fa.example.com%252Fcb";
    let report = check(text, Registered::These(&registered), RuleSet::LineWorks);
    let nearest = report.nearest.expect("there is one");
    assert!(nearest.differences.iter().all(|found| found.kind == Encoding), "{nearest:?}");
}

#[test]
fn a_slip_is_nearer_than_another_host() {
    let registered =
        ["https://stg.example.com/cb".to_owned(), "https://www.example.com/CALLBACK".to_owned()];
    let report = check(
        "https://www.example.com/callback",
        Registered::These(&registered),
        RuleSet::LineWorks,
    );
    assert_eq!(report.nearest.expect("there is one").index, 1);
}
