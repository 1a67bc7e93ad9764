//! The redirect-URL clinic on a vault: against a record's list, a typed list, or the rules alone.

use credenza_core::apps::AppId;
use credenza_core::diagnosis::Cause;
use credenza_core::redirect::{DifferenceKind, RuleId, RuleSet, Verdict};
use credenza_engine::Error;
use credenza_engine::views::redirect::{
    RedirectCheckInput, RedirectCheckView, RedirectJudgeInput, RedirectProbeInput,
    RedirectProbeView, RedirectSplitInput, RegisteredSource,
};
use credenza_tests::desk::{Desk, GOOD};
use credenza_tests::practice::line_works;

use crate::authority::{Authority, Flaw, TlsServer, file};
use crate::server::{Fixed, json};

const REGISTERED: &str = "https://portal.aoba-shoji.example/oauth/callback";
const LOGOUT: &str = "https://portal.aoba-shoji.example/bye";

fn check(
    desk: &Desk,
    text: &str,
    registered: RegisteredSource,
    rules: RuleSet,
) -> RedirectCheckView {
    let input = RedirectCheckInput { text: text.to_owned(), registered, rules };
    desk.engine.redirect_check(input).expect("the vault is open")
}

fn typed(urls: &[&str]) -> RegisteredSource {
    RegisteredSource::Typed { urls: urls.iter().map(|url| (*url).to_owned()).collect() }
}

fn record(desk: &Desk) -> AppId {
    let id = desk.id(GOOD);
    desk.edit(id, |draft| {
        line_works(draft).redirect_urls = vec![REGISTERED.to_owned()];
        line_works(draft).logout_redirect_urls = vec![LOGOUT.to_owned()];
        line_works(draft).scopes.retain(|scope| scope != "openid");
    });
    id
}

#[tokio::test]
async fn what_is_sent_is_held_against_the_list_of_the_record() {
    let desk = Desk::open().await;
    let id = record(&desk);
    let registered = || RegisteredSource::App { id };
    let view = check(&desk, REGISTERED, registered(), RuleSet::LineWorks);
    assert_eq!(view.report.expect("judged").matched.as_deref(), Some(REGISTERED));
    let sent = "https://portal.aoba-shoji.example/OAuth/callback/";
    let view = check(&desk, sent, registered(), RuleSet::LineWorks);
    let report = view.report.expect("judged");
    let kinds: Vec<_> =
        report.nearest.expect("there is one").differences.iter().map(|one| one.kind).collect();
    assert_eq!(report.verdict, Verdict::Refused);
    assert_eq!(kinds, [DifferenceKind::Case, DifferenceKind::TrailingSlash]);
    assert_eq!(
        view.parts.iter().map(|part| &*part.text).collect::<Vec<_>>()[2],
        "/OAuth/callback/"
    );
}

#[tokio::test]
async fn logout_rules_take_the_logout_urls_and_ask_for_openid() {
    let desk = Desk::open().await;
    let id = record(&desk);
    let view = check(&desk, LOGOUT, RegisteredSource::App { id }, RuleSet::LineWorksLogout);
    assert_eq!(view.report.expect("judged").matched.as_deref(), Some(LOGOUT));
    let list = view.registered.expect("the record has a list");
    assert!(list.rules.iter().any(|rule| rule.id == RuleId::NeedsOpenid && !rule.passed));
    let typed = check(&desk, LOGOUT, typed(&[LOGOUT]), RuleSet::LineWorksLogout);
    assert!(typed.registered.expect("a list").rules.iter().all(|rule| rule.passed));
}

#[tokio::test]
async fn nothing_to_judge_still_shows_the_judged_list() {
    let desk = Desk::open().await;
    let view = check(&desk, " \n", typed(&["http://a.example.com/cb"]), RuleSet::LineWorks);
    assert_eq!(view.report, None);
    assert_eq!(view.registered.expect("a list").urls.len(), 1);
    let alone = check(&desk, REGISTERED, RegisteredSource::Unknown, RuleSet::Oauth);
    assert_eq!((alone.report.expect("judged").verdict, alone.registered), (Verdict::Allowed, None));
}

#[tokio::test]
async fn places_on_the_wire_count_code_points() {
    let desk = Desk::open().await;
    // One emoji is two UTF-16 units and four bytes; it counts as one.
    let (sent, registered) =
        ("https://a.example.com/受付/🍣/Cb", "https://a.example.com/受付/🍣/cb");
    let view = check(&desk, sent, typed(&[registered]), RuleSet::LineWorks);
    let wire = serde_json::to_value(&view).expect("views can be written");
    let difference = &wire["report"]["nearest"]["differences"][0];
    assert_eq!(difference["sentSpan"], serde_json::json!({ "from": 27, "to": 28 }));
    let ascii = wire["report"]["rules"].as_array().expect("rules");
    let ascii = ascii.iter().find(|rule| rule["id"] == "asciiPath").expect("the rule");
    assert_eq!(ascii["spans"][1], serde_json::json!({ "from": 25, "to": 26 }));
}

