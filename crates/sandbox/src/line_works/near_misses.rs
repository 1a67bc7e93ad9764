//! Tests: one good token request, and for each check the request that misses it by a little.

use std::sync::LazyLock;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{
    KeyPair as _, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RSA_PKCS1_SHA384,
    RsaEncoding,
};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::assertion::AssertionFault;
use super::client::{Console, RegisteredClient};
use super::grant::judge;
use super::issue::ExpiresForm;
use super::ledger::Ledger;
use super::refusal::Refusal;
use crate::form::Form;
use crate::jws::Part;

const NOW: i64 = 1_700_000_000;
const CLIENT: &str = "practice_client_0001";
const ACCOUNT: &str = "abc12.serviceaccount@practice";
const SECRET: &str = "S3cr%t_+?&";
const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

struct Keys {
    registered: KeyPair,
    other: KeyPair,
}

static KEYS: LazyLock<Keys> = LazyLock::new(|| Keys {
    registered: KeyPair::generate(KeySize::Rsa2048).unwrap(),
    other: KeyPair::generate(KeySize::Rsa2048).unwrap(),
});

static CONSOLE: LazyLock<Console> = LazyLock::new(|| {
    let public = KEYS.registered.public_key();
    Console::new(vec![RegisteredClient {
        client_id: CLIENT.to_owned(),
        client_secret: SECRET.to_owned(),
        service_account: ACCOUNT.to_owned(),
        scopes: ["bot", "bot.read", "mail"].map(str::to_owned).to_vec(),
        key: ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, public.as_ref()).unwrap(),
        clock_offset: 0,
        access_token_seconds: 3600,
        expires: ExpiresForm::Number,
        name: "near-misses",
        refresh_rotation: false,
        redirect_urls: Vec::new(),
        logout_redirect_urls: Vec::new(),
    }])
});

fn header() -> Value {
    json!({"alg": "RS256", "typ": "JWT"})
}

fn claims() -> Value {
    json!({"iss": CLIENT, "sub": ACCOUNT, "iat": NOW - 30, "exp": NOW + 3570})
}

