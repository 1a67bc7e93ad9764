//! Every row of facts.md 8.4, and every error of 7.5: produced at the sandbox by a run, or by a
//! request made by hand that is pasted with the sandbox's answer; exactly its cause must be named.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use credenza_core::Secret;
use credenza_core::diagnosis::{Cause, Confidence, Diagnosis, Material};
use credenza_core::flow::{RuleId, VerdictResult};
use credenza_core::keys;
use credenza_engine::clock::{Clock, SystemClock};
use credenza_engine::views::channels::{ChannelAsk, ChannelRunInput, ChosenToken};
use credenza_engine::views::explain::{ExplainInput, ExplainView};
use credenza_sandbox::{Fault, PracticeChannel};
use credenza_tests::desk::{Desk, GOOD};
use credenza_tests::secrets::Secrets;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::form_urlencoded::Serializer;

const WORKS: &str = "notice-channel";
const CROWDED: &str = "crowded-channel";
const OLD_KEY: &str = "old-key-channel";
const ASSERTED: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const TOKEN: &str = "/oauth2/v2.1/token";
const STATELESS: &str = "/oauth2/v3/token";
const KIDS: &str = "/oauth2/v2.1/tokens/kid";
const VERIFY: &str = "/oauth2/v2.1/verify";
const REVOKE: &str = "/oauth2/v2.1/revoke";
const SHORT: &str = "/v2/oauth/accessToken";
const OLDER_VERIFY: &str = "/v2/oauth/verify";
const OLDER_REVOKE: &str = "/v2/oauth/revoke";

type Fields = Vec<(&'static str, String)>;

/// One row: what it is, the call, its fields, and the cause that must be found.
type Row = (&'static str, &'static str, Fields, Cause);

fn channel<'a>(desk: &'a Desk, slug: &str) -> &'a PracticeChannel {
    let channels = desk.sandbox.practice_channels();
    channels.iter().find(|it| it.slug == slug).expect("the sandbox has this channel")
}

fn assertion(
    channel: &PracticeChannel,
    kid: Option<&str>,
    change: impl Fn(i64, &mut Value),
) -> String {
    let now = SystemClock.now();
    let id = &channel.channel_id;
    let mut claims = json!({
        "iss": id, "sub": id, "aud": "https://api.line.me/", "exp": now + 600, "token_exp": 3_600,
    });
    change(now, &mut claims);
    let mut header = json!({"alg": "RS256", "typ": "JWT"});
    if let Some(kid) = kid {
        header["kid"] = kid.into();
    }
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let message = format!("{}.{}", part(&header), part(&claims));
    let opened = keys::open(channel.private_key_pem.as_bytes(), None).expect("it is a key");
    let key = opened.signing_key().expect("it signs");
    let signature = key.sign_rs256(message.as_bytes()).expect("it signs");
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}

fn asserting(assertion: String) -> Fields {
    vec![
        ("grant_type", "client_credentials".to_owned()),
        ("client_assertion_type", ASSERTED.to_owned()),
        ("client_assertion", assertion),
    ]
}

/// A good request with other claims.
fn claimed(channel: &PracticeChannel, change: impl Fn(i64, &mut Value)) -> Fields {
    asserting(assertion(channel, Some(&channel.kid), change))
}

fn by_secret(channel: &PracticeChannel) -> Fields {
    vec![
        ("grant_type", "client_credentials".to_owned()),
        ("client_id", channel.channel_id.clone()),
        ("client_secret", channel.channel_secret.clone()),
    ]
}

fn about(token: &str) -> Fields {
    vec![("access_token", token.to_owned())]
}

/// The request and the sandbox's answer to it, as `curl -v` would show them.
async fn sent(desk: &Desk, path: &str, fields: &Fields) -> String {
    let form = Serializer::new(String::new()).extend_pairs(fields).finish();
    let host = desk.sandbox.base_url().trim_start_matches("http://").to_owned();
    let in_query = matches!(path, KIDS) || (path == VERIFY && fields.len() == 1);
    let request = if in_query {
        format!("GET {path}?{form} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
    } else {
        format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        )
    };
    let mut stream = TcpStream::connect(&host).await.expect("the sandbox listens");
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("it answers");
    format!("{request}\r\n\r\n{}", String::from_utf8_lossy(&answer))
}

