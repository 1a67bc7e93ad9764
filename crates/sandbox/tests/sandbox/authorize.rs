//! The authorize request and its pages: what is shown, what goes back, what is never redirected.

use credenza_sandbox::{Fault, Sandbox, SandboxConfig};

use crate::browser::{
    AUTHORIZE, CONSENT, LOGIN, SentTo, answered, asked, authorize, but, get, post, reason, ticket,
    typed,
};
use crate::request::{app, encoded};

/// A parameter with its value, or left out.
type Change<'a> = (&'static str, Option<&'a str>);

async fn sandbox() -> Sandbox {
    Sandbox::start(SandboxConfig::default()).await.unwrap()
}

#[tokio::test]
async fn the_member_signs_in_and_comes_back_with_code_and_state() {
    let sandbox = sandbox().await;
    let fields = asked(app(&sandbox, "attendance-bot"));
    let page = authorize(&sandbox, &fields).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), Some("text/html;charset=UTF-8"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert!(!page.text().contains("<script"), "no script is needed");
    let sent = SentTo::by(&answered(&sandbox, &fields, "allow").await);
    assert_eq!(sent.url, "http://localhost:18137/callback");
    assert_eq!(sent.names(), ["code", "state"]);
    assert_eq!(sent.get("state"), "st+te/=&勤");
}

#[tokio::test]
async fn pages_speak_the_language_of_the_browser() {
    let sandbox = sandbox().await;
    let target = format!("{AUTHORIZE}?{}", encoded(&asked(app(&sandbox, "attendance-bot"))));
    for (language, tag, word) in [("ja-JP", "ja", "ログイン"), ("en-US", "en", "Sign in")] {
        let page = get(&sandbox, &target, language).await;
        let text = page.text();
        assert!(text.contains(&format!("<html lang=\"{tag}\">")) && text.contains(word), "{text}");
        let refused = get(&sandbox, AUTHORIZE, language).await;
        assert!(refused.text().contains(&format!("<html lang=\"{tag}\">")));
    }
}

#[tokio::test]
async fn without_state_none_comes_back() {
    let sandbox = sandbox().await;
    let fields = but(asked(app(&sandbox, "attendance-bot")), "state", None);
    assert_eq!(SentTo::by(&answered(&sandbox, &fields, "allow").await).names(), ["code"]);
}

#[tokio::test]
async fn denied_comes_back_as_access_denied_with_the_state() {
    let sandbox = sandbox().await;
    let fields = asked(app(&sandbox, "attendance-bot"));
    let sent = SentTo::by(&answered(&sandbox, &fields, "deny").await);
    assert_eq!((sent.get("error"), sent.get("state")), ("access_denied", "st+te/=&勤"));
    assert_eq!(sent.names(), ["error", "error_description", "state"]);
}

/// Each a good request with one thing changed about client or redirect URL.
#[tokio::test]
async fn a_wrong_client_or_redirect_url_stays_on_the_servers_own_page() {
    let sandbox = sandbox().await;
    let bot = app(&sandbox, "attendance-bot");
    let other = &app(&sandbox, "clock-skew").client_id;
    let cases = [
        ("client_id", None, "client-missing"),
        ("client_id", Some("nobody"), "client-unknown"),
        ("client_id", Some(other.as_str()), "redirect-unregistered"),
        ("redirect_uri", None, "redirect-missing"),
        ("redirect_uri", Some("http://localhost:18137/callback/"), "redirect-unregistered"),
        ("redirect_uri", Some("http://localhost:18138/callback"), "redirect-unregistered"),
        ("redirect_uri", Some("http://localhost:18137/Callback"), "redirect-unregistered"),
        ("redirect_uri", Some("http://LOCALHOST:18137/callback"), "redirect-unregistered"),
        ("redirect_uri", Some("http://127.0.0.1:18137/callback"), "redirect-unregistered"),
        ("redirect_uri", Some("https://localhost:18137/callback"), "redirect-unregistered"),
        ("redirect_uri", Some("http://localhost:18137/callback?a=b"), "redirect-unregistered"),
        (
            "redirect_uri",
            Some("https://app.practice.invalid:443/callback"),
            "redirect-unregistered",
        ),
    ];
    for (name, value, expected) in cases {
        let page = authorize(&sandbox, &but(asked(bot), name, value)).await;
        assert_eq!((page.status, page.header("location")), (400, None), "{name}={value:?}");
        assert_eq!(reason(&page), expected, "{name}={value:?}");
        if expected == "redirect-unregistered" && name == "redirect_uri" {
            assert!(page.text().contains(value.unwrap()), "what was sent is shown");
        }
    }
}

#[tokio::test]
async fn a_query_that_is_doubled_or_broken_stays_on_the_servers_own_page() {
    let sandbox = sandbox().await;
    let good = encoded(&asked(app(&sandbox, "attendance-bot")));
    for (more, expected) in
        [("&state=1", "doubled"), ("&x=%", "unreadable"), ("&x=%ff", "unreadable")]
    {
        let page = get(&sandbox, &format!("{AUTHORIZE}?{good}{more}"), "en").await;
        assert_eq!((page.status, reason(&page).as_str()), (400, expected), "{more}");
    }
}

