//! A token issue in a warm process against its floor: one RSA-2048 signature by aws-lc-rs with a
//! key already parsed, and one bare loopback POST of the same size on a connection of its own.
//! The floor sends a token request that the sandbox grants, so that the server does the same work.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use credenza_core::flow::{ClockSource, FlowKind, Outcome, StepId};
use credenza_engine::Engine;
use credenza_engine::clock::{Clock, SystemClock};
use credenza_engine::views::runs::TokenIssueInput;
use credenza_sandbox::{PracticeApp, Sandbox};
use credenza_tests::desk::{Desk, GOOD};
use jsonwebtoken::{Algorithm, EncodingKey, Header};

use crate::rounds::{measure, measure_async, median, tell};

const ROUNDS: usize = 300;
/// The first rounds warm up.
const WARM_UP: usize = 20;

/// Bytes that PKCS#8 puts before the PKCS#1 form of an RSA-2048 key (RFC 5208 section 5).
const BEFORE_PKCS1: usize = 26;

/// Compares, and gives the sandbox on.
pub(crate) async fn compare() -> Sandbox {
    let desk = Desk::open().await;
    let app = desk.id(GOOD);
    let bare = Bare::of(&desk.sandbox, desk.practice_app(GOOD));
    let (mut whole, mut flow, mut floor) = (Vec::new(), Vec::new(), Vec::new());
    let (mut signature, mut stock) = (Vec::new(), Vec::new());
    let mut by_step: Vec<Vec<Duration>> =
        FlowKind::ServiceAccount.steps().iter().map(|_| Vec::new()).collect();
    for round in 0..WARM_UP + ROUNDS {
        let mut steps = Vec::new();
        let input = TokenIssueInput { app_id: app, clock: ClockSource::Local, grant: None };
        let issued = measure_async(async { steps = issue(&desk.engine, input).await }).await;
        let bared = tokio::task::block_in_place(|| measure(|| bare.issue()));
        let signed = measure(|| drop(bare.assertion()));
        let encoded = measure(|| drop(bare.stock_assertion()));
        if round >= WARM_UP {
            whole.push(issued);
            flow.push(steps.iter().sum());
            by_step.iter_mut().zip(steps).for_each(|(all, one)| all.push(one));
            floor.push(bared);
            signature.push(signed);
            stock.push(encoded);
        }
    }
    let floor = median(floor);
    println!("A token issue in a warm process, {ROUNDS} interleaved rounds, medians");
    tell("floor: one signature and one bare loopback POST", floor, floor);
    tell("the flow without storing: its steps, build to verify", median(flow), floor);
    for (id, took) in FlowKind::ServiceAccount.steps().iter().zip(by_step) {
        tell(&format!("  of which {id:?}"), median(took), floor);
    }
    tell("engine.token_issue, with both synchronous writes", median(whole), floor);
    tell("of the floor: the signature alone, key parsed", median(signature), floor);
    tell("instead of it: jsonwebtoken's own encode", median(stock), floor);
    desk.sandbox
}

async fn issue(engine: &Engine, input: TokenIssueInput) -> Vec<Duration> {
    let run = engine.token_issue(input, &|_| {}).await.expect("a run");
    assert_eq!(run.outcome, Outcome::Passed, "only a token counts");
    let took = |id: &StepId| run.step(*id).and_then(|step| step.duration_us).unwrap_or_default();
    FlowKind::ServiceAccount.steps().iter().map(took).map(Duration::from_micros).collect()
}

/// The same without anything that a person would want to have beside it.
struct Bare {
    address: String,
    practice: PracticeApp,
    key: KeyPair,
    stock_key: EncodingKey,
}

impl Bare {
    fn of(sandbox: &Sandbox, practice: &PracticeApp) -> Self {
        let body = practice.private_key_pem.lines().filter(|line| !line.starts_with("-----"));
        let pkcs8 = STANDARD.decode(body.collect::<String>()).expect("PEM holds Base64");
        Self {
            address: sandbox.base_url().trim_start_matches("http://").to_owned(),
            practice: practice.clone(),
            key: KeyPair::from_pkcs8(&pkcs8).expect("an RSA key"),
            stock_key: EncodingKey::from_rsa_der(&pkcs8[BEFORE_PKCS1..]),
        }
    }

    fn issue(&self) {
        let form = self.form(&self.assertion());
        let answer = self.post(&form).expect("the sandbox answers");
        assert!(answer.starts_with(b"HTTP/1.1 200 "), "only a token counts");
    }

    fn claims(&self) -> serde_json::Value {
        let iat = SystemClock.now() - 30;
        let (iss, sub) = (&self.practice.client_id, &self.practice.service_account);
        serde_json::json!({ "iss": iss, "sub": sub, "iat": iat, "exp": iat + 3_600 })
    }

    fn assertion(&self) -> String {
        let head = URL_SAFE_NO_PAD.encode(r#"{"alg":"RS256","typ":"JWT"}"#);
        let message = format!("{head}.{}", URL_SAFE_NO_PAD.encode(self.claims().to_string()));
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature)
            .expect("a signature");
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn stock_assertion(&self) -> String {
        let header = Header::new(Algorithm::RS256);
        jsonwebtoken::encode(&header, &self.claims(), &self.stock_key).expect("an assertion")
    }

    /// Nothing in the values but `@` needs encoding.
    fn form(&self, assertion: &str) -> String {
        let app = &self.practice;
        format!(
            "assertion={assertion}&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer\
             &client_id={}&client_secret={}&scope={}",
            app.client_id,
            app.client_secret,
            app.scopes.join("+")
        )
    }

    fn post(&self, form: &str) -> std::io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_nodelay(true)?;
        let request = format!(
            "POST /oauth2/v2.0/token HTTP/1.1\r\n\
             content-type: application/x-www-form-urlencoded\r\naccept: application/json\r\n\
             user-agent: Credenza/0.0.0\r\nhost: {}\r\ncontent-length: {}\r\n\r\n{form}",
            self.address,
            form.len()
        );
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        let mut chunk = [0; 4096];
        // The sandbox writes head and body at once; its answer ends with the JSON object.
        while !answer.ends_with(b"}") {
            match stream.read(&mut chunk)? {
                0 => break,
                count => answer.extend_from_slice(&chunk[..count]),
            }
        }
        Ok(answer)
    }
}
