//! Whole flows at the practice customer: web and app sign-in with the login form really sent,
//! IMAP/CalDAV, logout; each fault of the way back named; the limits of LINE WORKS told apart.

use std::net::{Ipv4Addr, TcpListener};
use std::time::Duration;

use credenza_core::Secret;
use credenza_core::apps::{AppDraft, AppId, Service};
use credenza_core::customer_sso::{CheckId, CheckResult, CustomerSsoApp, SsoTestAccount};
use credenza_core::diagnosis::Cause;
use credenza_core::flow::{Outcome, Run, StepId, StepStatus};
use credenza_engine::customer_sso::{ReportFormat, ReportLanguage};
use credenza_engine::views::apps::{AppDraftInput, AppUpdateInput};
use credenza_engine::views::customer_sso::{
    SsoAccountInput, SsoBeginInput, SsoCheckInput, SsoFlow, SsoPasswordInput, SsoReportInput,
    SsoRunInput,
};
use credenza_engine::views::vault::{LockReason, UnlockInput};
use credenza_engine::{Engine, Error};
use credenza_sandbox::{CustomerSsoFacts, CustomerSsoFault as Fault, Sandbox};
use credenza_tests::desk::Desk;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::Url;

struct Customer {
    desk: Desk,
    id: AppId,
    facts: CustomerSsoFacts,
}

async fn customer(faults: &[Fault]) -> Customer {
    let desk = Desk::open().await;
    let facts = desk.sandbox.customer_sso(faults);
    let id = add(&desk.engine, &desk.sandbox, &facts);
    let password = Secret::new(facts.account.password.clone());
    let kept =
        desk.engine.sso_password_set(&SsoPasswordInput { app_id: id, account: None, password });
    assert_eq!(kept.expect("it is kept").stored, [facts.account.email.as_str()]);
    Customer { desk, id, facts }
}

fn add(engine: &Engine, sandbox: &Sandbox, facts: &CustomerSsoFacts) -> AppId {
    let path = |url: &str| url.strip_prefix(&sandbox.base_url()).unwrap_or(url).to_owned();
    let app = CustomerSsoApp {
        client_id: facts.client_id.clone(),
        practice: true,
        web_login_url: path(&facts.login_url),
        app_login_url: path(&facts.login_url),
        token_url: path(&facts.token_url),
        user_info_url: path(&facts.user_info_url),
        mail_url: path(&facts.imap_url),
        logout_url: path(&facts.logout_url),
        account: facts.account.email.clone(),
        expected_user: facts.account.user_id.clone(),
        ..CustomerSsoApp::default()
    };
    added(engine, app, &facts.client_secret)
}

fn added(engine: &Engine, app: CustomerSsoApp, secret: &str) -> AppId {
    let draft = AppDraft { name: "Aoba".into(), service: app.into(), ..AppDraft::default() };
    let input = AppDraftInput { draft, client_secret: Some(Secret::new(secret.to_owned())) };
    engine.app_add(&input).expect("it is added").id
}

impl Customer {
    fn begin(&self, application: bool) -> String {
        let input =
            SsoBeginInput { app_id: self.id, application, redirect_uri: None, account: None };
        self.desk.engine.sso_begin(input).expect("it begins").url
    }

    async fn web(&self) -> Run {
        let returned = self.signed_in(&self.begin(false)).await;
        self.desk.engine.sso_finish(self.id, returned, &|_| {}).await.expect("it is kept")
    }

    /// Sends the login form of the page as a browser does, and gives where it leads to.
    async fn signed_in(&self, url: &str) -> Secret {
        let url = Url::parse(url).expect("an address");
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(url.query_pairs());
        form.append_pair("account", &self.facts.account.email);
        form.append_pair("password", &self.facts.account.password);
        let body = form.finish();
        let head = format!(
            "POST {} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            url.path(),
            body.len()
        );
        let place = (Ipv4Addr::LOCALHOST, url.port().expect("a port"));
        let mut stream = TcpStream::connect(place).await.expect("it answers");
        stream.write_all(head.as_bytes()).await.expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("it answers in text");
        let location = answer.lines().find_map(|line| line.strip_prefix("location: "));
        Secret::new(location.unwrap_or_else(|| panic!("a redirect, not {answer}")).to_owned())
    }

    async fn run(&self, flow: SsoFlow) -> Run {
        let input = SsoRunInput { app_id: self.id, flow, account: None };
        self.desk.engine.sso_run(input, &|_| {}).await.expect("it is kept")
    }
}