fn explain(desk: &Desk, text: &str) -> ExplainView {
    let input = ExplainInput { text: Secret::new(text.to_owned()) };
    desk.engine.failure_explain(&input).expect("it can be explained")
}

fn fault(desk: &Desk, text: &str) -> Diagnosis {
    explain(desk, text).explanation.diagnosis.expect("something is wrong with it")
}

/// Rows of 8.4 that a request shows, by their numbers, and the errors of 7.5 by their calls.
fn rows(desk: &Desk) -> Vec<Row> {
    let (works, crowded, old) =
        (channel(desk, WORKS), channel(desk, CROWDED), channel(desk, OLD_KEY));
    let (v21, long) = (&works.older.token, &works.long_lived.token);
    let revoking = |token: &str| [by_secret(works)[1..].to_vec(), about(token)].concat();
    let cut = &v21[..v21.len() - 30];
    let other_secret = [&by_secret(works)[..2], &[("client_secret", "0".repeat(32))]].concat();
    let other_id = [("client_id", "1111111111".to_owned())];
    let other_id = [&by_secret(works)[..1], &other_id, &by_secret(works)[2..]].concat();
    let login = |field, value: &str| {
        let mut fields = by_secret(works);
        fields[0].1 = "authorization_code".to_owned();
        fields.push((field, value.to_owned()));
        fields
    };
    let id_token = vec![("id_token", v21.clone()), ("client_id", works.channel_id.clone())];
    let mut wrong_grant = by_secret(works);
    wrong_grant[0].1 = "password".to_owned();
    let wrong = Cause::ChannelAssertionWrong;
    let family = Cause::TokenOfOtherFamily;
    vec![
        ("52 too long", TOKEN, claimed(works, |now, it| it["exp"] = json!(now + 3_600)), wrong),
        ("52 over", KIDS, claimed(works, |now, it| it["exp"] = json!(now - 5)), wrong),
        ("52 ms", TOKEN, claimed(works, |now, it| it["exp"] = json!((now + 600) * 1_000)), wrong),
        (
            "53 of another",
            TOKEN,
            asserting(assertion(works, Some(&crowded.kid), |_, _| ())),
            Cause::ChannelKeyOfAnother,
        ),
        ("53 unknown", TOKEN, claimed(old, |_, _| ()), Cause::ChannelKeyUnknown),
        ("53 stateless", STATELESS, claimed(old, |_, _| ()), Cause::ChannelKeyUnknown),
        (
            "55 slash",
            TOKEN,
            claimed(works, |_, it| it["aud"] = json!("https://api.line.me")),
            wrong,
        ),
        ("55 sub", TOKEN, claimed(works, |_, it| it["sub"] = json!("1111111111")), wrong),
        ("55 kid", TOKEN, asserting(assertion(works, None, |_, _| ())), wrong),
        ("56 date", TOKEN, claimed(works, |now, it| it["token_exp"] = json!(now + 600)), wrong),
        ("56 limit", TOKEN, claimed(works, |_, it| it["token_exp"] = json!(2_592_001)), wrong),
        ("57 verify", VERIFY, about(long), family),
        ("57 revoke", REVOKE, revoking(long), family),
        ("57 older", OLDER_VERIFY, about(v21), family),
        ("60 secret", TOKEN, by_secret(works), Cause::LineLoginMixedUp),
        ("60 code", TOKEN, login("code", "TESTcode12"), Cause::LineLoginMixedUp),
        ("60 ID token", VERIFY, id_token, Cause::LineLoginMixedUp),
        ("broken token", VERIFY, about(cut), Cause::ChannelTokenBroken),
        ("v3 grant", STATELESS, wrong_grant, Cause::RequestRefused),
        ("client_id", SHORT, other_id, Cause::ChannelIdUnknown),
        ("client_secret", SHORT, other_secret, Cause::ChannelSecretWrong),
        ("parameters", SHORT, by_secret(works)[..2].to_vec(), Cause::RequestRefused),
        ("older over", OLDER_VERIFY, about(&"TEST".repeat(12)), Cause::ChannelTokenOver),
        ("older malformed", OLDER_REVOKE, about("TEST!TEST"), Cause::ChannelTokenBroken),
    ]
}

