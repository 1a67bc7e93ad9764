//! Discovery, keys, ID tokens and logout, judged by means of this file only.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hmac;
use aws_lc_rs::rsa::PublicKeyComponents;
use aws_lc_rs::signature::RSA_PKCS1_2048_8192_SHA256;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use credenza_sandbox::{Fault, Sandbox, SandboxConfig};
use serde_json::{Value, json};

use crate::browser::{Fields, SentTo, asked, but, code, get, post, reason, redeeming};
use crate::raw::{Received, TOKEN};
use crate::request::{app, encoded, now};

const LOGOUT: &str = "/oauth2/v2.0/logout";
const NONCE: &str = "n-0S6_WzA2Mj";

async fn sandbox() -> Sandbox {
    Sandbox::start(SandboxConfig::default()).await.unwrap()
}

async fn keys(sandbox: &Sandbox) -> Vec<Value> {
    let document = get(sandbox, "/oauth2/v2.0/certs", "en").await.json();
    document["keys"].as_array().unwrap().clone()
}

/// The answer to a whole sign-in with the scopes of `attendance-bot`.
async fn signed_in(sandbox: &Sandbox) -> Value {
    let bot = app(sandbox, "attendance-bot");
    let code = code(sandbox, &asked(bot)).await;
    post(sandbox, TOKEN, &redeeming(bot, &code)).await.json()
}

fn part(token: &str, at: usize) -> Value {
    let text = token.split('.').nth(at).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap()
}

fn bytes(jwk: &Value, name: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(jwk[name].as_str().unwrap()).unwrap()
}

fn is_signed_by(token: &str, jwk: &Value) -> bool {
    let (input, signature) = token.rsplit_once('.').unwrap();
    let key = PublicKeyComponents { n: bytes(jwk, "n"), e: bytes(jwk, "e") };
    let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
    key.verify(&RSA_PKCS1_2048_8192_SHA256, input.as_bytes(), &signature).is_ok()
}

fn at_hash(access_token: &str) -> String {
    URL_SAFE_NO_PAD.encode(&digest(&SHA256, access_token.as_bytes()).as_ref()[..16])
}

/// What an ID token fails of the documented list (facts 3), each line by itself.
fn failures(sandbox: &Sandbox, answer: &Value, keys: &[Value]) -> Vec<&'static str> {
    let token = answer["id_token"].as_str().unwrap();
    let (header, claims) = (part(token, 0), part(token, 1));
    let key = keys.iter().find(|key| key["kid"] == header["kid"]);
    let alg = header["alg"] == "RS256";
    let checks = [
        ("iss", claims["iss"] == sandbox.base_url()),
        ("aud", claims["aud"] == app(sandbox, "attendance-bot").client_id),
        ("nonce", claims["nonce"] == NONCE),
        ("iat", claims["iat"].as_i64().unwrap() <= now()),
        ("exp", now() <= claims["exp"].as_i64().unwrap()),
        ("alg", alg),
        ("kid", !alg || key.is_some()),
        ("signature", !alg || key.is_none_or(|key| is_signed_by(token, key))),
        ("at_hash", claims["at_hash"] == at_hash(answer["access_token"].as_str().unwrap())),
    ];
    checks.iter().filter(|(_, holds)| !holds).map(|(name, _)| *name).collect()
}

#[tokio::test]
async fn the_discovery_document_names_what_the_facts_name() {
    let sandbox = sandbox().await;
    let facts = serde_json::to_value(sandbox.line_works()).unwrap();
    for path in ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"] {
        let answer = get(&sandbox, path, "en").await;
        assert_eq!(answer.header("content-type"), Some("application/json;charset=UTF-8"));
        let document = answer.json();
        for (name, fact) in [
            ("issuer", "issuer"),
            ("authorization_endpoint", "authorizeEndpoint"),
            ("token_endpoint", "tokenEndpoint"),
            ("revocation_endpoint", "revokeEndpoint"),
            ("jwks_uri", "jwksUri"),
            ("end_session_endpoint", "endSessionEndpoint"),
        ] {
            assert_eq!(document[name], facts[fact], "{name}");
        }
        assert_eq!(document["id_token_signing_alg_values_supported"], json!(["RS256"]));
        assert_eq!(document.get("userinfo_endpoint"), None, "not known of LINE WORKS");
    }
}

