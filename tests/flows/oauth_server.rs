//! Records of another server than LINE WORKS: each way of client authentication and each grant, at
//! an independent provider, and the JWT bearer grant at the sandbox.

use std::process::{Output, Stdio};

use credenza_core::Secret;
use credenza_core::apps::{AppDraft, AppId, ClientAuthentication, Grant, OauthServerApp, Service};
use credenza_core::diagnosis::{Cause, Fix};
use credenza_core::flow::{FlowKind, Outcome, RuleId, Run, StepId, VerdictResult};
use credenza_core::oauth::RevokedToken;
use credenza_core::recipe::RecipeLanguage;
use credenza_core::sign_in::IdTokenTrust;
use credenza_engine::views::apps::AppDraftInput;
use credenza_engine::views::discovery::{DiscoveryReadInput, DiscoveryView};
use credenza_engine::views::held::{
    LogoutInput, TokenIntrospectInput, TokenRefreshInput, TokenRevokeInput, TokenUserinfoInput,
};
use credenza_engine::views::recipes::{RecipeInput, RecipeSource};
use credenza_engine::views::sign_in::SignInBeginInput;
use credenza_tests::desk::{Desk, GOOD};
use serde_json::{Value, json};
use tokio::process::Command;

use crate::provider::{Browser, provider};

/// Every character of these has to be encoded on its way, some of them twice.
const CLIENT_ID: &str = "client!+ID:%";
const CLIENT_SECRET: &str = "SECRET?%Gclient&=+ :~";
const REDIRECT: &str = "https://app.example.com/cb?x=1";

fn client(authentication: &str) -> Value {
    json!({
        "client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "redirect_uris": [REDIRECT],
        "post_logout_redirect_uris": ["https://app.example.com/bye"],
        "token_endpoint_auth_method": authentication,
        "grant_types": ["authorization_code", "refresh_token", "client_credentials"],
    })
}

/// A record, filled in from what the provider says of itself.
async fn record(desk: &Desk, issuer: &str, authentication: ClientAuthentication) -> AppId {
    let (address, confirmed_host) = (issuer.to_owned(), "127.0.0.1".to_owned());
    let input = DiscoveryReadInput { address, confirmed_host: confirmed_host.clone() };
    let view = desk.engine.discovery_read(input).await.expect("the vault is open");
    let DiscoveryView::Read { document, .. } = view else { panic!("it has a document: {view:?}") };
    let mut service = Service::from(OauthServerApp::default());
    service.discovered(*document);
    let Service::OauthServer(app) = &mut service else { panic!("it is of this kind") };
    app.client_id = CLIENT_ID.into();
    app.authentication = authentication;
    app.grants = vec![Grant::AuthorizationCode, Grant::ClientCredentials];
    app.scopes = vec!["openid".into(), "email".into()];
    app.redirect_urls = vec![REDIRECT.into()];
    app.logout_redirect_urls = vec!["https://app.example.com/bye".into()];
    app.open_id.confirmed_hosts = vec![confirmed_host];
    add(desk, service, Some(CLIENT_SECRET).filter(|_| authentication.needs_secret()))
}

fn add(desk: &Desk, service: Service, secret: Option<&str>) -> AppId {
    let draft = AppDraft { name: "elsewhere".into(), service, ..AppDraft::default() };
    let client_secret = secret.map(|secret| Secret::new(secret.to_owned()));
    desk.engine.app_add(&AppDraftInput { draft, client_secret }).expect("it is kept").id
}

fn server(draft: &mut AppDraft) -> &mut OauthServerApp {
    match &mut draft.service {
        Service::OauthServer(app) => app,
        _ => panic!("it is of this kind"),
    }
}

async fn signed_in(desk: &Desk, app_id: AppId, issuer: &str) -> Run {
    let input = SignInBeginInput { app_id, redirect_uri: None, pkce: None };
    let begun = desk.engine.sign_in_begin(input, IdTokenTrust::default()).expect("it begins");
    let returned = Browser::default().sign_in(&begun.url, issuer).await;
    let finished = desk.engine.sign_in_finish(begun.attempt, Secret::new(returned), &|_| {}).await;
    finished.expect("it is a run")
}