/// Each a good request with one thing changed that the client is told about.
#[tokio::test]
async fn other_mistakes_go_back_to_the_client_with_its_state() {
    let sandbox = sandbox().await;
    let bot = app(&sandbox, "attendance-bot");
    let digest = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    let cases: [(&[Change<'_>], &str); 12] = [
        (&[("response_type", None)], "invalid_request"),
        (&[("response_type", Some("id_token"))], "unsupported_response_type"),
        (&[("response_type", Some("token id_token"))], "unsupported_response_type"),
        (&[("response_type", Some("Code"))], "unsupported_response_type"),
        (&[("scope", None)], "invalid_scope"),
        (&[("scope", Some("openid calendar"))], "invalid_scope"),
        (&[("scope", Some("email profile"))], "invalid_scope"),
        (&[("scope", Some("user:read"))], "invalid_scope"),
        (&[("code_challenge", Some(digest))], "invalid_request"),
        (&[("code_challenge_method", Some("S256"))], "invalid_request"),
        (
            &[("code_challenge", Some(digest)), ("code_challenge_method", Some("plain"))],
            "invalid_request",
        ),
        (
            &[("code_challenge", Some(&digest[1..])), ("code_challenge_method", Some("S256"))],
            "invalid_request",
        ),
    ];
    for (changes, expected) in cases {
        let change = |fields, (name, value): &Change<'_>| but(fields, name, *value);
        let fields = changes.iter().fold(asked(bot), change);
        let sent = SentTo::by(&authorize(&sandbox, &fields).await);
        assert_eq!((sent.get("error"), sent.get("state")), (expected, "st+te/=&勤"), "{changes:?}");
        assert_eq!(sent.url, bot.redirect_urls[0]);
    }
}

#[tokio::test]
async fn a_wrong_account_or_password_brings_the_login_page_again() {
    let sandbox = sandbox().await;
    let ticket = ticket(&authorize(&sandbox, &asked(app(&sandbox, "attendance-bot"))).await);
    let good = typed(&sandbox, &ticket);
    let almost = good[2].1.to_ascii_lowercase() + "x";
    for (name, value) in
        [("account", Some("hanako")), ("password", Some(&*almost)), ("password", None)]
    {
        let again = post(&sandbox, LOGIN, &but(good.clone(), name, value)).await;
        assert_eq!(again.status, 403, "{name}");
        assert!(again.text().contains("Account or password is wrong."), "{name}");
        let early = vec![("ticket", ticket.clone()), ("answer", "allow".to_owned())];
        let refused = post(&sandbox, CONSENT, &early).await;
        assert_eq!(reason(&refused), "ticket-unknown", "nobody has signed in");
    }
    assert!(
        post(&sandbox, LOGIN, &good).await.text().contains("id=\"allow\""),
        "another try works"
    );
}

#[tokio::test]
async fn a_ticket_answers_once() {
    let sandbox = sandbox().await;
    let ticket = ticket(&authorize(&sandbox, &asked(app(&sandbox, "attendance-bot"))).await);
    post(&sandbox, LOGIN, &typed(&sandbox, &ticket)).await;
    let allow = vec![("ticket", ticket.clone()), ("answer", "allow".to_owned())];
    assert_eq!(post(&sandbox, CONSENT, &allow).await.status, 302);
    for (path, fields) in [(CONSENT, allow), (LOGIN, typed(&sandbox, &ticket))] {
        let page = post(&sandbox, path, &fields).await;
        assert_eq!((page.status, reason(&page).as_str()), (400, "ticket-unknown"), "{path}");
    }
}

#[tokio::test]
async fn state_changed_changes_the_state_and_nothing_else() {
    let sandbox = sandbox().await;
    sandbox.set_fault(Some(Fault::StateChanged));
    let fields = asked(app(&sandbox, "attendance-bot"));
    let sent = SentTo::by(&answered(&sandbox, &fields, "allow").await);
    assert_eq!((sent.names(), sent.get("state")), (vec!["code", "state"], "st+te/=&勤-changed"));
}

#[tokio::test]
async fn redirect_by_script_sends_a_page_that_goes_by_itself() {
    let sandbox = sandbox().await;
    sandbox.set_fault(Some(Fault::RedirectByScript));
    let fields = asked(app(&sandbox, "attendance-bot"));
    let page = answered(&sandbox, &fields, "allow").await;
    assert_eq!((page.status, page.header("location")), (200, None));
    let quoted = page.text().split("location.replace(\"").nth(1).unwrap();
    let sent = SentTo::of(quoted.split('"').next().unwrap());
    assert_eq!(sent.url, "http://localhost:18137/callback");
    assert_eq!((sent.names(), sent.get("state")), (vec!["code", "state"], "st+te/=&勤"));
}
