//! What each practice app does when its token is asked for at the true time.

use credenza_sandbox::{PracticeBehaviour, Sandbox, SandboxConfig};

use crate::raw::post_form;
use crate::request::{app, assertion, date_seconds, good, now, with};

#[tokio::test]
async fn every_app_behaves_as_it_says() {
    let sandbox = Sandbox::start(SandboxConfig::default()).await.unwrap();
    for app in sandbox.practice_apps() {
        let answer = post_form(&sandbox, &good(&sandbox, app.slug)).await;
        let works = app.behaviour == PracticeBehaviour::Works;
        assert_eq!(answer.status == 200, works, "{}: {}", app.slug, answer.text());
        assert!(works || answer.error() == "invalid_grant", "{}", app.slug);
    }
}

#[tokio::test]
async fn clock_skew_shows_in_the_date_and_goes_away_when_iat_follows_it() {
    let sandbox = Sandbox::start(SandboxConfig::default()).await.unwrap();
    let skewed = app(&sandbox, "clock-skew");
    assert_eq!(skewed.behaviour, PracticeBehaviour::ServerClockBehind { seconds: 412 });
    let answer = post_form(&sandbox, &good(&sandbox, "clock-skew")).await;
    assert_eq!(answer.json()["error_description"], "iat in the future");
    let behind = now() - date_seconds(answer.header("date").unwrap());
    assert!((410..=414).contains(&behind), "{behind} s behind");

    let by_server_clock = assertion(skewed, now() - 412);
    let body = with(&sandbox, "clock-skew", "assertion", &by_server_clock);
    assert_eq!(post_form(&sandbox, &body).await.status, 200);
}

#[tokio::test]
async fn old_key_works_with_the_key_that_is_registered() {
    let sandbox = Sandbox::start(SandboxConfig::default()).await.unwrap();
    let mut renewed = app(&sandbox, "old-key").clone();
    let answer = post_form(&sandbox, &good(&sandbox, "old-key")).await;
    assert!(answer.json()["error_description"].as_str().unwrap().contains("signature"));

    renewed.private_key_pem = app(&sandbox, "calendar-sync").private_key_pem.clone();
    let body = with(&sandbox, "old-key", "assertion", &assertion(&renewed, now()));
    assert_eq!(post_form(&sandbox, &body).await.status, 200, "only the key was wrong");
}

#[tokio::test]
async fn the_facts_lead_another_client_to_a_token() {
    let sandbox = Sandbox::start(SandboxConfig::default()).await.unwrap();
    let facts = serde_json::to_value(sandbox.line_works()).unwrap();
    let bot = app(&sandbox, "attendance-bot");
    assert_eq!(facts["authBase"], sandbox.base_url());
    assert_eq!(facts["tokenEndpoint"], format!("{}/oauth2/v2.0/token", sandbox.base_url()));
    assert_eq!(facts["clientId"], bot.client_id);
    assert_eq!(facts["clientSecret"], bot.client_secret);
    assert_eq!(facts["serviceAccount"], bot.service_account);
    assert_eq!(facts["domainId"], bot.domain_id);
    assert_eq!(facts["scopes"], serde_json::json!(bot.scopes));
    assert!(facts["privateKeyFile"].is_null(), "the caller writes the file");
    let at = |path| format!("{}{path}", sandbox.base_url());
    assert_eq!(facts["issuer"], sandbox.base_url());
    assert_eq!(facts["authorizeEndpoint"], at("/oauth2/v2.0/authorize"));
    assert_eq!(facts["revokeEndpoint"], at("/oauth2/v2.0/revoke"));
    assert_eq!(facts["discoveryUrl"], at("/.well-known/openid-configuration"));
    assert_eq!(facts["jwksUri"], at("/oauth2/v2.0/certs"));
    assert_eq!(facts["endSessionEndpoint"], at("/oauth2/v2.0/logout"));
    assert_eq!(facts["redirectUri"], bot.redirect_urls[0]);
    assert_eq!(facts["redirectUris"], serde_json::json!(bot.redirect_urls));
    assert_eq!(facts["logoutRedirectUris"], serde_json::json!(bot.logout_redirect_urls));
    assert_eq!(facts["signInScopes"], serde_json::json!(bot.sign_in_scopes));
    assert_eq!(facts["refreshRotation"], false);
    let user = sandbox.practice_user();
    let expected = serde_json::json!({"account": user.account, "password": user.password,
        "userId": user.user_id, "name": user.name, "locale": user.locale});
    assert_eq!(facts["practiceUser"], expected);
    assert_eq!(facts.as_object().unwrap().len(), 20);
}

#[tokio::test]
async fn logout_urls_stand_only_where_openid_is_ticked() {
    let sandbox = Sandbox::start(SandboxConfig::default()).await.unwrap();
    for app in sandbox.practice_apps() {
        let openid = app.sign_in_scopes.iter().any(|scope| scope == "openid");
        assert_eq!(app.logout_redirect_urls.is_empty(), !openid, "{}", app.slug);
        assert_eq!(app.redirect_urls.is_empty(), app.sign_in_scopes.is_empty(), "{}", app.slug);
    }
}
