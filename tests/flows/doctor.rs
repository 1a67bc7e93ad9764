//! Every row of facts.md 8.1 and 8.5: the failure is produced at the sandbox, by a run or by a
//! request made by hand, or is pasted as people have it, and exactly its cause must be named.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use credenza_core::Secret;
use credenza_core::diagnosis::{Cause, Confidence, Diagnosis};
use credenza_core::keys;
use credenza_engine::views::explain::{ExplainInput, ExplainView};
use credenza_sandbox::Fault;
use credenza_tests::desk::{Desk, GOOD};
use credenza_tests::secrets::Secrets;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::form_urlencoded::byte_serialize;

const TOKEN_PATH: &str = "/oauth2/v2.0/token";
const GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// How a row's failure comes about.
enum Produced {
    /// A run of this app, with this fault.
    Run(&'static str, Option<Fault>),
    /// A request made by hand with these claims, pasted with the sandbox's answer.
    Claims(fn(i64, &mut Value)),
    /// A request whose form was changed.
    Form(fn(&str) -> String),
    /// A request to another path.
    Path(&'static str),
    /// A pasted text, made of the app's key.
    Pasted(fn(&str) -> String),
}

use Produced::{Claims, Form, Pasted, Path, Run};

/// Row of the table, and its cause.
const ROWS: &[(&str, Cause, Produced)] = &[
    ("1", Cause::LocalTimeAsUtc, Claims(|now, it| dated(it, now - 32_400, now - 28_800))),
    (
        "2",
        Cause::TimesInMilliseconds,
        Claims(|now, it| {
            dated(it, (now - 30) * 1_000, (now + 3_570) * 1_000);
        }),
    ),
    ("3", Cause::LifetimeInMilliseconds, Claims(|now, it| dated(it, now - 5, now - 1))),
    ("4", Cause::LifetimeTooLong, Claims(|now, it| dated(it, now - 30, now + 3_571))),
    (
        "5",
        Cause::TimesAsText,
        Claims(|now, it| {
            it["iat"] = json!((now - 30).to_string());
            it["exp"] = json!((now + 3_570).to_string());
        }),
    ),
    ("6", Cause::OrdinaryBase64, Form(in_ordinary_base64)),
    ("7", Cause::IssuerWrong, Claims(|_, it| it["iss"] = it["sub"].clone())),
    ("8", Cause::AssertionStale, Claims(|now, it| dated(it, now - 10_000, now - 6_400))),
    ("9", Cause::ClockFast, Run(GOOD, Some(Fault::ClockOff { seconds: -412 }))),
    ("10", Cause::KeyEscapedNewlines, Pasted(|pem| pem.trim().replace('\n', "\\n"))),
    ("11", Cause::KeyTextDamaged, Pasted(|pem| pem.replace('\n', " "))),
    ("12", Cause::KeyCutOff, Pasted(|pem| pem[..pem.len() / 2].to_owned())),
    ("13", Cause::KeyPkcs1, Pasted(as_pkcs1)),
    ("14", Cause::KeyWrapped, Pasted(|pem| STANDARD.encode(pem))),
    ("15", Cause::KeyNotThisApps, Run("old-key", None)),
    (
        "16",
        Cause::KeyFileReadable,
        Pasted(|_| {
            "-rw-r--r-- 1 admin staff 1704 Apr  1 12:00 private_20260401120000.key".to_owned()
        }),
    ),
    ("17", Cause::ClientSecretMissing, Form(|form| without(form, "client_secret"))),
    ("18", Cause::EncodedTwice, Form(|form| form.replace("%3A", "%253A"))),
    ("19", Cause::ScopeNotTicked, Pasted(|_| denied("/v1.0/bots/1/messages"))),
    ("20", Cause::ApiNotForServiceAccounts, Pasted(|_| denied("/v1.0/users/1/mail"))),
    ("21", Cause::MeForServiceAccount, Pasted(|_| denied("/v1.0/users/me"))),
    ("22", Cause::WrongPath, Path("/oauth2/token")),
    ("invalid_request", Cause::RequestRefused, Form(|form| format!("{form}&client_id=again"))),
    (
        "invalid_client",
        Cause::ClientSecretWrong,
        Form(|form| format!("{}&client_secret=TESTwrong1", without(form, "client_secret"))),
    ),
    ("invalid_grant", Cause::GrantRefused, Pasted(|_| refused("invalid_grant"))),
    ("unauthorized_client", Cause::GrantNotAllowed, Pasted(|_| refused("unauthorized_client"))),
    (
        "unsupported_grant_type",
        Cause::GrantTypeWrong,
        Form(|form| form.replace("jwt-bearer", "jwt-bearrer")),
    ),
    (
        "invalid_scope",
        Cause::ScopeNotAllowed,
        Form(|form| format!("{}&scope=directory", without(form, "scope"))),
    ),
];

#[tokio::test]
async fn every_row_of_the_doctor_is_named_by_exactly_its_cause() {
    let desk = Desk::open().await;
    for (row, cause, produced) in ROWS {
        let found = diagnose(&desk, produced).await;
        assert_eq!(found.cause, *cause, "row {row}: {found:?}");
        assert_eq!(found.also, [], "row {row} is one fault");
        assert!(!found.fixes.is_empty(), "row {row} can be mended");
        let shown = serde_json::to_string(&found).expect("a diagnosis is JSON");
        assert_eq!(Secrets::of(&desk).seen_in(&shown), [""; 0], "row {row}");
    }
}

#[test]
fn the_table_has_every_row_of_facts_8_1_and_8_5() {
    let facts = include_str!("../../docs/reference/facts.md");
    let rows = |section: &str| -> Vec<String> {
        let part = facts
            .split("\n## ")
            .flat_map(|part| part.split("\n### "))
            .find(|part| part.starts_with(section));
        let lines = part.unwrap_or_default().lines().filter(|line| line.starts_with("| "));
        let first = lines.filter_map(|line| line.split('|').nth(1));
        first.map(|cell| cell.trim().trim_matches('`').to_owned()).collect()
    };
    let mut wanted: Vec<String> = rows("8.1 ").into_iter().filter(|cell| cell != "#").collect();
    wanted.extend(rows("8.5 ").into_iter().filter(|cell| cell != "error"));
    assert_eq!(wanted.len(), 28, "22 rows and six codes");
    let here: Vec<&str> = ROWS.iter().map(|(row, _, _)| *row).collect();
    assert_eq!(here, wanted);
}

#[tokio::test]
async fn a_request_that_passes_has_nothing_wrong() {
    let desk = Desk::open().await;
    let view = explain(&desk, &sent(&desk, TOKEN_PATH, form(&desk, |_, _| ())).await);
    assert_eq!(view.explanation.diagnosis, None);
    assert_eq!(view.explanation.http_status, Some(200));
    assert_eq!(view.record.map(|record| record.app_id), Some(desk.id(GOOD)));
}

#[tokio::test]
async fn several_faults_are_listed_in_the_order_to_mend_them() {
    let desk = Desk::open().await;
    let form = form(&desk, |now, it| {
        it["sub"] = json!("x.serviceaccount@y");
        dated(it, (now - 32_400) * 1_000, (now - 32_400) * 1_000 + 3_600);
    });
    let text = sent(&desk, TOKEN_PATH, without(&form, "client_secret")).await;
    let first = explain(&desk, &text).explanation.diagnosis.expect("it was refused");
    let order: Vec<Cause> =
        std::iter::once(&first).chain(&first.also).map(|fault| fault.cause).collect();
    let expected = [
        Cause::ClientSecretMissing,
        Cause::TimesInMilliseconds,
        Cause::LifetimeInMilliseconds,
        Cause::LocalTimeAsUtc,
        Cause::SubjectWrong,
    ];
    assert_eq!(order, expected);
}

#[tokio::test]
async fn the_records_own_key_tells_an_assertion_that_another_key_signed() {
    let desk = Desk::open().await;
    let other = desk.practice_app("calendar-sync").private_key_pem.clone();
    let claims = claims(&desk, |_, _| ());
    let view = explain(&desk, &signed(&claims, &other));
    let found = view.explanation.diagnosis.expect("the key is another one");
    assert_eq!((found.cause, found.confidence), (Cause::KeyNotThisApps, Confidence::Certain));
}

#[tokio::test]
async fn the_last_key_that_worked_is_named_when_another_one_is_refused() {
    let desk = Desk::open().await;
    let id = desk.id(GOOD);
    let passed = desk.issue(id).await.key_sha256.expect("it was signed");
    let pem = Secret::new(desk.practice_app("old-key").private_key_pem.clone());
    let candidate = desk.engine.key_offer_text(&pem).expect("it is a key");
    desk.engine.key_import(id, candidate.handle).expect("it is imported");
    let found = desk.issue(id).await.diagnosis.expect("it is refused");
    assert_eq!(found.cause, Cause::KeyNotThisApps);
    assert_eq!(found.params.get("lastKey"), Some(&passed));
}

#[tokio::test]
async fn nothing_that_was_pasted_is_kept() {
    let desk = Desk::open().await;
    let text = sent(&desk, TOKEN_PATH, form(&desk, |_, it| it["sub"] = json!("x"))).await;
    let view = explain(&desk, &text);
    let secrets = Secrets::of(&desk);
    assert_eq!(secrets.seen_in(&serde_json::to_string(&view).expect("JSON")), [""; 0]);
    assert_eq!(secrets.seen_below(desk.folder.path()), [], "in clear on disk");
    assert_eq!(desk.engine.run_list(None).expect("the vault is open").len(), 0, "no run");
}

async fn diagnose(desk: &Desk, produced: &Produced) -> Diagnosis {
    let text = match produced {
        Run(app, fault) => {
            desk.sandbox.set_fault(*fault);
            let run = desk.issue(desk.id(app)).await;
            desk.sandbox.set_fault(None);
            return run.diagnosis.expect("it was refused");
        }
        Claims(change) => sent(desk, TOKEN_PATH, form(desk, *change)).await,
        Form(change) => sent(desk, TOKEN_PATH, change(&form(desk, |_, _| ()))).await,
        Path(path) => sent(desk, path, form(desk, |_, _| ())).await,
        Pasted(text) => text(&desk.practice_app(GOOD).private_key_pem),
    };
    explain(desk, &text).explanation.diagnosis.expect("something is wrong with it")
}

fn explain(desk: &Desk, text: &str) -> ExplainView {
    let input = ExplainInput { text: Secret::new(text.to_owned()) };
    desk.engine.failure_explain(&input).expect("it can be explained")
}

/// The request and the sandbox's answer to it, as `curl -v` would show them.
async fn sent(desk: &Desk, path: &str, form: String) -> String {
    let host = desk.sandbox.base_url().trim_start_matches("http://").to_owned();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    let mut stream = TcpStream::connect(&host).await.expect("the sandbox listens");
    stream.write_all(head.as_bytes()).await.expect("it reads");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("it answers");
    format!("{head}\r\n\r\n{}", String::from_utf8_lossy(&answer))
}

fn dated(claims: &mut Value, iat: i64, exp: i64) {
    claims["iat"] = json!(iat);
    claims["exp"] = json!(exp);
}

fn claims(desk: &Desk, change: fn(i64, &mut Value)) -> Value {
    use credenza_engine::clock::{Clock, SystemClock};
    let now = SystemClock.now();
    let app = desk.practice_app(GOOD);
    let mut claims = json!({
        "iss": app.client_id, "sub": app.service_account, "iat": now - 30, "exp": now + 3_570,
    });
    change(now, &mut claims);
    claims
}

fn signed(claims: &Value, pem: &str) -> String {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let message =
        format!("{}.{}", part(r#"{"alg":"RS256","typ":"JWT"}"#), part(&claims.to_string()));
    let opened = keys::open(pem.as_bytes(), None).expect("it is a key");
    let key = opened.signing_key().expect("it signs");
    let signature = key.sign_rs256(message.as_bytes()).expect("it signs");
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// The form of a good request, with other claims.
fn form(desk: &Desk, change: fn(i64, &mut Value)) -> String {
    let app = desk.practice_app(GOOD);
    let assertion = signed(&claims(desk, change), &app.private_key_pem);
    let scope = app.scopes.join(" ");
    let fields = [
        ("grant_type", GRANT),
        ("assertion", &assertion),
        ("client_id", &app.client_id),
        ("client_secret", &app.client_secret),
        ("scope", &scope),
    ];
    let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    fields.map(|(name, value)| format!("{name}={}", encoded(value))).join("&")
}

fn without(form: &str, name: &str) -> String {
    let start = format!("{name}=");
    form.split('&').filter(|field| !field.starts_with(&start)).collect::<Vec<_>>().join("&")
}

/// The payload written as ordinary Base64 with its padding, as `base64` prints it.
fn in_ordinary_base64(form: &str) -> String {
    form.split('&')
        .map(|field| match field.strip_prefix("assertion=") {
            Some(token) => {
                let parts: Vec<&str> = token.split('.').collect();
                let bytes = URL_SAFE_NO_PAD.decode(parts[0]).expect("it is base64url");
                let head = STANDARD.encode([&bytes[..], b" "].concat());
                let head: String = byte_serialize(head.as_bytes()).collect();
                format!("assertion={head}.{}.{}", parts[1], parts[2])
            }
            None => field.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("&")
}

/// RSAPrivateKey out of PKCS#8, whose head has a fixed length for 2048 bits.
fn as_pkcs1(pem: &str) -> String {
    const HEAD: usize = 26;
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = STANDARD.decode(body).expect("PEM");
    let text = STANDARD.encode(&der[HEAD..]);
    let lines: Vec<&str> =
        text.as_bytes().chunks(64).filter_map(|line| std::str::from_utf8(line).ok()).collect();
    format!(
        "-----BEGIN RSA PRIVATE KEY-----\n{}\n-----END RSA PRIVATE KEY-----\n",
        lines.join("\n")
    )
}

fn denied(path: &str) -> String {
    format!(
        "> GET {path} HTTP/1.1\n> Host: www.worksapis.com\n> Authorization: Bearer jp1AAAAexample\n>\n\
         < HTTP/1.1 403 Forbidden\n< Content-Type: application/json\n<\n\
         {{\"code\":\"ACCESS_DENIED\",\"description\":\"Access is denied.\"}}"
    )
}

fn refused(error: &str) -> String {
    format!("HTTP/1.1 400 Bad Request\nContent-Type: application/json\n\n{{\"error\":\"{error}\"}}")
}