#[tokio::test]
async fn the_web_flow_passes_every_step_and_shows_no_secret() {
    let customer = customer(&[]).await;
    let run = customer.web().await;
    assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);
    let steps: Vec<(StepId, StepStatus)> =
        run.steps.iter().map(|step| (step.id, step.status)).collect();
    let passed = StepStatus::Passed;
    let all = [StepId::Authorize, StepId::Return, StepId::SsoToken, StepId::SsoUserInfo];
    assert_eq!(steps, all.map(|id| (id, passed)));
    let token = run.step(StepId::SsoToken).expect("it is there");
    assert!(token.timings.expect("measured").connect_us.is_some());
    let kept = customer.desk.engine.run_get(run.id).expect("it is kept");
    let shown = serde_json::to_string(&kept).expect("JSON");
    for secret in [&customer.facts.client_secret, &customer.facts.account.password] {
        assert!(!shown.contains(secret.as_str()));
    }
    let sent = customer.desk.sandbox.exchanges();
    let names = |path: &str| -> Vec<String> {
        let sent = sent.iter().find(|sent| sent.path.ends_with(path)).expect("it was called");
        sent.form.iter().map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(names("accessToken"), ["grant_type", "client_id", "client_secret", "code"]);
    assert_eq!(names("userInfo"), ["client_id", "client_secret", "access_token"]);
}

#[tokio::test]
async fn the_app_flow_says_what_it_is() {
    let customer = customer(&[]).await;
    let url = customer.begin(true);
    assert!(url.contains("&userAgent=LineWorks&sessionKey="), "{url}");
    let returned = customer.signed_in(&url).await;
    let run = customer.desk.engine.sso_finish(customer.id, returned, &|_| {}).await;
    assert_eq!(run.expect("it is kept").outcome, Outcome::Passed);
}

#[tokio::test]
async fn mail_programs_and_logout_pass_and_a_wrong_password_is_named() {
    let customer = customer(&[]).await;
    for flow in [SsoFlow::Mail, SsoFlow::Logout] {
        let run = customer.run(flow).await;
        assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);
    }
    let account = Some(SsoAccountInput {
        email: customer.facts.account.email.clone(),
        password: Some(Secret::new("PLANTEDwrong".into())),
        expected_user: None,
    });
    let input = SsoRunInput { app_id: customer.id, flow: SsoFlow::Mail, account };
    let run = customer.desk.engine.sso_run(input, &|_| {}).await.expect("it is kept");
    assert_eq!(cause(&run), Some(Cause::SsoMailRefused));
    let shown = serde_json::to_string(&run).expect("JSON");
    assert!(!shown.contains("PLANTEDwrong") && !shown.contains("UExBTlRFRHdyb25n"), "{shown}");
}

fn cause(run: &Run) -> Option<Cause> {
    run.diagnosis.as_ref().map(|found| found.cause)
}

#[tokio::test]
async fn another_account_of_the_record_is_chosen_by_its_address() {
    let customer = customer(&[]).await;
    let engine = &customer.desk.engine;
    let detail = engine.app_get(customer.id).expect("it is there");
    let mut draft = detail.draft;
    let Service::CustomerSso(app) = &mut draft.service else { panic!("a customer's server") };
    let (real, user) = (app.account.clone(), app.expected_user.clone());
    app.account = "other@aoba.example".into();
    app.expected_user = "emp-00007".into();
    app.more_accounts = vec![SsoTestAccount { account: real.clone(), expected_user: user.clone() }];
    let input = AppUpdateInput { id: customer.id, version: detail.version, draft };
    engine.app_update(&input).expect("it is kept");
    let set = |account: &str, password: &str| {
        let password = Secret::new(password.to_owned());
        let (app_id, account) = (customer.id, Some(account.to_owned()));
        engine.sso_password_set(&SsoPasswordInput { app_id, account, password })
    };
    assert!(set("nobody@aoba.example", "x").is_err());
    set("other@aoba.example", "TESTwrong").expect("it is kept");
    let kept = set(&real, &customer.facts.account.password).expect("it is kept");
    assert_eq!(kept.stored, ["other@aoba.example", real.as_str()]);

    // The first one has a password that the server refuses.
    assert_eq!(cause(&customer.run(SsoFlow::Mail).await), Some(Cause::SsoMailRefused));
    let account = Some(SsoAccountInput::named(real.clone()));
    let input = SsoRunInput { app_id: customer.id, flow: SsoFlow::Mail, account };
    let run = engine.sso_run(input, &|_| {}).await.expect("it is kept");
    assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);

    // In a browser the same account is held to its own user.
    let (app_id, account) = (customer.id, Some(real.clone()));
    let input = SsoBeginInput { app_id, application: false, redirect_uri: None, account };
    let begun = engine.sso_begin(input).expect("it begins");
    assert!(begun.url.contains(&format!("worksId={}", real.replace('@', "%40"))), "{}", begun.url);
    let returned = customer.signed_in(&begun.url).await;
    let run = engine.sso_finish(customer.id, returned, &|_| {}).await.expect("it is kept");
    assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);
    let run = customer.web().await;
    assert_eq!(cause(&run), Some(Cause::SsoUserDiffers), "the first account is another user");
    let unknown = Some(SsoAccountInput::named("nobody@aoba.example".into()));
    let input = SsoRunInput { app_id: customer.id, flow: SsoFlow::Mail, account: unknown };
    assert!(engine.sso_run(input, &|_| {}).await.is_err());
}

