//! The conformance list against the practice customer: every line passes with the correct server,
//! and each fault turns its own line and no other.

use std::collections::BTreeMap;

use credenza_core::Secret;
use credenza_core::customer_sso::{
    CheckId, CheckResult, Conformance, Evidence, MailAccount, judge,
};
use credenza_engine::clock::SystemClock;
use credenza_engine::customer_sso::{SsoTarget, check_server, limits};
use credenza_engine::http::{Http, HttpSettings};
use credenza_sandbox::{CustomerSsoFacts, CustomerSsoFault as Fault, Sandbox, SandboxConfig};
use tokio_util::sync::CancellationToken;
use url::Url;

use CheckId::*;
use CheckResult::{Failed, NotJudged, NotRun, Passed, Warning};

pub(crate) fn target(sandbox: &Sandbox, faults: &[Fault]) -> SsoTarget {
    of(&sandbox.customer_sso(faults))
}

fn of(facts: &CustomerSsoFacts) -> SsoTarget {
    let url = |text: &str| Some(Url::parse(text).expect("an address"));
    SsoTarget {
        name: "Aoba".into(),
        practice: true,
        client_id: facts.client_id.clone(),
        client_secret: Secret::new(facts.client_secret.clone()),
        web_login: url(&facts.login_url),
        app_login: url(&facts.login_url),
        token: url(&facts.token_url),
        user_info: url(&facts.user_info_url),
        mail: url(&facts.imap_url),
        logout: url(&facts.logout_url),
        redirect: Url::parse("https://auth.worksmobile.com/").expect("an address"),
        logout_redirect: "https://auth.worksmobile.com/".into(),
        account: Some(MailAccount {
            email: facts.account.email.clone(),
            password: Secret::new(facts.account.password.clone()),
        }),
        expected_user: Some(facts.account.user_id.clone()),
        set_expire_time: true,
        public_sector: false,
    }
}

async fn run(target: &SsoTarget, repeat: u32) -> Conformance {
    trusting(target, repeat, None).await
}

/// With an authority that the record pins.
async fn trusting(target: &SsoTarget, repeat: u32, ca_pem: Option<&str>) -> Conformance {
    let http = Http::new(limits(HttpSettings::default(), ca_pem));
    let cancel = CancellationToken::new();
    let told = check_server(target, None, repeat, &http, &SystemClock, &cancel, &|_| ());
    told.await.expect("random bytes")
}

async fn sandbox() -> Sandbox {
    Sandbox::start(SandboxConfig::default()).await.expect("a port")
}

type Lines = BTreeMap<CheckId, (CheckResult, String)>;

fn lines(run: &Conformance) -> Lines {
    let line = |check: &credenza_core::customer_sso::Check| {
        (check.id, (check.result, check.actual.clone().unwrap_or_default()))
    };
    run.checks.iter().map(line).collect()
}

/// What only a browser finds; `sso_web` has these.
const OF_THE_BROWSER: [CheckId; 3] = [RedirectUnchanged, StateKept, CodeReturned];
/// What the practice server has not, and what the documents leave open.
const OPEN: [CheckId; 5] = [Addresses, TlsTrusted, TlsDaysLeft, MailError, ErrorStatus];

#[tokio::test]
async fn the_correct_server_passes_every_line_and_is_called_no_more_than_planned() {
    let sandbox = sandbox().await;
    let run = run(&target(&sandbox, &[]), 3).await;
    for check in &run.checks {
        let expected = if OF_THE_BROWSER.contains(&check.id) {
            NotRun
        } else if OPEN.contains(&check.id) {
            NotJudged
        } else {
            Passed
        };
        assert_eq!(check.result, expected, "{check:?}");
    }
    assert_eq!((run.rounds, run.gauges.token.calls, run.gauges.token.failures), (3, 3, 0));
    assert_eq!(sandbox.exchanges().len(), run.calls.len());
    assert!(run.calls.len() <= 40);
}

