//! Rules: what breaks each of them, and what comes near and doesn't.

use super::super::RuleId::*;
use super::super::RuleSet::{self, LineWorks, LineWorksLogout, Oauth, Sso};
use super::super::RuleSeverity::{Error, Info, Warning};
use super::super::{RuleId, RuleSeverity, judge_list};
use super::{broken, rule};

type Case = (RuleSet, &'static str, &'static [(RuleId, RuleSeverity)]);

#[rustfmt::skip]
const CASES: &[Case] = &[
    (LineWorks, "https://portal.aoba-shoji.example/oauth/callback", &[]),
    (LineWorks, "https://a.b.portal.example/", &[]),
    (LineWorks, "http://portal.example.jp/cb", &[(Https, Error)]),
    (LineWorks, "http://localhost:9876/callback", &[(Https, Warning), (Subdomain, Warning), (NoPort, Info)]),
    (LineWorks, "http://127.0.0.1/cb", &[(Https, Error), (NoIpAddress, Warning)]),
    (LineWorks, "https://[2001:db8::1]/cb", &[(NoIpAddress, Warning)]),
    (LineWorks, "https://0x7f.1/cb", &[(NoIpAddress, Warning), (Unchanged, Warning)]),
    (LineWorks, "https://example.co.jp/cb", &[(Subdomain, Warning)]),
    (LineWorks, "https://www.example.co.jp/cb", &[]),
    (LineWorks, "https://co.jp/cb", &[(Subdomain, Warning)]),
    (LineWorks, "https://intranet/cb", &[(Subdomain, Warning)]),
    (LineWorks, "https://www.example.com/cb#done", &[(NoFragment, Error)]),
    (LineWorks, "https://www.example.com/cb#", &[(NoFragment, Error)]),
    (LineWorks, "https://www.example.com/cb%23done", &[]),
    (LineWorks, "https://www.example.com/cb?from=works", &[(NoQuery, Warning)]),
    (LineWorks, "https://www.example.com:8443/cb", &[(NoPort, Warning)]),
    (LineWorks, "https://www.example.com:443/cb", &[(NoPort, Warning), (Unchanged, Warning)]),
    (LineWorks, "https://www.example.com:99999/cb", &[(Absolute, Error), (NoPort, Error)]),
    (LineWorks, "https://me:TESTpw@www.example.com/cb", &[(NoUserInfo, Warning)]),
    (LineWorks, "https://*.example.com/cb", &[(NoWildcard, Warning)]),
    (LineWorks, "https://www.example.com/*", &[]),
    (LineWorks, "HTTPS://www.example.com/cb", &[(LowerCase, Warning), (Unchanged, Warning)]),
    (LineWorks, "https://WWW.example.com/cb", &[(LowerCase, Warning), (Unchanged, Warning)]),
    (LineWorks, "https://www.example.com/CB", &[]),
    (LineWorks, "https://www.example.com", &[(Unchanged, Warning)]),
    (LineWorks, "https://www.example.com/a/../cb", &[(Unchanged, Warning)]),
    (LineWorks, "https://www.example.com/a b", &[(NoHidden, Error), (Unchanged, Warning)]),
    (LineWorks, " https://www.example.com/cb", &[(Absolute, Error), (Https, Error), (NoHidden, Error), (Unchanged, Warning)]),
    (LineWorks, "https://www.example.com/cb\u{200b}", &[(NoHidden, Error), (Unchanged, Warning)]),
    (LineWorks, "https://www.example.com/ｃｂ", &[(NoFullWidth, Error), (Unchanged, Warning)]),
    (LineWorks, "https://www.example.com/受付", &[(AsciiPath, Warning), (Unchanged, Warning)]),
    (LineWorks, "https://www.日本語.jp/cb", &[(AsciiHost, Warning), (Unchanged, Warning)]),
    (LineWorks, "https://www.xn--wgv71a119e.jp/cb", &[(AsciiHost, Info)]),
    (LineWorks, "https://www.pаypal.example/cb", &[(AsciiHost, Warning), (NoLookAlike, Warning), (Unchanged, Warning)]),
    (LineWorks, "https://www.example.com/%7euser", &[(PercentEncoding, Warning)]),
    (LineWorks, "https://www.example.com/a%2fb", &[(PercentEncoding, Warning)]),
    (LineWorks, "https://www.example.com/a%2Fb", &[]),
    (LineWorks, "https://www.example.com/100%", &[(PercentEncoding, Error)]),
    (LineWorks, "/oauth/callback", &[(Absolute, Error), (Https, Error)]),
    (LineWorks, "", &[(Absolute, Error), (Https, Error)]),
    (LineWorks, "https://a..b.example.com/cb", &[(Absolute, Error)]),
    (LineWorks, "https://www.example.com./cb", &[]),
    (LineWorks, "https:///cb", &[(Absolute, Error), (Unchanged, Warning)]),
    (LineWorksLogout, "https://www.example.com/bye", &[]),
    (LineWorksLogout, "http://www.example.com/bye", &[(Https, Error)]),
    (Sso, "https://sso.example.com/login", &[]),
    (Sso, "https://sso.example.com:443/login", &[(Unchanged, Warning)]),
    (Sso, "http://sso.example.com/login", &[(Https, Warning), (SsoPort, Warning)]),
    (Sso, "https://sso.example.com:8443/login", &[(SsoPort, Error)]),
    (Sso, "https://example.com/login?x=1", &[]),
    (Sso, "ftp://sso.example.com/login", &[(Https, Error)]),
    (Oauth, "https://example.com/cb?x=1", &[]),
    (Oauth, "https://example.com:8443/cb", &[]),
    (Oauth, "http://127.0.0.1:5000/cb", &[]),
    (Oauth, "http://[::1]:5000/cb", &[]),
    (Oauth, "http://localhost:5000/cb", &[(Https, Warning)]),
    (Oauth, "http://example.com/cb", &[(Https, Error)]),
    (Oauth, "com.example.app:/cb", &[]),
    (Oauth, "myapp://cb", &[(Https, Warning)]),
    (Oauth, "javascript:alert(1)", &[(Https, Error)]),
    (Oauth, "com.example.app:/cb#x", &[(NoFragment, Error)]),
];