fn signed_as(input: &str, key: &KeyPair, algorithm: &'static dyn RsaEncoding) -> String {
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(algorithm, &SystemRandom::new(), input.as_bytes(), &mut signature).unwrap();
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// An assertion of two JSON texts, signed by the registered key.
fn signed(header: &str, claims: &str) -> String {
    let input = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
    signed_as(&input, &KEYS.registered, &RSA_PKCS1_SHA256)
}

fn with_header(change: impl FnOnce(&mut Value)) -> String {
    let mut header = header();
    change(&mut header);
    signed(&header.to_string(), &claims().to_string())
}

fn with_claims(change: impl FnOnce(&mut Value)) -> String {
    let mut claims = claims();
    change(&mut claims);
    signed(&header().to_string(), &claims.to_string())
}

fn good_fields() -> Vec<(&'static str, String)> {
    vec![
        ("assertion", with_claims(|_| ())),
        ("grant_type", JWT_BEARER.to_owned()),
        ("client_id", CLIENT.to_owned()),
        ("client_secret", SECRET.to_owned()),
        ("scope", "bot".to_owned()),
    ]
}

fn judged_at(fields: &[(&'static str, String)], now: f64) -> Result<Vec<String>, Refusal> {
    let encoded = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let form = Form::parse(pairs.join("&").as_bytes()).unwrap();
    judge(&form, &CONSOLE, &Ledger::new(), now, None).map(|granted| granted.scopes)
}

fn judged(fields: &[(&'static str, String)]) -> Result<Vec<String>, Refusal> {
    judged_at(fields, NOW as f64)
}

/// The verdict on the good request with one field replaced; an empty value leaves it out.
fn judged_with(name: &'static str, value: &str) -> Result<Vec<String>, Refusal> {
    let mut fields = good_fields();
    fields.retain(|(field, _)| *field != name);
    fields.push((name, value.to_owned()));
    judged(&fields)
}

fn assertion_fault(assertion: &str) -> Option<AssertionFault> {
    match judged_with("assertion", assertion) {
        Ok(_) => None,
        Err(Refusal::Assertion(fault)) => Some(fault),
        Err(other) => panic!("not about the assertion: {other:?}"),
    }
}

#[test]
fn the_good_request_is_granted() {
    assert_eq!(judged(&good_fields()), Ok(vec!["bot".to_owned()]));
    assert_eq!(judged_with("scope", "bot,bot.read").map(|scopes| scopes.len()), Ok(2));
}

#[test]
fn a_doubled_parameter_is_refused_even_when_both_agree() {
    for name in ["grant_type", "client_id", "client_secret", "assertion", "scope"] {
        let mut fields = good_fields();
        let again = fields.iter().find(|(field, _)| *field == name).cloned().unwrap();
        fields.push(again);
        assert_eq!(judged(&fields), Err(Refusal::Doubled), "{name}");
    }
}

#[test]
fn a_grant_type_is_exact() {
    assert_eq!(judged_with("grant_type", ""), Err(Refusal::Missing("grant_type")));
    for twice in ["urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer", "urn%3aietf"] {
        assert_eq!(judged_with("grant_type", twice), Err(Refusal::GrantEncodedTwice), "{twice}");
    }
    let near =
        ["client_credentials", "refresh-token", "Authorization_Code", "URN:ietf", "jwt-bearer"];
    for grant_type in near {
        let judged = judged_with("grant_type", grant_type);
        assert_eq!(judged, Err(Refusal::UnsupportedGrant), "{grant_type}");
    }
    let trailing = format!("{JWT_BEARER} ");
    assert_eq!(judged_with("grant_type", &trailing), Err(Refusal::UnsupportedGrant));
}

#[test]
fn a_client_is_known_by_its_exact_id_and_secret() {
    assert_eq!(judged_with("client_id", ""), Err(Refusal::Missing("client_id")));
    for client_id in
        [ACCOUNT, "practice_client_0002", "PRACTICE_CLIENT_0001", "practice_client_0001 "]
    {
        assert_eq!(judged_with("client_id", client_id), Err(Refusal::UnknownClient), "{client_id}");
    }
    assert_eq!(judged_with("client_secret", ""), Err(Refusal::SecretMissing));
    for secret in ["S3cr%t_ ?&", "S3cr%t_+?", "S3cr%t_+?& ", "s3cr%t_+?&", CLIENT] {
        assert_eq!(judged_with("client_secret", secret), Err(Refusal::SecretWrong), "{secret}");
    }
}

#[test]
fn an_assertion_has_three_strict_parts() {
    assert_eq!(judged_with("assertion", ""), Err(Refusal::Missing("assertion")));
    let good = with_claims(|_| ());
    let (input, signature) = good.rsplit_once('.').unwrap();
    assert_eq!(assertion_fault(input), Some(AssertionFault::NotThreeParts));
    assert_eq!(assertion_fault(&format!("{good}.")), Some(AssertionFault::NotThreeParts));
    let ordinary = STANDARD.encode(URL_SAFE_NO_PAD.decode(signature).unwrap());
    let refused = AssertionFault::NotBase64Url(Part::Signature);
    assert_eq!(assertion_fault(&format!("{input}.{ordinary}")), Some(refused));
    let refused = AssertionFault::NotBase64Url(Part::Header);
    assert_eq!(assertion_fault(&format!(" {good}")), Some(refused));
}

#[test]
fn header_and_payload_are_json_objects_with_single_members() {
    let claims = claims().to_string();
    for header in ["", "{", "[]", "\"RS256\"", r#"["RS256","JWT",null]"#, "\u{feff}{}"] {
        let refused = Some(AssertionFault::NotJson(Part::Header));
        assert_eq!(assertion_fault(&signed(header, &claims)), refused, "{header}");
    }
    let twice = r#"{"alg":"none","alg":"RS256","typ":"JWT"}"#;
    let refused = Some(AssertionFault::NotJson(Part::Header));
    assert_eq!(assertion_fault(&signed(twice, &claims)), refused);
    let twice = claims.replacen('{', "{\"exp\":1,", 1);
    for payload in ["null", "{} {}", twice.as_str(), r#"{"iat":1e999}"#] {
        let refused = Some(AssertionFault::NotJson(Part::Payload));
        assert_eq!(assertion_fault(&signed(&header().to_string(), payload)), refused, "{payload}");
    }
}

#[test]
fn only_rs256_is_taken_whatever_the_header_says() {
    for alg in ["none", "None", "HS256", "RS512", "RS384", "PS256", "rs256", "RS256 ", ""] {
        let refused = Some(AssertionFault::Algorithm);
        assert_eq!(assertion_fault(&with_header(|h| h["alg"] = json!(alg))), refused, "{alg}");
    }
    for alg in [json!(null), json!(["RS256"]), json!({"alg": "RS256"}), json!(256)] {
        let assertion = with_header(|h| h["alg"] = alg.clone());
        assert_eq!(assertion_fault(&assertion), Some(AssertionFault::Algorithm), "{alg}");
    }
    let input = with_header(|h| h["alg"] = json!("none"));
    let unsigned = format!("{}.", input.rsplit_once('.').unwrap().0);
    assert_eq!(assertion_fault(&unsigned), Some(AssertionFault::Algorithm));
}

#[test]
fn the_type_is_jwt_and_nothing_is_critical() {
    for typ in [json!("jwt"), json!("at+jwt"), json!(""), json!(null), json!(1)] {
        let assertion = with_header(|h| h["typ"] = typ.clone());
        assert_eq!(assertion_fault(&assertion), Some(AssertionFault::Type), "{typ}");
    }
    let critical = with_header(|h| h["crit"] = json!(["b64"]));
    assert_eq!(assertion_fault(&critical), Some(AssertionFault::Critical));
    assert_eq!(assertion_fault(&with_header(|h| h["kid"] = json!("any"))), None);
}

#[test]
fn issuer_and_subject_are_this_client_and_its_account() {
    for iss in [json!(ACCOUNT), json!(null), json!([CLIENT]), json!(format!("{CLIENT} "))] {
        let assertion = with_claims(|c| c["iss"] = iss.clone());
        assert_eq!(assertion_fault(&assertion), Some(AssertionFault::Issuer), "{iss}");
    }
    for sub in [json!(CLIENT), json!("abc13.serviceaccount@practice"), json!(""), json!(null)] {
        let assertion = with_claims(|c| c["sub"] = sub.clone());
        assert_eq!(assertion_fault(&assertion), Some(AssertionFault::Subject), "{sub}");
    }
    let audience = with_claims(|c| c["aud"] = json!("https://auth.example/token"));
    assert_eq!(assertion_fault(&audience), None, "aud is optional and not looked at");
}

#[test]
fn times_are_json_numbers_in_seconds() {
    for name in ["iat", "exp"] {
        let (missing, text, object) = (
            with_claims(|c| _ = c.as_object_mut().unwrap().remove(name)),
            with_claims(|c| c[name] = json!((NOW + 60).to_string())),
            with_claims(|c| c[name] = json!({"value": NOW})),
        );
        assert_eq!(assertion_fault(&missing), Some(AssertionFault::TimeMissing(name)));
        assert_eq!(assertion_fault(&text), Some(AssertionFault::TimeNotNumber(name)));
        assert_eq!(assertion_fault(&object), Some(AssertionFault::TimeNotNumber(name)));
        let milliseconds = with_claims(|c| c[name] = json!(NOW * 1000));
        assert_eq!(assertion_fault(&milliseconds), Some(AssertionFault::TimeNotSeconds(name)));
    }
    let fraction = with_claims(|c| c["iat"] = json!(NOW as f64 - 29.5));
    assert_eq!(assertion_fault(&fraction), None, "the vendor's own sample sends fractions");
}

#[test]
fn an_assertion_lives_for_an_hour_at_most() {
    let lives = |iat: i64, exp: i64| {
        assertion_fault(&with_claims(|c| (c["iat"], c["exp"]) = (json!(iat), json!(exp))))
    };
    assert_eq!(lives(NOW, NOW), Some(AssertionFault::EndsBeforeItStarts));
    assert_eq!(lives(NOW, NOW - 1), Some(AssertionFault::EndsBeforeItStarts));
    assert_eq!(lives(NOW, NOW + 3600), None);
    assert_eq!(lives(NOW, NOW + 3601), Some(AssertionFault::LivesTooLong));
    assert_eq!(lives(NOW, NOW + 1), None);
}

#[test]
fn an_assertion_is_good_from_iat_until_exp_by_the_servers_clock() {
    let fields = good_fields();
    let fault_at = |now: i64| match judged_at(&fields, now as f64) {
        Ok(_) => None,
        Err(Refusal::Assertion(fault)) => Some(fault),
        Err(other) => panic!("{other:?}"),
    };
    let (iat, exp) = (NOW - 30, NOW + 3570);
    assert_eq!(fault_at(iat - 60), None, "within the tolerance");
    assert_eq!(fault_at(iat - 61), Some(AssertionFault::IssuedInTheFuture));
    assert_eq!(fault_at(exp - 1), None);
    assert_eq!(fault_at(exp), Some(AssertionFault::Expired));
    assert_eq!(fault_at(NOW - 32_400), Some(AssertionFault::IssuedInTheFuture));
    assert_eq!(fault_at(NOW + 32_400), Some(AssertionFault::Expired));
}

#[test]
fn only_the_registered_key_signs() {
    let good = with_claims(|_| ());
    let input = good.rsplit_once('.').unwrap().0;
    let refused = Some(AssertionFault::Signature);
    assert_eq!(assertion_fault(&signed_as(input, &KEYS.other, &RSA_PKCS1_SHA256)), refused);
    assert_eq!(assertion_fault(&signed_as(input, &KEYS.registered, &RSA_PKCS1_SHA384)), refused);
    assert_eq!(assertion_fault(&format!("{input}.")), refused, "an empty signature");
    let other = with_claims(|c| c["exp"] = json!(NOW + 3569));
    let moved = format!("{input}.{}", other.rsplit_once('.').unwrap().1);
    assert_eq!(assertion_fault(&moved), refused, "the signature of other claims");
}

#[test]
fn scopes_are_looked_at_last() {
    assert_eq!(judged_with("scope", ""), Err(Refusal::ScopeMissing));
    assert_eq!(judged_with("scope", "bot calendar"), Err(Refusal::ScopeNotSelected));
    assert_eq!(judged_with("scope", "bot,mail"), Err(Refusal::ScopeNotForServiceAccounts));
    let mut fields = good_fields();
    fields.retain(|(name, _)| *name != "scope" && *name != "assertion");
    fields.push(("assertion", with_claims(|c| c["exp"] = json!(1))));
    assert_eq!(judged(&fields), Err(Refusal::Assertion(AssertionFault::EndsBeforeItStarts)));
}
