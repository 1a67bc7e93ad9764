//! The workbench for a customer's SSO server in the real window: the web flow with the login page
//! really filled in, at a good and at a bad server; the gauges, the list, the report.

use credenza_sandbox::{CustomerSsoFault as Fault, Sandbox, SandboxConfig};
use credenza_tests::customer::FilledInLogin;
use serde_json::{Value, json};

use crate::acts::{create_vault, open_app};
use crate::driver::{Around, Window};
use crate::words::Language;

const LISTED: &str = "Aoba SSO gateway";

/// The record of a customer at this sandbox, whose login page is filled in by itself.
fn record(sandbox: &Sandbox, faults: &[Fault], login: &FilledInLogin) -> Value {
    let facts = sandbox.customer_sso(faults);
    json!({
        "draft": {
            "name": LISTED, "tags": [], "owner": "", "notes": "",
            "service": {
                "kind": "customerSso",
                "clientId": facts.client_id,
                "webLoginUrl": login.address(),
                "tokenUrl": facts.token_url,
                "userInfoUrl": facts.user_info_url,
                "mailUrl": facts.imap_url,
                "logoutUrl": facts.logout_url,
                "account": facts.account.email,
                "expectedUser": facts.account.user_id,
                "confirmedHosts": ["127.0.0.1"],
            },
        },
        "clientSecret": facts.client_secret,
    })
}

/// A window on a vault with that record, at its workbench.
async fn open(language: Language, around: Around<'_>, record: &Value) -> Window {
    let window = Window::open_with(language, around).await;
    create_vault(&window).await;
    let code = window.invoke("app_add", json!({ "input": record })).await;
    assert_eq!(code, None, "the record is kept");
    window.press_message("shell_apps").await;
    open_app(&window, LISTED).await;
    window.click("open-bench").await;
    window.find("sso-lanes").await;
    window
}

async fn line(window: &Window, check: &str, result: &str) {
    window
        .wait(&format!("[data-testid=sso-checks] [data-check={check}][data-result={result}]"))
        .await;
}

/// Presses a button of the workbench. What a flow came to is shown before its command has returned,
/// and until then the buttons can't be pressed.
async fn press(window: &Window, testid: &str) {
    window.wait(&format!("[data-testid={testid}]:not([disabled])")).await;
    window.click(testid).await;
}

#[tokio::test]
async fn a_good_server_passes_with_the_login_page_filled_in_and_its_report_is_saved() {
    for language in Language::BOTH {
        let sandbox = Sandbox::start(SandboxConfig::default()).await.expect("it starts");
        let facts = sandbox.customer_sso(&[]);
        let login = FilledInLogin::start(facts.clone()).await;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let report = folder.path().join("report.md");
        let around = Around { save_file: Some(&report), ..Around::default() };
        let window = open(language, around, &record(&sandbox, &[], &login)).await;
        window.look("sso-ready").await;

        press(&window, "sso-run").await;
        window.wait("[data-testid=sso-flow][data-outcome=passed]").await;
        let passed = "[data-testid=sso-lanes] li[data-state=passed]";
        window.wait(&format!("{passed}:nth-child(11)")).await;

        press(&window, "sso-account").await;
        window.type_into("sso-account-password", &facts.account.password).await;
        window.click("sso-account-use").await;
        press(&window, "sso-check-web").await;
        window.find("sso-report-md").await;
        for check in ["redirectUnchanged", "stateKept", "codeReturned", "userIdExpected"] {
            line(&window, check, "passed").await;
        }
        for check in ["codeOnce", "wrongSecret", "wrongToken", "logoutReturns"] {
            line(&window, check, "passed").await;
        }
        // Honest about where it is: neither https nor port 443.
        line(&window, "addresses", "failed").await;
        window.wait("[data-gauge=token][data-tone=ok]").await;
        window.look("sso-good").await;

        window.click("sso-report-md").await;
        window.see(&window.language.say("sso_reportSaved")).await;
        let text = std::fs::read_to_string(&report).expect("it is saved");
        assert!(text.contains("sso-sp-oauth-token"), "{text}");
        for secret in [&facts.client_secret, &facts.account.password] {
            assert!(!text.contains(secret.as_str()), "no secret is in the report");
        }
        window.close().await;
    }
}

#[tokio::test]
async fn a_bad_server_is_told_line_by_line() {
    for language in Language::BOTH {
        let sandbox = Sandbox::start(SandboxConfig::default()).await.expect("it starts");
        let faults = [Fault::CodeReused, Fault::ExternalKey, Fault::NearLimit];
        let facts = sandbox.customer_sso(&faults);
        let login = FilledInLogin::start(facts.clone()).await;
        let record = record(&sandbox, &faults, &login);
        let window = open(language, Around::default(), &record).await;
        press(&window, "sso-run").await;
        window.wait("[data-testid=sso-flow][data-outcome=failed]").await;
        press(&window, "sso-check-web").await;
        window.find("sso-report-md").await;
        line(&window, "codeOnce", "failed").await;
        line(&window, "userId", "failed").await;
        line(&window, "userInfoTime", "warning").await;
        window.wait("[data-gauge=userInfo][data-tone=warn]").await;
        window.look("sso-bad").await;
        window.click("sso-open-run").await;
        window.wait("[data-testid=run][data-outcome=failed]").await;
        window.see(&window.language.say("cause_ssoAnswerUnusable_title")).await;
        window.close().await;
    }
}
