//! The workbench against a server from elsewhere: npm's oidc-provider behind the dialect of LINE
//! WORKS. The web flow goes through, and its deviations from the documented tables are told.

use credenza_core::Secret;
use credenza_core::apps::{AppDraft, AppId};
use credenza_core::customer_sso::{CheckId, CheckResult, Conformance, CustomerSsoApp};
use credenza_core::flow::Outcome;
use credenza_engine::views::apps::AppDraftInput;
use credenza_engine::views::customer_sso::{SsoBeginInput, SsoCheckInput};
use credenza_tests::desk::Desk;
use serde_json::json;

use crate::provider::{Browser, started};

const SECRET: &str = "TESTsecret?%G&0123456789";

/// A record of that server.
fn record(desk: &Desk, base: &str) -> AppId {
    let app = CustomerSsoApp {
        client_id: "aoba".into(),
        web_login_url: format!("{base}/login"),
        token_url: format!("{base}/accessToken"),
        user_info_url: format!("{base}/userInfo"),
        expected_user: "member".into(),
        confirmed_hosts: vec!["127.0.0.1".into()],
        ..CustomerSsoApp::default()
    };
    let draft = AppDraft { name: "elsewhere".into(), service: app.into(), ..AppDraft::default() };
    let client_secret = Some(Secret::new(SECRET.to_owned()));
    let added = desk.engine.app_add(&AppDraftInput { draft, client_secret });
    added.expect("the record is kept").id
}

async fn signed_in(desk: &Desk, app_id: AppId) -> Secret {
    let input = SsoBeginInput { app_id, application: false, redirect_uri: None, account: None };
    let begun = desk.engine.sso_begin(input).expect("it begins");
    Secret::new(Browser::default().sign_in(&begun.url, "http://127.0.0.1").await)
}

fn line(found: &Conformance, id: CheckId) -> (CheckResult, &str) {
    let check = found.checks.iter().find(|check| check.id == id).expect("every line is there");
    (check.result, check.actual.as_deref().unwrap_or_default())
}

#[tokio::test]
async fn an_independent_server_is_signed_in_at_and_its_deviations_are_told() {
    let client = json!({ "client_id": "aoba", "client_secret": SECRET });
    let (desk, server) = (Desk::open().await, started("customer_sso.mjs", &client).await);
    let id = record(&desk, &server.issuer);
    let returned = signed_in(&desk, id).await;
    let run = desk.engine.sso_finish(id, returned, &|_| {}).await.expect("it is kept");
    assert_eq!(run.outcome, Outcome::Passed, "{:?} {:?}", run.diagnosis, run.steps);

    let returned = signed_in(&desk, id).await;
    let input = SsoCheckInput { app_id: id, repeat: 1, sign_in: true, account: None };
    let found = desk.engine.sso_check(input, Some(returned), &|_| {}).await.expect("it is found");
    use CheckId::*;
    for passed in [
        RedirectUnchanged,
        StateKept,
        CodeReturned,
        TokenJson,
        AccessToken,
        TokenType,
        ExpiresIn,
        UserId,
        UserIdExpected,
        NoStore,
        NoSecretEcho,
        WrongGrantType,
    ] {
        assert_eq!(line(&found, passed).0, CheckResult::Passed, "{passed:?}");
    }
    // RFC 6749 has other names than the documents' tables.
    for (id, actual) in [
        (CodeOnce, "invalid_grant"),
        (MadeUpCode, "invalid_grant"),
        (WrongSecret, "invalid_client"),
        (WrongToken, "invalid_token"),
    ] {
        assert_eq!(line(&found, id), (CheckResult::Failed, actual), "{id:?}");
    }
}
