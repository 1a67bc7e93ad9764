//! LINE's calls: each documented refusal (facts 7.5), the limits, and the console.

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use credenza_sandbox::{Fault, PracticeChannel, Sandbox, SandboxConfig};
use serde_json::{Value, json};

use crate::raw::{FORM, Received, request, send};
use crate::request::{encoded, now};

const ASSERTED: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const STATELESS: &str = "/oauth2/v3/token";
const TOKEN: &str = "/oauth2/v2.1/token";
const KIDS: &str = "/oauth2/v2.1/tokens/kid";
const VERIFY: &str = "/oauth2/v2.1/verify";
const REVOKE: &str = "/oauth2/v2.1/revoke";
const SHORT: &str = "/v2/oauth/accessToken";
const OLDER_VERIFY: &str = "/v2/oauth/verify";
const OLDER_REVOKE: &str = "/v2/oauth/revoke";
const CONSOLE: &str = "/line/console";

type Fields = Vec<(&'static str, String)>;

async fn started() -> Sandbox {
    Sandbox::start(SandboxConfig::default()).await.unwrap()
}

fn signed(pem: &str, kid: Option<&str>, claims: &Value) -> String {
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let key = KeyPair::from_pkcs8(&STANDARD.decode(body).unwrap()).unwrap();
    let mut header = json!({"alg": "RS256", "typ": "JWT"});
    if let Some(kid) = kid {
        header["kid"] = kid.into();
    }
    let input =
        [header.to_string(), claims.to_string()].map(|json| URL_SAFE_NO_PAD.encode(json)).join(".");
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), input.as_bytes(), &mut signature).unwrap();
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

fn claims(channel: &PracticeChannel) -> Value {
    let id = &channel.channel_id;
    json!({"iss": id, "sub": id, "aud": "https://api.line.me/", "exp": now() + 600, "token_exp": 3600})
}

fn asserted(assertion: String) -> Fields {
    vec![("client_assertion_type", ASSERTED.to_owned()), ("client_assertion", assertion)]
}

fn good(channel: &PracticeChannel) -> Fields {
    asserted(signed(&channel.private_key_pem, Some(&channel.kid), &claims(channel)))
}

fn granting(fields: Fields) -> Fields {
    let grant = vec![("grant_type", "client_credentials".to_owned())];
    grant.into_iter().chain(fields).collect()
}

fn credentials(channel: &PracticeChannel) -> Fields {
    vec![
        ("client_id", channel.channel_id.clone()),
        ("client_secret", channel.channel_secret.clone()),
    ]
}

fn token(text: &str) -> Fields {
    vec![("access_token", text.to_owned())]
}

async fn post(sandbox: &Sandbox, path: &str, fields: &Fields) -> Received {
    send(sandbox, &request("POST", path, FORM, encoded(fields).as_bytes())).await
}

async fn get(sandbox: &Sandbox, path: &str, fields: &Fields) -> Received {
    let path = format!("{path}?{}", encoded(fields));
    send(sandbox, &request("GET", &path, "", b"")).await
}

/// Status and words.
fn told(answer: &Received) -> (u16, String) {
    let body = answer.json();
    let words = body.get("error_description").or_else(|| body.get("message"));
    (answer.status, words.and_then(Value::as_str).unwrap_or_default().to_owned())
}

