//! `app add customer-sso`, `sso run`, `sso check` against the practice customer beside the program.

use std::fs;

use crate::fixture::{Home, Serving};

/// A vault with a practice record of this customer, and its account in a file.
fn home(sandbox: &Serving) -> Home {
    let home = Home::with_vault();
    let facts = &sandbox.line["customerSso"];
    let base = sandbox.fact("authBase");
    let fact = |name: &str| facts[name].as_str().expect("a text").to_owned();
    let path = |name: &str| fact(name).strip_prefix(&base).expect("of the sandbox").to_owned();
    let secret = home.write("secret", fact("clientSecret"));
    let account = &facts["account"];
    home.write(
        "account.json",
        serde_json::json!({
            "email": account["email"], "password": account["password"],
            "userId": account["userId"],
        })
        .to_string(),
    );
    let words = [
        "app",
        "add",
        "customer-sso",
        "--name",
        "Aoba",
        "--practice",
        "on",
        "--client-id",
        &fact("clientId"),
        "--client-secret-file",
        &secret,
        "--web-login-url",
        &path("loginUrl"),
        "--token-url",
        &path("tokenUrl"),
        "--user-info-url",
        &path("userInfoUrl"),
        "--imap-url",
        &path("imapUrl"),
        "--logout-url",
        &path("logoutUrl"),
    ];
    home.open(&words).exits(0);
    home
}

#[test]
fn a_correct_server_is_checked_and_run_without_a_browser_and_its_report_has_no_secret() {
    let sandbox = Serving::start(None);
    let home = home(&sandbox);
    let (base, account) = (sandbox.fact("authBase"), home.path("account.json"));
    let report = home.path("report.html");
    let with = ["--account", &account, "--sandbox-base", &base];
    let check = ["sso", "check", "Aoba", "--repeat", "2", "--report", &report, "--language", "ja"];
    let (exit, found) = home.json(&[&check[..], &with].concat());
    assert_eq!((exit, &found["counts"]["failed"]), (0, &0.into()), "{found}");
    assert_eq!((&found["rounds"], &found["practice"]), (&2.into(), &true.into()));
    let text = fs::read_to_string(&report).unwrap();
    assert!(text.contains("カスタマーSSO適合性レポート"), "{text}");
    for english in ["practice server", "present", "characters", " GMT", "number 86400"] {
        assert!(!text.contains(english), "{english}: {text}");
    }
    assert!(text.contains(" JST (") && text.contains("sso-sp-oauth-token"), "{text}");
    let again = home.json(&[&check[..], &with].concat());
    assert_eq!((again.0, &again.1["error"]["code"]), (2, &"fileUnreadable".into()), "{again:?}");
    let facts = &sandbox.line["customerSso"];
    for secret in [&facts["clientSecret"], &facts["account"]["password"]] {
        assert!(!text.contains(secret.as_str().unwrap()));
    }
    for flow in ["imap", "logout"] {
        let run = [&["sso", "run", "Aoba", "--flow", flow][..], &with].concat();
        let (exit, ran) = home.json(&run);
        assert_eq!((exit, &ran["ok"]), (0, &true.into()), "{ran}");
    }
    let human = home.open(&[&["sso", "check", "Aoba"][..], &with].concat()).exits(0);
    assert!(human.stdout.contains("A code works only once: 302 invalid_authorization"));
    assert!(human.stderr.contains("calls, without a pause"), "{}", human.stderr);
}

