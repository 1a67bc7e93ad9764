//! What is sent, read out of what is pasted.

use super::super::SentForm::{self, *};
use super::super::{DifferenceKind, Registered, RuleSet, Verdict, check, rows_in, sent, urls_in};

const URL: &str = "https://www.example.com/cb";

#[test]
fn the_sent_url_is_found_in_every_form_it_is_pasted_in() {
    #[rustfmt::skip]
    let cases: &[(&str, SentForm, &str)] = &[
        (URL, Raw, URL),
        ("https://www.example.com/cb\r\n", Raw, URL),
        ("https://www.example.com/a%20b?x=%26", Raw, "https://www.example.com/a%20b?x=%26"),
        ("https%3A%2F%2Fwww.example.com%2Fcb", Encoded, URL),
        ("https%3a%2f%2Fwww.example.com%2Fcb%3Fa%3D1%26b", Encoded, "https://www.example.com/cb?a=1&b"),
        ("https%253A%252F%252Fwww.example.com%252Fcb", EncodedTwice, "https%3A%2F%2Fwww.example.com%2Fcb"),
        ("https://auth.example/authorize?client_id=x&redirect_uri=https%3A%2F%2Fwww.example.com%2Fcb&state=s", FromUrl, URL),
        ("https://auth.example/authorize?client_id=x&redirect_uri=https://www.example.com/cb", FromUrl, URL),
        ("redirect_uri=https%3A%2F%2Fwww.example.com%2Fcb", FromUrl, URL),
        ("https://auth.example/logout?id_token_hint=x&post_logout_redirect_uri=https%3A%2F%2Fwww.example.com%2Fcb", FromUrl, URL),
        ("https://www.example.com/cb?redirect_uri=x", Raw, "https://www.example.com/cb?redirect_uri=x"),
    ];
    for (text, form, url) in cases {
        let found = sent(text, RuleSet::Oauth);
        assert_eq!((found.form, found.url.as_str()), (*form, *url), "{text}");
    }
}

#[test]
fn a_parameter_that_is_sent_twice_is_counted() {
    let text = "https://a.example/auth?client_id=x&redirect_uri=https://b.example/&redirect_uri=https://c.example/";
    assert_eq!(sent(text, RuleSet::LineWorks).times, 2);
}

#[test]
fn a_request_that_names_it_twice_or_not_at_all_is_refused() {
    let registered = [URL.to_owned()];
    let judged = |text: &str, set| check(text, Registered::These(&registered), set);
    let twice = format!("https://a.example/auth?client_id=x&redirect_uri={URL}&redirect_uri={URL}");
    assert_eq!(judged(&twice, RuleSet::LineWorks).verdict, Verdict::Refused);
    let other = format!("https://a.example/auth?client_id=x&post_logout_redirect_uri={URL}");
    let report = judged(&other, RuleSet::LineWorks);
    assert_eq!((report.verdict, report.sent.times, report.nearest), (Verdict::Refused, 0, None));
    assert_eq!(judged("https://a.example/auth?client_id=x", RuleSet::Oauth).sent.times, 0);
    // What a browser came back to is no request.
    let back = format!("{URL}?code=TESTcode&state=s");
    assert_eq!(judged(&back, RuleSet::LineWorks).sent.url, back);
}

#[test]
fn each_set_of_rules_has_its_own_parameter() {
    let logout = format!("https://a.example/logout?post_logout_redirect_uri={URL}");
    assert_eq!(sent(&logout, RuleSet::LineWorksLogout).url, URL);
    assert_eq!(sent(&logout, RuleSet::Oauth).url, URL);
    let sso =
        format!("https://auth.worksmobile.com/view/oauth/sso/logout?redirect_uri={URL}&domain=x");
    assert_eq!(sent(&sso, RuleSet::Sso).url, URL);
}