async fn issued(sandbox: &Sandbox, path: &str, fields: Fields) -> String {
    let answer = post(sandbox, path, &granting(fields)).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()["access_token"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn each_rule_of_the_assertion_has_its_near_miss() {
    let sandbox = started().await;
    let [channel, other] = &sandbox.practice_channels()[..2] else { panic!("two channels") };
    let changed = |name: &str, value: Value| {
        let mut claims = claims(channel);
        claims[name] = value;
        claims
    };
    let rows = [
        (changed("aud", json!("https://api.line.me")), 400, "Invalid aud"),
        (changed("sub", json!(other.channel_id)), 400, "Invalid sub"),
        (changed("iss", json!(other.channel_id)), 400, "iss and clientId of key do not match"),
        (changed("exp", json!(now() + 1_860)), 400, "Invalid exp"),
        (changed("exp", json!(now() - 1)), 400, "Invalid exp"),
        (changed("exp", json!((now() + 600) * 1_000)), 400, "Invalid exp"),
        (changed("exp", json!((now() + 600).to_string())), 400, "Invalid exp"),
        (changed("token_exp", json!(2_592_001)), 400, "Invalid token_exp"),
        (changed("token_exp", json!(now() + 600)), 400, "Invalid token_exp"),
        (changed("token_exp", Value::Null), 400, "Invalid token_exp"),
    ];
    for (claims, status, words) in rows {
        let fields = asserted(signed(&channel.private_key_pem, Some(&channel.kid), &claims));
        let answer = post(&sandbox, TOKEN, &granting(fields)).await;
        assert_eq!(told(&answer), (status, words.to_owned()), "{claims}");
        assert!(answer.header("x-line-request-id").is_some());
    }
    let no_key = "Cannot find channel key that satisfies the conditions";
    for kid in [None, Some("536e453c-aa93-4449-8e90-add2608783c6")] {
        let fields = asserted(signed(&channel.private_key_pem, kid, &claims(channel)));
        assert_eq!(told(&post(&sandbox, TOKEN, &granting(fields)).await), (404, no_key.to_owned()));
    }
    let mut broken = good(channel);
    let middle = broken[1].1.len() - 100;
    let other_letter = if &broken[1].1[middle..=middle] == "A" { "B" } else { "A" };
    broken[1].1.replace_range(middle..=middle, other_letter);
    assert_eq!(told(&post(&sandbox, TOKEN, &granting(broken)).await).1, "Invalid signature");
    assert_eq!(told(&get(&sandbox, KIDS, &good(other)).await).0, 200, "a good one is taken");
}

#[tokio::test]
async fn each_documented_refusal_is_given_in_its_own_words() {
    let sandbox = started().await;
    let channel = &sandbox.practice_channels()[0];
    let stateless = issued(&sandbox, STATELESS, credentials(channel)).await;
    let short = issued(&sandbox, SHORT, credentials(channel)).await;
    let with = |name: &'static str, value: &str| {
        let mut fields = granting(credentials(channel));
        fields
            .iter_mut()
            .filter(|(field, _)| *field == name)
            .for_each(|it| it.1 = value.to_owned());
        fields
    };
    let revoking = |text: &str| [credentials(channel), token(text)].concat();
    let rows = [
        (
            post(&sandbox, STATELESS, &with("grant_type", "x")).await,
            "Invalid 'client_credentials'.",
        ),
        (post(&sandbox, SHORT, &with("client_id", "1")).await, "invalid client_id"),
        (post(&sandbox, SHORT, &with("client_secret", "1")).await, "invalid client_secret"),
        (post(&sandbox, SHORT, &token("x")).await, "some parameters missed or invalid"),
        (get(&sandbox, VERIFY, &token(&short)).await, "The access token not JWS"),
        (post(&sandbox, REVOKE, &revoking(&short)).await, "The access token not JWS"),
        (post(&sandbox, REVOKE, &revoking("eyJ.x.y")).await, ""),
        (post(&sandbox, OLDER_VERIFY, &token(&stateless)).await, "access_token in invalid format"),
        (post(&sandbox, OLDER_VERIFY, &token(&short[4..])).await, "access_token invalid"),
        (post(&sandbox, OLDER_REVOKE, &token("eyJ.x.y")).await, ""),
    ];
    for (answer, words) in rows {
        if answer.body.is_empty() {
            assert_eq!(
                (answer.status, words),
                (200, ""),
                "an unknown token is revoked without a word"
            );
        } else {
            assert_eq!(told(&answer), (400, words.to_owned()));
        }
    }
    let last = post(&sandbox, OLDER_REVOKE, &token("eyJ.x.y")).await;
    assert_eq!(last.json(), json!({"error": "invalid_request"}), "without a description");
}

#[tokio::test]
async fn the_limit_of_thirty_is_refused_or_ends_the_oldest() {
    let sandbox = started().await;
    let crowded = &sandbox.practice_channels()[1];
    issued(&sandbox, TOKEN, good(crowded)).await;
    let kids = get(&sandbox, KIDS, &good(crowded)).await.json();
    assert_eq!(kids["kids"].as_array().unwrap().len(), 30);
    let full = post(&sandbox, TOKEN, &granting(good(crowded))).await;
    let words = "The maximum number of access tokens has already been issued";
    assert_eq!(full.json(), json!({"message": words}));
    // One place is left; from then on each new one ends the oldest.
    for _ in 0..30 {
        issued(&sandbox, SHORT, credentials(crowded)).await;
    }
    let first = issued(&sandbox, SHORT, credentials(crowded)).await;
    for _ in 0..29 {
        issued(&sandbox, SHORT, credentials(crowded)).await;
    }
    assert_eq!(post(&sandbox, OLDER_VERIFY, &token(&first)).await.status, 200);
    issued(&sandbox, SHORT, credentials(crowded)).await;
    assert_eq!(post(&sandbox, OLDER_VERIFY, &token(&first)).await.status, 400);
}

#[tokio::test]
async fn a_key_is_registered_at_the_console_and_signs_from_then_on() {
    let sandbox = started().await;
    let channel = &sandbox.practice_channels()[2];
    assert_eq!(told(&get(&sandbox, KIDS, &good(channel)).await).0, 404, "its key was deleted");
    let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let der: Pkcs8V1Der = pair.as_der().unwrap();
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n", STANDARD.encode(der.as_ref()));
    let public = pair.public_key();
    let [n, e] = [
        public.modulus().big_endian_without_leading_zero(),
        public.exponent().big_endian_without_leading_zero(),
    ]
    .map(|number| URL_SAFE_NO_PAD.encode(number));
    let mut jwk = json!({"kty": "RSA", "alg": "RS256", "use": "sig", "n": n, "e": e});
    let form =
        |jwk: &Value| vec![("channel_id", channel.channel_id.clone()), ("jwk", jwk.to_string())];
    let page = post(&sandbox, CONSOLE, &form(&jwk)).await;
    let page = page.text();
    let kid = page.split("id=\"kid\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let fields = asserted(signed(&pem, Some(&kid), &claims(channel)));
    assert_eq!(get(&sandbox, KIDS, &fields).await.status, 200);
    jwk["kid"] = "mine".into();
    let refused = post(&sandbox, CONSOLE, &form(&jwk)).await;
    assert!(refused.status == 400 && refused.text().contains("id=\"refused\""));
    let delete = vec![("channel_id", channel.channel_id.clone()), ("delete", kid)];
    assert_eq!(post(&sandbox, CONSOLE, &delete).await.status, 200);
    assert_eq!(get(&sandbox, KIDS, &fields).await.status, 404);
}

#[tokio::test]
async fn faults_act_on_lines_calls_too() {
    let sandbox = started().await;
    let channel = &sandbox.practice_channels()[0];
    sandbox.set_fault(Some(Fault::BareError));
    let answer = post(&sandbox, SHORT, &granting(token("x"))).await;
    assert_eq!(answer.json(), json!({"error": "invalid_request"}));
    sandbox.set_fault(Some(Fault::ClockOff { seconds: 3_600 }));
    assert_eq!(told(&get(&sandbox, KIDS, &good(channel)).await).1, "Invalid exp");
    sandbox.set_fault(Some(Fault::ServerError));
    assert_eq!(get(&sandbox, KIDS, &good(channel)).await.status, 500);
}
