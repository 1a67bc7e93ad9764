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
            "expectedUser": account["userId"],
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
    assert!(human.stderr.contains("calls, one a second"), "{}", human.stderr);
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