#[tokio::test]
async fn the_key_set_has_two_public_keys_and_the_second_signs() {
    let sandbox = sandbox().await;
    let keys = keys(&sandbox).await;
    let [first, second] = &keys[..] else { panic!("two keys: {keys:?}") };
    assert_ne!(first["kid"], second["kid"]);
    for key in &keys {
        let mut names: Vec<_> = key.as_object().unwrap().keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["alg", "e", "kid", "kty", "n", "use"], "nothing private");
        assert_eq!(bytes(key, "n").len(), 256);
    }
    let answer = signed_in(&sandbox).await;
    let token = answer["id_token"].as_str().unwrap();
    assert_eq!(part(token, 0)["kid"], second["kid"]);
    assert!(is_signed_by(token, second) && !is_signed_by(token, first));
}

#[tokio::test]
async fn an_id_token_passes_the_documented_list_and_tells_the_member() {
    let sandbox = sandbox().await;
    let (answer, keys) = (signed_in(&sandbox).await, keys(&sandbox).await);
    assert_eq!(failures(&sandbox, &answer, &keys), [""; 0]);
    let claims = part(answer["id_token"].as_str().unwrap(), 1);
    let user = sandbox.practice_user();
    assert_eq!(claims["sub"], user.user_id);
    assert_eq!((&claims["email"], &claims["name"]), (&json!(user.account), &json!(user.name)));
    assert_eq!(claims["locale"], "ja_JP");
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 3600);
}

#[tokio::test]
async fn claims_follow_the_scopes_and_the_nonce_that_were_sent() {
    let sandbox = sandbox().await;
    let bot = app(&sandbox, "attendance-bot");
    for (scope, email, name) in
        [("openid", false, false), ("openid email", true, false), ("openid profile", false, true)]
    {
        let fields = but(but(asked(bot), "scope", Some(scope)), "nonce", None);
        let code = code(&sandbox, &fields).await;
        let answer = post(&sandbox, TOKEN, &redeeming(bot, &code)).await.json();
        let claims = part(answer["id_token"].as_str().unwrap(), 1);
        let has = |name: &str| claims.get(name).is_some();
        assert_eq!((has("email"), has("name"), has("locale")), (email, name, name), "{scope}");
        assert!(!has("nonce"), "none was sent");
    }
}

#[tokio::test]
async fn each_fault_fails_its_own_line_of_the_list() {
    let sandbox = sandbox().await;
    let keys = keys(&sandbox).await;
    let cases: [(Fault, &[&str]); 8] = [
        (Fault::WrongIssuer, &["iss"]),
        (Fault::WrongAudience, &["aud"]),
        (Fault::WrongNonce, &["nonce"]),
        (Fault::ExpiredIdToken, &["exp"]),
        (Fault::UnknownKid, &["kid"]),
        (Fault::AlgNone, &["alg"]),
        (Fault::Hs256PublicKey, &["alg"]),
        (Fault::WrongAtHash, &["at_hash"]),
    ];
    for (fault, expected) in cases {
        sandbox.set_fault(Some(fault));
        let answer = signed_in(&sandbox).await;
        assert_eq!(failures(&sandbox, &answer, &keys), expected, "{fault}");
    }
}

#[tokio::test]
async fn alg_none_has_no_signature_and_hs256_verifies_with_the_public_pem() {
    let sandbox = sandbox().await;
    let keys = keys(&sandbox).await;
    sandbox.set_fault(Some(Fault::AlgNone));
    let answer = signed_in(&sandbox).await;
    let token = answer["id_token"].as_str().unwrap();
    assert!(token.ends_with('.') && part(token, 0)["alg"] == "none", "{token}");

    sandbox.set_fault(Some(Fault::Hs256PublicKey));
    let answer = signed_in(&sandbox).await;
    let token = answer["id_token"].as_str().unwrap();
    assert_eq!(part(token, 0)["kid"], keys[1]["kid"], "the key it pretends to be signed by");
    let (input, signature) = token.rsplit_once('.').unwrap();
    let key = hmac::Key::new(hmac::HMAC_SHA256, public_pem(&keys[1]).as_bytes());
    let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
    assert!(hmac::verify(&key, input.as_bytes(), &signature).is_ok());
}

