//! A token issue in a warm process against its floor: one RSA-2048 signature by aws-lc-rs with a
//! key already parsed, and one bare loopback POST of the same size on a connection of its own.

use std::io::{Read, Write};
use std::net::TcpStream;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine as _;
use credenza_core::apps::{AppDraft, AppId, Environment, LineWorksApp};
use credenza_core::flow::{ClockSource, Outcome, StepId};
use credenza_core::{Secret, keys};
use credenza_engine::views::runs::TokenIssueInput;
use credenza_engine::{Engine, PracticeRecord};
use credenza_sandbox::{PracticeApp, Sandbox};
use std::time::Duration;

use crate::rounds::{measure, measure_async, median, tell};

const ROUNDS: usize = 60;

pub(crate) async fn compare(sandbox: &Sandbox) {
    let practice = &sandbox.practice_apps()[0];
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (engine, app) = open(sandbox, practice, folder.path());
    let key = parsed_key(practice);
    let (mut whole, mut flow, mut floor, mut stock) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS + 5 {
        let mut in_flow = Duration::ZERO;
        let took = measure_async(async { in_flow = issue(&engine, app).await }).await;
        let address = sandbox.base_url().trim_start_matches("http://").to_owned();
        let floor_took = tokio::task::block_in_place(|| {
            measure(|| {
                sign(&key);
                post(&address);
            })
        });
        let stock_took = measure(|| stock_encode(practice));
        // The first rounds warm up.
        if round >= 5 {
            whole.push(took);
            flow.push(in_flow);
            floor.push(floor_took);
            stock.push(stock_took);
        }
    }
    let floor = median(floor);
    println!("A token issue in a warm process, {ROUNDS} interleaved rounds, medians");
    tell("floor: one signature, one bare loopback POST", floor, floor);
    tell("steps of the flow (build to verify), as the run has them", median(flow), floor);
    tell("engine.token_issue, with both stored writes", median(whole), floor);
    tell("for comparison: jsonwebtoken's own encode alone", median(stock), floor);
}

fn open(sandbox: &Sandbox, practice: &PracticeApp, folder: &std::path::Path) -> (Engine, AppId) {
    let engine = Engine::new(folder.join("vault"));
    engine.set_sandbox_base(Some(sandbox.base_url()));
    let line_works = LineWorksApp {
        client_id: practice.client_id.clone(),
        scopes: practice.scopes.clone(),
        service_account: practice.service_account.clone(),
        environment: Environment::Sandbox,
        ..LineWorksApp::default()
    };
    let record = PracticeRecord {
        draft: AppDraft { name: "Bench".into(), line_works, ..AppDraft::default() },
        client_secret: Secret::new(practice.client_secret.clone()),
        private_key_pem: Secret::new(practice.private_key_pem.clone()),
    };
    engine
        .practice_open(folder.join("practice"), "Bench", &[record])
        .expect("a practice vault opens");
    (engine, AppId(1))
}

async fn issue(engine: &Engine, app_id: AppId) -> Duration {
    let input = TokenIssueInput { app_id, clock: ClockSource::Local };
    let run = engine.token_issue(input, &|_| {}).await.expect("a run");
    assert_eq!(run.outcome, Outcome::Passed, "only a token counts");
    let steps = StepId::ALL.iter().filter_map(|id| run.step(*id)?.duration_us);
    Duration::from_micros(steps.sum())
}

fn parsed_key(practice: &PracticeApp) -> KeyPair {
    let opened = keys::open(practice.private_key_pem.as_bytes(), None).expect("a private key");
    KeyPair::from_pkcs8(opened.pkcs8_der().expose()).expect("a key for RS256")
}

fn sign(key: &KeyPair) {
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), &[b'x'; 250], &mut signature)
        .expect("a signature");
    assert!(!key.public_key().as_ref().is_empty());
}

fn post(address: &str) {
    // As large as a token request of the practice app.
    let body = format!("a={}", "x".repeat(880));
    let mut stream = TcpStream::connect(address).expect("the sandbox listens");
    let head = "POST /oauth2/v2.0/token HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded";
    write!(stream, "{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len()).expect("a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    assert!(answer.starts_with(b"HTTP/1.1 "));
}

fn stock_encode(practice: &PracticeApp) {
    use jsonwebtoken::{Algorithm, EncodingKey, Header};
    let der: String =
        practice.private_key_pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = base64::engine::general_purpose::STANDARD.decode(der).expect("base64");
    let key = EncodingKey::from_rsa_der(&der);
    let claims = serde_json::json!({ "iss": practice.client_id, "sub": practice.service_account, "iat": 1, "exp": 3601 });
    jsonwebtoken::encode(&Header::new(Algorithm::RS256), &claims, &key).expect("an assertion");
}