#[tokio::test]
async fn the_last_check_the_last_run_and_the_report_come_out_of_the_vault_that_was_opened_anew() {
    let customer = customer(&[Fault::CodeReused]).await;
    let before = customer.desk.engine.sso_last(customer.id).expect("open");
    assert!(before.found.is_none() && before.run.is_none());
    let run = customer.run(SsoFlow::Mail).await;
    let input = SsoCheckInput { app_id: customer.id, repeat: 1, sign_in: false, account: None };
    let found = customer.desk.engine.sso_check(input, None, &|_| {}).await.expect("it is found");
    let again = &customer.desk.engine;
    again.vault_lock(LockReason::Asked, false).expect("it locks");
    again.vault_unlock(&UnlockInput::Keyring).expect("a practice vault opens by itself");
    let last = again.sso_last(customer.id).expect("open");
    assert_eq!(last.found, Some(found));
    assert_eq!(last.run.map(|last| last.id), Some(run.id));
    let (language, format) = (ReportLanguage::English, ReportFormat::Markdown);
    let input = SsoReportInput { app_id: customer.id, language, format };
    let text = again.sso_report(input).expect("no secret is in it");
    assert!(text.contains("A code works only once"), "{text}");
    again.app_delete(customer.id).expect("it goes");
    assert!(again.sso_last(customer.id).expect("open").found.is_none());
}

#[tokio::test]
async fn each_fault_of_a_flow_has_its_cause() {
    let rows = [
        (Fault::StateLost, Cause::SsoStateLost),
        (Fault::EmptyCode, Cause::SsoAnswerUnusable),
        (Fault::ExternalKey, Cause::SsoAnswerUnusable),
        (Fault::WrongUser, Cause::SsoUserDiffers),
        (Fault::TokenNamedOtherwise, Cause::SsoAnswerUnusable),
        (Fault::ApiRedirect, Cause::SsoAnswerUnusable),
        (Fault::SlowToken, Cause::SsoAnswerTooSlow),
    ];
    for (fault, expected) in rows {
        let run = customer(&[fault]).await.web().await;
        assert_eq!(cause(&run), Some(expected), "{fault}");
    }
    let mail = customer(&[Fault::MailEmptyCode]).await.run(SsoFlow::Mail).await;
    assert_eq!(cause(&mail), Some(Cause::SsoMailRefused));
    let logout = customer(&[Fault::LogoutStays]).await.run(SsoFlow::Logout).await;
    assert_eq!(cause(&logout), Some(Cause::SsoLogoutStays));
    // The sign-in is played on, so that all of it is told, and fails all the same.
    let rebuilt = customer(&[Fault::RedirectRebuilt]).await.web().await;
    let status = |id| rebuilt.step(id).expect("it is there").status;
    assert_eq!((rebuilt.outcome, status(StepId::Return)), (Outcome::Failed, StepStatus::Failed));
    assert_eq!(status(StepId::SsoUserInfo), StepStatus::Passed);
    assert_eq!(cause(&rebuilt), Some(Cause::SsoRedirectRebuilt));
    let params = &rebuilt.diagnosis.as_ref().expect("a cause").params;
    assert!(
        params["actual"].contains("from") && !params["expected"].contains("from"),
        "{params:?}"
    );
}