async fn introspected(desk: &Desk, app_id: AppId, pasted: Option<Secret>) -> Run {
    let token = RevokedToken::AccessToken;
    let input = TokenIntrospectInput { app_id, token, owner: None, pasted };
    desk.engine.token_introspect(input, &|_| {}).await.expect("it is a run")
}

fn passed(run: &Run) {
    assert_eq!(run.outcome, Outcome::Passed, "{:?} {:?}", run.diagnosis, run.server_words);
}

fn result(run: &Run, rule: RuleId) -> Option<VerdictResult> {
    let verdicts = &run.step(StepId::Response)?.verdicts;
    verdicts.iter().find(|verdict| verdict.id == rule).map(|verdict| verdict.result)
}

#[tokio::test]
async fn a_web_client_goes_through_the_whole_life_of_its_tokens_by_http_basic() {
    let (desk, provider) = (Desk::open().await, provider(&client("client_secret_basic")).await);
    let app_id = record(&desk, &provider.issuer, ClientAuthentication::ClientSecretBasic).await;
    let run = signed_in(&desk, app_id, &provider.issuer).await;
    passed(&run);
    let sent = run.step(StepId::Send).and_then(|step| step.request.as_ref()).unwrap();
    assert!(!serde_json::to_string(sent).unwrap().contains("SECRET"), "{sent:?}");
    assert!(
        sent.headers
            .iter()
            .any(|(name, value)| name == "authorization" && value.ends_with(":client_secret)"))
    );

    let run = introspected(&desk, app_id, None).await;
    passed(&run);
    assert_eq!(result(&run, RuleId::TokenActive), Some(VerdictResult::Passed));
    assert_eq!(result(&run, RuleId::TokenOfThisClient), Some(VerdictResult::Passed));

    let input = TokenUserinfoInput { app_id, pasted: None };
    let run = desk.engine.token_userinfo(input, &|_| {}).await.expect("it is a run");
    passed(&run);
    assert_eq!(result(&run, RuleId::UserinfoSubject), Some(VerdictResult::Passed));
    assert!(run.signed_in.is_some_and(|member| !member.sub.is_empty()), "the member is named");

    let input = TokenRefreshInput { app_id, owner: None };
    let run = desk.engine.token_refresh(input, &|_| {}).await.expect("it is a run");
    passed(&run);
    let checked = run.step(StepId::Verify).map(|step| &step.verdicts);
    let signature = checked.into_iter().flatten().find(|one| one.id == RuleId::IdTokenSignature);
    let signature = signature.map(|one| one.result);
    assert_eq!(signature, Some(VerdictResult::Passed), "the new ID token is verified too");
    let back = Some("https://app.example.com/bye".to_owned());
    let logout = desk.engine.logout_show(&LogoutInput { app_id, back }).expect("it has one");
    assert!(logout.has_hint);
    let input = TokenRevokeInput { app_id, token: RevokedToken::AccessToken, owner: None };
    passed(&desk.engine.token_revoke(input, &|_| {}).await.expect("it is a run"));
}

#[tokio::test]
async fn a_token_that_ended_is_an_answer_and_no_pass_of_its_line() {
    let (desk, provider) = (Desk::open().await, provider(&client("client_secret_basic")).await);
    let app_id = record(&desk, &provider.issuer, ClientAuthentication::ClientSecretBasic).await;
    passed(&signed_in(&desk, app_id, &provider.issuer).await);
    let token = Secret::new(desk.engine.token_reveal(app_id).expect("it is held").value);
    let input = TokenRevokeInput { app_id, token: RevokedToken::AccessToken, owner: None };
    passed(&desk.engine.token_revoke(input, &|_| {}).await.expect("it is a run"));
    let run = introspected(&desk, app_id, Some(token.clone())).await;
    passed(&run);
    assert_eq!(result(&run, RuleId::TokenActive), Some(VerdictResult::Warned));
    let input = TokenUserinfoInput { app_id, pasted: Some(token) };
    let run = desk.engine.token_userinfo(input, &|_| {}).await.expect("it is a run");
    assert_eq!(run.diagnosis.map(|found| found.cause), Some(Cause::TokenRefused));
}

