//! A customer's server over TLS with an authority of its own: called where the record pins that
//! authority, and each wrong certificate named before anything is sent.

use credenza_core::Secret;
use credenza_core::apps::{AppDraft, AppId};
use credenza_core::customer_sso::CustomerSsoApp;
use credenza_core::diagnosis::Cause;
use credenza_core::flow::{Outcome, Run};
use credenza_engine::Error;
use credenza_engine::views::apps::AppDraftInput;
use credenza_engine::views::customer_sso::{SsoAccountInput, SsoFlow, SsoRunInput};
use credenza_engine::views::redirect::{RedirectProbeInput, RedirectProbeView};
use credenza_sandbox::{CustomerSsoFacts, CustomerSsoFault as Fault};
use credenza_tests::desk::Desk;

use crate::authority::file;

fn record(desk: &Desk, facts: &CustomerSsoFacts, ca_pem: &str) -> AppId {
    let app = CustomerSsoApp {
        client_id: facts.client_id.clone(),
        token_url: facts.token_url.clone(),
        user_info_url: facts.user_info_url.clone(),
        mail_url: facts.imap_url.clone(),
        confirmed_hosts: vec!["127.0.0.1".into()],
        ca_pem: ca_pem.to_owned(),
        ..CustomerSsoApp::default()
    };
    let draft = AppDraft { name: "internal".into(), service: app.into(), ..AppDraft::default() };
    let client_secret = Some(Secret::new(facts.client_secret.clone()));
    let added = desk.engine.app_add(&AppDraftInput { draft, client_secret });
    added.expect("the record is kept").id
}

async fn mail(desk: &Desk, app_id: AppId, facts: &CustomerSsoFacts) -> Result<Run, Error> {
    let account = Some(SsoAccountInput {
        email: facts.account.email.clone(),
        password: Some(Secret::new(facts.account.password.clone())),
        expected_user: Some(facts.account.user_id.clone()),
    });
    let input = SsoRunInput { app_id, flow: SsoFlow::Mail, account };
    desk.engine.sso_run(input, &|_| {}).await
}

#[tokio::test]
async fn each_wrong_certificate_of_a_customer_is_named_and_nothing_is_sent() {
    let desk = Desk::open().await;
    let pinned = desk.sandbox.customer_sso_over_tls(&[]).ca_pem.expect("an authority");
    for (fault, cause) in [
        (Fault::TlsExpired, Cause::TlsExpired),
        (Fault::TlsOtherHost, Cause::TlsWrongHost),
        (Fault::TlsUntrusted, Cause::TlsUntrusted),
    ] {
        let facts = desk.sandbox.customer_sso(&[fault]);
        let run = mail(&desk, record(&desk, &facts, &pinned), &facts).await.expect("it is kept");
        assert_eq!(run.outcome, Outcome::Failed, "{fault}");
        assert_eq!(run.diagnosis.map(|found| found.cause), Some(cause), "{fault}");
    }
    assert_eq!(desk.sandbox.exchanges().len(), 0, "nothing was sent");
}

#[tokio::test]
async fn an_internal_authority_counts_where_it_is_pinned_and_nowhere_else() {
    let desk = Desk::open().await;
    let facts = desk.sandbox.customer_sso_over_tls(&[]);
    let pinned = facts.ca_pem.clone().expect("an authority");
    let run = mail(&desk, record(&desk, &facts, &pinned), &facts).await.expect("it is kept");
    assert_eq!(run.outcome, Outcome::Passed, "{:?}", run.diagnosis);
    let run = mail(&desk, record(&desk, &facts, ""), &facts).await.expect("it is kept");
    assert_eq!(run.diagnosis.map(|found| found.cause), Some(Cause::TlsUntrusted));
    let refused = mail(&desk, record(&desk, &facts, "no certificate"), &facts).await;
    assert!(matches!(refused, Err(Error::Invalid { field: "caPem", .. })), "{refused:?}");
}

#[tokio::test]
async fn a_look_at_a_server_tells_version_and_whole_chain_also_where_it_is_refused() {
    let desk = Desk::open().await;
    let facts = desk.sandbox.customer_sso_over_tls(&[]);
    let probe = async |address: String| {
        let confirmed_host = "127.0.0.1".to_owned();
        let input = RedirectProbeInput { address, confirmed_host };
        desk.engine.redirect_probe(input).await.expect("it is looked at")
    };
    let RedirectProbeView::Unanswered { cause, tls: Some(tls), .. } =
        probe(facts.login_url.clone()).await
    else {
        panic!("it is refused, and its chain is told")
    };
    assert_eq!((cause, tls.version, tls.chain.len()), (Cause::TlsUntrusted, None, 2));
    let pem = facts.ca_pem.expect("an authority");
    desk.engine.ca_add(&file(&desk, "ca.pem", &pem)).expect("it is a certificate");
    let RedirectProbeView::Answered { tls: Some(tls), .. } = probe(facts.login_url).await else {
        panic!("it answers")
    };
    assert_eq!((tls.version.as_deref(), tls.chain.len()), (Some("TLS 1.3"), 2));
    assert_eq!(tls.chain[0].days_left, Some(90));
}