#[test]
fn a_blank_of_the_client_is_no_blank_of_the_pasting() {
    let registered = [URL.to_owned(), format!(" {URL}")];
    let judged = |text: &str| check(text, Registered::These(&registered[..1]), RuleSet::LineWorks);
    for blank in [format!(" {URL}"), format!("{URL} "), format!("{URL}\t")] {
        let report = judged(&blank);
        assert_eq!(report.verdict, Verdict::Refused, "{blank:?}");
        let kinds: Vec<_> =
            report.nearest.iter().flat_map(|near| &near.differences).map(|one| one.kind).collect();
        assert_eq!(kinds, [DifferenceKind::Blank], "{blank:?}");
    }
    assert_eq!(judged(&format!("{URL}\n")).verdict, Verdict::Allowed);
}

#[test]
fn a_logout_url_of_a_record_without_openid_is_refused() {
    let urls = [URL.to_owned()];
    let judged = |openid, set| {
        let known = Registered::OfRecord { urls: &urls, openid };
        check(URL, known, set).verdict
    };
    assert_eq!(judged(false, RuleSet::LineWorksLogout), Verdict::Refused);
    assert_eq!(judged(true, RuleSet::LineWorksLogout), Verdict::Allowed);
    assert_eq!(judged(false, RuleSet::LineWorks), Verdict::Allowed);
}

#[test]
fn only_the_same_bytes_are_registered() {
    let registered = [URL.to_owned(), "https://www.example.com/other".to_owned()];
    let judged = |text: &str| check(text, Registered::These(&registered), RuleSet::LineWorks);
    assert_eq!(judged(URL).verdict, Verdict::Allowed);
    assert_eq!(judged("https%3A%2F%2Fwww.example.com%2Fcb").matched.as_deref(), Some(URL));
    for near in
        ["https://www.example.com/cb/", "https://www.example.com/Cb", "https://WWW.example.com/cb"]
    {
        let report = judged(near);
        assert_eq!((report.verdict, report.matched), (Verdict::Refused, None), "{near}");
        assert_eq!(report.nearest.expect("one is near").url, URL, "{near}");
    }
    assert_eq!(check(URL, Registered::These(&[]), RuleSet::LineWorks).verdict, Verdict::Refused);
    assert_eq!(check(URL, Registered::Unknown, RuleSet::LineWorks).verdict, Verdict::Allowed);
}

#[test]
fn a_registered_url_against_a_rule_is_not_waved_through() {
    let registered = ["http://localhost/cb".to_owned(), "http://www.example.com/cb".to_owned()];
    let verdict =
        |text: &str| check(text, Registered::These(&registered), RuleSet::LineWorks).verdict;
    assert_eq!(verdict("http://localhost/cb"), Verdict::Warned);
    assert_eq!(verdict("http://www.example.com/cb"), Verdict::Refused);
}

#[test]
fn a_pasted_list_becomes_urls() {
    let text = "[\"https://a.example/\",\n 'https://b.example/cb'] https://a.example/、「https://c.example/」";
    assert_eq!(urls_in(text), ["https://a.example/", "https://b.example/cb", "https://c.example/"]);
    assert!(urls_in(" \n, ").is_empty());
}

#[test]
fn a_row_is_cut_only_where_another_url_begins() {
    let rows: &[(&str, &[&str])] = &[
        (
            "https://a.example/cb\r\nhttps://b.example/cb\n",
            &["https://a.example/cb", "https://b.example/cb"],
        ),
        ("[\"https://a.example/cb\",\"https://a.example/cb\"]", &["https://a.example/cb"]),
        ("https://a.example/c b", &["https://a.example/c b"]),
        (" https://a.example/cb?ids=1,2 ", &["https://a.example/cb?ids=1,2"]),
        ("https://a.example/受付\u{3000}", &["https://a.example/受付"]),
        (" portal.example/cb, ", &["portal.example/cb,"]),
        (" \n", &[]),
    ];
    for (text, expected) in rows {
        assert_eq!(rows_in(text), *expected, "{text}");
    }
}