#[tokio::test]
async fn an_address_that_the_record_lacks_is_named() {
    let desk = Desk::open().await;
    let (app_id, token) = (desk.id(GOOD), Some(Secret::new("TESTtoken".to_owned())));
    let told = |run: Run| {
        let found = run.diagnosis.expect("it can't be called");
        assert_eq!(found.cause, Cause::RecordIncomplete);
        (found.params.get("rule").cloned().unwrap_or_default(), found.fixes)
    };
    let input = TokenUserinfoInput { app_id, pasted: token.clone() };
    let run = desk.engine.token_userinfo(input, &|_| {}).await.expect("it is a run");
    assert_eq!(told(run), ("userinfoAddress".to_owned(), vec![Fix::EditOpenId]));
    let run = introspected(&desk, app_id, token.clone()).await;
    assert_eq!(told(run), ("introspectionAddress".to_owned(), vec![]), "LINE WORKS has none");

    let provider = provider(&client("client_secret_basic")).await;
    let app_id = record(&desk, &provider.issuer, ClientAuthentication::ClientSecretBasic).await;
    desk.edit(app_id, |draft| {
        if let Service::OauthServer(app) = &mut draft.service {
            app.endpoints.introspection.clear();
        }
    });
    let run = introspected(&desk, app_id, token).await;
    assert_eq!(told(run), ("introspectionAddress".to_owned(), vec![Fix::EditAddresses]));
}

#[tokio::test]
async fn a_public_client_signs_in_with_pkce_and_shows_no_secret() {
    let (desk, provider) = (Desk::open().await, provider(&client("none")).await);
    let app_id = record(&desk, &provider.issuer, ClientAuthentication::None).await;
    let run = signed_in(&desk, app_id, &provider.issuer).await;
    passed(&run);
    let sent = run.step(StepId::Send).and_then(|step| step.request.as_ref()).unwrap();
    let shown = serde_json::to_string(&sent.body).unwrap();
    assert!(shown.contains("client_id=") && !shown.contains("client_secret"), "{shown}");
}

/// The practice app's key, in this record.
fn import_key(desk: &Desk, app_id: AppId) -> Value {
    let pem = Secret::new(desk.practice_app(GOOD).private_key_pem.clone());
    let offered = desk.engine.key_offer_text(&pem).expect("it is a key");
    let app = desk.engine.key_import(app_id, offered.handle).expect("it is kept");
    let key = app.key.expect("it has one");
    serde_json::from_str(&key.public.public_jwk).expect("it is JSON")
}

#[tokio::test]
async fn a_client_signs_who_it_is_and_gets_a_token_for_itself() {
    let desk = Desk::open().await;
    let practice = desk.id(GOOD);
    let jwk = import_key(&desk, practice);
    let mut keyed = client("private_key_jwt");
    keyed["jwks"] = json!({ "keys": [jwk.clone()] });
    keyed.as_object_mut().unwrap().remove("client_secret");
    let provider = provider(&keyed).await;
    let app_id = record(&desk, &provider.issuer, ClientAuthentication::PrivateKeyJwt).await;
    let run = desk.issue(app_id).await;
    assert_eq!(run.diagnosis.map(|found| found.cause), Some(Cause::KeyMissing));

    import_key(&desk, app_id);
    desk.edit(app_id, |draft| {
        server(draft).assertion.key_id = jwk["kid"].as_str().unwrap().to_owned();
        // What it is registered for without a member.
        server(draft).scopes.clear();
    });
    let run = desk.issue(app_id).await;
    passed(&run);
    assert_eq!(run.flow, FlowKind::ClientCredentials);

    desk.edit(app_id, |draft| server(draft).client_id = "another".into());
    let run = desk.issue(app_id).await;
    let found = run.diagnosis.expect("it is explained");
    assert_eq!(found.cause, Cause::ClientAssertionRefused, "{:?}", run.server_words);
    assert_eq!(found.fixes, [Fix::ImportKey, Fix::CheckServer]);
}