/// SubjectPublicKeyInfo of a 2048-bit key with exponent 65537, put together by hand (RFC 3279).
fn public_pem(jwk: &Value) -> String {
    let head = "30820122300d06092a864886f70d01010105000382010f003082010a0282010100";
    let hex = |text: &str| -> Vec<u8> {
        let digits = text.as_bytes().chunks(2);
        digits
            .map(|two| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap())
            .collect()
    };
    let der = [hex(head), bytes(jwk, "n"), hex("0203010001")].concat();
    let body = STANDARD.encode(der);
    let lines: Vec<_> =
        body.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", lines.join("\n"))
}

async fn logout(sandbox: &Sandbox, fields: &Fields) -> Received {
    get(sandbox, &format!("{LOGOUT}?{}", encoded(fields)), "en").await
}

fn leaving(sandbox: &Sandbox, id_token: &str) -> Fields {
    let bot = app(sandbox, "attendance-bot");
    vec![
        ("id_token_hint", id_token.to_owned()),
        ("client_id", bot.client_id.clone()),
        ("post_logout_redirect_uri", bot.logout_redirect_urls[0].clone()),
        ("state", "a&b".to_owned()),
    ]
}

#[tokio::test]
async fn logout_returns_to_a_registered_url_with_the_state() {
    let sandbox = sandbox().await;
    let answer = signed_in(&sandbox).await;
    let good = leaving(&sandbox, answer["id_token"].as_str().unwrap());
    for left_out in ["client_id", "id_token_hint", "none"] {
        let fields = but(good.clone(), left_out, None);
        for answer in [logout(&sandbox, &fields).await, post(&sandbox, LOGOUT, &fields).await] {
            let sent = SentTo::by(&answer);
            assert_eq!(sent.url, "http://localhost:18137/signed-out", "without {left_out}");
            assert_eq!((sent.names(), sent.get("state")), (vec!["state"], "a&b"));
        }
    }
    let stays = logout(&sandbox, &but(good, "post_logout_redirect_uri", None)).await;
    assert_eq!((stays.status, stays.header("location")), (200, None));
    assert!(stays.text().contains("You are signed out"));
}

/// Each a good logout with one thing changed: never redirected.
#[tokio::test]
async fn logout_with_a_mistake_stays_on_the_servers_own_page() {
    let sandbox = sandbox().await;
    let answer = signed_in(&sandbox).await;
    let token = answer["id_token"].as_str().unwrap();
    let good = leaving(&sandbox, token);
    let calendar = app(&sandbox, "calendar-sync").client_id.clone();
    let another = signed_in(&sandbox).await;
    let (_, signature) = another["id_token"].as_str().unwrap().rsplit_once('.').unwrap();
    let forged = format!("{}.{signature}", token.rsplit_once('.').unwrap().0);
    let bot = app(&sandbox, "attendance-bot");
    let cases = [
        (
            "post_logout_redirect_uri",
            "http://localhost:18137/signed-out/",
            "logout-url-unregistered",
        ),
        ("post_logout_redirect_uri", bot.redirect_urls[0].as_str(), "logout-url-unregistered"),
        ("client_id", "nobody", "client-unknown"),
        ("client_id", calendar.as_str(), "logout-hint"),
        ("id_token_hint", "a.b.c", "logout-hint"),
        ("id_token_hint", forged.as_str(), "logout-hint"),
    ];
    for (name, value, expected) in cases {
        let page = logout(&sandbox, &but(good.clone(), name, Some(value))).await;
        assert_eq!((page.status, page.header("location")), (400, None), "{name}={value}");
        assert_eq!(reason(&page), expected, "{name}={value}");
    }
    let unnamed = but(but(good.clone(), "client_id", None), "id_token_hint", None);
    assert_eq!(reason(&logout(&sandbox, &unnamed).await), "logout-url-unregistered");
    let without_openid = but(but(good, "id_token_hint", None), "client_id", Some(&calendar));
    let page = logout(&sandbox, &without_openid).await;
    assert_eq!(reason(&page), "logout-url-unregistered", "no openid, no logout URLs");
}