#[test]
fn over_tls_a_stored_account_is_chosen_by_name_and_the_report_comes_from_the_vault_later() {
    let sandbox = Serving::with(&["--sso-tls"]);
    let home = Home::with_vault();
    let facts = &sandbox.line["customerSso"];
    let fact = |name: &str| facts[name].as_str().expect("a text").to_owned();
    let email = facts["account"]["email"].as_str().expect("a text").to_owned();
    let secret = home.write("secret", fact("clientSecret"));
    let password = facts["account"]["password"].as_str().expect("a text").to_owned();
    let password = home.write("password", password);
    let ca = home.write("ca.pem", fact("caPem"));
    let user = facts["account"]["userId"].as_str().expect("a text");
    let more = format!("{email}={user}");
    let texts = ["loginUrl", "tokenUrl", "userInfoUrl", "imapUrl", "logoutUrl"].map(fact);
    let options =
        ["--web-login-url", "--token-url", "--user-info-url", "--imap-url", "--logout-url"];
    let mut words = vec!["app", "add", "customer-sso", "--name", "Aoba", "--practice", "on"];
    let id = fact("clientId");
    words.extend(["--client-id", &id, "--client-secret-file", &secret, "--ca-file", &ca]);
    words.extend(["--confirm-host", "127.0.0.1", "--test-account", "first@aoba.example"]);
    words.extend(["--more-account", &more]);
    words.extend(options.iter().zip(&texts).flat_map(|(option, text)| [*option, text.as_str()]));
    home.open(&words).exits(0);
    let keep = ["sso", "password", "Aoba", "--account", &email, "--password-file", &password];
    assert!(home.open(&keep).exits(0).stdout.contains(&email));
    let report = home.path("report.md");
    home.open(&["sso", "report", "Aoba", &report]).exits(2);
    let ran = home.open(&["sso", "check", "Aoba", "--account", &email]).exits(0);
    for told in ["TLS 1.3, chain of 2", "days left: 90", "\"Set Expire Time\" off: browser 24 h"] {
        assert!(ran.stdout.contains(told), "{told}: {}", ran.stdout);
    }
    home.open(&["sso", "report", "Aoba", &report]).exits(0);
    let text = fs::read_to_string(&report).unwrap();
    assert!(text.contains("CN=Aoba practice SSO"), "{text}");
    let unknown = ["sso", "run", "Aoba", "--flow", "imap", "--account", "nobody@aoba.example"];
    home.open(&unknown).exits(2);
}

#[test]
fn a_line_that_failed_is_1_and_says_what_to_change() {
    let sandbox = Serving::with(&["--sso-fault", "code-reused"]);
    let home = home(&sandbox);
    let (base, account) = (sandbox.fact("authBase"), home.path("account.json"));
    let check = ["sso", "check", "Aoba", "--account", &account, "--sandbox-base", &base];
    let ran = home.open(&check).exits(1);
    assert!(
        ran.stdout.contains("FAILED     A code works only once: access_token"),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("answer 302 to the second use"), "{}", ran.stdout);
}

#[test]
fn a_report_that_cannot_be_written_is_told_before_the_first_call() {
    let sandbox = Serving::start(None);
    let home = home(&sandbox);
    let (base, account) = (sandbox.fact("authBase"), home.path("account.json"));
    let report = home.path("nowhere/report.md");
    let check = ["sso", "check", "Aoba", "--account", &account, "--sandbox-base", &base];
    let ran = home.open(&[&check[..], &["--report", &report]].concat()).exits(2);
    assert!(!ran.stderr.contains("calls, "), "{}", ran.stderr);
    let report = home.path("report.md");
    home.open(&[&check[..], &["--report", &report]].concat()).exits(0);
    assert!(fs::read_to_string(&report).unwrap().starts_with("# "));
}

#[test]
fn what_a_record_lacks_is_named_by_the_option_that_mends_it() {
    let sandbox = Serving::start(None);
    let home = home(&sandbox);
    let (base, account) = (sandbox.fact("authBase"), home.path("account.json"));
    let told = |words: &[&str]| home.open(&[&["sso", "run", "Aoba", "--flow"], words].concat());
    let at = ["--sandbox-base", &base];
    let rows = [
        (told(&["imap", "--account", &account]), "--sandbox-base: "),
        (told(&[&["imap"][..], &at].concat()), "--account: "),
        (told(&[&["app"][..], &at].concat()), "--app-login-url"),
    ];
    for (ran, wanted) in rows {
        let ran = ran.exits(2);
        assert!(ran.stderr.contains(wanted), "{wanted}: {}", ran.stderr);
        assert!(!ran.stderr.contains("This input cannot be taken"), "{}", ran.stderr);
    }
    home.open(&[
        "app",
        "edit",
        "Aoba",
        "--imap-url",
        "https://127.0.0.1:9/imap",
        "--confirm-host",
        "127.0.0.1",
    ])
    .exits(0);
    let ran = told(&[&["imap", "--account", &account][..], &at].concat()).exits(1);
    assert!(ran.stdout.contains("app edit APP --imap-url"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("--auth-base"), "{}", ran.stdout);
}

#[test]
fn what_cannot_be_used_is_2() {
    let home = Home::with_vault();
    let add = ["app", "add", "customer-sso", "--name", "Aoba", "--token-url"];
    let unconfirmed = home.open(&[&add[..], &["https://sso.example.com/token", "--json"]].concat());
    let unconfirmed = unconfirmed.exits(2).json();
    assert!(unconfirmed.to_string().contains("--confirm-host sso.example.com"), "{unconfirmed}");
    let other_kind = ["--domain-id", "1"];
    home.open(&[&["app", "add", "customer-sso", "--name", "Aoba"][..], &other_kind].concat())
        .exits(2);
    home.open(&["sso", "check", "Nobody", "--report", "report.pdf"]).exits(2);
}