#[tokio::test]
async fn over_tls_the_correct_server_passes_its_certificate_lines_too() {
    let sandbox = sandbox().await;
    let facts = sandbox.customer_sso_over_tls(&[]);
    let run = trusting(&of(&facts), 1, facts.ca_pem.as_deref()).await;
    let found = lines(&run);
    assert_eq!(found[&TlsTrusted], (Passed, "TLS 1.3, chain of 2".to_owned()));
    let own = "CN=Aoba practice SSO, O=Aoba Trading (practice)";
    assert_eq!(found[&TlsDaysLeft], (Passed, format!("90 d, {own}")));
    // A port of its own is all that a practice server can have.
    assert_eq!(found[&Addresses], (NotJudged, "https, practice server".to_owned()));
    let broken = run.checks.iter().find(|check| matches!(check.result, Failed | Warning));
    assert_eq!(broken, None);
    let shown = &run.tls[0].shown;
    assert_eq!(shown.version.as_deref(), Some("TLS 1.3"));
    let told: Vec<_> =
        shown.chain.iter().map(|one| (one.subject.as_str(), one.days_left.unwrap_or(-1))).collect();
    let signer = "CN=Aoba practice authority, servers, O=Aoba Trading (practice)";
    assert_eq!(told, [(own, 90), (signer, 400)]);
    assert_eq!(shown.chain[0].issuer, signer);
    assert_eq!(shown.chain[1].issuer, "CN=Aoba practice authority, O=Aoba Trading (practice)");
}

/// Which line a fault turns, and how.
fn turned(fault: Fault) -> Option<(CheckId, CheckResult)> {
    Some(match fault {
        Fault::LoginError => (LoginPage, Failed),
        Fault::ForeignRedirect => (ForeignRedirectRefused, Warning),
        // The browser's; `sso_web` has them.
        Fault::StateLost | Fault::RedirectRebuilt | Fault::EmptyCode => return None,
        Fault::MailEmptyCode => (MailCode, Failed),
        Fault::MailAnybody => (MailRefusal, Failed),
        Fault::TokenContentType => (TokenJson, Failed),
        Fault::UserInfoContentType => (UserInfoJson, Failed),
        Fault::NotUtf8 => (Utf8, Failed),
        Fault::TokenNamedOtherwise => (AccessToken, Failed),
        Fault::TokenTypeMac => (TokenType, Failed),
        Fault::ExpiresMissing => (ExpiresIn, Warning),
        Fault::ExpiresUnreadable => (ExpiresIn, Failed),
        // Allowed in both ways: the line says which.
        Fault::ExpiresText => (ExpiresIn, Passed),
        Fault::ErrorNames => (ErrorForm, Passed),
        Fault::ExternalKey => (UserId, Failed),
        Fault::WrongUser => (UserIdExpected, Failed),
        Fault::CodeReused => (CodeOnce, Failed),
        Fault::GuessableCode => (CodeUnguessable, Failed),
        Fault::UnknownClientNumber => (UnknownClient, Failed),
        Fault::MissingParameterNumber => (MissingParameter, Failed),
        Fault::GrantTypeIgnored => (WrongGrantType, Failed),
        Fault::SecretNumber => (WrongSecret, Failed),
        Fault::HtmlError => (MadeUpCode, Failed),
        Fault::UserInfoUnknownClientNumber => (UserInfoUnknownClient, Failed),
        Fault::UserInfoMissingParameterNumber => (UserInfoMissingParameter, Failed),
        Fault::UserInfoSecretIgnored => (UserInfoWrongSecret, Failed),
        Fault::AnyToken => (WrongToken, Failed),
        Fault::BareError => (ErrorDescription, Failed),
        Fault::MixedErrors => (ErrorForm, Warning),
        Fault::GetAccepted => (PostOnly, Failed),
        Fault::JsonAccepted => (FormOnly, Warning),
        Fault::ApiRedirect => (NoRedirect, Failed),
        Fault::Cacheable => (NoStore, Warning),
        Fault::SecretEchoed => (NoSecretEcho, Failed),
        Fault::LogoutStays => (LogoutReturns, Failed),
        Fault::LogoutAnywhere => (LogoutForeignRefused, Warning),
        Fault::SlowToken => (TokenTime, Failed),
        Fault::NearLimit => (UserInfoTime, Warning),
        Fault::SlowConnect => (ConnectTime, Failed),
        Fault::PlainToken => (Addresses, Failed),
        Fault::TlsExpired => (TlsDaysLeft, Failed),
        Fault::TlsFewDays => (TlsDaysLeft, Warning),
        Fault::TlsUntrusted | Fault::TlsOtherHost => (TlsTrusted, Failed),
    })
}