#[tokio::test]
async fn a_list_is_judged_and_a_paste_is_cut_up() {
    let desk = Desk::open().await;
    let text = format!("[\"{REGISTERED}\",\n \"{REGISTERED}/\"]").to_owned();
    let urls = desk.engine.redirect_split(&RedirectSplitInput { text }).expect("the vault is open");
    assert_eq!(urls.len(), 2);
    let input = RedirectJudgeInput { urls, rules: RuleSet::LineWorks, openid: false };
    let list = desk.engine.redirect_judge(&input).expect("the vault is open");
    let twins = list.urls.iter().flat_map(|url| &url.rules);
    assert_eq!(twins.filter(|rule| rule.id == RuleId::NoTwin && !rule.passed).count(), 2);
}

#[tokio::test]
async fn what_is_longer_than_a_record_may_hold_is_refused() {
    let desk = Desk::open().await;
    let long = RedirectCheckInput {
        text: "x".repeat(64 * 1024 + 1),
        registered: RegisteredSource::Unknown,
        rules: RuleSet::LineWorks,
    };
    let refused = desk.engine.redirect_check(long);
    assert!(matches!(refused, Err(Error::Invalid { field: "text", .. })), "{refused:?}");
    let urls = vec![String::new(); 501];
    let input = RedirectJudgeInput { urls, rules: RuleSet::LineWorks, openid: false };
    let refused = desk.engine.redirect_judge(&input);
    assert!(matches!(refused, Err(Error::Invalid { field: "urls", .. })), "{refused:?}");
}

async fn probe(desk: &Desk, address: &str, confirmed_host: &str) -> RedirectProbeView {
    let (address, confirmed_host) = (address.to_owned(), confirmed_host.to_owned());
    let input = RedirectProbeInput { address, confirmed_host };
    desk.engine.redirect_probe(input).await.expect("the vault is open")
}

#[tokio::test]
async fn a_probe_tells_certificate_and_status_and_sends_no_query() {
    let desk = Desk::open().await;
    let authority = Authority::new();
    let server = TlsServer::with(&authority.issue(Flaw::None)).await;
    let address = format!("{}/oauth/callback?code=TESTcode#done", server.base());
    let untrusted = probe(&desk, &address, "127.0.0.1").await;
    let RedirectProbeView::Unanswered { cause, .. } = untrusted else { panic!("{untrusted:?}") };
    assert_eq!(cause, Cause::TlsUntrusted);
    assert_eq!(server.arrived.texts(), Vec::<String>::new(), "nothing was sent");

    desk.engine.ca_add(&file(&desk, "ca.pem", &authority.pem())).expect("it is a certificate");
    let view = probe(&desk, &address, "127.0.0.1").await;
    let RedirectProbeView::Answered { status, tls, peer, url, .. } = view else {
        panic!("{view:?}")
    };
    assert_eq!((status, url), (200, format!("{}/oauth/callback", server.base())));
    let days = tls.and_then(|tls| tls.chain.first()?.days_left);
    assert!(days.is_some_and(|days| days > 365), "{days:?}");
    assert!(peer.is_some_and(|peer| peer.starts_with("127.0.0.1:")));
    let request = server.arrived.texts().pop().expect("it was asked");
    assert!(request.starts_with("GET /oauth/callback HTTP/1.1\r\n"), "{request}");
    assert!(!request.contains("TESTcode"), "{request}");
}

#[tokio::test]
async fn a_probe_goes_nowhere_but_to_the_confirmed_host_and_only_by_https() {
    let desk = Desk::open().await;
    let server = Fixed::answering(json("200 OK", "{}")).await;
    assert_eq!(probe(&desk, &server.base(), "127.0.0.1").await, RedirectProbeView::Address);
    let other = probe(&desk, &format!("https://127.0.0.1:{}/", server.port), "localhost").await;
    assert_eq!(other, RedirectProbeView::NotConfirmed { host: "127.0.0.1".to_owned() });
    for address in ["", "portal", "https://me@127.0.0.1/", "javascript:alert(1)"] {
        assert_eq!(probe(&desk, address, "127.0.0.1").await, RedirectProbeView::Address);
    }
    assert_eq!(server.arrived.texts(), Vec::<String>::new());
}