#[tokio::test]
async fn every_request_that_line_refuses_is_named_by_exactly_its_cause() {
    let desk = Desk::open().await;
    for (row, path, fields, cause) in rows(&desk) {
        let text = sent(&desk, path, &fields).await;
        let found = fault(&desk, &text);
        assert_eq!(found.cause, cause, "{row}: {found:?}\n{text}");
        assert_eq!(found.also, [], "{row} is one fault");
        assert!(!found.fixes.is_empty(), "{row} can be mended");
        let shown = serde_json::to_string(&explain(&desk, &text)).expect("a view is JSON");
        assert_eq!(Secrets::of(&desk).seen_in(&shown), [""; 0], "{row}");
    }
}

#[tokio::test]
async fn the_answer_alone_says_enough_where_line_has_words_for_it() {
    let desk = Desk::open().await;
    let error = |code: &str, words: &str| json!({"error": code, "error_description": words});
    let request = |words: &str| error("invalid_request", words);
    let full = "The maximum number of access tokens has already been issued";
    let rows = [
        (json!({"message": full}), Cause::TooManyTokens),
        (
            json!({"message": "Cannot find channel key that satisfies the conditions"}),
            Cause::ChannelKeyUnknown,
        ),
        (
            error("invalid_client", "iss and clientId of key do not match"),
            Cause::ChannelKeyOfAnother,
        ),
        (error("invalid_client", "Invalid exp"), Cause::AssertionExpiryRefused),
        (request("The access token not JWS"), Cause::TokenOfOtherFamily),
        (request("The access token malformed"), Cause::ChannelTokenBroken),
        (request("access_token invalid"), Cause::ChannelTokenOver),
        (request("access_token in invalid format"), Cause::TokenOfOtherFamily),
        (request("Invalid 'client_credentials'."), Cause::RequestRefused),
    ];
    for (body, cause) in rows {
        let found = fault(&desk, &body.to_string());
        assert_eq!((found.cause, found.also.len()), (cause, 0), "{body}");
    }
    // These words are not LINE's alone: its request ID, or its host, says whose they are.
    let head = "HTTP/1.1 400 Bad Request\nContent-Type: application/json\nX-Line-Request-Id: 1\n\n";
    let over = format!("{head}{}", request("The access token expired"));
    assert_eq!(fault(&desk, &over).cause, Cause::ChannelTokenOver);
    let api = "> POST /v2/bot/message/push HTTP/1.1\n> Host: api.line.me\n>\n\
               < HTTP/1.1 401 Unauthorized\n< Content-Type: application/json\n<\n\
               {\"message\":\"Authentication failed due to the following reason: invalid token\"}";
    assert_eq!(fault(&desk, api).cause, Cause::ChannelTokenOver);
    let busy = format!("{}{{}}", head.replace("400 Bad Request", "429 Too Many Requests"));
    assert_eq!(fault(&desk, &busy).cause, Cause::RateLimited);
}

#[tokio::test]
async fn a_request_that_line_takes_has_nothing_wrong_and_its_record_is_found() {
    let desk = Desk::open().await;
    let works = channel(&desk, WORKS);
    let text = sent(&desk, TOKEN, &claimed(works, |_, _| ())).await;
    let view = explain(&desk, &text);
    assert_eq!(view.explanation.diagnosis, None, "{text}");
    let expected = [Material::ChannelAssertion, Material::Request, Material::Answer];
    assert_eq!(view.explanation.material, expected);
    assert_eq!(view.record.map(|record| record.app_id), Some(desk.id(WORKS)));
}

#[tokio::test]
async fn the_channels_own_key_tells_an_assertion_that_another_key_signed() {
    let desk = Desk::open().await;
    let mut other = channel(&desk, WORKS).clone();
    other.private_key_pem = desk.practice_app(GOOD).private_key_pem.clone();
    let found = fault(&desk, &assertion(&other, Some(&other.kid), |_, _| ()));
    let named = (Cause::ChannelAssertionRefused, Confidence::Certain);
    assert_eq!((found.cause, found.confidence), named);
    // A key that is not kept here can't be judged.
    let unknown = assertion(&other, Some("536e453c-aa93-4449-8e90-add2608783c6"), |_, _| ());
    assert_eq!(explain(&desk, &unknown).explanation.diagnosis, None);
}

#[tokio::test]
async fn what_is_no_call_of_line_is_not_taken_for_one() {
    let desk = Desk::open().await;
    let login = "POST /oauth2/v2.1/token HTTP/1.1\nHost: id.example\n\n\
                 grant_type=authorization_code&code=TESTcode12&client_id=1&client_secret=TESTsecret";
    assert_eq!(explain(&desk, login).explanation.diagnosis, None, "another server's path");
}