#[test]
fn every_line_that_is_judged_has_a_fault_that_turns_it() {
    let found = judge(&Evidence::default());
    let turned: Vec<CheckId> =
        Fault::ALL.into_iter().filter_map(turned).map(|(id, _)| id).collect();
    for check in found {
        let elsewhere = OF_THE_BROWSER.contains(&check.id) || only_told(check.id);
        assert!(elsewhere || turned.contains(&check.id), "no fault turns {:?}", check.id);
    }
}

/// A line that tells of every wrong call in one is not another line that was turned.
fn only_told(id: CheckId) -> bool {
    matches!(id, ErrorStatus | MailError)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_fault_turns_its_own_line_and_no_other() {
    let sandbox = sandbox().await;
    let plain = lines(&run(&target(&sandbox, &[]), 1).await);
    let facts = sandbox.customer_sso_over_tls(&[]);
    let over_tls = lines(&trusting(&of(&facts), 1, facts.ca_pem.as_deref()).await);
    for fault in Fault::ALL {
        let Some((id, result)) = turned(fault) else { continue };
        let facts = sandbox.customer_sso(&[fault]);
        let found = lines(&trusting(&of(&facts), 1, facts.ca_pem.as_deref()).await);
        let well = if facts.ca_pem.is_some() { &over_tls } else { &plain };
        assert_eq!(found[&id].0, result, "{fault}: {:?}", found[&id]);
        assert_ne!(found[&id], well[&id], "{fault}: the line must say it");
        for (other, (result, actual)) in &found {
            // What a broken call would have brought can't be looked at: that is no verdict.
            let fine = *result == well[other].0 || *result == NotRun || only_told(*other);
            assert!(*other == id || fine, "{fault} also turned {other:?}: {result:?} {actual}");
        }
    }
}

#[tokio::test]
async fn without_an_account_what_needs_a_code_is_not_run_and_the_rest_is_judged() {
    let sandbox = sandbox().await;
    let target = SsoTarget { account: None, ..target(&sandbox, &[]) };
    let found = lines(&run(&target, 3).await);
    for id in [AccessToken, CodeOnce, UserId, CodeUnguessable, MailCode, TokenTime] {
        assert_eq!(found[&id].0, NotRun, "{id:?}");
    }
    for id in [MadeUpCode, MissingParameter, WrongToken, UnknownClient, WrongSecret, MailRefusal] {
        assert_eq!(found[&id].0, Passed, "{id:?}");
    }
}

#[tokio::test]
async fn a_run_that_is_stopped_sends_nothing_more_and_gives_what_it_has() {
    let sandbox = sandbox().await;
    let target = target(&sandbox, &[]);
    let http = Http::new(limits(HttpSettings::default(), None));
    let cancel = CancellationToken::new();
    let stop = cancel.clone();
    let told = move |event: credenza_core::customer_sso::CheckEvent| {
        if matches!(event, credenza_core::customer_sso::CheckEvent::Called { index: 3, .. }) {
            stop.cancel();
        }
    };
    let run = check_server(&target, None, 1, &http, &SystemClock, &cancel, &told).await;
    let run = run.expect("random bytes");
    assert!(run.cancelled);
    assert_eq!((run.calls.len(), sandbox.exchanges().len()), (4, 4));
}