#[test]
fn each_rule_is_broken_by_its_own_fault_and_by_no_near_miss() {
    for (set, url, expected) in CASES {
        assert_eq!(broken(url, *set), *expected, "{url}");
    }
}

#[test]
fn every_rule_for_a_single_url_is_broken_by_some_case() {
    let of_lists = [Count, NoDuplicate, NoTwin, NeedsOpenid];
    for set in [LineWorks, LineWorksLogout, Sso, Oauth] {
        for rule in super::super::judge("https://www.example.com/", set) {
            let is_tried =
                CASES.iter().any(|(_, _, broken)| broken.iter().any(|(id, _)| *id == rule.id));
            assert!(is_tried || of_lists.contains(&rule.id), "{:?}", rule.id);
        }
    }
}

#[test]
fn what_the_source_leaves_open_is_said_to_be_open() {
    for (url, id) in [
        ("http://localhost/cb", Https),
        ("https://example.com/cb", Subdomain),
        ("https://www.example.com:8443/", NoPort),
        ("https://www.example.com/?a", NoQuery),
        ("https://192.0.2.1/", NoIpAddress),
        ("https://me@www.example.com/", NoUserInfo),
    ] {
        assert!(!rule(url, LineWorks, id).settled, "{url}");
    }
    assert!(rule("http://www.example.com/cb", LineWorks, Https).settled);
    assert!(rule("https://www.example.com/#a", LineWorks, NoFragment).settled);
}

#[test]
fn both_values_and_the_characters_at_fault_are_given() {
    let found = rule("https://example.co.jp/cb", LineWorks, Subdomain);
    assert_eq!((&*found.expected, &*found.actual), ("<sub>.example.co.jp", "example.co.jp"));
    assert_eq!((found.spans[0].from, found.spans[0].to), (8, 21));
    let found = rule("https://www.example.com/受付#x", LineWorks, NoFragment);
    assert_eq!((&*found.actual, found.spans[0].from, found.spans[0].to), ("#x", 26, 28));
    let found = rule("https://www.example.com/%7euser", LineWorks, PercentEncoding);
    assert_eq!((&*found.expected, &*found.actual), ("~", "%7e"));
}

#[test]
fn a_password_in_a_url_is_not_repeated() {
    let found = rule("https://me:TESTpassword@www.example.com/", LineWorks, NoUserInfo);
    assert_eq!(found.actual, "@");
}

fn list(urls: &[&str]) -> Vec<String> {
    urls.iter().map(|url| (*url).to_owned()).collect()
}

#[test]
fn a_list_is_judged_by_what_stands_beside_what() {
    let urls = list(&[
        "https://a.example.com/cb",
        "https://a.example.com/cb/",
        "https://a.example.com/cb",
    ]);
    let report = judge_list(&urls, LineWorks, false);
    let of =
        |at: usize, id: RuleId| report.urls[at].rules.iter().find(|rule| rule.id == id).unwrap();
    assert!(of(0, NoDuplicate).passed, "the first of two stays");
    assert_eq!((of(2, NoDuplicate).passed, &*of(2, NoDuplicate).actual), (false, "1"));
    assert_eq!(of(0, NoTwin).actual, "https://a.example.com/cb/");
    assert_eq!(of(1, NoTwin).actual, "https://a.example.com/cb");
    let apart = list(&["https://a.example.com/cb", "https://a.example.com/cb2"]);
    let report = judge_list(&apart, LineWorks, false);
    assert!(report.urls.iter().all(|url| url.rules.iter().all(|rule| rule.passed)));
}

#[test]
fn a_hundred_urls_fit_and_one_more_does_not() {
    let urls: Vec<String> = (0..101).map(|n| format!("https://a.example.com/{n}")).collect();
    let passed = |count: usize| judge_list(&urls[..count], LineWorks, false).rules[0].passed;
    assert!(passed(100));
    assert!(!passed(101));
}

#[test]
fn logout_urls_need_openid() {
    let urls = list(&["https://a.example.com/bye"]);
    let passed = |urls: &[String], openid| {
        let report = judge_list(urls, LineWorksLogout, openid);
        report.rules.iter().find(|rule| rule.id == NeedsOpenid).unwrap().passed
    };
    assert!(passed(&urls, true));
    assert!(passed(&[], false));
    assert!(!passed(&urls, false));
}