/// Rows that a run of the program itself comes to.
#[tokio::test]
async fn rows_50_51_58_59_and_61_come_of_runs() {
    let desk = Desk::open().await;
    let ask = async |slug: &str, ask| {
        let input = ChannelRunInput { app_id: desk.id(slug), ask };
        desk.engine.channel_run(input, &|_| {}).await.expect("the flow ends with a run")
    };
    let cause = |run: &credenza_core::flow::Run| run.diagnosis.as_ref().map(|found| found.cause);
    let v21 = || ChannelAsk::V21 { life_seconds: 3_600 };
    ask(CROWDED, v21()).await;
    assert_eq!(cause(&ask(CROWDED, v21()).await), Some(Cause::TooManyTokens), "50");
    let newest = |slug: &str| {
        let view = desk.engine.channel_get(desk.id(slug)).expect("a channel");
        ChosenToken::Held { id: view.tokens[0].id }
    };
    ask(WORKS, ChannelAsk::ShortLived).await;
    let oldest = newest(WORKS);
    for _ in 0..30 {
        ask(WORKS, ChannelAsk::ShortLived).await;
    }
    let pushed = ask(WORKS, ChannelAsk::Verify { token: oldest }).await;
    assert_eq!(cause(&pushed), Some(Cause::PushedOut), "51");
    let text = Secret::new("TESTunknownTESTunknownTESTunknownTESTunknown".to_owned());
    let token_kind = credenza_core::line::TokenKind::ShortLived;
    let unknown = ChosenToken::Pasted { text, token_kind };
    let run = ask(WORKS, ChannelAsk::Revoke { token: unknown }).await;
    let mut verdicts = run.steps.iter().flat_map(|step| &step.verdicts);
    let before = verdicts.find(|verdict| verdict.id == RuleId::TokenWasGood);
    assert_eq!(before.map(|it| it.result), Some(VerdictResult::Warned), "58");
    let by = credenza_core::line::Authentication::Secret;
    ask(WORKS, ChannelAsk::Stateless { by }).await;
    let revoked = ask(WORKS, ChannelAsk::Revoke { token: newest(WORKS) }).await;
    assert_eq!(cause(&revoked), Some(Cause::StatelessOnly), "59");
    let text = Secret::new(channel(&desk, WORKS).long_lived.token.clone());
    let token_kind = credenza_core::line::TokenKind::LongLived;
    let long = ChosenToken::Pasted { text, token_kind };
    assert_eq!(cause(&ask(WORKS, ChannelAsk::Verify { token: long }).await), None, "61");
    desk.sandbox.set_fault(Some(Fault::RateLimited));
    assert_eq!(cause(&ask(WORKS, v21()).await), Some(Cause::RateLimited), "429");
}

#[tokio::test]
async fn row_54_a_key_that_the_console_refuses_is_never_given_out_for_it() {
    let desk = Desk::open().await;
    let app_id = desk.id(WORKS);
    let made = desk.engine.channel_key_make(app_id).expect("a pair is made");
    let jwk = made.keys[0].public_jwk.clone().expect("LINE takes it");
    let good: Value = serde_json::from_str(&jwk).expect("a JWK is JSON");
    let with = |name: &str, value: Value| {
        let mut jwk = good.clone();
        jwk[name] = value;
        jwk
    };
    let rows = [
        ("kid inside", with("kid", json!("mine"))),
        ("both purposes", with("key_ops", json!(["verify"]))),
        ("a private member", with("d", json!("TEST"))),
        ("another algorithm", with("alg", json!("PS256"))),
        ("not 2048 bits", with("n", json!("AQAB"))),
    ];
    let id = &channel(&desk, WORKS).channel_id;
    let register = |jwk: &Value| vec![("channel_id", id.clone()), ("jwk", jwk.to_string())];
    for (what, jwk) in rows {
        let answer = sent(&desk, "/line/console", &register(&jwk)).await;
        assert!(!answer.contains("id=\"kid\""), "{what} was registered");
    }
    let taken = sent(&desk, "/line/console", &register(&good)).await;
    assert!(taken.contains("id=\"kid\""), "what is given out is taken");
}