#[tokio::test]
async fn the_check_judges_the_way_back_of_the_browser_too() {
    let rows = [
        (None, CheckId::StateKept, CheckResult::Passed),
        (Some(Fault::StateLost), CheckId::StateKept, CheckResult::Failed),
        (Some(Fault::RedirectRebuilt), CheckId::RedirectUnchanged, CheckResult::Failed),
        (Some(Fault::EmptyCode), CheckId::CodeReturned, CheckResult::Failed),
    ];
    for (fault, line, result) in rows {
        let faults: Vec<Fault> = fault.into_iter().collect();
        let customer = customer(&faults).await;
        let returned = customer.signed_in(&customer.begin(false)).await;
        let input = SsoCheckInput { app_id: customer.id, repeat: 1, sign_in: true, account: None };
        let engine = &customer.desk.engine;
        let found = engine.sso_check(input, Some(returned), &|_| {}).await.expect("it is found");
        for check in found.checks.iter().filter(|check| check.result == CheckResult::Failed) {
            assert_eq!((Some(check.id), check.result), (fault.map(|_| line), result), "{fault:?}");
        }
        let found = found.checks.iter().find(|check| check.id == line).expect("it is there");
        assert_eq!(found.result, result, "{fault:?}");
    }
}

#[tokio::test]
async fn a_report_with_a_stored_secret_in_it_is_not_given() {
    let customer = customer(&[]).await;
    let engine = &customer.desk.engine;
    let input = SsoCheckInput { app_id: customer.id, repeat: 1, sign_in: false, account: None };
    engine.sso_check(input, None, &|_| {}).await.expect("it is found");
    let report = |language, format| {
        engine.sso_report(SsoReportInput { app_id: customer.id, language, format })
    };
    for language in [ReportLanguage::English, ReportLanguage::Japanese] {
        for format in [ReportFormat::Markdown, ReportFormat::Html] {
            let text = report(language, format).expect("no secret is in it");
            assert!(
                text.contains("86400")
                    && text.contains("sso-sp-oauth-token")
                    && !text.contains("facts "),
                "{text}"
            );
            assert!(!text.contains(&customer.facts.client_secret));
        }
    }
    // As if a secret of any record stood in what the server said.
    let other = CustomerSsoApp { client_id: "x".into(), ..CustomerSsoApp::default() };
    added(engine, other, "86400");
    let refused = report(ReportLanguage::English, ReportFormat::Markdown);
    assert!(matches!(refused, Err(Error::Invalid { field: "report", .. })), "{refused:?}");
}

/// A port that takes no more connections: its queue is full, and further calls wait.
struct Full {
    listener: TcpListener,
    _waiting: Vec<std::net::TcpStream>,
}

fn full() -> Full {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let place = listener.local_addr().expect("an address");
    let mut waiting = Vec::new();
    // Until the system lets nobody in any more; its queue has 128 places or some thousands.
    while let Ok(stream) = std::net::TcpStream::connect_timeout(&place, Duration::from_millis(150))
    {
        waiting.push(stream);
    }
    Full { listener, _waiting: waiting }
}

#[tokio::test]
async fn a_late_connection_and_a_late_answer_are_told_apart_and_end_at_their_limit() {
    let customer = customer(&[Fault::SlowToken]).await;
    let slow = customer.web().await;
    let step = slow.step(StepId::SsoToken).expect("it is there");
    let took = step.timings.expect("measured").total_us;
    assert_eq!(cause(&slow), Some(Cause::SsoAnswerTooSlow));
    assert!((2_900_000..3_300_000).contains(&took), "{took} us");

    let full = full();
    let port = full.listener.local_addr().expect("an address").port();
    let app = CustomerSsoApp {
        client_id: "aoba".into(),
        logout_url: format!("http://127.0.0.1:{port}/logout"),
        confirmed_hosts: vec!["127.0.0.1".into()],
        ..CustomerSsoApp::default()
    };
    let id = added(&customer.desk.engine, app, "TESTsecret0");
    let input = SsoRunInput { app_id: id, flow: SsoFlow::Logout, account: None };
    let run = customer.desk.engine.sso_run(input, &|_| {}).await.expect("it is kept");
    let step = run.step(StepId::SsoLogout).expect("it is there");
    // Of the call alone: the vault's writes around it are none of the server's time.
    let took = step.timings.expect("measured").total_us;
    assert_eq!(cause(&run), Some(Cause::SsoConnectTooSlow), "{:?}", run.diagnosis);
    assert!((900_000..1_100_000).contains(&took), "{took} us");
}
