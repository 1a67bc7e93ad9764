//! The engine signs in at a provider from elsewhere: npm's oidc-provider, of which this project
//! wrote no line. The browser's part is played by plain HTTP.

use credenza_core::Secret;
use credenza_core::apps::{
    AccessTokenLife, AppDraft, AppId, Environment, LineWorksApp, OpenIdSettings,
};
use credenza_core::flow::{Outcome, RuleId, Run, StepId, VerdictResult};
use credenza_core::oauth::RevokedToken;
use credenza_core::sign_in::IdTokenTrust;
use credenza_engine::views::apps::AppDraftInput;
use credenza_engine::views::discovery::{DiscoveryReadInput, DiscoveryView};
use credenza_engine::views::held::{
    TokenKindView, TokenListInput, TokenRefreshInput, TokenRevokeInput, TokenRowView,
};
use credenza_engine::views::sign_in::SignInBeginInput;
use credenza_tests::desk::Desk;
use serde_json::{Value, json};

use crate::provider::{Browser, provider};

/// Every character of these has to be encoded on its way.
const CLIENT_ID: &str = "client!+ID";
const CLIENT_SECRET: &str = "SECRET?%Gclient&=+ ~";
const REDIRECT: &str = "https://app.example.com/cb?x=1";
fn client() -> Value {
    json!({
        "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "redirect_uris": [REDIRECT],
        "token_endpoint_auth_method": "client_secret_post",
        "grant_types": ["authorization_code", "refresh_token"],
    })
}

/// A record of this client, filled in from what the provider says of itself.
async fn record(desk: &Desk, issuer: &str, secret: &str) -> AppId {
    let (address, confirmed_host) = (issuer.to_owned(), "127.0.0.1".to_owned());
    let input = DiscoveryReadInput { address, confirmed_host: confirmed_host.clone() };
    let view = desk.engine.discovery_read(input).await.expect("the vault is open");
    let DiscoveryView::Read { document, .. } = view else { panic!("it has a document: {view:?}") };
    assert_eq!(document.token_endpoint, Some(format!("{issuer}/oauth2/v2.0/token")));
    assert!(document.authorization_response_iss_parameter_supported);
    let app = LineWorksApp {
        client_id: CLIENT_ID.into(),
        scopes: vec!["openid".into(), "email".into()],
        access_token_life: AccessTokenLife::OneHour,
        refresh_rotation: true,
        redirect_urls: vec![REDIRECT.into()],
        environment: Environment::Custom { auth_base: issuer.to_owned(), confirmed_host },
        open_id: OpenIdSettings {
            issuer: document.issuer,
            jwks_uri: document.jwks_uri.expect("it has keys"),
            pkce: true,
            ..OpenIdSettings::default()
        },
        ..LineWorksApp::default()
    };
    let draft = AppDraft { name: "elsewhere".into(), service: app.into(), ..AppDraft::default() };
    let client_secret = Some(Secret::new(secret.to_owned()));
    let added = desk.engine.app_add(&AppDraftInput { draft, client_secret });
    added.expect("the record is kept").id
}

async fn signed_in(desk: &Desk, app_id: AppId, issuer: &str) -> Run {
    let input = SignInBeginInput { app_id, redirect_uri: None, pkce: None };
    let begun = desk.engine.sign_in_begin(input, IdTokenTrust::default()).expect("it begins");
    let returned = Browser::default().sign_in(&begun.url, issuer).await;
    assert!(returned.starts_with(REDIRECT), "{returned}");
    let finished = desk.engine.sign_in_finish(begun.attempt, Secret::new(returned), &|_| {}).await;
    finished.expect("it is a run")
}

fn result(run: &Run, step: StepId, rule: RuleId) -> Option<VerdictResult> {
    let verdicts = &run.step(step)?.verdicts;
    verdicts.iter().find(|verdict| verdict.id == rule).map(|verdict| verdict.result)
}

#[tokio::test]
async fn the_engine_signs_in_at_an_independent_provider() {
    let (desk, provider) = (Desk::open().await, provider(&client()).await);
    let id = record(&desk, &provider.issuer, CLIENT_SECRET).await;
    let run = signed_in(&desk, id, &provider.issuer).await;
    assert_eq!(run.outcome, Outcome::Passed, "{:?} {:?}", run.diagnosis, run.server_words);
    let passed = Some(VerdictResult::Passed);
    for rule in [
        RuleId::IdTokenIssuer,
        RuleId::IdTokenAudience,
        RuleId::IdTokenNonce,
        RuleId::IdTokenExpiry,
        RuleId::IdTokenSignature,
    ] {
        assert_eq!(result(&run, StepId::IdToken, rule), passed, "{rule:?}");
    }
    // It leaves the optional `at_hash` out, and that is no pass.
    let at_hash = result(&run, StepId::IdToken, RuleId::IdTokenAtHash);
    assert_eq!(at_hash, Some(VerdictResult::NotChecked));
    let token = run.token.expect("a token was issued");
    assert_eq!((token.expires_in, token.scope_missing.len()), (Some(3_600), 0));
}

fn refresh_token(desk: &Desk, app: AppId) -> Option<TokenRowView> {
    let rows = desk.engine.token_list(TokenListInput { app_id: Some(app) });
    let is_refresh = |row: &TokenRowView| row.kind == TokenKindView::Refresh;
    rows.expect("the vault is open").into_iter().find(is_refresh)
}

#[tokio::test]
async fn an_independent_provider_rotates_the_refresh_token_and_ends_it() {
    let (desk, provider) = (Desk::open().await, provider(&client()).await);
    let app_id = record(&desk, &provider.issuer, CLIENT_SECRET).await;
    signed_in(&desk, app_id, &provider.issuer).await;
    let first = refresh_token(&desk, app_id).expect("a refresh token came along");
    let input = TokenRefreshInput { app_id, owner: None };
    let run = desk.engine.token_refresh(input, &|_| {}).await.expect("it is a run");
    assert_eq!(run.outcome, Outcome::Passed, "{:?} {:?}", run.diagnosis, run.server_words);
    let rotated = result(&run, StepId::Verify, RuleId::RotationAsSet);
    assert_eq!(rotated, Some(VerdictResult::Passed));
    let second = refresh_token(&desk, app_id).expect("the new one is held");
    assert_ne!(first.shown, second.shown);
    let input = TokenRevokeInput { app_id, token: RevokedToken::RefreshToken, owner: None };
    let run = desk.engine.token_revoke(input, &|_| {}).await.expect("it is a run");
    assert_eq!(run.outcome, Outcome::Passed, "{:?} {:?}", run.diagnosis, run.server_words);
    assert!(refresh_token(&desk, app_id).is_none(), "it is of no use any more");
}

#[tokio::test]
async fn an_independent_provider_refuses_a_secret_that_is_not_the_clients() {
    let (desk, provider) = (Desk::open().await, provider(&client()).await);
    let id = record(&desk, &provider.issuer, "SECRET?%Gclient").await;
    let run = signed_in(&desk, id, &provider.issuer).await;
    assert_eq!((run.outcome, run.http_status), (Outcome::Failed, Some(401)));
    let words = run.server_words.expect("its words are kept");
    assert!(words.starts_with("invalid_client"), "{words}");
}