/// Runs the program of a run with the secret in its environment.
async fn run_program(desk: &Desk, run: &Run, language: RecipeLanguage) -> Output {
    let source = RecipeSource::Run { id: run.id };
    let view = desk.engine.recipe_get(RecipeInput { source, language }).expect("a program");
    assert_eq!(view.variables, ["CLIENT_SECRET"]);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join(&view.file_name);
    std::fs::write(&file, &view.text).expect("the program is kept");
    let interpreter = match language {
        RecipeLanguage::Curl => "bash",
        RecipeLanguage::Python => "python3",
        _ => "node",
    };
    let mut command = Command::new(interpreter);
    command.arg(&file).env("CLIENT_SECRET", CLIENT_SECRET).env("NO_PROXY", "127.0.0.1");
    command.stdin(Stdio::null()).output().await.expect("it starts")
}

#[tokio::test]
async fn the_copied_programs_of_http_basic_get_a_token_of_their_own() {
    let (desk, provider) = (Desk::open().await, provider(&client("client_secret_basic")).await);
    let app_id = record(&desk, &provider.issuer, ClientAuthentication::ClientSecretBasic).await;
    desk.edit(app_id, |draft| server(draft).scopes.clear());
    let run = desk.issue(app_id).await;
    passed(&run);
    for language in [RecipeLanguage::Curl, RecipeLanguage::Python, RecipeLanguage::Node] {
        let done = run_program(&desk, &run, language).await;
        let (said, warned) = (&done.stdout, String::from_utf8_lossy(&done.stderr));
        assert!(done.status.success(), "{language:?}: {warned}");
        let answer: Value = serde_json::from_slice(said).expect("the server's JSON");
        assert_eq!(answer["token_type"], "Bearer", "{language:?}");
    }
}

/// The sandbox's token endpoint as any server's: it takes an assertion, and the client in the form.
fn practice_as_server(desk: &Desk) -> OauthServerApp {
    let practice = desk.practice_app(GOOD);
    let mut app = OauthServerApp {
        client_id: practice.client_id.clone(),
        authentication: ClientAuthentication::ClientSecretPost,
        grants: vec![Grant::JwtBearer],
        scopes: practice.scopes.clone(),
        ..OauthServerApp::default()
    };
    app.endpoints.token = format!("{}/oauth2/v2.0/token", desk.sandbox.base_url());
    app.open_id.confirmed_hosts = vec!["127.0.0.1".into()];
    app.assertion.subject = practice.service_account.clone();
    app
}

#[tokio::test]
async fn an_assertion_brings_a_token_and_a_wrong_one_is_told_by_its_fault() {
    let desk = Desk::open().await;
    let secret = desk.practice_app(GOOD).client_secret.clone();
    let app_id = add(&desk, practice_as_server(&desk).into(), Some(&secret));
    import_key(&desk, app_id);
    let run = desk.issue(app_id).await;
    passed(&run);
    assert_eq!((run.flow, run.clock), (FlowKind::JwtBearer, Default::default()));
    let claims: Vec<_> = run.assertion.unwrap().claims.into_iter().map(|one| one.name).collect();
    assert_eq!(claims, ["iss", "sub", "iat", "exp"]);

    let source = RecipeSource::Run { id: run.id };
    let language = RecipeLanguage::Node;
    let program = desk.engine.recipe_get(RecipeInput { source, language }).expect("a program");
    assert_eq!(program.variables, ["CLIENT_SECRET", "PRIVATE_KEY_FILE"]);

    desk.edit(app_id, |draft| server(draft).assertion.subject = "nobody@example".into());
    let found = desk.issue(app_id).await.diagnosis.expect("it is explained");
    assert_eq!(found.cause, Cause::BearerRefused);
    desk.edit(app_id, |draft| server(draft).assertion.claims = "[]".into());
    let run = desk.issue(app_id).await;
    assert_eq!(run.http_status, None, "nothing is sent that can't be read");
}

#[tokio::test]
async fn nothing_is_sent_to_a_host_that_was_not_confirmed() {
    let desk = Desk::open().await;
    let mut app = practice_as_server(&desk);
    app.open_id.confirmed_hosts.clear();
    let app_id = add(&desk, app.into(), Some("TESTsecret"));
    import_key(&desk, app_id);
    let found = desk.issue(app_id).await.diagnosis.expect("it is explained");
    assert_eq!(found.cause, Cause::HostNotConfirmed);
    assert_eq!(found.params.get("host").map(String::as_str), Some("127.0.0.1"));
}
